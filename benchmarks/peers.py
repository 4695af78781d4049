"""The engines that the product is measured beside, each in its best ordinary setting."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import bm25s
import numpy as np
import tantivy
from whoosh import index as whoosh_index
from whoosh.analysis import Analyzer, LowercaseFilter, RegexTokenizer, StemFilter, StopFilter
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.lang import stopwords_for_language
from whoosh.qparser import OrGroup, QueryParser
from whoosh.query import FuzzyTerm, Query

from benchmarks.pages import BenchmarkPage
from benchmarks.questions import Question

TOP = 10
YEARS = 12
Row = tuple[Any, ...]


def year(page: BenchmarkPage) -> int:
    """The made year of a page's report, the facet that is counted."""
    return 2008 + page.report % YEARS


class Engine(Protocol):
    """An engine under measurement."""

    name: str

    def build(self, pages: Iterable[BenchmarkPage], folder: Path) -> None:
        """Index the pages into an empty folder, with one writer."""

    def open(self, folder: Path) -> None:
        """Open the index for asking."""

    def ask(self, question: Question) -> list[Row] | None:
        """The stored fields of the ten best; None when the engine has no such question."""


def whoosh_danish() -> Analyzer:
    """Whoosh's Danish analysis, one-letter tokens kept."""
    stops = StopFilter(stoplist=stopwords_for_language("da"), minsize=1)
    return RegexTokenizer() | LowercaseFilter() | stops | StemFilter(lang="da")


def tantivy_danish() -> tantivy.TextAnalyzer:
    """tantivy's Danish analysis: lower case, stop words, Snowball."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("danish"))
        .filter(tantivy.Filter.stemmer("danish"))
        .build()
    )


class Whoosh:
    """Plain Whoosh with Danish stemming, BM25F."""

    name = "whoosh"

    def __init__(self) -> None:
        self._schema = Schema(
            body=TEXT(whoosh_danish(), stored=True),
            number=NUMERIC(stored=True),
            year=NUMERIC(sortable=True),
        )

    def build(self, pages: Iterable[BenchmarkPage], folder: Path) -> None:
        writer = whoosh_index.create_in(str(folder), self._schema).writer(limitmb=256)
        for page in pages:
            writer.add_document(body=page.text, number=page.number, year=year(page))
        writer.commit()

    def open(self, folder: Path) -> None:
        self._searcher = whoosh_index.open_dir(str(folder)).searcher()
        self._parser = QueryParser("body", self._schema, group=OrGroup)

    def ask(self, question: Question) -> list[Row] | None:
        query = self._query(question)
        grouped = {"groupedby": "year"} if question.kind == "facets" else {}
        hits = self._searcher.search(query, limit=TOP, **grouped)
        if grouped:
            hits.groups("year")
        return [(hit["number"], hit["body"]) for hit in hits[:TOP]]

    def _query(self, question: Question) -> Query:
        if question.kind == "typo":
            [token] = self._schema["body"].analyzer(question.text)
            return FuzzyTerm("body", token.text, maxdist=1)
        text = {
            "and": " AND ".join(question.words),
            "phrase": f'"{question.text}"',
            "prefix": f"{question.text}*",
        }
        return self._parser.parse(text.get(question.kind, question.text))


class Fts5:
    """SQLite's FTS5, whose tokenizer folds case but knows no Danish."""

    name = "fts5"

    def build(self, pages: Iterable[BenchmarkPage], folder: Path) -> None:
        with sqlite3.connect(folder / "fts5.db") as connection:
            connection.execute(
                "CREATE VIRTUAL TABLE page USING fts5(body, number UNINDEXED, year UNINDEXED)"
            )
            rows = ((page.text, page.number, year(page)) for page in pages)
            connection.executemany("INSERT INTO page VALUES (?, ?, ?)", rows)
            connection.execute("INSERT INTO page(page) VALUES ('optimize')")
        connection.close()

    def open(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db")

    def ask(self, question: Question) -> list[Row] | None:
        if question.kind == "typo":
            return None
        words = [f'"{word}"' for word in question.words]
        forms = {
            "and": " AND ".join(words),
            "phrase": f'"{question.text}"',
            "prefix": f'"{question.text}"*',
        }
        match = forms.get(question.kind, " OR ".join(words))
        if question.kind == "facets":
            count = "SELECT year, count(*) FROM page WHERE page MATCH ? GROUP BY year"
            self._connection.execute(count, (match,)).fetchall()
        best = "SELECT number, body FROM page WHERE page MATCH ? ORDER BY rank LIMIT ?"
        return self._connection.execute(best, (match, TOP)).fetchall()


class Tantivy:
    """tantivy with lower case, Danish stop words and Snowball."""

    name = "tantivy"

    def __init__(self) -> None:
        self._analyser = tantivy_danish()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", stored=True, tokenizer_name="danish")
        builder.add_integer_field("number", stored=True)
        builder.add_integer_field("year", stored=True, fast=True)
        self._schema = builder.build()

    def build(self, pages: Iterable[BenchmarkPage], folder: Path) -> None:
        index = tantivy.Index(self._schema, path=str(folder))
        index.register_tokenizer("danish", self._analyser)
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for page in pages:
            document = tantivy.Document(body=page.text, number=page.number, year=year(page))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._index.register_tokenizer("danish", self._analyser)
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> list[Row] | None:
        query = self._query(question)
        if question.kind == "facets":
            self._searcher.aggregate(query, {"years": {"terms": {"field": "year"}}})
        hits = self._searcher.search(query, TOP).hits
        found = (self._searcher.doc(address) for _, address in hits)
        return [(document["number"][0], document["body"][0]) for document in found]

    def _query(self, question: Question) -> tantivy.Query:
        if question.kind == "prefix":
            return tantivy.Query.regex_query(self._schema, "body", f"{question.text}.*")
        if question.kind == "typo":
            [stem] = self._analyser.analyze(question.text)
            return tantivy.Query.fuzzy_term_query(self._schema, "body", stem, distance=1)
        text = {"and": " AND ".join(question.words), "phrase": f'"{question.text}"'}
        return self._index.parse_query(text.get(question.kind, question.text), ["body"])


class Bm25s:
    """bm25s: scores of every posting worked out beforehand; words only."""

    name = "bm25s"

    def build(self, pages: Iterable[BenchmarkPage], folder: Path) -> None:
        kept = [{"number": page.number, "text": page.text} for page in pages]
        tokens = bm25s.tokenize([k["text"] for k in kept], stopwords=None, show_progress=False)
        retriever = bm25s.BM25()
        retriever.index(tokens, show_progress=False)
        retriever.save(folder, corpus=kept)

    def open(self, folder: Path) -> None:
        self._retriever = bm25s.BM25.load(folder, load_corpus=True, mmap=True)

    def ask(self, question: Question) -> list[Row] | None:
        if question.kind not in ("rare", "common", "three", "number"):
            return None
        tokens = [[w for w in question.words if w in self._retriever.vocab_dict]]
        if not tokens[0]:
            return []
        found, scores = self._retriever.retrieve(tokens, k=TOP, show_progress=False)
        return [(d["number"], d["text"]) for d in np.asarray(found)[0][scores[0] > 0]]
