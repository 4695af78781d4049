"""Generations in the cluster: which one is served, and how the next takes its place.

An alias names the index of pages that is served and, as its filter, which pages of it: those put
before the next run, but those that were taken out. Both are changed by one request, so a reader
sees a generation or the next, and a run that fails has changed nothing that anybody sees.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from pydantic import ValidationError

from search.answering.engine import Engine
from search.index.making import postings_files, provenances
from search.index.manifest import REMEDY, Came
from search.index.segments.arrayfile import DamagedArrays
from search.index.segments.arrays import SegmentArrays
from search.library.errors import IndexDamaged, IndexUnavailable, UserError
from search.library.files import why, write_atomically
from search.library.provenance import Provenance
from search.library.settings import Settings
from search.opensearch import clustermanifest, lexicons
from search.opensearch.cluster import FLOODED, HURT, MISSING, Body, Cluster, Missing
from search.opensearch.clusterengine import ClusterEngine
from search.opensearch.clustermanifest import ClusterManifest, LexiconPart
from search.opensearch.clusterwriter import ClusterWriter
from search.opensearch.keeping import State, damaged
from search.opensearch.pagedocuments import index_body

PAGES = (
    "search/asking/fieldnames.py",
    "search/asking/filters.py",
    "search/opensearch/clusterwriter.py",
    "search/opensearch/lexicons.py",
    "search/opensearch/pagebatch.py",
    "search/opensearch/pagedocuments.py",
    "search/opensearch/rankedpage.py",
    "search/opensearch/tokentext.py",
)
"""What says how pages lie in the cluster, beside what says so of the embedded index."""


def cluster_files() -> list[str]:
    """The files that have a say in what the cluster keeps of a page."""
    return [*postings_files(), *PAGES]


@cache
def made_here() -> dict[str, Provenance]:
    """What this program makes an index in the cluster with, by the kinds of manifests."""
    return {**provenances(), "postings": Provenance.of(cluster_files(), ["numpy", "simplemma"])}


@dataclass(frozen=True)
class Current:
    """The generation that the alias names, and its index."""

    name: str
    index: str


class ClusterStore:
    """The generations in the cluster that ``settings`` name."""

    look_seconds = 1.0

    def __init__(self, settings: Settings) -> None:
        self._cluster = Cluster(settings)
        self._state = State(self._cluster)
        self._folder = settings.index
        self._alias = settings.opensearch_index
        self._pages = f"{self._alias}-pages-*"
        self._seen = False

    def generation(self) -> str:
        """The name of the current generation. Raises IndexUnavailable."""
        return self._current().name

    def reach(self) -> None:
        """Raise IndexUnavailable unless all shards of the current generation answer."""
        index = self._current().index
        health = self._cluster.ask(lambda c: c.cluster.health(index=index))
        if health["status"] == "red":
            raise IndexUnavailable(HURT)

    def kept(self) -> list[str]:
        """The generations that can be opened: the current one."""
        return [self.generation()]

    def manifest(self, generation: str | None = None) -> ClusterManifest:
        """The manifest of a generation, else of the current one. Raises IndexUnavailable."""
        name = generation or self.generation()
        try:
            return ClusterManifest.model_validate_json(self._state.get(name))
        except ValidationError as error:
            raise damaged(f"{name} kan ikke forstås") from error

    def age(self, made_with: Mapping[str, Provenance]) -> str:
        """What of the current generation this program would make otherwise, as a Danish sentence;
        '' when nothing. Raises IndexUnavailable."""
        return self.manifest().age({**made_here(), **made_with})

    def is_large(self, generation: str) -> bool:
        """No: the cluster verifies what it has itself."""
        return False

    def engine(self, generation: str, *, verified_later: bool = False) -> Engine:
        """What answers over that generation; which the cluster verifies itself. Raises
        IndexUnavailable."""
        manifest = self.manifest(generation)
        if not manifest.readable:
            raise IndexUnavailable(f"{manifest.age(made_here())} {REMEDY}")
        found = [self._lexicon(lexicon) for lexicon in manifest.lexicons]
        engine = ClusterEngine(self._cluster, manifest, found)
        lexicons.clear(self._folder, [lexicon.name for lexicon in manifest.lexicons])
        return engine

    def unreadable(self, generation: str, reason: object) -> IndexUnavailable:
        """The error for a generation that is there but can't be opened, and why."""
        return damaged(f"{generation}: {reason}")

    def verify(self, generation: str) -> bool:
        """Raise IndexUnavailable unless the generation has all the pages that were put."""
        manifest = self.manifest(generation)
        body = {"query": {"bool": {"filter": [manifest.filter, {"term": {"number": 0}}]}}}
        try:
            found = self._cluster.ask(lambda c: c.count(index=manifest.index, body=body))
        except Missing:
            raise damaged(f"{manifest.index} mangler") from None
        if found["_shards"]["successful"] < found["_shards"]["total"]:
            raise IndexUnavailable(HURT)
        count = found["count"]
        if count != len(manifest.orders):
            raise damaged(f"{count} af {len(manifest.orders)} materialer er der")
        return True

    @contextmanager
    def writing(
        self,
        *,
        rebuild: bool = False,
        made_with: Mapping[str, Provenance] | None = None,
        waiting: Callable[[], object] | None = None,
    ) -> Iterator[ClusterWriter]:
        """Make the next generation, as ``IndexStore.writing`` does."""
        self._cluster.check()
        self._state.make()
        wanted = {**made_here(), **(made_with or {})}
        with self._state.locked(waiting) as lease:
            before, renewal = (None, "") if rebuild else self._base(wanted)
            old = self._current_or_none()
            self._clean(old)
            index = before.index if before else self._new_index()
            self._check_writable(index)
            try:
                made = before or ClusterManifest(index=index, shape=clustermanifest.SHAPE)
                made = made.next(wanted, self._came() if old else {})
                writer = self._writer(made, renewal)
                writer.changed |= before is None
                with closing(writer):
                    yield writer
                    if writer.changed:
                        writer.finish()
                if writer.changed:
                    lease.check()
                    self._switch(writer, old)
            except BaseException:
                if before is None:
                    self._cluster.ask(lambda c: c.indices.delete(index=index))
                raise

    def _writer(self, manifest: ClusterManifest, renewal: str) -> ClusterWriter:
        """What goes on from a generation, or starts with nothing."""
        known = [(part, self._lexicon(part)) for part in manifest.lexicons]
        if manifest.end:
            self._forget_failed(manifest)
        return ClusterWriter(self._cluster, manifest, known, renewal)

    def _forget_failed(self, manifest: ClusterManifest) -> None:
        """Delete what a run that failed put."""
        index, query = manifest.index, {"range": {"order": {"gte": manifest.end}}}
        self._cluster.refresh(index)
        self._cluster.ask(
            lambda c: c.delete_by_query(
                index=index, body={"query": query}, params={"refresh": "true"}
            )
        )

    def _came(self) -> Came:
        """What came when, by the current generation; nothing when it can't be read."""
        try:
            return self.manifest().known()
        except IndexUnavailable:
            return {}

    def _base(self, wanted: Mapping[str, Provenance]) -> tuple[ClusterManifest | None, str]:
        """The generation to go on from, None when that can't be done; and what is wrong with it."""
        if self._current_or_none() is None:
            return None, ""
        try:
            manifest = self.manifest()
            usable, renewal = manifest.renewal(wanted, ["postings", "keys"])
            if usable:
                self.verify(self.generation())
        except IndexDamaged as error:
            return None, str(error)
        return manifest if usable and manifest.readable else None, renewal

    def _switch(self, writer: ClusterWriter, old: Current | None) -> None:
        number = int(old.name.split("-")[1]) + 1 if old else 1
        name = f"generation-{number:06}-{secrets.token_hex(3)}"
        parts = []
        for part, lexicon in writer.lexicons:
            named = part
            if not part.name:
                digest, content = lexicons.save(self._folder, lexicon)
                self._state.put(digest, content)
                named = part.model_copy(update={"name": digest})
            parts.append(named)
        made: dict[str, object] = {
            "end": writer.next,
            "gone": tuple(sorted(writer.gone)),
            "lexicons": tuple(parts),
        }
        created = datetime.now(UTC).isoformat(timespec="milliseconds")
        manifest = writer.manifest.model_copy(update=made).dated(created, {})
        self._state.put(name, manifest.sealed())
        named_filter = {"bool": {**manifest.filter["bool"], "_name": name}}
        actions: list[Body] = []
        if old and old.index != writer.index:
            actions.append({"remove": {"index": old.index, "alias": self._alias}})
        actions.append(
            {"add": {"index": writer.index, "alias": self._alias, "filter": named_filter}}
        )
        self._cluster.ask(lambda c: c.indices.update_aliases(body={"actions": actions}))

    def _current(self) -> Current:
        if not self._seen:
            self._cluster.check()
            self._seen = True
        try:
            found = self._cluster.ask(
                lambda c: c.indices.get_alias(index=self._pages, name=self._alias)
            )
        except Missing:
            found = {}
        if not found:
            raise IndexUnavailable(MISSING)
        ((index, told),) = found.items()
        return Current(told["aliases"][self._alias]["filter"]["bool"]["_name"], index)

    def _current_or_none(self) -> Current | None:
        try:
            return self._current()
        except IndexUnavailable as error:
            if str(error) == MISSING:
                return None
            raise

    def _new_index(self) -> str:
        index = f"{self._alias}-pages-{secrets.token_hex(4)}"
        body = index_body(self._cluster.shards, self._cluster.replicas)
        self._cluster.ask(lambda c: c.indices.create(index=index, body=body))
        return index

    def _check_writable(self, index: str) -> None:
        """Raise UserError when the cluster says already that it takes nothing."""
        found = self._cluster.ask(lambda c: c.indices.get_settings(index=index))
        if "true" in found[index]["settings"]["index"].get("blocks", {}).values():
            raise UserError(FLOODED)

    def _clean(self, current: Current | None) -> None:
        """Remove what runs before left: the pages that are gone since the generation before, and
        indices and contents that nobody is served from."""
        wanted: set[str] = set()
        if current:
            wanted.add(current.name)
            manifest = self._manifest_or_none(current.name)
            if manifest:
                wanted |= {lexicon.name for lexicon in manifest.lexicons}
                if manifest.gone:
                    query = {"terms": {"order": list(manifest.gone)}}
                    self._cluster.ask(
                        lambda c: c.delete_by_query(index=current.index, body={"query": query})
                    )
        found = self._cluster.ask(lambda c: c.indices.get(index=self._pages))
        ours = re.compile(rf"{re.escape(self._alias)}-pages-[0-9a-f]{{8}}")  # see ``_new_index``
        for index in filter(ours.fullmatch, found):
            if current is None or index != current.index:
                self._cluster.ask(lambda c, index=index: c.indices.delete(index=index))  # type: ignore[misc]
        self._cluster.ask(lambda c: c.indices.refresh(index=self._state.index))
        self._state.keep(wanted)

    def _manifest_or_none(self, name: str) -> ClusterManifest | None:
        try:
            return self.manifest(name)
        except IndexUnavailable:
            return None

    def _lexicon(self, part: LexiconPart) -> SegmentArrays:
        """A lexicon, from this machine or from the cluster."""
        try:
            path = lexicons.kept(self._folder, part.name)
            if path is None:
                path = self._folder / lexicons.FOLDER / part.name
                write_atomically(path, self._state.get(part.name))
            return SegmentArrays.load(path)
        except DamagedArrays as error:
            raise damaged(part.name[:12]) from error
        except OSError as error:
            raise IndexUnavailable(
                f"Ordene kan ikke lægges i {self._folder}: {why(error)}."
            ) from error
