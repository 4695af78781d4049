"""The benchmarks that others read: the shape of what they print."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from benchmarks.relevance import main as relevance
from tests.conftest import make_pdf

ROOT = Path(__file__).parent.parent

TEXTS = {
    "d1": ("Makkere", "En makker hjælper den nye vagt den første tid."),
    "d2": ("Havnen", "Havnearbejdere kender skibe og kajer."),
    "d3": ("", "Frisører klipper hår, og lærlinge fejer det op."),
}


def test_relevance_is_printed_beside_tantivy(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt") as corpus:
        for name, (title, text) in TEXTS.items():
            corpus.write(json.dumps({"_id": name, "title": title, "text": text}) + "\n")
    asked = [{"_id": "q1", "text": "vagternes makker"}, {"_id": "q2", "text": "havnearbejder"}]
    queries = "\n".join(map(json.dumps, asked))
    (tmp_path / "queries.dev.jsonl").write_text(queries + "\n")
    (tmp_path / "qrels.dev.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\n")
    printed = CliRunner().invoke(relevance, [str(tmp_path), "--half", "dev", "--json"])
    assert printed.exit_code == 0, printed.output
    found = json.loads(printed.output)
    keys = {"ndcg@10", "recall@100", "queries_per_s", "index_bytes", "index_s"}
    assert keys == set(found["product"]) == set(found["tantivy"])
    assert found["product"]["ndcg@10"] == 1.0


def test_extraction_is_printed_beside_pypdf_on_all_cores_and_on_one(tmp_path: Path) -> None:
    (tmp_path / "fil.pdf").write_bytes(make_pdf("Mentor"))
    command = [sys.executable, "-m", "benchmarks.extraction", tmp_path / "fil.pdf", "--json"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - ours
    found = json.loads(printed.stdout)
    speeds = {one["reader"]: one["pages_per_second"] for one in found["readers"]}
    assert list(speeds) == ["mentorsoeg", "pypdf", "pypdf on one core"]
    assert found["times_as_fast"] == speeds["mentorsoeg"] / speeds["pypdf"]
