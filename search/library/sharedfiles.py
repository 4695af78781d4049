"""Files in S3-compatible storage, which hosts share.

Who asks, and where it is when it isn't Amazon's, is told as to any client of it
(``AWS_ACCESS_KEY_ID``, ``AWS_ENDPOINT_URL``, ``~/.aws``).
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from typing import Any, TypeVar

from search.library.errors import UserError

REFUSED = "Lageret {address} afviser adgangsnøglen, eller den giver ikke ret til det."
NO_KEY = "Der er ingen adgangsnøgle til lageret {address}. Sæt AWS_ACCESS_KEY_ID."
NO_BUCKET = "Lageret {address} findes ikke."
AWAY = "Lageret {address} svarer ikke."
SLOW = "Lageret {address} svarer for langsomt. Prøv igen om lidt."
NOT_INSTALLED = "Originaler i {address} kræver flere dele: pip install 'mentorsoeg[s3]'."
CONNECT_SECONDS, READ_SECONDS = 5, 30
TRIES = 2

_WHAT = {
    "PermissionError": REFUSED, "NoCredentialsError": NO_KEY, "PartialCredentialsError": NO_KEY,
    "ConnectTimeoutError": SLOW, "ReadTimeoutError": SLOW, "TimeoutError": SLOW,
}  # fmt: skip

log = logging.getLogger("mentorsoeg.index")
T = TypeVar("T")


class SharedFiles:
    """The files below ``address``, as s3://bucket/prefix. All that is asked of it raises UserError,
    whose text says in Danish what is wrong, when it can't be had."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._root = address.removeprefix("s3://").rstrip("/")

    def get(self, name: str) -> bytes | None:
        """The content of a file, None when there is none of that name."""
        with suppress(FileNotFoundError):
            content: bytes = self._ask(lambda files: files.cat_file(f"{self._root}/{name}"))
            return content
        return None

    def put(self, name: str, content: bytes) -> None:
        """Keep a file."""
        self._ask(lambda files: files.pipe_file(f"{self._root}/{name}", content))

    def names(self, folder: str) -> set[str]:
        """The names of the files in a folder."""
        found = self._ask(lambda files: files.find(f"{self._root}/{folder}"))
        return {path.removeprefix(f"{self._root}/") for path in found}

    @cached_property
    def _files(self) -> Any:
        try:
            made = import_module("s3fs").S3FileSystem
        except ImportError as error:
            raise self._error(NOT_INSTALLED) from error
        limits = {"connect_timeout": CONNECT_SECONDS, "read_timeout": READ_SECONDS,
                  "retries": {"max_attempts": TRIES}}  # fmt: skip
        files = made(config_kwargs=limits, use_listings_cache=False, skip_instance_cache=True)
        files.retries = TRIES
        return files

    def _ask(self, what: Callable[[Any], T]) -> T:
        files = self._files
        failing = import_module("botocore.exceptions").BotoCoreError
        try:
            return what(files)
        except FileNotFoundError as error:
            if "NoSuchBucket" not in str(error.__cause__):
                raise
            raise self._error(NO_BUCKET) from error
        except (failing, OSError) as error:
            log.warning("%s: %s", self._address, error)
            raise self._error(_WHAT.get(type(error).__name__, AWAY)) from error

    def _error(self, sentence: str) -> UserError:
        return UserError(sentence.format(address=self._address))
