"""What the cluster is given of a page, and how it keeps it."""

from collections.abc import Mapping

from search.analysis.alphabetical import alphabetical
from search.analysis.normalise import canonical, normalise
from search.asking import fieldnames
from search.asking.filters import VALUES
from search.index.fields import LONGEST_PREFIX
from search.library.record import MaterialRecord
from search.opensearch.cluster import Body
from search.opensearch.rankedpage import RankedPage, packed
from search.opensearch.tokentext import ANALYSIS, encode

FIELDS = ("title", "creators", "keywords", "summary", "heading", "body")
"""The searched fields; what opens a report is in its body."""
FACETS = (*VALUES, "year")
RANKED = "ranked"
"""The field of what ranking takes of a page, which lies apart from what is stored."""


def facet(name: str) -> str:
    """The field of a facet."""
    return f"facet_{name}"


def named(name: str) -> str:
    """The field of what a query can name."""
    return f"named_{name}"


def index_body(shards: int, replicas: int) -> Body:
    """Settings and mapping of an index of pages. Copies take over its segments, which is cheaper
    than making their own; what is written is kept by each all the same, in its log. Only what is
    shown of a page is stored."""
    text = {"type": "text", "analyzer": "tokens", "copy_to": "all"}
    keyword = {"type": "keyword"}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "replication.type": "SEGMENT",
            "refresh_interval": -1,
            "codec": "best_compression",
            "unassigned.node_left.delayed_timeout": "0s",
            "analysis": ANALYSIS,
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"includes": ["stored"]},
            "properties": {
                "order": {"type": "long"},
                "number": {"type": "integer"},
                "material": keyword,
                "has_text": {"type": "boolean"},
                "log_length": {"type": "double"},
                "time": {"type": "double"},
                "alphabetical": keyword,
                "typed": keyword,
                RANKED: {"type": "binary", "doc_values": True},
                "stored": {"type": "object", "enabled": False},
                "all": {
                    "type": "text",
                    "analyzer": "tokens",
                    "index_options": "docs",
                    "norms": False,
                },
                **{name: text for name in FIELDS},
                **{facet(name): keyword for name in VALUES},
                facet("year"): {"type": "integer"},
                **{
                    named(name): {"type": "text", "analyzer": "tokens", "norms": False}
                    for name in (*fieldnames.VALUES, fieldnames.CAPTION)
                },
            },
        },
    }


def typed(title: str) -> str:
    """What of a title is held against what somebody types."""
    return canonical(normalise(title))[:LONGEST_PREFIX]


def of_material(record: MaterialRecord) -> Body:
    """What all pages of a material have: facets, what a query can name, what it is sorted by."""
    material = record.material
    time = float((material.published or "").replace("-", "").ljust(8, "0"))
    found: Body = {facet(name): list(value(record)) for name, value in VALUES.items()}
    found |= {named(name): encode(value(material)) for name, value in fieldnames.VALUES.items()}
    if material.year:
        found[facet("year")] = material.year
    if time:
        found["time"] = time
    return found | {
        "material": material.id,
        "alphabetical": alphabetical(material.title),
        "typed": typed(material.title),
    }


def captions_on(record: MaterialRecord, number: int) -> Body:
    """What the tables and figures of a page are called."""
    said = [caption.searched for caption in record.captions if caption.number == number]
    return {named(fieldnames.CAPTION): encode("\n".join(said))} if said else {}


def of_page(document: Body, texts: Mapping[str, str], ranked: RankedPage, length: float) -> Body:
    """A page: ``document`` as ``search.index.fields`` has it, with its fields' tokens as ``texts``,
    and as it is ranked; ``length`` is the logarithm of that of its body."""
    found: Body = {
        "number": document["number"],
        "has_text": bool(texts.get("body") or texts.get("summary")),
        RANKED: packed(ranked),
        "stored": {
            "number": document["number"],
            "label": document["label"],
            "language": document["language"],
            "layout": document["layout"],
            "confidence": document["confidence"],
            "contents": document["contents"],
            "text": document.get("body") or document.get("summary") or "",
        },
        **{name: texts[name] for name in FIELDS if texts.get(name)},
    }
    if texts.get("body"):
        found["log_length"] = length
    if "record" in document:
        found["stored"]["record"] = document["record"]
    return found


def stored(found: Body) -> Body:
    """What is stored of a page, as ``search.index.whoosh.contents`` gives it."""
    return {**found, "body": found["text"]}
