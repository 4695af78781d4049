"""Reports put in from a browser, by who knows the secret: uploaded, looked at, published,
corrected, withdrawn."""

from collections.abc import Mapping
from time import monotonic

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Redirect

from search.library.catalogfields import FIELDS, written_field
from search.library.catalogue import Material
from search.library.errors import IndexUnavailable, UserError
from search.library.intake import Draft, Intake, Proposal
from search.library.record import MaterialRecord
from webapp.context import intake, page_images, searcher, settings
from webapp.drawing.danish import count
from webapp.serving import staff
from webapp.serving.request import MOST_UPLOADED, clean

blueprint = Blueprint("uploading", __name__, url_prefix=staff.PATH)

HOME = staff.PATH
MOST_SHOWN, LONGEST_SHOWN = 12, 5000
"""Pages of a draft that are shown, and characters of the text of each."""
MOST_EVENTS = 50
MOST_SECONDS = 20
"""After which no more of the files that were sent at once are begun with: a process whose answer
takes a minute is replaced."""
MOST_TOLD, LONGEST_TOLD = 5, 300
"""Sentences of what went wrong, and their characters."""
GONE = "Filen venter ikke længere: den er udgivet eller kasseret."
AWAY = "Materialet er her ikke: det er trukket tilbage, eller tilføjelsen er fortrudt."
ENDED = "Du er ikke inde længere, så intet blev gemt. Gå ind igen, og prøv så en gang til."
KEPT = "Du er ikke inde længere, så intet blev gemt. Gå ind igen, så står det, du skrev, her endnu."
AGAIN = "Det, du skrev, står her endnu, men er ikke gemt. Se det efter, og send det."
OPEN = ("uploading.home", "uploading.enter")
"""What is answered before one is in."""
FORMS = ("uploading.draft", "uploading.correction")
"""Whose fields somebody wrote, which no end of a session takes."""
SEEN = "set-"
"""Before the names of a correction's fields as they were shown: what another corrects meanwhile
stays, unless both wrote the same field."""
OF_THE_WAY_IN = ("navn", "hemmelighed", "token", "gør")

Reply = str | Response | Redirect | tuple[str, int]


@blueprint.before_request
def _guard() -> Reply | None:
    """Nothing of this is there unless it was switched on; nothing is told where others can read
    along, and nothing done that another site asks for, or without the secret."""
    if not settings().upload_secret or intake() is None:
        abort(404)
    if not staff.is_private(settings()):
        return render_template("indlaes.html", closed=True), 403
    is_post = request.method == "POST"
    if is_post and staff.is_foreign():
        abort(403)
    if staff.who() is None:
        if request.endpoint in OPEN:
            return None
        return _way_in_again() if is_post else redirect(HOME, 303)
    if is_post:
        request.max_content_length = _most_sent()
        if request.endpoint != "uploading.enter" and not staff.is_ours():
            return _unsaved(request.view_args or {}) or abort(403)
    return None


def _most_sent() -> int:
    """Bytes that the form may have: any but one with files is read whole into memory."""
    with_files = request.mimetype == "multipart/form-data"
    return staff.most_uploaded(settings()) if with_files else MOST_UPLOADED


def _way_in_again() -> Reply:
    """The way in, for who was in; what was written goes with the secret, and comes back."""
    kept = {**_written_there(), **(request.view_args or {})} if request.endpoint in FORMS else {}
    wrong = KEPT if kept else ENDED
    return render_template("indlaes.html", wrong=wrong, kept=kept), 403


def _written_there() -> dict[str, str]:
    """All of a form but what opens a session or says what is to be done."""
    return {name: clean(text) for name, text in request.form.items() if name not in OF_THE_WAY_IN}


def _unsaved(where: Mapping[str, str]) -> Reply | None:
    """The form of the draft or material ``where`` as it was written in an earlier session, to be
    sent from this one; None when there is none."""
    if sha256 := where.get("sha256"):
        _tell(AGAIN, "done")
        return _shown(sha256, written=_written())
    if material_id := where.get("material_id"):
        _tell(AGAIN, "done")
        return _corrected(material_id, written=_written())
    return None


@blueprint.after_request
def _keep_nothing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_much(_: RequestEntityTooLarge) -> Reply:
    most = settings().file_bytes // 1_000_000
    _tell(f"Filerne er for mange eller fylder over {most} MB. Send færre ad gangen.", "wrong")
    return redirect(HOME, 303)


@blueprint.get("")
def home() -> Reply:
    """The way in; for who is in, what waits, what was put in, and who did what."""
    if staff.who() is None:
        return render_template("indlaes.html")
    desk = _desk()
    events = desk.events()
    return render_template(
        "indlaes.html",
        drafts=desk.drafts(),
        given=[(m, _record(m.id)) for m in desk.materials() if _is_given(m)],
        events=events[:MOST_EVENTS],
        undoable=next((event for event in events if not event.undone), None),
    )


@blueprint.post("/ind")
def enter() -> Reply:
    """Open the session."""
    name = " ".join(clean(request.form.get("navn", "")).split())
    wrong = staff.enter(settings(), name, request.form.get("hemmelighed", ""))
    if wrong:
        page = render_template("indlaes.html", wrong=wrong, name=name, kept=_written_there())
        return page, 403
    return _unsaved(request.form) or redirect(HOME, 303)


@blueprint.post("/ud")
def leave() -> Reply:
    """End it."""
    staff.leave()
    return redirect(HOME, 303)


@blueprint.post("")
def upload() -> Reply:
    """Take files in as drafts; one alone is shown at once."""
    received, wrong = _receive_all()
    for sentence in wrong[:MOST_TOLD]:
        _tell(sentence, "wrong")
    if len(wrong) > MOST_TOLD:
        _tell(f"{count(len(wrong) - MOST_TOLD, 'fil', 'filer')} mere kunne ikke indlæses.", "wrong")
    if len(received) == 1:
        return redirect(f"{HOME}/fil/{received[0].sha256}", 303)
    if received:
        _tell(f"{len(received)} filer er modtaget. Se dem efter, og udgiv dem en for en.", "done")
    return redirect(HOME, 303)


def _receive_all() -> tuple[list[Draft], list[str]]:
    """The files that could be taken in, and why others couldn't."""
    received: list[Draft] = []
    wrong: list[str] = []
    until = monotonic() + MOST_SECONDS
    for file in request.files.getlist("filer"):
        name = clean(file.filename or "").rpartition("/")[2]
        if name and monotonic() > until:
            wrong.insert(0, f"Der var ikke tid til alle. Send {name} og filerne efter den igen.")
            break
        try:
            if name:
                received.append(_desk().receive(name, file.stream.read(), _who()))
        except UserError as error:
            wrong.append(str(error))
    return received, wrong


@blueprint.route("/fil/<sha256>", methods=["GET", "POST"])
def draft(sha256: str) -> Reply:
    """A draft: what was found in it, to be corrected, published or discarded."""
    if request.method == "POST":
        return _settle(sha256)
    return _shown(sha256)


def _settle(sha256: str) -> Reply:
    if request.form.get("gør") == "kassér":
        _desk().discard(sha256, _who())
        _tell("Kladden er kasseret.", "done")
        return redirect(HOME, 303)
    to = request.form.get("til") if request.form.get("hvad") == "kendt" else None
    written = _written()
    try:
        published = _desk().publish(sha256, written, to or None, _who())
    except UserError as error:
        return _shown(sha256, str(error), written)
    title = published.material.title
    if published.is_changed:
        _tell(f"Udgivet: {title}. Filen læses nu og kan søges om lidt.", "done")
    else:
        _tell(f"Intet er ændret: filen er allerede teksten til {title}.", "done")
    return redirect(HOME, 303)


def _shown(sha256: str, wrong: str = "", written: dict[str, str] | None = None) -> Reply:
    proposal: Proposal | None = _desk().proposal(sha256)
    if proposal is None:
        return _at_home(GONE)
    alike = [m.id for m in proposal.alike]
    known = [proposal.known.id] if proposal.known else alike
    page = render_template(
        "kladde.html",
        proposal=proposal,
        fields=FIELDS,
        values=dict(proposal.fields) | (written or {}),
        others=[m for m in _desk().materials() if m.id not in alike],
        chosen=request.form.get("til") or next(iter(known), ""),
        is_new=request.form.get("hvad", "" if known else "nyt") == "nyt",
        texts=proposal.texts[:MOST_SHOWN],
        drawn=range(1, min(proposal.pages, MOST_SHOWN) + 1) if page_images() else (),
        longest=LONGEST_SHOWN,
        wrong=wrong,
    )
    return (page, 400) if wrong else page


@blueprint.get("/fil/<sha256>/side/<int:number>")
def draft_page(sha256: str, number: int) -> Response:
    """A page of a draft as it looks in print."""
    images = page_images()
    if images is None or sha256 not in {d.sha256 for d in _desk().drafts()}:
        abort(404)
    try:
        return Response(images.image(sha256, number, 400), mimetype="image/webp")
    except UserError:
        abort(404)


@blueprint.route("/materiale/<material_id>", methods=["GET", "POST"])
def correction(material_id: str) -> Reply:
    """A material's fields, to be corrected, or the material to be withdrawn."""
    if request.method == "GET":
        return _corrected(material_id)
    material = _material(material_id)
    if material is None:
        return _at_home(AWAY)
    try:
        _change(material)
    except UserError as error:
        return _corrected(material_id, str(error), _written())
    return redirect(HOME, 303)


def _corrected(
    material_id: str, wrong: str = "", written: Mapping[str, str] | None = None
) -> Reply:
    material = _material(material_id)
    if material is None:
        return _at_home(AWAY)
    now = {field.name: written_field(field, material) for field in FIELDS}
    page = render_template(
        "rettelse.html", material=material, fields=FIELDS, values=now | dict(written or {}),
        seen=now | _written(SEEN), wrong=wrong, given=_is_given(material),
    )  # fmt: skip
    return (page, 400) if wrong else page


def _material(material_id: str) -> Material | None:
    return next((m for m in _desk().materials() if m.id == material_id), None)


def _change(material: Material) -> None:
    if request.form.get("gør") == "træk":
        _desk().withdraw(material.id, _who())
        _tell(f"Trukket tilbage: {material.title}. Filen er gemt.", "done")
        return
    seen = _written(SEEN)
    rewritten = {name: text for name, text in _written().items() if text != seen.get(name)}
    changes = _desk().correct(material.id, rewritten, _who())
    _tell(f"{material.title}: {'; '.join(changes) or 'intet ændret'}.", "done")


@blueprint.post("/fortryd")
def take_back() -> Reply:
    """Take the last change back, unless another came since it was shown."""
    try:
        undone = _desk().undo(_who(), request.form.get("ændring", ""))
        _tell(f"Taget tilbage: {undone.what}.", "done")
    except UserError as error:
        _tell(str(error), "wrong")
    return redirect(HOME, 303)


def _at_home(sentence: str) -> Reply:
    """Tell what went wrong on the first page, as of what went away in another window."""
    _tell(sentence, "wrong")
    return redirect(HOME, 303)


def _tell(sentence: str, kind: str) -> None:
    """Tell it on the next page. It travels in the cookie, of which browsers take 4 kB."""
    short = sentence if len(sentence) <= LONGEST_TOLD else f"{sentence[:LONGEST_TOLD]}…"
    flash(short, kind)


def _desk() -> Intake:
    found = intake()
    if found is None:
        abort(404)
    return found


def _who() -> str:
    return staff.who() or abort(403)


def _written(before: str = "") -> dict[str, str]:
    """The fields of the form; those whose names stand ``before`` theirs."""
    names = (field.name for field in FIELDS if before + field.name in request.form)
    said = ((name, request.form[before + name].replace("\r\n", "\n")) for name in names)
    return {name: clean(text).strip() for name, text in said}


def _is_given(material: Material) -> bool:
    """Whether it has a file that somebody put in."""
    return material.links != material.web_links


def _record(material_id: str) -> MaterialRecord | None:
    """What can be searched of it by now."""
    try:
        return searcher().material(material_id)
    except IndexUnavailable:
        return None
