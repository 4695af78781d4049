"""Every pattern takes time in proportion to the text that it is held to, whatever the text."""

import ast
import re
import signal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import walk_packages
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any, NamedTuple

import indexer
import search
import webapp

ROOT = Path(__file__).parent.parent
STEPS, LONG = (100, 1_000, 10_000), 100_000
"""Characters of pumped input; of the longest, a pattern of quadratic time takes half a minute."""
OVER = 5
"""How much more than in proportion a longer input may take: ten times the length takes a pattern of
quadratic time a hundred times as long."""
LEAST = 0.004
"""CPU seconds; below, nothing can be told."""
AT_START = {"match", "fullmatch"}
METHODS = AT_START | {"search", "sub", "subn", "split", "findall", "finditer"}
CALL = re.compile(rf"(?:\b(\w+)\.)?\b(\w+)\.({'|'.join(sorted(METHODS))})\(")
CATEGORIES = {
    code.CATEGORY_DIGIT: "1", code.CATEGORY_SPACE: " ", code.CATEGORY_WORD: "a",
    code.CATEGORY_NOT_DIGIT: "a", code.CATEGORY_NOT_SPACE: "a", code.CATEGORY_NOT_WORD: " ",
}  # fmt: skip


INNER = {
    code.SUBPATTERN: 3, code.ASSERT: 1, code.ASSERT_NOT: 1,
    code.MAX_REPEAT: 2, code.MIN_REPEAT: 2, code.POSSESSIVE_REPEAT: 2,
}  # fmt: skip
"""Where in the parser's row for such a part the part within stands."""


class Use(NamedTuple):
    """A pattern and whether it is only held to the start of texts."""

    pattern: "re.Pattern[Any]"
    at_start: bool


def uses() -> dict[Use, str]:
    """Every pattern that the modules of the packages keep, and those that stand in their calls,
    each with a place where it stands."""
    found: dict[Use, str] = {}
    sources = {
        file: file.read_text(encoding="utf-8")
        for package in (indexer, search, webapp)
        for file in Path(package.__path__[0]).rglob("*.py")
    }
    modules = [
        import_module(module.name)
        for package in (indexer, search, webapp)
        for module in walk_packages(package.__path__, package.__name__ + ".")
    ]
    called = calls((vars(module), sources[Path(str(module.__file__))]) for module in modules)
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                use = Use(value, bool(called[value]) and called[value] <= AT_START)
                found.setdefault(use, f"{module.__name__}.{name}")
    for file, source in sources.items():
        for call in ast.walk(ast.parse(source)):
            match call:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                    args=[ast.Constant(value=str() as text), *_],
                ) if method in METHODS:
                    place = f"{file.relative_to(ROOT)}:{call.lineno}:{call.col_offset}"
                    use = Use(re.compile(text, re.IGNORECASE), method in AT_START)
                    found.setdefault(use, place)
    return found


def calls(
    modules: Iterable[tuple[Mapping[str, Any], str]],
) -> defaultdict["re.Pattern[Any]", set[str]]:
    """By pattern, which of its methods are called in modules, each given by its names and its
    source: another module may have a pattern of the same name."""
    found: defaultdict[re.Pattern[Any], set[str]] = defaultdict(set)
    for names, source in modules:
        for owner, name, method in CALL.findall(source):
            value = getattr(names.get(owner), name, None) if owner else names.get(name)
            if isinstance(value, re.Pattern):
                found[value].add(method)
    return found


def samples(tree: Any) -> Iterator[str]:
    """A character for each place of a pattern, in order."""
    for kind, value in tree:
        if kind in INNER:
            yield from samples(value[INNER[kind]])
        elif kind is code.ATOMIC_GROUP:
            yield from samples(value)
        elif kind is code.BRANCH:
            yield from chain.from_iterable(map(samples, value[1]))
        elif kind is code.IN:
            yield _member(value)
        elif kind is code.LITERAL:
            yield chr(value)
        else:
            yield "x"


def _member(members: Any) -> str:
    kind, value = members[0]
    if kind is code.NEGATE:
        return "x"
    if kind is code.RANGE:
        return chr(value[0])
    return CATEGORIES[value] if kind is code.CATEGORY else chr(value)


def pumps(pattern: "re.Pattern[Any]") -> list[str]:
    """Short texts, of which many in a row are the hardest for a pattern that is not linear: each
    character that it knows, each pair that stands side by side in it, and its beginnings."""
    known = "".join(samples(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))[:40]
    pairs = [known[i : i + 2] for i in range(len(known) - 1)]
    starts = [known[:end] for end in (3, 5, 8, 12, 20, 40)]
    return list(dict.fromkeys((*" \n\ta1.-", *known, *pairs, *starts)))


class TooLong(Exception):
    """The CPU time is used up."""


def _stop(*_: object) -> None:
    raise TooLong


def cost(use: Use, pump: str, size: int, most: float) -> float:
    """CPU seconds for a text of ``size`` characters; infinite when they are more than ``most``."""
    text: Any = (pump * (size // len(pump) + 1))[:size] + "\0"
    if isinstance(use.pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    before = signal.signal(signal.SIGVTALRM, _stop)
    start = process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        if use.at_start:
            use.pattern.match(text)
            use.pattern.fullmatch(text)
        else:
            for _ in use.pattern.finditer(text):
                pass
        return process_time() - start
    except TooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow(use: Use) -> str | None:
    """The pump at which a pattern takes more than in proportion; None when there is none."""
    worst, dearest = "", 0.0
    for pump in pumps(use.pattern):
        took = LEAST
        for size in STEPS:
            took = max(LEAST, cost(use, pump, size, took * OVER * 10))
            if took == float("inf"):
                return pump
        if took >= dearest:
            worst, dearest = pump, took
    bound = dearest * OVER * LONG / STEPS[-1]
    return worst if cost(use, worst, LONG, bound) == float("inf") else None


def test_patterns_are_linear_in_the_text() -> None:
    assert {place: pump for use, place in uses().items() if (pump := slow(use)) is not None} == {}


def test_a_pattern_that_is_not_linear_is_told() -> None:
    assert slow(Use(re.compile(r"(a+)+b"), at_start=True)) is not None
    assert slow(Use(re.compile(r"\d+\s+\d+ obj"), at_start=False)) is not None
    assert slow(Use(re.compile(r"\d+"), at_start=False)) is None


def test_a_pattern_is_told_from_another_of_the_same_name() -> None:
    held, searched = re.compile(r"\d+x"), re.compile(r"x+")
    here, there = ({"NAME": held}, "NAME.match(text)"), ({"NAME": searched}, "NAME.search(text)")
    assert calls([here, there]) == {held: {"match"}, searched: {"search"}}
