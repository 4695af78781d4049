"""Records that tell when the disk, or a hand, changed them."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError

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

    def sealed(self) -> bytes:
        """The record with its digest, as JSON for a file."""
        rest = self.model_dump(mode="json")
        whole = {DIGEST: _digest(rest), **rest}
        return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _digest(rest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
