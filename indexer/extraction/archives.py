"""The documents in a zip that is none itself. Runs in the worker process."""

import base64
from pathlib import PurePosixPath

from indexer.document import Unreadable
from indexer.extraction.formats import FILE_FORMATS
from indexer.extraction.formats.package import Package, PackageFormat
from search.library.mediatypes import MediaType

MOST = 8
"""Documents that are taken out of one."""
ENDINGS = frozenset(f".{kind.ending}" for kind in MediaType if not kind.is_web_page)


def unpacked(content: bytes, most: int) -> list[tuple[str, str]]:
    """The names and bytes (Base64) of the documents in a zip, as many as come to ``most`` bytes;
    none when it is a document itself. Raises Unreadable."""
    packages = (known for known in FILE_FORMATS.values() if isinstance(known, PackageFormat))
    if any(known.is_signed(content) for known in packages):
        return []
    package, made = Package(content), list[tuple[str, str]]()
    for name in package.names:
        if PurePosixPath(name).suffix.lower() not in ENDINGS or len(made) == MOST:
            continue
        part = base64.b64encode(package.read(name)).decode()
        most -= len(part)
        if most < 0:
            break
        made.append((name, part))
    if not made:
        raise Unreadable("Filen er en zip-fil uden en rapport.")
    return made
