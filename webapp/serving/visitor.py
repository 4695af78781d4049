"""Who asks: an address, of which one that can be changed at will is told by the part that can't."""

from ipaddress import IPv6Address, ip_address, ip_network

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
