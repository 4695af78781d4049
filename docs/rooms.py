"""The rooms of ``search`` and which imports which, drawn from the code.

``python -m docs.rooms`` writes the drawing into ARCHITECTURE.md.
"""

from pathlib import Path

import grimp

ARCHITECTURE = Path(__file__).parent.parent / "ARCHITECTURE.md"
START, END = "```mermaid\n", "```\n"
HOUSE = "search"


def imports() -> dict[str, set[str]]:
    """The rooms, folders and files of the top level, that each room imports."""
    graph = grimp.build_graph(HOUSE, cache_dir=None)
    rooms = graph.find_children(HOUSE)
    for room in rooms:
        graph.squash_module(room)
    return {
        _name(room): {_name(one) for one in graph.find_modules_directly_imported_by(room) & rooms}
        for room in rooms
    }


def drawing() -> str:
    """The rooms in Mermaid: an arrow to each that a room imports, but to those that others of
    these lead to."""
    direct = imports()
    lines = ["flowchart TD"]
    for room in sorted(direct):
        indirect = {far for near in direct[room] for far in _reached(direct, near) - {near}}
        lines += [f"    {room} --> {one}" for one in sorted(direct[room] - indirect)]
    return "\n".join(lines) + "\n"


def drawn() -> str:
    """What ARCHITECTURE.md has."""
    return ARCHITECTURE.read_text(encoding="utf-8").split(START)[1].split(END)[0]


def main() -> None:
    """Put the drawing in the place of the one before."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    ARCHITECTURE.write_text(text.replace(START + drawn(), START + drawing()), encoding="utf-8")


def _reached(direct: dict[str, set[str]], room: str) -> set[str]:
    """The room and all that its imports lead to."""
    found, waiting = set[str](), [room]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += direct[one]
    return found


def _name(module: str) -> str:
    return module.removeprefix(f"{HOUSE}.")


if __name__ == "__main__":
    main()
