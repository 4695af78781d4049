"""Why a link gave nothing."""


class Dead(Exception):
    """A link gave nothing usable; ``reason`` is a Danish phrase. An ordinary outcome."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Stopped(Exception):
    """The run is being broken off: nothing more is asked for or looked at."""


class Slow(Dead):
    """The host kept us waiting for as long as we do."""


class Gone(Dead):
    """The server says that nothing is there; ``content`` is the page that says so, at ``url``."""

    def __init__(self, reason: str, url: str, content: bytes) -> None:
        super().__init__(reason)
        self.url, self.content = url, content


class Unreachable(Dead):
    """No connection to the host could be made."""


class Barred(Dead):
    """We may not fetch it, from there or from a copy: robots.txt, a closed network, a scheme."""


STATUSES = {
    401: "siden kræver login",
    403: "serveren vil ikke give os siden",
    404: "adressen findes ikke længere",
    410: "siden er taget ned",
    429: "serveren har for mange forespørgsler",
    451: "siden må ikke vises",
    500: "serveren har en fejl",
    502: "serveren har en fejl",
    503: "serveren er ude af drift eller optaget",
    504: "serveren har en fejl",
}
"""What a server's answer means to a reader."""


def status_in_words(status: int) -> str:
    """Why an answer with that status gave nothing, as a Danish phrase."""
    said = STATUSES.get(status)
    return f"{said} ({status})" if said else f"svarede {status}"
