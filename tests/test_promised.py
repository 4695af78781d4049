"""What docs/api.md promises stays: each line of promised.txt is still so. What comes is put there
when a version is released; until then it may change.

``python -m tests.test_promised >tests/promised.txt`` promises all that there is.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mentorsoeg import ROOMS, load
from search.settings import Settings
from webapp import create_app

PROMISED = Path(__file__).parent / "promised.txt"


def offered() -> Iterator[str]:
    """All that others may build on, a line each."""
    with TemporaryDirectory() as empty:
        settings = Settings(corpus=Path(empty), index=Path(empty))
        document = create_app(settings).test_client().get("/api/openapi.json").get_json()
    for path, operations in document["paths"].items():
        yield from (f"GET {path} {told}" for told in exchanged(operations["get"]))
    for name, schema in document["components"]["schemas"].items():
        for field, told in schema.get("properties", {}).items():
            yield f"{name}.{field}: {kind_of(told)}"
    for room, commands in ROOMS.items():
        yield from (f"mentorsoeg {name} {told}" for name in commands for told in taken(room, name))
    yield from (f"setting {name}" for name in Settings.model_fields)


def exchanged(operation: dict[str, Any]) -> Iterator[str]:
    """What a request may hold, and what answers it."""
    for parameter in operation.get("parameters", ()):
        yield f"takes {parameter['name']}: {kind_of(parameter['schema'])}"
    for status, answer in operation["responses"].items():
        yield from (f"answers {status}: {media_type}" for media_type in answer.get("content", ()))


def taken(room: str, name: str) -> Iterator[str]:
    """The options and arguments of a command."""
    for parameter in load(room, name).params:
        must = " (required)" if parameter.required else ""
        yield from (f"{spelling}{must}" for spelling in parameter.opts + parameter.secondary_opts)


def kind_of(schema: dict[str, Any]) -> str:
    """The type of a value, as short as its schema can be told."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(sorted(map(kind_of, schema["anyOf"])))
    kind = str(schema.get("type", "any"))
    return f"{kind} of {kind_of(schema['items'])}" if "items" in schema else kind


def test_whatever_was_promised_is_still_offered() -> None:
    promised = set(PROMISED.read_text(encoding="utf-8").splitlines())
    assert len(promised) > len(Settings.model_fields)
    assert sorted(promised - set(offered())) == []


if __name__ == "__main__":
    print("\n".join(sorted(set(offered()))))
