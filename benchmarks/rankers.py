"""What is measured for its ranking: the product, tantivy with its own Danish analysis; and plain
Whoosh, the measure of index size and time."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

import tantivy
from whoosh import index as whoosh_index
from whoosh.fields import STORED, TEXT, Schema

from benchmarks.judged import Document
from benchmarks.peers import tantivy_danish, whoosh_danish
from search.answering.door import Engine, Store
from search.answering.presenting import PAGES_SHOWN
from search.answering.searcher import Searcher
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.record import FIRST_PAGE, SUMMARY_PAGE, MaterialRecord, PageRecord
from search.ranking.weights import WEIGHTS, Weights
from search.stores import LocalStore

DEPTH = 100

Hits = list[tuple[str, float]]
"""Ids of documents and their scores, best first."""
Run = Callable[[str], Hits]


def index_product(documents: list[Document], folder: Path) -> None:
    """Index with the product's own schema: each document is a page of its material."""
    index_into(documents, LocalStore(folder))


def index_into(documents: list[Document], store: Store) -> None:
    """The same, into any store."""
    with store.writing() as writer:
        for name, group in groupby(documents, lambda document: document.material):
            texts = list(group)
            title = next((text.title for text in texts if text.title), name)
            pages = [PageRecord(SUMMARY_PAGE, "", "")]
            pages += [PageRecord(n, str(n), t.text) for n, t in enumerate(texts, FIRST_PAGE)]
            material = Material(id=slug(name), title=title)
            writer.put(MaterialRecord(material=material, pages=len(texts)), pages, "")


def slug(name: str) -> str:
    """A name as a material's id."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def open_product(folder: Path, documents: list[Document], weights: Weights = WEIGHTS) -> Run:
    """The product's default search: its materials, each with the pages that it shows, and below
    them those that only resemble the query."""
    store = IndexStore(folder)
    name = store.generation()
    return run_over(Searcher(store.open(name), store.manifest(name), weights), documents)


def run_over(
    searcher: Engine, documents: list[Document], totals: dict[str, int] | None = None
) -> Run:
    """The same over any engine; ``totals`` is given how many materials each query found."""
    by_material = groupby(documents, lambda document: document.material)
    ids = {slug(name): [document.id for document in group] for name, group in by_material}
    shown = 1 if len(ids) == len(documents) else PAGES_SHOWN

    def run(query: str) -> Hits:
        results = searcher.search(query, limit=DEPTH, pages=shown, snippets=False, facets=False)
        found = []
        if totals is not None:
            totals[query] = results.total
        for hit in (*results.materials, *results.alike):
            texts = ids[hit.record.material.id]
            places = [max(page.number - FIRST_PAGE, 0) for page in hit.pages]
            found += [(texts[place], hit.score) for place in dict.fromkeys(places)]
        return in_order(found)

    return run


def grouped(run: Run, documents: list[Document]) -> Run:
    """The documents that another engine finds, shown as the product shows pages: material by
    material in the order of their best pages, with a few pages each."""
    material = {document.id: document.material for document in documents}

    def shown(query: str) -> Hits:
        by_material: dict[str, Hits] = {}
        for name, score in run(query):
            by_material.setdefault(material[name], []).append((name, score))
        return in_order(hit for hits in by_material.values() for hit in hits[:PAGES_SHOWN])

    return shown


def in_order(found: Iterable[tuple[str, float]]) -> Hits:
    """What was found with scores that fall in the order in which it is shown."""
    kept = list(found)[:DEPTH]
    return [(name, 1.0 - place / DEPTH) for place, (name, _) in enumerate(kept)]


def index_tantivy(documents: list[Document], folder: Path) -> None:
    """Index title and text with tantivy's Danish analysis."""
    writer = tantivy_index(folder).writer(heap_size=256_000_000, num_threads=1)
    for document in documents:
        writer.add_document(
            tantivy.Document(id=document.id, title=document.title, text=document.text)
        )
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(folder: Path, depth: int = DEPTH, stored: Sequence[str] = ("id",)) -> Run:
    """tantivy's BM25 over title and text; characters of its query syntax are left out, and of
    function words alone it finds nothing. The ids are stored with each document, which is read for
    them whole; of it these fields are then taken."""
    index = tantivy_index(folder)
    searcher = index.searcher()

    def run(query: str) -> Hits:
        words = " ".join(re.findall(r"\w+", query)).lower()
        parsed, errors = index.parse_query_lenient(words, ["title", "text"])
        hits = [] if errors else searcher.search(parsed, depth).hits
        found: Hits = []
        for score, address in hits:
            document = searcher.doc(address)
            fields = [document[name][0] for name in stored]
            found.append((fields[0], score))
        return found

    return run


def tantivy_index(folder: Path) -> tantivy.Index:
    """The index in a folder, made when there is none."""
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
