"""Ready lists: the pages of every stem, lemma and part, with weighted frequencies added up.

What a word means is known when a segment is made, so the pages of a query's word need not be put
together from those of all its forms and fields when it is asked. The frequencies of the fields are
weighted and added as in BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple
weighted fields", CIKM 2004). What is measured by the page's length is kept apart from what is not
(its title, its opening): the length is divided by when it is asked, since its mean changes as pages
come.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis.stems import STOPWORDS
from search.index.fields import FIELD_WEIGHTS, LEADS, TITLE_B, TITLE_LENGTH
from search.index.segments.arrays import (
    FieldPostings,
    Floats,
    Keys,
    PageTable,
    ReadyLists,
    smallest,
)
from search.index.segments.lengths import LENGTH_OF_BYTE
from search.index.segments.postings import starts
from search.index.segments.termvectors import TermVectors
from search.index.segments.vocabulary import Vocabulary
from search.library.record import FIRST_PAGE, SUMMARY_PAGE

QUARTERS, EIGHTHS = 4, 8
"""Parts in which weights and leads are kept, up to 63 and 31; above, BM25 is saturated."""
MOST = 255
FIRST_KIND, STEM_KIND = "l", "s"
"""Keys of lemmas, parts and stems sort after those of grams and spellings."""
OPENS, OPENS_BESIDE_TITLE = 8.0, 1.0
"""What a first page's first word counts more: where no title says what the page is about (it has
none, or none of its words is on the page), and where one does. nDCG@10 over tantivy with 5 and
without: titleless collections +5 to +10 %; collections with titles -2 to -4 %."""
B, K1 = 0.65, 1.2
"""BM25's numbers, as in ``search.ranking.weights``."""
FADING = 20.0
"""Words after which an opening counts 1 / e of that."""

Ints64 = NDArray[np.int64]
Fields = Mapping[str, FieldPostings]


def make_lists(
    keys: Keys, vocabulary: Vocabulary, fields: Fields, table: PageTable
) -> tuple[ReadyLists, TermVectors]:
    """The lists of a segment, and its pages' vectors."""
    pages = len(table.number)
    stem_of = stems_of(keys, len(vocabulary))
    opens, title_idf = _openings(stem_of, vocabulary, fields, table)
    term, doc_id, value = _every(fields, opens)
    vectors = _vectors(term, doc_id, value, pages, stem_keys(keys, stem_of))
    begin = np.searchsorted(term, np.arange(len(vocabulary) + 1))
    first = keys.names.starting(FIRST_KIND)[0]
    bounds = keys.indptr[first:].astype(np.int64)
    meant = keys.terms[bounds[0] :].astype(np.int64)
    count = begin[meant + 1] - begin[meant]
    posting = np.arange(count.sum()) + np.repeat(begin[meant] - np.cumsum(count) + count, count)
    key = np.repeat(np.repeat(np.arange(len(bounds) - 1), _sizes(bounds)), count)
    place, value = _added(key * pages + doc_id[posting], value[posting])
    indptr = np.searchsorted(place // pages, np.arange(len(bounds)))
    titles = np.bincount(place[(table.number == SUMMARY_PAGE)[place % pages]] // pages)
    stems = slice(int(indptr[keys.names.starting(STEM_KIND)[0] - first]), None)
    weight, lead = _in_bytes(value)
    leading = np.flatnonzero(lead)
    of_key = np.searchsorted(indptr, leading, "right") - 1
    lists = ReadyLists(
        first,
        smallest(indptr),
        smallest(place % pages),
        weight,
        smallest(np.searchsorted(leading, indptr)),
        smallest(leading - indptr[of_key]),
        lead[leading],
        smallest(np.pad(titles, (0, len(bounds) - 1 - len(titles)))),
        opens,
        title_idf,
        _norms(place[stems], value[stems], fields["body"], pages),
    )
    return lists, vectors


def page_weights(
    stems: Sequence[str], vocabulary: Vocabulary, fields: Fields, table: PageTable
) -> tuple[Floats, Floats, Floats]:
    """What the lists say of pages alone (``opens``, ``title_idf`` and ``norm``), which takes only
    the stem of each term."""
    number = {stem: n for n, stem in enumerate(sorted(set(stems)))}
    stem_of = np.array([number[stem] for stem in stems], np.int64)
    opens, title_idf = _openings(stem_of, vocabulary, fields, table)
    term, doc_id, value = _by_term(fields, opens)
    pages = len(table.number)
    place, value = _added(stem_of[term] * pages + doc_id, value)
    return opens, title_idf, _norms(place, value, fields["body"], pages)


def stem_keys(keys: Keys, stem_of: Ints64) -> NDArray[Any]:
    """The number of the key of each stem, which are numbered among stems."""
    return smallest(stem_of + keys.names.starting(STEM_KIND)[0])


def make_vectors(fields: Fields, opens: Floats) -> TermVectors:
    """The vectors of a segment's pages, without stems."""
    return _vectors(*_every(fields, opens), len(opens), np.zeros(0, np.int32))


def _every(fields: Fields, opens: Floats) -> tuple[Ints64, Ints64, Floats]:
    """The postings of all fields together, by term: term, page, weight and lead."""
    pages = len(opens)
    term, doc_id, value = _by_term(fields, opens)
    place, value = _added(term * pages + doc_id, value)
    return place // pages, place % pages, value


def _vectors(
    term: Ints64, doc_id: Ints64, value: Floats, pages: int, stem_key: NDArray[Any]
) -> TermVectors:
    """The postings of all fields, by page."""
    order = np.argsort(smallest(doc_id), kind="stable")
    indptr = np.concatenate([[0], np.cumsum(np.bincount(doc_id, minlength=pages))])
    weight, lead = _in_bytes(value[order])
    return TermVectors.of(indptr, term[order], weight, lead, stem_key)


def _in_bytes(value: Floats) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Weights in quarters and leads in eighths."""
    parts = np.array([QUARTERS, EIGHTHS], np.float32)
    found = np.clip(np.ceil(value * parts), 0, MOST).astype(np.uint8)
    return np.ascontiguousarray(found[:, 0]), np.ascontiguousarray(found[:, 1])


def _norms(place: Ints64, value: Floats, body: FieldPostings, pages: int) -> Floats:
    """By page the length of its vector of stems, each by its BM25."""
    length = LENGTH_OF_BYTE[body.length]
    pivot = np.exp(np.log(np.maximum(length[length > 0], 1)).mean()) if length.any() else 1.0
    key, doc_id = place // pages, place % pages
    weight = value[:, 0] / (1 - B + B * length[doc_id] / pivot) + value[:, 1]
    having = np.bincount(key)[key]
    idf = np.log(1 + (np.maximum(pages - having, 0) + 0.5) / (having + 0.5))
    worth = idf * weight * (K1 + 1) / (weight + K1)
    found: Floats = np.sqrt(np.bincount(doc_id, worth**2, minlength=pages)).astype(np.float32)
    return found


def weighted(name: str, field: FieldPostings, posting: Any, opens: Floats) -> Floats:
    """What some postings of a field count, but for the length of a page."""
    doc_id = field.doc_id[posting]
    if name == "opening":
        found: Floats = fading(field, posting) * opens[doc_id]
        return found
    value: Floats = field.tf[posting].astype(np.float32) * np.float32(FIELD_WEIGHTS[name])
    if name == "title":
        length = LENGTH_OF_BYTE[field.length[doc_id]]
        value /= 1 - TITLE_B + TITLE_B * length / np.float32(TITLE_LENGTH)
    return value


def fading(field: FieldPostings, posting: Any) -> Floats:
    """How near the beginning some postings stand: the sum of ``exp(-position / FADING)``."""
    near = np.exp(field.positions.astype(np.float32) / np.float32(-FADING))
    ends = np.cumsum(field.tf, dtype=np.int64)
    sums = np.concatenate([[0.0], np.cumsum(near, dtype=np.float64)])
    found: Floats = (sums[ends] - sums[ends - field.tf]).astype(np.float32)[posting]
    return found


def stems_of(keys: Keys, terms: int) -> Ints64:
    """By term the number of its stem's key."""
    first = keys.names.starting(STEM_KIND)[0]
    bounds = keys.indptr[first:].astype(np.int64)
    found = np.zeros(terms, np.int64)
    found[keys.terms[bounds[0] :]] = np.repeat(np.arange(len(bounds) - 1), _sizes(bounds))
    return found


def _openings(
    stem_of: Ints64, vocabulary: Vocabulary, fields: Fields, table: PageTable
) -> tuple[Floats, Floats]:
    """By page what its opening counts, and what its title tells (idf, added up)."""
    pages = len(table.number)
    telling = np.ones(len(vocabulary), np.bool_)
    for word in STOPWORDS:
        if (t := vocabulary.number(word)) is not None:
            telling[t] = False
    title, title_page = _rows(fields["title"], telling)
    opening, opening_page = _rows(fields["body"], telling)
    of_material = len(table.materials) + 1
    titled = _once(stem_of[title] * of_material + table.material[title_page])
    on_first = table.number[opening_page] == FIRST_PAGE
    opened = stem_of[opening[on_first]] * of_material + table.material[opening_page[on_first]]
    told = np.zeros(of_material, np.bool_)
    told[np.intersect1d(titled, _once(opened), assume_unique=True) % of_material] = True
    opens = np.where(told[table.material], OPENS_BESIDE_TITLE, OPENS) * (table.number == FIRST_PAGE)
    on = _once(stem_of[opening] * pages + opening_page) // max(pages, 1)
    had = np.bincount(on, minlength=int(stem_of.max(initial=0)) + 1)
    total = max(int(np.count_nonzero(table.number != SUMMARY_PAGE)), 1)
    idf = np.log(1 + (np.maximum(total - had, 0) + 0.5) / (had + 0.5))
    title_idf = np.bincount(title_page, idf[stem_of[title]], minlength=pages)
    return opens.astype(np.float32), title_idf.astype(np.float32)


def _rows(field: FieldPostings, telling: NDArray[np.bool_]) -> tuple[Ints64, Ints64]:
    """The telling terms of a field and the page of each of its postings."""
    term = np.repeat(field.terms.astype(np.int64), _sizes(field.indptr))
    kept = telling[term]
    return term[kept], field.doc_id[kept].astype(np.int64)


def _by_term(fields: Fields, opens: Floats) -> tuple[Ints64, Ints64, Floats]:
    """The postings of all fields: term, page, and weight and lead in two columns."""
    terms, doc_ids, values = [], [], []
    for name in FIELD_WEIGHTS:
        field = fields[name]
        value = np.zeros((len(field.doc_id), 2), np.float32)
        value[:, int(name in LEADS)] = weighted(name, field, slice(None), opens)
        terms.append(np.repeat(field.terms.astype(np.int64), _sizes(field.indptr)))
        doc_ids.append(field.doc_id.astype(np.int64))
        values.append(value)
    return np.concatenate(terms), np.concatenate(doc_ids), np.concatenate(values)


def _added(place: Ints64, value: Floats) -> tuple[Ints64, Floats]:
    """Places in order, each once, and the values of the same place added up."""
    order = np.argsort(place, kind="stable")  # runs that are sorted already are merged
    place = place[order]
    first = starts(place)
    if not len(first):
        return place, value
    return place[first], np.add.reduceat(value[order], first)


def _once(numbers: Ints64) -> Ints64:
    """The numbers in order, each once: ``np.unique`` hashes them, which takes ten times as long."""
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def _sizes(bounds: NDArray[Any]) -> Ints64:
    """The sizes of slices that lie one after the other."""
    ends = bounds.astype(np.int64)
    return ends[1:] - ends[:-1]
