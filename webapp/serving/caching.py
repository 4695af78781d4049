"""What browsers may keep, and how little is sent: a page until the collection changes, static files
for good, both compressed."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, g, request
from flask_compress import Compress

from search.library.catalogue import MATERIALS_FILE, OVERLAY_FILE
from search.library.errors import IndexUnavailable
from search.library.originals import LINKS_FILE
from search.library.settings import Settings
from webapp.context import changed, served
from webapp.spool import Spool, give

FOLDER = Path(__file__).parent.parent
SEARCH = FOLDER.parent / "search"
YEAR = 365 * 24 * 60 * 60
KEPT = f"public, max-age={YEAR}, immutable"
CHECKED = "no-cache"
"""Kept, but asked about before each use."""
COMPRESSED = (
    "text/html", "text/css", "text/javascript", "text/csv", "text/plain", "image/svg+xml",
    "application/json", "application/atom+xml", "application/opensearchdescription+xml",
    "application/x-suggestions+json", "application/x-bibtex",
    "application/x-research-info-systems", "application/vnd.citationstyles.csl+json",
)  # fmt: skip


def digest(folder: Path) -> str:
    """Sixteen letters that change with any file in the folder."""
    made = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            made.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return made.hexdigest()[:16]


@cache
def program() -> str:
    """Letters that change with any of our files that make answers."""
    return digest(FOLDER) + digest(SEARCH)


def compress(app: Flask) -> None:
    """Send ``app``'s texts compressed. Nothing secret is in them that lengths could betray."""
    app.config["COMPRESS_ALGORITHM"] = ["br", "zstd", "gzip"]
    app.config["COMPRESS_ALGORITHM_STREAMING"] = ["br", "zstd", "gzip"]
    app.config["COMPRESS_BR_LEVEL"] = 5  # from where Brotli looks for longer repetitions
    app.config["COMPRESS_MIMETYPES"] = list(COMPRESSED)
    app.after_request(_make_whole)  # called after what is registered later
    Compress(app)
    app.after_request(_close_too)


def _close_too(response: Response) -> Response:
    """Have a file closed with the answer that is made of it, whatever that becomes."""
    if response.is_streamed and (close := getattr(response.response, "close", None)):
        response.call_on_close(close)
    return response


def _make_whole(response: Response) -> Response:
    """Make a file that is compressed piece by piece now, on the disk when it is large: else it
    would be made when what the answer cost has been counted."""
    if response.is_streamed and "Content-Encoding" in response.headers:
        file = Spool()
        file.writelines(response.iter_encoded())
        return give(response, file)
    return response


def register(app: Flask, settings: Settings) -> None:
    """Tag every answer with what it was made from, and answer 304 where that hasn't changed."""
    made_by = program() + settings.model_dump_json()
    sources = [settings.corpus / name for name in (MATERIALS_FILE, OVERLAY_FILE, LINKS_FILE)]

    @app.before_request
    def unchanged() -> Response | None:
        if request.endpoint == "static" or request.blueprint in ("health", "uploading"):
            return None  # whether the process lives doesn't hang on an index that is being opened
        if request.method not in ("GET", "HEAD"):
            return None
        try:
            now = served()
        except IndexUnavailable:
            return None
        if not now.verified:  # nobody shall keep what may be damaged
            return None
        parts = (made_by, now.generation, *map(changed, sources))
        g.tag = sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]
        return Response(status=304) if request.if_none_match.contains_weak(g.tag) else None

    app.after_request(_label)


def _label(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code == 200:
        response.headers["Cache-Control"] = KEPT
    elif "tag" in g and response.status_code in (200, 304) and _ours(response):
        response.set_etag(g.tag, weak=True)
        response.headers.setdefault("Cache-Control", CHECKED)
    return response


def _ours(response: Response) -> bool:
    """Whether the index decides what the answer is: not for its own health, nor a file's copy."""
    health = (request.endpoint or "").startswith("health.")
    return not health and "ETag" not in response.headers
