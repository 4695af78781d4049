"""Records that tell when the disk, or a hand, changed them."""

import hashlib
import json
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError

from search.library.errors import UserError
from search.library.files import why

DIGEST = "digest"


class Sealed(BaseModel):
    """A record whose file holds a digest of all else in it.

    Validating one that does not match its digest fails. One without, as older programs and people
    write them, is taken as it is.
    """

    @model_validator(mode="before")
    @classmethod
    def _open(cls, found: Any) -> Any:
        if not isinstance(found, dict) or DIGEST not in found:
            return found
        rest = {name: value for name, value in found.items() if name != DIGEST}
        if found[DIGEST] != _digest(rest):
            raise PydanticCustomError("changed", "er beskadiget: den er ændret på disken")
        return rest

    @classmethod
    def read(cls, file: Path, remedy: str) -> Self:
        """The record in ``file``; an empty one when there is none. Raises UserError, with the
        ``remedy`` where it is damaged."""
        try:
            return cls.model_validate(json.loads(file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise UserError(f"{file} kan ikke læses: {why(error)}.") from error
        except (ValueError, RecursionError) as error:  # ValidationError is a ValueError
            raise UserError(
                f"{file} er beskadiget. Læg en sikkerhedskopi tilbage med »mentorsoeg restore«, "
                f"eller {remedy}."
            ) from error

    def sealed(self) -> bytes:
        """The record with its digest, as JSON for a file."""
        rest = self.model_dump(mode="json")
        whole = {DIGEST: _digest(rest), **rest}
        return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _digest(rest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
