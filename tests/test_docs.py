"""The documents say what the code does."""

import re
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from fnmatch import fnmatch
from importlib.metadata import version
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from indexer.journal import CHANGES_FILE
from indexer.uploads import DRAFTS_FILE
from mentorsoeg import main
from search.asking.lexeme import DEEPEST
from search.asking.parsing import LONGEST_QUERY
from search.asking.wordnodes import MOST_SHAPES, MOST_WORDS
from search.library.catalogue import OVERLAY_FILE
from search.library.freshness import note_updated
from search.library.originals import LINKS_FILE
from search.library.settings import Settings
from tests.conftest import Collection
from webapp import create_app
from webapp.serving.querylog import QUERIES_FOLDER
from webapp.subscribing.book import SUBSCRIPTIONS_FILE

ROOT = Path(__file__).parent.parent
OURS = ("benchmarks", "corpus", "deploy", "docs", "indexer", "search", "tests", "webapp")
FILES = [*ROOT.glob("*.*"), *(file for folder in OURS for file in (ROOT / folder).rglob("*"))]
PAGES = [file for file in FILES if file.suffix == ".md"]
TELLING = [
    *PAGES,
    *(f for f in FILES if f.suffix in (".py", ".service", ".html") and "renderings" not in f.parts),
]
"""What tells of commands; pages that others wrote tell of none, in whatever encoding."""
MADE = {
    OVERLAY_FILE, LINKS_FILE, CHANGES_FILE, DRAFTS_FILE, SUBSCRIPTIONS_FILE,
    f"corpus/{SUBSCRIPTIONS_FILE}", Settings.model_config["toml_file"],
    "originals/", "texts/", "ind/", "corpus/ind/", "taget/",
    f"{QUERIES_FOLDER}/", f"corpus/{QUERIES_FOLDER}/",
}  # fmt: skip
"""What is made when the service runs, and by whom it is set up."""
NAMED_PATH = re.compile(
    r"(?<![\w/.<-])[\w.*-]+(?:/[\w.*-]+)*"
    r"(?:\.(?:py|pyi|md|toml|cfg|txt|json|tsv|html|css|js|svg)|/)(?![\w/<])"
)


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


def headings(page: Path) -> set[str]:
    """The fragments by which web hosts link to the headings of a page."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_local_link_in_a_document_leads_somewhere(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, fragment = link.partition("#")
        target = page.parent / path if path else page
        if ":" in link:
            continue
        if not target.exists() or (fragment and fragment not in headings(target)):
            broken.append(link)
    assert broken == []


def test_the_index_of_the_documents_has_every_page_once_in_a_line() -> None:
    text = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^- \[(\S+)\]\((\S+)\): \S.*$", text, re.MULTILINE)
    assert [name for name, link in lines if name != link] == []
    assert len(lines) == len(set(lines)) == text.count("](")
    pages = [f.name for f in (ROOT / "docs").glob("*.md") if f.name != "README.md"]
    assert sorted(name for name, _ in lines if "/" not in name) == sorted(pages)


def test_the_changelog_ends_at_the_version_that_is_installed() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert next(name for name in versions if name != "Unreleased") == version("mentorsoeg")


def metrics_told() -> set[str]:
    """The names of metrics in the page on watching, but for those within examples of rules."""
    text = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")
    return set(re.findall(r"`(mentorsoeg_\w+)`", text))


def test_every_metric_stands_in_the_page_on_watching(filled: Collection) -> None:
    note_updated(filled.corpus)
    here = {"metrics_from": frozenset({ip_network("127.0.0.1")})}
    client = create_app(filled.settings.model_copy(update=here)).test_client()
    client.get("/")
    families = text_string_to_metric_families(client.get("/metrics").text)
    names = {f"{one.name}_total" if one.type == "counter" else one.name for one in families}
    assert metrics_told() == names


def code_in(page: Path) -> Iterator[str]:
    """What stands as code in a text: between backticks or Danish quotation marks, or indented."""
    text = page.read_text(encoding="utf-8")
    yield from re.findall(r"[`»]([^`»«\n]+)[`«]", text)
    yield from re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE) if page.suffix == ".md" else ()


def paths_in(page: Path) -> set[str]:
    """The paths that a document names, but for those of the web, of readers and of what is made."""
    found = (
        path.lstrip("./")
        for code in re.findall(r"`+([^`\n]+)`+", page.read_text(encoding="utf-8"))
        if not code.startswith("/") and "://" not in code
        for path in NAMED_PATH.findall(code)
    )
    return {path for path in found if not path.partition(".")[0].isupper()} - MADE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_a_document_names_is_there(page: Path) -> None:
    there = [f"/{file.relative_to(ROOT)}{'/' * file.is_dir()}" for file in FILES]
    there += [f"/{folder}/" for folder in OURS]
    readmes = ("README.md", "Makefile")
    missing = [
        path
        for path in paths_in(page)
        if path not in readmes and not any(fnmatch(file, f"*/{path}") for file in there)
    ]
    assert missing == []


def targets() -> list[str]:
    """The targets of the Makefile."""
    return re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("call", "there"),
    [
        (r"\bpython -m ([\w.]+)", find_spec),
        (r"^(?:cd \S+ && )?(?:sudo )?make (\w+)", lambda name: name in targets()),
        (r"(?:^|bin/)mentorsoeg ([a-z]+)", lambda name: name in main.commands),
    ],
    ids=["module", "target", "command"],
)
def test_whatever_is_told_to_be_run_can_be_run(call: str, there: Callable[[str], object]) -> None:
    told = {name for page in TELLING for code in code_in(page) for name in re.findall(call, code)}
    assert told
    assert [name for name in sorted(told) if not there(name)] == []


def test_every_test_that_a_document_names_is_there() -> None:
    told = {name for page in PAGES for name in re.findall(r"`(test_\w+)`", page.read_text())}
    code = "".join(file.read_text() for file in (ROOT / "tests").rglob("test_*.py"))
    assert told
    assert [name for name in sorted(told) if f"def {name}(" not in code] == []


def test_every_benchmark_stands_in_a_document() -> None:
    told = " ".join(code for page in PAGES for code in code_in(page))
    runnable = [f for f in ROOT.glob("benchmarks/*.py") if "def main(" in f.read_text()]
    assert [f.stem for f in runnable if not re.search(rf"\b{f.stem}\b", told)] == []


def test_the_limits_of_a_query_are_told_as_they_are() -> None:
    language = (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8")
    told = f"At most {LONGEST_QUERY:,} characters, {MOST_WORDS} words, {MOST_SHAPES} wildcards and"
    assert f"{told} {DEEPEST} levels of parentheses are read" in " ".join(language.split())
    operation = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    assert f"| query | {LONGEST_QUERY} characters and {MOST_WORDS} words;" in operation


def test_every_name_of_the_glossary_is_one_of_ours() -> None:
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    ours = {
        name for row in rows if "|" in row for name in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    code = " ".join(f.read_text() for f in FILES if f.suffix == ".py" and "tests" not in f.parts)
    assert ours
    assert [name for name in sorted(ours) if not re.search(rf"\b{name}\b", code)] == []


def test_the_lock_has_every_package_that_the_service_needs() -> None:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    needed = re.findall(r"^([\w-]+)", settings["options"]["install_requires"], re.MULTILINE)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    locked = set(re.findall(r"^([\w-]+)==", lock, re.MULTILINE))
    assert [name for name in needed if name.lower() not in locked] == []
