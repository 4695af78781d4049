"""Judged collections in BEIR layout: ``corpus.jsonl.gz``, ``queries.<half>.jsonl`` and
``qrels.<half>.tsv``, and where a material has several documents ``meetings.json``, which names the
material of each."""

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path

import ir_measures

MATERIALS = "meetings.json"


@dataclass(frozen=True)
class Document:
    """One document of a collection, which is a page of its ``material``; ``title`` may be ''."""

    id: str
    title: str
    text: str
    material: str


@dataclass(frozen=True)
class Judged:
    """A collection with one half of its queries and their judgements. ``documents`` of one
    material stand together, in the order of its pages."""

    documents: list[Document]
    queries: dict[str, str]
    qrels: list[ir_measures.Qrel]

    @property
    def grouped(self) -> bool:
        """Whether a material may have several documents."""
        return len({document.material for document in self.documents}) < len(self.documents)

    def sampled(self, count: int) -> "Judged":
        """The collection with so many of its queries, the same each time; all of them for 0."""
        if not 0 < count < len(self.queries):
            return self
        kept = set(random.Random(11).sample(sorted(self.queries), count))  # noqa: S311 - no secret
        queries = {name: text for name, text in self.queries.items() if name in kept}
        return Judged(self.documents, queries, [one for one in self.qrels if one.query_id in kept])


def load(folder: Path, half: str, group: bool = False) -> Judged:
    """Read a collection; each document is a material of its own, but with ``group`` the page of
    one, where ``meetings.json`` tells which."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    named = folder / MATERIALS
    of = json.loads(named.read_text(encoding="utf-8")) if group and named.exists() else {}
    documents = [
        Document(row["_id"], row.get("title", ""), row["text"], of.get(row["_id"], row["_id"]))
        for row in rows
    ]
    places: dict[str, int] = {}
    for document in documents:
        places.setdefault(document.material, len(places))
    documents.sort(key=lambda document: places[document.material])
    asked = (folder / f"queries.{half}.jsonl").read_text(encoding="utf-8").splitlines()
    queries = {row["_id"]: row["text"] for row in map(json.loads, asked)}
    judged = (folder / f"qrels.{half}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    qrels = [
        ir_measures.Qrel(query, document, int(score))
        for query, document, score in (line.split("\t") for line in judged)
    ]
    return Judged(documents, queries, qrels)
