"""The benchmarks that others read: the shape of what they print."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from benchmarks import plots
from benchmarks.facts import main as facts
from benchmarks.findings.fit import main as fit
from benchmarks.judged import load
from benchmarks.leaveout import SHARES, TRIED, chosen_without
from benchmarks.leaveout import main as leaveout
from benchmarks.losses import losses
from benchmarks.paraphrases import main as paraphrases
from benchmarks.paraphrases import questions
from benchmarks.relevance import main as relevance
from benchmarks.significance import p_value
from search.findings.features import Features
from tests.conftest import make_pdf

ROOT = Path(__file__).parent.parent

TEXTS = {
    "d1": ("Makkere", "En makker hjælper den nye vagt den første tid."),
    "d2": ("Havnen", "Havnearbejdere kender skibe og kajer."),
    "d3": ("", "Frisører klipper hår, og lærlinge fejer det op."),
}


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """A collection with three documents, two of them of one material, and two queries."""
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt") as corpus:
        for name, (title, text) in TEXTS.items():
            corpus.write(json.dumps({"_id": name, "title": title, "text": text}) + "\n")
    asked = [{"_id": "q1", "text": "vagternes makker"}, {"_id": "q2", "text": "havnearbejder"}]
    queries = "\n".join(map(json.dumps, asked))
    (tmp_path / "queries.dev.jsonl").write_text(queries + "\n")
    (tmp_path / "qrels.dev.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\n")
    meetings = {"d1": "arbejde", "d2": "byen", "d3": "arbejde"}
    (tmp_path / "meetings.json").write_text(json.dumps(meetings))
    return tmp_path


def measured(*arguments: str | Path) -> dict[str, Any]:
    command = [*map(str, arguments), "--half", "dev", "--no-lucene", "--json"]
    printed = CliRunner().invoke(relevance, command)
    assert printed.exit_code == 0, printed.output
    found: dict[str, Any] = json.loads(printed.output)
    return found


def test_relevance_is_printed_beside_tantivy(judged: Path) -> None:
    found = measured(judged)
    keys = {"ndcg@10", "recall@100", "success@1", "success@3"}
    keys |= {"queries_per_s", "index_bytes", "index_s"}
    assert keys == set(found["product"]) == set(found["tantivy"])
    assert found["product"]["ndcg@10"] == 1.0
    assert found["beside"]["tantivy"]["p"] > 0.05


def test_a_query_of_function_words_alone_finds_nothing_by_tantivy(judged: Path) -> None:
    (judged / "queries.dev.jsonl").write_text(json.dumps({"_id": "q1", "text": "hvor er"}) + "\n")
    assert measured(judged)["tantivy"]["ndcg@10"] == 0.0


def test_documents_of_one_material_are_measured_as_its_pages(judged: Path) -> None:
    found = measured(judged, "--group")
    assert found["product"]["ndcg@10"] == found["product"]["success@1"] == 1.0
    assert {"tantivy", "tantivy's pages"} == set(found["beside"])


def test_what_is_left_out_has_no_say_in_the_weights_that_it_is_measured_with() -> None:
    gains = {
        name: {(w, s): 1.0 if (w, s) in {("near", best), ("near", 1.0)} else 0.0
               for w in TRIED for s in SHARES} | {("near", best): 2.0}
        for name, best in (("a", 0.5), ("b", 2.0), ("c", 2.0))
    }  # fmt: skip
    assert chosen_without("a", gains) == {"near": 2.0}
    gains["b"], gains["c"] = gains["a"], gains["a"]
    assert chosen_without("a", gains) == {"near": 0.5}


def test_each_collection_is_left_out_once(judged: Path) -> None:
    another = judged / "another"
    another.mkdir()
    for file in judged.glob("*.*"):
        (another / file.name).write_bytes(file.read_bytes())
    printed = CliRunner().invoke(leaveout, [str(judged), str(another), "--json"])
    found = json.loads(printed.stdout)
    assert set(found["collections"]) == {judged.name, "another"}
    assert all(one["shares"] == {} for one in found["collections"].values())  # all are as good


def test_several_collections_are_measured_with_their_mean_gain(judged: Path) -> None:
    another = judged / "another"
    another.mkdir()
    for file in judged.glob("*.*"):
        (another / file.name).write_bytes(file.read_bytes())
    found = measured(judged, another)
    assert set(found["collections"]) == {judged.name, "another"}
    each = {one["beside"]["tantivy"]["gain"] for one in found["collections"].values()}
    assert each == {found["mean_gain"]["tantivy"]}


def test_words_of_one_page_are_asked_for(judged: Path) -> None:
    found = measured(judged, "--rare")
    assert found["product"]["rare_first"] == found["tantivy"]["rare_first"] == 1.0


def test_losses_tell_where_a_peer_does_better(judged: Path) -> None:
    (judged / "qrels.dev.tsv").write_text("query-id\tcorpus-id\tscore\nq2\td3\t1\n")
    judged_half = load(judged, "dev")
    ours = {"q1": [], "q2": [("d2", 1.0), ("d3", 0.5)]}
    theirs = {"q1": [], "q2": [("d3", 1.0)]}
    [loss] = losses(judged_half, ours, theirs, ({"q2": 0.63}, {"q2": 1.0}), most=5)
    assert (loss.rank, loss.peer_rank, loss.shown) == (2, 1, "d2")
    assert loss.query == "havnearbejder"


def test_chance_explains_a_few_queries_but_not_a_steady_gain() -> None:
    assert p_value([0.5] * 4, [0.5] * 4) == 1.0
    assert p_value([0.9, 0.1, 0.8], [0.1, 0.9, 0.1]) > 0.3
    assert p_value([0.6] * 30, [0.5] * 30) < 0.01


def test_extraction_is_printed_beside_other_readers(tmp_path: Path) -> None:
    (tmp_path / "fil.pdf").write_bytes(make_pdf("Mentor"))
    command = [sys.executable, "-m", "benchmarks.extraction", tmp_path / "fil.pdf", "--json"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - ours
    found = json.loads(printed.stdout)
    speeds = {one["reader"]: one["pages_per_second"] for one in found["readers"]}
    assert list(speeds) == ["mentorsoeg", "pdfium", "pdftotext", "pypdf", "pypdf on one core"]
    assert found["times_as_fast"] == speeds["mentorsoeg"] / speeds["pypdf"]


def test_tables_and_plots_are_made_of_what_the_benchmark_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "performance.md"
    names = ("questions", "first", "costs", "growth")
    document.write_text("\n".join(f"<!-- {name} -->\nold\n<!-- end -->" for name in names))
    monkeypatch.setattr(plots, "DOCUMENT", document)
    for pages, more in ((1000, {}), (2000, {"http": {}})):
        took = {"p50": pages / 4000, "p95": pages / 1000}
        asked = {kind: took for kind in ("rare", "all")}
        engine = {
            "index_s": pages / 10, "index_bytes": pages << 20, "open_ms": 5.0, "peak_mb": 300,
            "imports_mb": 100, "queries_per_s": {"1": 10, "2": 20}, "query_ms": asked,
            "first_ms": asked, "full_ms": took, "add_s": 1.5,
        }  # fmt: skip
        run = {"pages": pages, "engines": {"product": engine, "whoosh": engine}, **more}
        (tmp_path / f"{pages}.json").write_text(json.dumps(run))
    files = [str(file) for file in sorted(tmp_path.glob("*.json"), reverse=True)]
    printed = CliRunner().invoke(plots.main, files)
    assert printed.exit_code == 0, printed.output
    text = document.read_text()
    assert "old" not in text
    assert "| rare word | 0.50 | 0.50 |" in text
    assert "| pages | 1,000 | 2,000 |" in text
    assert "| index, s | 100 | 200 |" in text
    for name in ("query.svg", "index.svg"):
        assert ElementTree.parse(tmp_path / name).getroot().tag.endswith("svg")  # noqa: S314 - ours


def test_facts_are_counted_on_their_page_in_their_paragraph_and_in_the_answer(
    tmp_path: Path,
) -> None:
    (tmp_path / "havne.pdf").write_bytes(make_pdf("Skibe", "Havnen har 14 kajer"))
    (tmp_path / "salon.pdf").write_bytes(make_pdf("Lærlinge fejer hår op"))
    (tmp_path / "FACTS.tsv").write_text(
        "file\tpage\tquery\texpected\n"
        "havne.pdf\t2\thavnens kajer\thar 14 kajer\n"
        "salon.pdf\t1\tfejer\thår op hver\n",
        encoding="utf-8",
    )
    printed = CliRunner().invoke(facts, [str(tmp_path), "--json"])
    assert printed.exit_code == 0, printed.output
    found = json.loads(printed.output)
    assert found["shares"] == {
        "on_page": 0.5, "in_paragraph": 0.5, "report_first": 1.0, "page_first": 1.0,
        "in_snippet": 0.5,
    }  # fmt: skip
    told = CliRunner().invoke(facts, [str(tmp_path)])
    assert "salon.pdf p. 1: fejer -> hår op hver" in told.output


def test_weights_of_findings_are_made_of_what_a_folder_asks(tmp_path: Path) -> None:
    (tmp_path / "havne.pdf").write_bytes(make_pdf("Skibe sejler ud.", "Havnen har 14 kajer."))
    (tmp_path / "salon.pdf").write_bytes(make_pdf("Lærlinge fejer hår op. Frisører er 9 timer."))
    (tmp_path / "FACTS.tsv").write_text(
        "file\tpage\tquery\texpected\n"
        "havne.pdf\t2\thvor mange kajer har havnen\thar 14 kajer\n"
        "salon.pdf\t1\thvem fejer hår op\tLærlinge fejer\n",
        encoding="utf-8",
    )
    printed = CliRunner().invoke(fit, [str(tmp_path), "--json"])
    assert printed.exit_code == 0, printed.output
    told = json.loads(printed.output)
    assert list(told) == ["figure", "passage"]
    for one in told.values():
        assert list(one["weights"]) == list(Features._fields)
    assert told["figure"]["weights"]["fits"] > 0  # the one that is right has such a figure
    assert told["figure"]["held out"]["in_three"] > 0


def test_paraphrases_are_told_by_half_beside_tantivy(tmp_path: Path) -> None:
    (tmp_path / "havne.pdf").write_bytes(make_pdf("Skibe", "Havnen har 14 kajer"))
    (tmp_path / "salon.pdf").write_bytes(make_pdf("Lærlinge fejer hår op"))
    table = tmp_path / "questions.tsv"
    table.write_text(
        "# where they come from\n"
        "finding\thalf\tfile\tpage\tanswer\telsewhere\tquestion\n"
        "1\tdev\thavne.pdf\t2\tfjorten | 14\t\thvor mange kajer har havnen\n"
        "1\tdev\tsalon.pdf\t3\thår\tsalon.pdf:1\tfejende lærling\n"
        "1\tdev\thavne.pdf\t1\tskibe\t\thår\n"
        "2\tkept\thavne.pdf\t1\tskibe\t\tskib\n",
        encoding="utf-8",
    )
    asked = [str(tmp_path), "--questions", str(table), "--losses"]
    printed = CliRunner().invoke(paraphrases, [*asked, "--json"])
    assert printed.exit_code == 0, printed.output
    found = json.loads(printed.output)
    assert found["shares"]["product"] == pytest.approx(
        dict.fromkeys(
            ("in_first_snippet", "in_snippets", "report_first", "page_first", "page_in_three"),
            2 / 3,
        )
    )
    assert {"tantivy's pages", "tantivy's sentences"} < found["shares"].keys()
    assert [loss["wanted"] for loss in found["losses"]] == ["skibe (havne.pdf p. 1)"]
    told = CliRunner().invoke(paraphrases, [*asked, "--half", "kept"])
    assert told.output.startswith("1 questions"), told.output


def test_no_finding_is_both_worked_by_and_told_by() -> None:
    halves = [{question.finding for question in questions(half)} for half in ("dev", "kept")]
    assert all(halves)
    assert halves[0].isdisjoint(halves[1])
