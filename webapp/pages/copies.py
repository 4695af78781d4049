"""Our own copy of an original."""

from flask import Blueprint, Response, abort, send_file

from webapp.context import originals, searcher

blueprint = Blueprint("originals", __name__)


@blueprint.get("/original/<sha256>")
def original(sha256: str) -> Response:
    """The bytes of an original that the index names."""
    known = {r.original.sha256: r.original for r in searcher().materials() if r.original}
    if sha256 not in known:
        abort(404)
    if not originals().is_whole(sha256):
        abort(404)
    path = originals().path(sha256).resolve()
    return send_file(path, mimetype=known[sha256].media_type.served_as)
