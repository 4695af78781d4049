"""Pages that are analysed together, as the cluster is given them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from search.analysis.stems import stem
from search.index.fields import TEXT_FIELDS, document
from search.index.segments.building import SegmentBuilder
from search.index.segments.lengths import LENGTH_OF_BYTE
from search.index.segments.postings import SegmentPostings
from search.index.segments.readylists import page_weights
from search.library.record import MaterialRecord, PageRecord
from search.opensearch.cluster import Body
from search.opensearch.pagedocuments import captions_on, of_material, of_page
from search.opensearch.rankedpage import RankedPage, Tokens, packed_tokens
from search.opensearch.tokentext import joined, safe


class PageBatch:
    """Materials with their pages, numbered from ``first`` to before ``last`` as they come in;
    ``characters`` of text in all."""

    def __init__(self, first: int) -> None:
        self.first = self.last = first
        self.characters = 0
        self._pages: list[tuple[dict[str, Any], tuple[int, int, int], Body]] = []
        self._builder = SegmentBuilder()

    def put(self, record: MaterialRecord, pages: Sequence[PageRecord]) -> int:
        """Take in a material; its number."""
        number, self.last = self.last, self.last + 1
        common = of_material(record) | {"order": number}
        for place, page in enumerate(sorted(pages, key=lambda page: page.number)):
            made = document(record, page)
            self._builder.add(made)
            self._pages.append(
                (
                    made,
                    (number, place, len(pages)),
                    common | captions_on(record, page.number),
                )
            )
            self.characters += len(page.text)
        return number

    def made(self) -> tuple[Mapping[str, int], Iterator[Body]]:
        """On how many pages each of its words stands; and the pages as they are sent."""
        postings = self._builder.postings()
        words = dict(zip(postings.texts, postings.pages_with().tolist(), strict=True))
        return words, self._sent(postings)

    def _sent(self, postings: SegmentPostings) -> Iterator[Body]:
        stems, fields = list(map(stem, postings.texts)), postings.fields
        every = page_weights(stems, postings.vocabulary, fields, postings.pages)
        weights = zip(*(values.tolist() for values in every), strict=True)
        lengths = np.log(np.maximum(LENGTH_OF_BYTE[fields["body"].length], 1)).tolist()
        tokens: list[dict[str, Tokens]] = [{} for _ in self._pages]
        texts: list[dict[str, str]] = [{} for _ in self._pages]
        for name in TEXT_FIELDS:
            for doc_id, words, places in self._builder.texts(name, str):
                tokens[doc_id][name] = words, places
            for doc_id, words, places in self._builder.texts(name, safe):
                texts[doc_id][name] = joined(words, places)
        for (made, (order, place, pages), common), own, text, weight, length in zip(
            self._pages, tokens, texts, weights, lengths, strict=True
        ):
            opens, title_idf, norm = weight
            ranked = RankedPage(
                order, made["number"], place, pages, bool(made["contents"]),
                opens, title_idf, norm, made["material"], *packed_tokens(own),
            )  # fmt: skip
            yield of_page(made, text, ranked, length) | common
