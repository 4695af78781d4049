"""Two materials that a catalogue lists without a text, and files that may be theirs."""

from search.library.catalogue import Material, load_catalogue
from tests.conftest import Collection, make_pdf

TITLE = "Skibsbyggernes lærlingeordning"
SHIPS = make_pdf(f"{TITLE}\nVærftet 2018", "Kølen lægges af svenden og lærlingen sammen.")
NIGHTS = make_pdf("Evaluering af nattevagternes makkerordning", "Vagten skifter klokken fire.")
BREAD = make_pdf("Bagernes morgenbrød og svende", "Rugbrødet hæver om natten i kælderen.")


def written(collection: Collection, name: str, content: bytes) -> str:
    file = collection.corpus.parent / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    return str(file)


def material(collection: Collection, material_id: str) -> Material:
    found = load_catalogue(collection.corpus).get(material_id)
    assert found
    return found


def ids(collection: Collection) -> list[str]:
    return [m.id for m in load_catalogue(collection.corpus).materials]
