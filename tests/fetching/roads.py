"""What the tests of the road to a report share: the report, and fetching it alone."""

from indexer.pageimages import PageImages
from search.library.originals import LinkState, Originals
from tests.conftest import Collection, make_pdf
from tests.fetching.conftest import fetch, write_catalogue
from webapp import create_app

TITLE = "Evaluering af makkerordningen i havnene"
BODY = "Kommunen har gennem flere år haft en indsats, som skal hjælpe borgerne videre i arbejde. "
REPORT = make_pdf(TITLE, *(f"Afsnit {n}\n" + "\n".join([BODY] * 9) for n in range(1, 7)))
STRANGER = make_pdf("Strategi for grønne tage i købstæderne", *["\n".join([BODY] * 9)] * 6)
SIDE = "http://a.test/udgivelser/havnene"
PAGE = "<html lang=da><title>{0}</title><main><h1>{0}</h1>{1}</main>"


def one(collection: Collection, *links: str, title: str = TITLE, **fields: object) -> LinkState:
    """Fetch one material with these links, and give the state of the first."""
    write_catalogue(collection.corpus, {"rapport": list(links)}, **fields)
    file = collection.corpus / "materials.toml"
    file.write_text(file.read_text().replace('title = "rapport"', f'title = "{title}"'))
    fetch(collection)
    return Originals(collection.corpus).links().links[links[0]]


def material(collection: Collection) -> dict[str, object]:
    """What the JSON interface tells of the material, after indexing."""
    assert collection.run("index").exit_code == 0
    client = create_app(collection.settings, PageImages(collection.corpus)).test_client()
    found: dict[str, object] = client.get("/api/materials/rapport").json or {}
    return found
