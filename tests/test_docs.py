"""The documents say what the code does."""

import re
from pathlib import Path

from mentorsoeg import main
from search.library.settings import Settings

ROOT = Path(__file__).parent.parent


def settings_table() -> str:
    """The settings as a Markdown table, made from the code."""
    rows = [
        f"| `{name}` | {_shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| setting | default | what it is |", "|---|---|---|", *rows])


def _shown(default: object) -> str:
    return "none" if default in ("", frozenset()) else str(default)


def test_every_setting_stands_in_the_page_on_operation() -> None:
    text = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    assert settings_table() in text, f"Put this into docs/operation.md:\n{settings_table()}"


def test_every_command_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"mentorsoeg {name}" not in text] == ["restore"]
    assert "`restore FILE`" in text


def test_every_target_of_the_makefile_is_told_by_make_help() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    phony = next(line for line in lines if line.startswith(".PHONY")).split()[1:]
    told = [line.split(":")[0] for line in lines if "##" in line and ":" in line]
    assert sorted(phony) == sorted(set(told) & set(phony))


def test_every_local_link_in_the_documents_leads_somewhere() -> None:
    broken = [
        f"{page.name}: {link}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
        for link in re.findall(r"\]\(([^)#:]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
