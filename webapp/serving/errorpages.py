"""Friendly pages for what goes wrong."""

from typing import Any

from flask import Flask, current_app, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.urls import iri_to_uri

from search.library.errors import IndexUnavailable, QueryTooLong, UserError
from search.library.files import why
from webapp.context import is_unread
from webapp.serving.problem import problem
from webapp.state import read_state

Response = tuple[Any, int]

TEXTS = {
    400: ("Adressen kan ikke forstås", "Se efter, om den er skrevet rigtigt."),
    403: (
        "Det må du ikke herfra",
        "Formularen er udløbet eller sendt fra et andet sted. Åbn siden igen, og prøv så en gang"
        " til.",
    ),
    404: (
        "Siden findes ikke",
        "Adressen er måske skrevet forkert, eller det, den førte til, er taget ud af samlingen.",
    ),
    405: ("Det kan siden ikke", "Siden kan kun læses."),
    410: (
        "Der er intet at henvise til",
        "Alt det, du ville hente, er taget ud af samlingen. Citater og noter kan du stadig hente "
        "som Word, Excel eller CSV.",
    ),
    422: (
        "Søgningen er for bred",
        "Vi nåede ikke frem til noget, du kan hente.",
    ),
    413: ("For meget på én gang", "Send højst 1 MB tekst."),
    429: ("For mange søgninger", "Vent et øjeblik, og prøv igen."),
}
PASSING = (429, 500, 503)
"""What may be over when one tries again."""
SERVER_ERRORS = 500
"""From here on it isn't who asked that erred."""
UNREADABLE = ("Siden kan ikke vises lige nu", "Søgningen virker stadig. Prøv siden igen senere.")
OTHERS = ("Det kan vi ikke svare på", "Gå tilbage, og prøv på en anden måde.")
UNREAD = (
    "Søgningen er ikke klar",
    "Indekset bliver læst igennem, og noget i det kunne ikke bruges. Prøv igen om lidt.",
)
OURS = ("Noget gik galt hos os", "Din søgning er ikke tabt: prøv igen om lidt.")


def register(app: Flask) -> None:
    """Give every HTTP error, and a missing index, its Danish page (or its problem details
    below ``/api``)."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IndexUnavailable, _unavailable)
    app.register_error_handler(QueryTooLong, _too_long)
    app.register_error_handler(UserError, _unreadable)
    app.register_error_handler(OSError, _no_disk)
    app.register_error_handler(Exception, _crash)


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    return _answer(code, *TEXTS.get(code, OTHERS if code < SERVER_ERRORS else OURS))


def _unavailable(error: IndexUnavailable) -> Response:
    return _answer(503, "Søgningen er ikke klar", str(error))


def _too_long(error: QueryTooLong) -> Response:
    return _answer(422, "Søgningen er for lang", str(error))


def _unreadable(error: UserError) -> Response:
    """The catalogue or another file is damaged: whoever runs the service reads how in the log."""
    current_app.logger.error("%s", error)
    return _answer(503, *UNREADABLE)


def _no_disk(error: OSError) -> Response:
    """A disk is full, or gone."""
    current_app.logger.error("a file can't be read or written: %s", why(error))
    return _answer(503, *UNREADABLE)


def _crash(error: Exception) -> Response:
    if is_unread():
        current_app.logger.error("asking an index not read through: %s", type(error).__name__)
        return _answer(503, *UNREAD)
    current_app.logger.exception("unhandled error", exc_info=error)
    return _answer(500, *OURS)


def _answer(code: int, title: str, text: str) -> Response:
    if request.path.startswith("/api/"):
        return problem(code, title, text), code
    again = iri_to_uri(request.full_path) if request.method == "GET" and code in PASSING else None
    state = read_state(request.args)
    return render_template("fejl.html", title=title, text=text, again=again, state=state), code
