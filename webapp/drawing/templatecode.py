"""Templates as code, kept in a file: making that of all of them takes .2 CPU seconds."""

import marshal
import os
import stat
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from search.library.files import open_file, write_atomically

DIGEST = 32
"""Bytes of the digest with which the file begins."""


def load_templates(environment: Environment, program: str, file: Path) -> None:
    """Load all templates of an ``environment``, by the code in ``file`` where that is ours and of
    this ``program``; else it is made, and kept there when that can be written."""
    code = _TemplateCode(program, file)
    environment.bytecode_cache = code
    try:
        for name in environment.list_templates():
            environment.get_template(name)
    finally:
        environment.bytecode_cache = None
    code.keep()


class _TemplateCode(BytecodeCache):
    """The code of each template by Jinja's key for it; Jinja sees whether it is of the source."""

    def __init__(self, program: str, file: Path) -> None:
        self._made_by = f"{program} {version('jinja2')} {sys.version}".encode()
        self._file = file
        self._codes = self._read()
        self._known = len(self._codes)

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = bucket.bytecode_to_string()

    def keep(self) -> None:
        """Write what is new."""
        if len(self._codes) > self._known:
            codes = marshal.dumps(self._codes)
            with suppress(OSError):
                write_atomically(self._file, self._digest(codes) + codes)

    def _read(self) -> dict[str, bytes]:
        """What the file has; nothing of one that is damaged, of another program, or that somebody
        else might have written: it is run."""
        with suppress(OSError), open_file(self._file) as file:
            status = os.fstat(file.fileno())
            foreign = status.st_uid != os.geteuid()
            content = file.read()
            digest, codes = content[:DIGEST], content[DIGEST:]
            writable = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            if not foreign and not writable and digest == self._digest(codes):
                return dict(marshal.loads(codes))  # noqa: S302 - our own
        return {}

    def _digest(self, codes: bytes) -> bytes:
        return sha256(self._made_by + codes).digest()
