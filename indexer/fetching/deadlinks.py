"""Why a link gave nothing."""


class Dead(Exception):
    """A link gave nothing usable; ``reason`` is a Danish phrase. An ordinary outcome."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreachable(Dead):
    """No connection to the host could be made."""


class Barred(Dead):
    """We may not fetch it, from there or from a copy: robots.txt, a closed network, a scheme."""
