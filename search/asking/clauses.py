"""What clauses of a query are together."""

from search.asking.query import Between, Fielded, Group, Node, Occur, Phrase, Word


def group(clauses: list[tuple[Occur, Node]], explicit: bool = False) -> Node | None:
    """These clauses as one node: None for none, and one that asks alone as it is."""
    if not clauses:
        return None
    occur, node = clauses[0]
    if len(clauses) == 1 and (occur is Occur.SHOULD or (occur is Occur.MUST and demands(node))):
        return node
    return Group(tuple(clauses), explicit)


def demands(node: Node) -> bool:
    """Whether it is a phrase, a shape, or asks something of a field."""
    if isinstance(node, Group):
        return any(isinstance(inner, Fielded | Between) for _, inner in node.clauses)
    return not isinstance(node, Word)


def is_loose(asked: Group) -> bool:
    """Whether it is words side by side, which may as well stand without it."""
    return not asked.explicit and all(
        occur is Occur.SHOULD and (isinstance(node, Word | Phrase) or _either_way(node))
        for occur, node in asked.clauses
    )


def _either_way(node: Node) -> bool:
    """Whether it is a word with hyphens: the words in a row, or the whole."""
    return isinstance(node, Group) and (
        node.clauses[0][0] is Occur.SHOULD and isinstance(node.clauses[0][1], Phrase)
    )
