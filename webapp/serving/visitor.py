"""Who asks: an address, of which one that can be changed at will is told by the part that can't."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

IPV6_SITE = 64
"""Bits of an IPv6 address that one site has; it may take any address below them."""


def site(address: str) -> str:
    """The address, of IPv6 the network; what is no address as it is."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return str(ip_network((ip, IPV6_SITE), strict=False))
    return address


def is_loopback(address: str) -> bool:
    """Whether it is this machine's own."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def is_among(address: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether the address is of one of the networks."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    return any((mapped or ip) in network for network in networks)
