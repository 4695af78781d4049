"""What is searched for: in words for as long as the operator says, then as counts."""

import json
import logging
import os
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

from pydantic import BaseModel

from search.library.files import why, write_atomically

QUERIES_FOLDER = "queries"
LONGEST = 1000
"""Characters of a query that are kept."""
MOST_BYTES = 1 << 24
"""Bytes of one day's searches that are kept, whoever fills them."""
MOST_WORDS = 50_000
"""Different words of one day that are counted."""
LEAST_TIMES = 5
"""A word that is searched for less often on a day may be one person's, and isn't told."""
FOLDING_SECONDS = 60.0

log = logging.getLogger("mentorsoeg.webapp")

_WORD = re.compile(r"\w+")


class LoggedSearch(BaseModel):
    """One search: when (UTC, to the second), by which route, in which words."""

    time: str
    route: str
    query: str


class QueryLog:
    """The searches of each day (UTC) as a file of JSON lines in ``corpus``/queries, which becomes
    one of counts when its oldest search is ``days`` days old; with 0 none is kept.

    Any number of processes may write. Nothing of who searched is known here.
    """

    def __init__(self, corpus: Path, days: int) -> None:
        self._folder, self._days = corpus / QUERIES_FOLDER, days
        self._folded: date | None = None

    def note(self, route: str, query: str) -> None:
        """Keep a search; a full disk, or one that can only be read, stops no answer."""
        now = datetime.now(UTC)
        if now.date() != self._folded:
            self.fold()
        if not self._days:
            return
        entry = LoggedSearch(
            time=now.isoformat(timespec="seconds"), route=route, query=query[:LONGEST]
        )
        try:
            self._append(self._folder / f"{now.date()}.jsonl", entry)
        except OSError as error:
            log.warning("a search is not kept: %s", why(error))

    def fold(self) -> None:
        """Make counts of the days whose time is over."""
        now = datetime.now(UTC)
        self._folded = now.date()
        for file in self._folder.glob("????-??-??.jsonl"):
            with suppress(ValueError):  # a name that is no date is not ours
                begun = datetime.fromisoformat(file.stem).replace(tzinfo=UTC)
                if now >= begun + timedelta(days=self._days):
                    _make_counts(file)

    def follow(self, seconds: float = FOLDING_SECONDS) -> None:
        """Do so every so often from now on, though nobody searches."""

        def look() -> None:
            while True:
                self.fold()
                time.sleep(seconds)

        Thread(target=look, name="fold-queries", daemon=True).start()

    @staticmethod
    def _append(file: Path, entry: LoggedSearch) -> None:
        line = json.dumps(entry.model_dump(), ensure_ascii=False).encode() + b"\n"
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            if os.fstat(handle).st_size + len(line) <= MOST_BYTES:
                os.write(handle, line)  # at once, so that lines of several processes stay whole
        finally:
            os.close(handle)


def _make_counts(file: Path) -> None:
    """Put the counts of a day in the place of its searches; another process may do the same."""
    try:
        with suppress(FileNotFoundError), file.open("rb") as lines:
            counts = counts_of(_read(lines))
            if not file.with_suffix(".json").exists():
                told = json.dumps(counts, ensure_ascii=False, indent=1).encode() + b"\n"
                write_atomically(file.with_suffix(".json"), told)
        file.unlink(missing_ok=True)
    except OSError as error:
        log.error("%s is not made into counts: %s", file.name, why(error))


def _read(lines: Iterable[bytes]) -> Iterator[LoggedSearch]:
    for line in lines:
        with suppress(ValueError):  # cut off when the machine died
            yield LoggedSearch.model_validate_json(line)


def counts_of(searches: Iterable[LoggedSearch]) -> dict[str, dict[str, int]]:
    """How many searches came by each route, and how often each word was searched for: the same
    query by the same route once an hour; words of fewer than ``LEAST_TIMES`` are left out."""
    routes, words = Counter[str](), Counter[str]()
    seen = set()
    for search in searches:
        routes[search.route] += 1
        same = search.route, search.time[: len("2026-11-26T08")], search.query.lower()
        if same in seen:
            continue
        seen.add(same)
        for word in set(_WORD.findall(search.query.lower())):
            if word in words or len(words) < MOST_WORDS:
                words[word] += 1
    often = {word: times for word, times in words.most_common() if times >= LEAST_TIMES}
    return {"searches": dict(routes.most_common()), "words": often}
