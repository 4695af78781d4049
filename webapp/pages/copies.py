"""Our own copy of an original."""

from flask import Blueprint, Response, abort, send_file

from webapp.context import originals, searcher, shows_copy

blueprint = Blueprint("originals", __name__)


@blueprint.get("/original/<sha256>")
def original(sha256: str) -> Response:
    """The bytes of an original that the index names, unless only links to it are shown; a browser
    saves what it can't show."""
    records = searcher().materials()
    known = {r.original.sha256: r.original for r in records if r.original and shows_copy(r)}
    if sha256 not in known:
        abort(404)
    if not originals().is_whole(sha256):
        abort(404)
    path = originals().path(sha256).resolve()
    kind = known[sha256].media_type
    return send_file(
        path,
        mimetype=kind.served_as,
        as_attachment=not kind.is_shown,
        download_name=f"{sha256[:12]}.{kind.ending}" if not kind.is_shown else None,
    )
