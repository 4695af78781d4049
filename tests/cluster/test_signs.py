"""That signs, wildcards of many long words and half a syntax are answered as by the folder."""

from collections.abc import Iterator

import pytest

from search.library.catalogue import Material
from search.library.record import MaterialRecord, PageRecord
from tests.cluster.test_contract import Pair, alike, pair_of, record

pytest.importorskip("opensearchpy", reason="opensearch-py is not installed")

MATTERS = ("evaluerings", "indsats", "kommunikations", "planlægnings", "samarbejds", "vejlednings")
LAST = ("rapporten", "undersøgelserne", "medarbejderen", "konsulenternes", "strategi", "udvalget")
WORDS = [f"sundhedsplejerskeuddannelses{one}{last}" for one in MATTERS for last in LAST]
"""More letters together than a pattern of Lucene's may have."""
SIGNS = (
    "c#", "c++", ".net", "f(x)", "a|b", "x@y.dk", "http://a.dk/b?c=d&e=f", "50%", "§ 85", "[1]",
    "{x}", "~", "\\d+", '"', "»ord«", "a\u200bb", "æ\u0301", "ﬁn", "𝔘nge", "½", "10⁻³", "o'brien",
    "–", "...", "A&B", "<b>", "1.000,50",
)  # fmt: skip
WILD = (
    '"sundhedsplejersk* mentor"~5', '"mentor sundhed* leder"~9', '"*rapporten mentor"~3', "s*",
    '"s* m*"~2', f'"{" ".join(WORDS)}"~20', "+mentor +sundhed*", "titel:sundhed*",
    " ".join(["s*"] * 300),
)  # fmt: skip
HALVES = (
    '"" mentor', '"', "???", "-*", "(", "((((mentor))))", "ELLER", "mentor OG", "-mentor", "NEAR",
    '"mentor leder"~-1', '"mentor leder"~999999999', "a" * 1900, "\x00mentor",
)  # fmt: skip


def materials() -> Iterator[tuple[MaterialRecord, list[PageRecord]]]:
    for n, word in enumerate(WORDS):
        other = WORDS[7 * n % len(WORDS)]
        texts = f"{word} har en mentor og en leder.", f"En mentor ved {other} {word} her."
        yield record(Material(id=f"m{n}", title=f"Om {word}"), *texts)
    for n, sign in enumerate(SIGNS):
        texts = f"Her står {sign} ved siden af {SIGNS[n - 3]} og en mentor.", f"{sign} {sign}"
        yield record(Material(id=f"s{n}", title=f"Tegn {n}", published="2001"), *texts)


@pytest.fixture(scope="module")
def both(node: str, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same behind both engines."""
    return pair_of(node, tmp_path_factory.mktemp("signs"), materials())


@pytest.mark.parametrize("query", [*WILD, *HALVES], ids=range(len(WILD) + len(HALVES)))
def test_wild_and_broken_queries_are_answered_the_same(both: Pair, query: str) -> None:
    same(both, query)


@pytest.mark.parametrize("sign", SIGNS, ids=range(len(SIGNS)))
def test_signs_are_answered_the_same(both: Pair, sign: str) -> None:
    for query in (sign, f'"{sign} ved siden"', f'"står {sign}"~3', f"{sign}*"):
        same(both, query)


def same(both: Pair, query: str) -> None:
    """That both engines answer alike."""
    one, other = (engine.search(query, limit=40) for engine in both)
    assert alike(other, one), query
    assert other.total_all == one.total_all, query
    assert [*both.opensearch.occurrences(query)] == [*both.whoosh.occurrences(query)], query
    assert both.opensearch.findings(query) == both.whoosh.findings(query), query
