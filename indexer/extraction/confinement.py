"""What a worker may not do, whatever the file makes of the libraries that read it.

Landlock (Linux 5.13) takes all files but the libraries' own; seccomp takes the network. A file to
read comes as an open one, so no name is needed. Where a system lacks either, the worker does
without it and says so.
"""

import errno
import os
import resource
import site
import sys
from collections.abc import Iterator
from pathlib import Path

from search.library import dictionary

ROOT = Path(__file__).resolve().parent.parent.parent
LANDLOCK, SECCOMP = "Landlock", "seccomp"
SYSTEM = (
    "/usr", "/lib", "/lib64", "/bin", "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache",
    "/etc/localtime", "/etc/mime.types", "/dev/urandom",
)  # fmt: skip
"""What Python's own modules, PDFium (typefaces) and tesseract read of the system."""
NOWHERE = "/dev/null"
"""Where tesseract's messages go."""
DENIED = (
    "socket", "socketpair", "io_uring_setup", "ptrace", "process_vm_readv", "process_vm_writev",
    "pidfd_send_signal", "pidfd_getfd", "unshare", "setns", "mount", "bpf", "perf_event_open",
    "userfaultfd", "keyctl", "add_key", "request_key",
)  # fmt: skip
"""System calls that give a network, other processes, or rights."""


def confine() -> list[str]:
    """Take from this process, and those it starts, all files but the libraries, and the network;
    give the names of what holds that from now on. Nothing of it can be undone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    held = [
        (SECCOMP, _take_network()),
        (LANDLOCK, _take_files()),
    ]  # libseccomp is looked up by name
    return [name for name, holds in held if holds]


def _take_files() -> bool:
    try:
        from landlock import FSAccess, LandlockError, Ruleset  # noqa: PLC0415 - only Linux has it

        ruleset = Ruleset()
        reading = FSAccess.READ_FILE | FSAccess.EXECUTE
        for path in _readable():
            ruleset.allow(path, rules=reading | FSAccess.READ_DIR if path.is_dir() else reading)
        ruleset.allow(NOWHERE, rules=reading | FSAccess.WRITE_FILE)
        ruleset.apply()
    except (ImportError, LandlockError, OSError, AttributeError):
        return False
    return True


def _take_network() -> bool:
    try:
        import pyseccomp  # noqa: PLC0415 - fails where there is no libseccomp

        rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
        for name in DENIED:
            rules.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
        rules.load()
    except (ImportError, RuntimeError, OSError, ValueError):
        return False
    return True


def _readable() -> Iterator[Path]:
    """Where Python, our own modules and the libraries lie. Not the folder that holds our packages,
    unless packages are installed there: the collection may lie beside them."""
    packages = {*site.getsitepackages(), site.getusersitepackages()}
    paths = {*SYSTEM, sys.prefix, sys.base_prefix, *packages, *sys.path} - {"", str(ROOT)}
    ours = {str(ROOT / name) for name in ("indexer", "search")}
    installed = {str(ROOT)} & packages
    every = sorted({*paths, *ours, *installed, str(dictionary.KEPT)})
    yield from (Path(path) for path in every if os.access(path, os.R_OK))
