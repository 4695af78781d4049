"""When the collection was last brought up to date."""

from datetime import UTC, datetime
from pathlib import Path

from search.library.files import write_atomically

UPDATED_FILE = "updated"


def note_updated(corpus: Path) -> None:
    """Keep that all of the collection is up to date now. Raises OSError."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    write_atomically(corpus / UPDATED_FILE, f"{now}\n".encode())


def last_updated(corpus: Path) -> datetime | None:
    """When that was; None when it isn't known."""
    try:
        return datetime.fromisoformat((corpus / UPDATED_FILE).read_text().strip()).astimezone(UTC)
    except (OSError, ValueError):
        return None
