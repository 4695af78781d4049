"""How well the product ranks, beside tantivy with its own Danish analysis.

    python -m benchmarks.relevance COLLECTION_DIR --half dev [--json] [--ablate]

A collection is in BEIR layout: ``corpus.jsonl.gz``, ``queries.<half>.jsonl``, ``qrels.<half>.tsv``.
Each document is a material with one page; the product asks as ``mentorsoeg search`` does. tantivy
analyses with lower case, Danish stop words and Snowball, and searches title and text. Plain Whoosh
with the same analysis is the measure of index size and time. Judged by ir_measures.
"""

import gzip
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import click
import ir_measures
import tantivy
from ir_measures import R, ScoredDoc, nDCG
from whoosh import index as whoosh_index
from whoosh.fields import STORED, TEXT, Schema

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.peers import tantivy_danish, whoosh_danish
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.record import FIRST_PAGE, SUMMARY_PAGE, MaterialRecord, PageRecord
from search.ranking.weights import WEIGHTS, Weights
from search.searcher import Searcher

DEPTH = 100
MEASURES = {"ndcg@10": nDCG @ 10, "recall@100": R @ 100}
Figures = dict[str, float]
Run = Callable[[str], list[tuple[str, float]]]


@dataclass(frozen=True)
class Document:
    """One document of a collection; ``title`` may be ''."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Judged:
    """A collection with one half of its queries and their judgements."""

    documents: list[Document]
    queries: dict[str, str]
    qrels: list[ir_measures.Qrel]


def load(folder: Path, half: str) -> Judged:
    """Read a collection in BEIR layout."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    documents = [Document(row["_id"], row.get("title", ""), row["text"]) for row in rows]
    asked = (folder / f"queries.{half}.jsonl").read_text(encoding="utf-8").splitlines()
    queries = {row["_id"]: row["text"] for row in map(json.loads, asked)}
    judged = (folder / f"qrels.{half}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    qrels = [
        ir_measures.Qrel(query, document, int(score))
        for query, document, score in (line.split("\t") for line in judged)
    ]
    return Judged(documents, queries, qrels)


def index_product(documents: list[Document], folder: Path) -> None:
    """Index with the product's own schema."""
    with IndexStore(folder).writing() as writer:
        for document in documents:
            material = Material(id=slug(document.id), title=document.title or document.id)
            pages = [PageRecord(SUMMARY_PAGE, "", "")]
            pages.append(PageRecord(FIRST_PAGE, "1", document.text))
            writer.put(MaterialRecord(material=material, pages=1), pages, "")


def slug(document_id: str) -> str:
    """The document's id as a material's."""
    return re.sub(r"[^a-z0-9]+", "-", document_id.lower()).strip("-")


def open_product(folder: Path, documents: list[Document], weights: Weights = WEIGHTS) -> Run:
    """The product's default search."""
    store = IndexStore(folder)
    name = store.generation()
    searcher = Searcher(store.open(name), store.manifest(name), weights)
    ids = {slug(document.id): document.id for document in documents}

    def run(query: str) -> list[tuple[str, float]]:
        results = searcher.search(query, limit=DEPTH, pages=1, snippets=False, facets=False)
        shown = (*results.materials, *results.alike)
        return [(ids[hit.record.material.id], -float(n)) for n, hit in enumerate(shown)]

    return run


def index_tantivy(documents: list[Document], folder: Path) -> None:
    """Index title and text with tantivy's Danish analysis."""
    writer = _tantivy(folder).writer(heap_size=256_000_000, num_threads=1)
    for document in documents:
        writer.add_document(
            tantivy.Document(id=document.id, title=document.title, text=document.text)
        )
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(folder: Path) -> Run:
    """tantivy's BM25 over title and text; characters of its query syntax are left out."""
    index = _tantivy(folder)
    searcher = index.searcher()

    def run(query: str) -> list[tuple[str, float]]:
        words = " ".join(re.findall(r"\w+", query)).lower()
        hits = searcher.search(index.parse_query(words, ["title", "text"]), DEPTH).hits
        return [(searcher.doc(address)["id"][0], score) for score, address in hits]

    return run


def _tantivy(folder: Path) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True, tokenizer_name="danish")
    builder.add_text_field("text", stored=True, tokenizer_name="danish")
    index = tantivy.Index(builder.build(), path=str(folder))
    index.register_tokenizer("danish", tantivy_danish())
    return index


def index_whoosh(documents: list[Document], folder: Path) -> None:
    """Index title and text with plain Whoosh."""
    text = TEXT(whoosh_danish(), stored=True)
    schema = Schema(id=STORED, title=text, text=text)
    writer = whoosh_index.create_in(str(folder), schema).writer(limitmb=256)
    for document in documents:
        writer.add_document(id=document.id, title=document.title, text=document.text)
    writer.commit()


def build(make: Callable[[list[Document], Path], None], judged: Judged, folder: Path) -> Figures:
    """Index, and the seconds and bytes that it took, after a first document elsewhere: what is
    loaded once (a dictionary) isn't counted."""
    with tempfile.TemporaryDirectory() as first:
        make(judged.documents[:1], Path(first))
    folder.mkdir()
    start = time.perf_counter()
    make(judged.documents, folder)
    seconds = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {"index_bytes": size, "index_s": round(seconds, 2)}


def ask(run: Run, judged: Judged) -> Figures:
    """Ask every query, and judge what was found."""
    start = time.perf_counter()
    found = {query_id: run(text) for query_id, text in judged.queries.items()}
    seconds = time.perf_counter() - start
    scored = [
        ScoredDoc(q, document, score) for q, hits in found.items() for document, score in hits
    ]
    measured = ir_measures.calc_aggregate(MEASURES.values(), judged.qrels, scored)
    figures = {name: round(float(measured[measure]), 4) for name, measure in MEASURES.items()}
    return figures | {"queries_per_s": round(len(found) / seconds, 1)}


def ablations() -> Iterator[tuple[str, Weights]]:
    """The product without one part of its ranking at a time."""
    for name in ("exact", "part", "gram", "typo", "synonym", "pair", "spread", "inherit"):
        changed: dict[str, Any] = {name: 0.0}
        yield f"without {name}", replace(WEIGHTS, **changed)
    for name in ("title", "opening"):
        yield f"without {name}", replace(WEIGHTS, fields=WEIGHTS.fields | {name: 0.0})
    nothing = {f.name: 0.0 for f in fields(WEIGHTS) if f.name in ("exact", "part", "gram", "pair")}
    yield "stems alone", replace(WEIGHTS, **nothing)  # type: ignore[arg-type]


def measure(judged: Judged, ablate: bool) -> dict[str, Figures]:
    """The figures of every engine, and with ``ablate`` of the product without each part."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = build(index_product, judged, folder / "product")
        tantivys = build(index_tantivy, judged, folder / "tantivy")
        whooshs = build(index_whoosh, judged, folder / "whoosh")
        found = {
            "product": ask(open_product(folder / "product", judged.documents), judged) | ours,
            "tantivy": ask(open_tantivy(folder / "tantivy"), judged) | tantivys,
            "whoosh": whooshs,
        }
        for part, weights in ablations() if ablate else ():
            found[part] = ask(open_product(folder / "product", judged.documents, weights), judged)
    return found


@click.command()
@click.argument("collection", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--half", default="dev", show_default=True, help="Which half of the queries.")
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.option("--ablate", is_flag=True, help="Also measure the product without each part.")
def main(collection: Path, half: str, json_: bool, ablate: bool) -> None:
    """Measure ranking on a collection in BEIR layout."""
    found = measure(load(collection, half), ablate)
    if json_:
        click.echo(json.dumps(found, indent=1))
        return
    base = found["tantivy"]["ndcg@10"]
    for name, figures in found.items():
        row = "  ".join(f"{key} {value:g}" for key, value in figures.items())
        gain = f"  ({figures['ndcg@10'] / base - 1:+.1%})" if "ndcg@10" in figures and base else ""
        click.echo(f"{name:18}{row}{gain}")


if __name__ == "__main__":
    main()
