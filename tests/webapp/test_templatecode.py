"""Templates kept as code."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from webapp.drawing.templatecode import load_templates


class Counting(Environment):
    """An environment that counts what it makes code of."""

    def __init__(self, **templates: str) -> None:
        super().__init__(
            loader=DictLoader({"a.html": "En {{ 1 + 1 }}", "b.html": "To"} | templates)
        )
        self.made: list[str | None] = []

    def compile(self, source, name=None, *more, **options):  # type: ignore[no-untyped-def]
        self.made.append(name)
        return super().compile(source, name, *more, **options)


def loaded(file: Path, program: str = "1", **templates: str) -> list[str | None]:
    """The templates of which code is made when all are loaded."""
    environment = Counting(**templates)
    load_templates(environment, program, file)
    made = list(environment.made)
    assert environment.get_template("a.html").render() == "En 2"
    assert environment.made == made, "it is loaded once"
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the code of both templates."""
    found = tmp_path / "cache" / "templates"
    assert loaded(found) == ["a.html", "b.html"]
    return found


def test_code_is_made_once(file: Path) -> None:
    assert loaded(file) == []


def test_code_is_made_anew_of_a_template_that_changed_and_by_another_program(file: Path) -> None:
    assert loaded(file, **{"b.html": "To og lidt til"}) == ["b.html"]
    assert loaded(file, program="2") == ["a.html", "b.html"]
    assert loaded(file, program="2") == []


@pytest.mark.parametrize("damage", [b"", b"\0", b"x" * 1000, None])
def test_code_that_was_damaged_is_not_run(file: Path, damage: bytes | None) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"\0" if damage is None else damage)
    assert loaded(file) == ["a.html", "b.html"]
    assert loaded(file) == []


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_code_that_others_may_write_is_not_run(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert loaded(file) == ["a.html", "b.html"]
    assert loaded(file) == [], "the file is ours again"


def test_where_nothing_can_be_kept_code_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("en fil, hvor mappen skulle være")
    for _ in range(2):
        assert loaded(tmp_path / "cache" / "templates") == ["a.html", "b.html"]
