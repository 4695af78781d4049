"""Which network addresses may be connected to."""

import queue
import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from indexer.fetching.deadlinks import Barred, Unreachable

NAT64 = ip_network("64:ff9b::/96")
"""IPv4 addresses as an IPv6-only network writes them, RFC 6052."""

CLOUD = (ip_network("168.63.129.16/32"), ip_network("192.0.0.0/24"))
"""Addresses within a provider's own network that Python takes for public: Azure's host, and IETF
protocol assignments, where Oracle has its metadata."""


def is_public(address: str) -> bool:
    """Whether ``address`` is one of the open internet, and no private, loopback, link-local,
    shared, reserved, multicast or metadata one, nor stands for such an IPv4 address."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        inner = _inner(ip)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return (
        ip.is_global
        and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
        and not any(ip in network for network in CLOUD)
    )


def _inner(ip: IPv6Address) -> IPv4Address | None:
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]) or None


def resolve(host: str, port: int, timeout: float) -> list[str]:
    """The addresses of ``host``, the resolver's order. Raises Unreachable."""
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    # a resolver can't be given a time limit, so it is left behind when it takes too long
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty:
        raise Unreachable(f"navneserveren svarede ikke inden for {timeout:g} s") from None
    if isinstance(answer, Exception):
        raise Unreachable("serveren findes ikke (DNS)")
    return answer


def connect(host: str, port: int, timeout: float, *, allowed: bool) -> socket.socket:
    """Connect to ``host``, at an address that was itself looked at, so that no second look-up can
    give another. Raises Barred when it has no public address and isn't ``allowed``, Unreachable."""
    name = host.strip("[]")
    addresses = resolve(name, port, timeout)
    permitted = addresses if allowed else [a for a in addresses if is_public(a)]
    if not permitted:
        raise Barred("adressen ligger på et lukket net og hentes ikke")
    reason = ""
    for address in permitted:
        try:
            return socket.create_connection((address, port), timeout / len(permitted))
        except TimeoutError:
            reason = f"serveren svarede ikke inden for {timeout:g} s"
        except OSError as error:
            refused = isinstance(error, ConnectionRefusedError)
            reason = "serveren afviser forbindelsen" if refused else "serveren kan ikke nås"
    raise Unreachable(reason)
