"""What is shown to a question: by the product, and by two that a finding has to beat."""

import re
from collections.abc import Callable, Iterator

import bm25s

from benchmarks.facts import Fact, holds
from benchmarks.findings.judged import Question, Shown
from benchmarks.paraphrases import SENTENCE_END, pages_of
from search import Engine, Finding
from search.library.budget import UNBOUNDED
from search.showing.snippets import plain as unmarked
from webapp.retrieval.figurelines import best_findings
from webapp.state import SearchState

SHOWN = 3
WORD = re.compile(r"\w+")


Ask = Callable[[str], list[Shown]]


def by_findings(engine: Engine, ids: dict[str, str]) -> Ask:
    """The product's findings, as the command gives them."""
    files = {name: file for file, name in ids.items()}

    def ask(query: str) -> list[Shown]:
        return [shown_of(one, files) for one in engine.findings(query, limit=SHOWN).results]

    return ask


def shown_of(one: Finding, files: dict[str, str]) -> Shown:
    """What a finding shows, of the file that its report is."""
    file, figure = files[one.record.material.id], one.figure.text if one.figure else ""
    ends_on = (file, one.number + 1) if one.beyond else None
    return Shown((file, one.number), f"{one.sentence} {figure}", figure, ends_on)


def by_page(engine: Engine, ids: dict[str, str]) -> Ask:
    """All that the page of results shows above them: of at most three reports the best finding and
    those under it."""
    files = {name: file for file, name in ids.items()}

    def ask(query: str) -> list[Shown]:
        return [
            shown_of(one.found, files)
            for report in best_findings(engine, SearchState(query), UNBOUNDED)
            for one in report
        ]

    return ask


def by_snippet(engine: Engine, ids: dict[str, str]) -> Ask:
    """The first snippet of each report that the product's search finds."""
    files = {name: file for file, name in ids.items()}

    def ask(query: str) -> list[Shown]:
        return [
            Shown((files[hit.record.material.id], page.number), unmarked(page.snippet))
            for hit in engine.search(query, limit=SHOWN, facets=False).materials
            for page in hit.pages[:1]
        ]

    return ask


def by_sentence(engine: Engine, ids: dict[str, str]) -> Ask:
    """The best sentences by BM25 over all sentences, words as they stand."""
    sentences = [
        Shown((file, number), sentence)
        for file, number, text in pages_of(engine, ids)
        for sentence in SENTENCE_END.split(text)
        if WORD.search(sentence)
    ]
    ranker = bm25s.BM25()
    ranker.index([_words(one.text) for one in sentences], show_progress=False)

    def ask(query: str) -> list[Shown]:
        if not (known := [word for word in _words(query) if word in ranker.vocab_dict]):
            return []
        best, scores = ranker.retrieve([known], k=min(SHOWN, len(sentences)), show_progress=False)
        return [sentences[at] for at, score in zip(best[0], scores[0], strict=True) if score > 0]

    return ask


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def shares(asked: list[Question], ask: Ask) -> dict[str, float]:
    """Of the questions: the share whose first finding is right, whose first three hold the right
    one, to which nothing is shown; how many are shown on average; and, of those with the right
    finding first, the share whose figure is the one asked for."""
    shown = [(question, ask(question.text)) for question in asked]
    right = [(q, one) for q, found in shown for one in found[:1] if q.is_right(one)]
    return {
        "first": len(right) / len(asked),
        "in_three": sum(any(map(q.is_right, found)) for q, found in shown) / len(asked),
        "silent": sum(not found for _, found in shown) / len(asked),
        "shown": sum(len(found) for _, found in shown) / len(asked),
        "figure": sum(q.is_figure(one.figure) for q, one in right) / max(1, len(right)),
    }


def shown_to(asked: list[Question], ask: Ask) -> float:
    """The share of questions to which anything is shown."""
    return sum(bool(ask(question.text)) for question in asked) / max(1, len(asked))


def facts_found(facts: list[Fact], ask: Ask) -> float:
    """The share of facts whose text is in one of the findings shown."""
    return sum(
        any(one.place[0] == fact.file and holds(one.text, fact.expected) for one in ask(fact.query))
        for fact in facts
    ) / len(facts)


def losses(asked: list[Question], ask: Ask) -> Iterator[str]:
    """Each question whose first finding isn't right, with what is shown."""
    for question in asked:
        found = ask(question.text)
        if not question.places:
            if found:
                yield f"{question.text}\n    none; {_told(found)}"
        elif not found or not question.is_right(found[0]):
            wanted = " | ".join(" & ".join(parts) for parts in question.answers)
            places = " ".join(f"{file}:{page}" for file, page in sorted(question.places))
            yield f"{question.text}\n    {wanted} ({places}); {_told(found)}"


def _told(found: list[Shown]) -> str:
    return "".join(
        f"\n    {one.place[0]}:{one.place[1]} [{one.figure}] {one.text}" for one in found
    )  # fmt: skip
