"""What stands above its title on a page without boxes: its text, who and when, the way to it.

Between two titles stand what is below the first and what is above the second. What stands below the
last title has none above another in it, and tells where each of the others is to be cut.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from indexer.fetching.landing import LEAST as SURE_WAY
from indexer.fetching.landing import score
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import are_authors, is_kind, is_publisher_line
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import ACTION
from indexer.harvesting.headings import BODY
from indexer.harvesting.titlewords import are_of_titles_below, is_short_line

LEAST, MOST_OF = 3, 0.67
"""Headings of a kind that show what stands above them, and the share of the gaps between them that
are alike."""
MOST_TRIED, MOST_RUNS = 20, 12
"""Orders of what stands between titles that are tried, and of how much."""
CITES, LEADS, TELLS, OTHER = "cites", "leads", "tells", "other"
"""What lines do: say who or when, lead to it, tell what it is about."""


@dataclass(frozen=True)
class _Run:
    """Lines in a row that do the same, by their numbers."""

    does: str
    lines: tuple[int, ...]


def with_lines_below(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of headings of a kind that have something of their own above them, with that
    below. Where texts do, what stands below the last of them is the page's, and left out."""
    kinds: defaultdict[tuple[str, int, tuple[int, ...]], list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.rank != BODY:
            kinds[block.slot, block.rank, block.path[:-1]].append(n)
    moved: dict[int, list[_Run]] = {}
    left: set[int] = set()
    for heads in kinds.values():
        if len(heads) >= LEAST:
            own, end = _own(blocks, heads)
            moved |= own
            left |= end
    left |= {n for runs in moved.values() for run in runs for n in run.lines}
    return list(_in_order(blocks, moved, left))


def _in_order(
    blocks: Sequence[Block], moved: Mapping[int, Sequence[_Run]], left: set[int]
) -> Iterator[Block]:
    """The blocks without those ``left``; with who, when and ways right below their heading, and the
    text below the lines that follow."""
    waiting: list[Block] = []
    for n, block in enumerate(blocks):
        if waiting and (n in left or block.rank != BODY):
            yield from waiting
            waiting = []
        if n not in left:
            yield block
        for run in moved.get(n, ()):
            lines = [blocks[k] for k in run.lines]
            if run.does == TELLS:
                waiting = lines
            else:
                yield from (replace(x, is_meta=x.is_meta or run.does == CITES) for x in lines)
    yield from waiting


def _own(blocks: Sequence[Block], heads: Sequence[int]) -> tuple[dict[int, list[_Run]], set[int]]:
    """What stands above each of these headings and is its own, and what then is the page's below
    the last; nothing where that isn't plain."""
    before = next((b.rank for b in reversed(blocks[: heads[0]]) if b.rank != BODY), BODY)
    if before >= blocks[heads[0]].rank:  # what stands above the first may be of another such
        return {}, set()
    first, *between, last = _gaps(blocks, heads)
    usual = _usual(between)
    if not usual:
        return {}, set()
    places = [_places(_doings(gap), usual) for gap in between]
    for below in _cuts(usual, first, last):
        above = [
            [run for run, place in zip(gap, found or (), strict=False) if place >= below]
            for gap, found in zip(between, places, strict=True)
        ]
        above.insert(0, _without_page_text(_tail(first, usual[below:]), above))
        end = last[len(_without_end(last, usual[:below])) :]
        if above[0] and _are_theirs(blocks, heads, above, end):
            outro = {n for run in end for n in run.lines} if TELLS in usual[below:] else set()
            return dict(zip(heads, above, strict=True)), outro
    return {}, set()


def _usual(between: Sequence[Sequence[_Run]]) -> tuple[str, ...]:
    """What stands between two headings where nothing is left out; nothing without such an order."""
    kinds = Counter(map(_doings, between))
    tried = [kind for kind, _ in kinds.most_common(MOST_TRIED) if len(kind) <= MOST_RUNS]
    fitting = {
        kind: sum(count for other, count in kinds.items() if _places(other, kind) is not None)
        for kind in tried
    }
    usual = max(tried, key=lambda kind: (fitting[kind], kinds[kind]), default=())
    return usual if fitting.get(usual, 0) >= MOST_OF * len(between) else ()


def _places(doings: tuple[str, ...], usual: tuple[str, ...]) -> list[int] | None:
    """Which of the ``usual`` each of the runs is, where some may lack; None where they aren't, or
    that is open, since one comes twice."""
    if doings == usual:
        return [*range(len(usual))]
    if len(doings) > len(usual):
        return None
    places = [usual.index(does) for does in doings if usual.count(does) == 1]
    is_plain = len(places) == len(doings) and all(a < b for a, b in pairwise(places))
    return places if is_plain else None


def _cuts(usual: Sequence[str], first: Sequence[_Run], last: Sequence[_Run]) -> list[int]:
    """How many of the ``usual`` may be below a heading: where less is lacking above the first and
    below the last than if all were, the least first; as much where words of texts can tell."""

    def fault(below: int) -> int:
        said = _doings(_without_end(last, usual[:below]))
        led = _doings(_tail(first, usual[below:]))
        lacking = len({*usual[:below]} - {*said}) + len({*usual[below:]} - {*led})
        spare = [does for does in said if does not in usual[:below]]
        odd = [] if led else [does for does in _doings(first[-1:]) if does != TELLS]
        return lacking + len(spare) + len(odd)

    faults = {below: fault(below) for below in range(len(usual), 0, -1)}
    most = {n: faults[len(usual)] - (TELLS not in usual[n:]) for n in faults}
    may_be = [n for n in faults if n < len(usual) and faults[n] <= most[n]]
    return sorted(may_be, key=faults.__getitem__)


def _without_end(last: Sequence[_Run], below: Sequence[str]) -> list[_Run]:
    """What stands below the last heading, without a text of the page after it."""
    is_pages = bool(last) and last[-1].does == TELLS and TELLS not in below
    return list(last[:-1] if is_pages else last)


def _tail(first: Sequence[_Run], above: Sequence[str]) -> list[_Run]:
    """What stands right above the first heading of what stands ``above`` each."""
    found: list[_Run] = []
    left = list(above)
    for run in reversed(first):
        if run.does not in left:
            break
        del left[left.index(run.does) :]
        found.insert(0, run)
    return found


def _gaps(blocks: Sequence[Block], heads: Sequence[int]) -> list[list[_Run]]:
    """The lines above the first heading, between each two, and below the last, without those of
    other parts of the page and what is parted from the headings by others."""
    place = blocks[heads[0]].path[:-1]

    def is_beside(n: int) -> bool:
        return 0 <= n < len(blocks) and blocks[n].rank == BODY and blocks[n].path[:-1] == place

    start, end = heads[0], heads[-1] + 1
    while is_beside(start - 1):
        start -= 1
    while is_beside(end):
        end += 1
    bounds = [start - 1, *heads, end]
    return [
        [_Run(does, tuple(lines)) for does, lines in groupby(between, lambda n: _does(blocks[n]))]
        for before, after in pairwise(bounds)
        for between in [range(before + 1, after)]
    ]


def _does(block: Block) -> str:
    text = block.text
    if block.links and (ACTION.match(text) or (block.linked and is_short_line(text))):
        return LEADS
    if block.is_meta or label_of(text) or is_kind(text) or is_publisher_line(text):
        return CITES
    if not is_short_line(text):
        return TELLS
    return CITES if are_authors(text) else OTHER


def _doings(runs: Sequence[_Run]) -> tuple[str, ...]:
    return tuple(run.does for run in runs)


def _without_page_text(first: Sequence[_Run], others: Sequence[Sequence[_Run]]) -> list[_Run]:
    """What stands above the first heading, with as many lines as the others have: those before are
    the page's."""
    if not first:
        return []
    does = first[0].does
    most = max((len(r.lines) for runs in others for r in runs if r.does == does), default=1)
    return [replace(first[0], lines=first[0].lines[-most:]), *first[1:]]


def _are_theirs(
    blocks: Sequence[Block],
    heads: Sequence[int],
    above: Sequence[Sequence[_Run]],
    end: Sequence[_Run],
) -> bool:
    """Whether what stands above these headings is theirs, not those' before: texts share words with
    them, ways lead to files."""
    told = {run.does for runs in above for run in runs}
    if OTHER in told:
        return False
    ways = (k for runs in above for run in runs if run.does == LEADS for k in run.lines)
    if not all(score(x) >= SURE_WAY for k in ways for x in blocks[k].links):
        return False
    if TELLS not in told:
        return True
    texts = [" ".join(_said(blocks, [r for r in runs if r.does == TELLS])) for runs in above]
    last = " ".join(_said(blocks, end))
    return are_of_titles_below([blocks[k].text for k in heads], texts, last)


def _said(blocks: Sequence[Block], runs: Sequence[_Run]) -> list[str]:
    return [blocks[k].text for run in runs for k in run.lines]
