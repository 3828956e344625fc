"""Keeps requests off what is not the open web: no feed or page can make riwaya ask machines of the own network.

A name is resolved once, every address that it has is looked at, and the connection goes to one of those that were seen:
a name that resolves otherwise a moment later gains nothing. Redirections come through here like any request.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from riwaya.errors import FetchError

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

# What may be allowed by name. Link-local addresses are not among them: clouds keep their secrets there.
LOOPBACK: Final = ("127.0.0.0/8", "::1/128")
PRIVATE: Final = (*LOOPBACK, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
# IPv6 addresses that stand for an IPv4 address: translated (RFC 6052), compatible (RFC 4291).
_CARRIES_IPV4: Final = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::/96")))
_LOCAL_NAT64: Final = ipaddress.IPv6Network("64:ff9b:1::/48")


def resolve(name: str, port: int) -> tuple[str, ...]:
    """The addresses of a host as the system resolves it, each once, in the order of preference."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked: the open web, and the networks in `allowed`, such as `LOOPBACK` or `PRIVATE`."""

    allowed: tuple[str, ...] = ()
    resolver: Resolver = resolve

    def reachable(self, name: str, port: int) -> tuple[str, ...]:
        """The addresses of a host, all of them allowed.

        Raises FetchError where the name does not resolve, and where any of its addresses is not allowed.
        """
        try:
            found = tuple(self.resolver(name, port))
        except UnicodeError as error:
            raise FetchError(name, "no name of a host") from error
        except OSError as error:
            raise FetchError(name, f"the name does not resolve: {error}", passing=True) from error
        if not found:
            raise FetchError(name, "the name has no address", passing=True)
        for text in found:
            if not self.allows(text):
                raise FetchError(name, f"leads to {text}, which is not of the open web")
        return found

    def allows(self, text: str) -> bool:
        """Whether a numeric address may be asked."""
        try:
            address = ipaddress.ip_address(text.partition("%")[0])
        except ValueError:
            return False
        return is_open(address) or any(_within(address, network) for network in self.allowed)


def is_open(address: IpAddress) -> bool:
    """Whether an address is one of the open web, whatever disguise it wears."""
    inner = _carried(address)
    if inner is not None:
        return is_open(inner)
    if isinstance(address, ipaddress.IPv6Address) and (address.is_site_local or address in _LOCAL_NAT64):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: IpAddress) -> IpAddress | None:
    """The IPv4 address inside an IPv6 one that is mapped, translated, compatible, 6to4 or Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _CARRIES_IPV4):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def _within(address: IpAddress, network: str) -> bool:
    whole = ipaddress.ip_network(network)
    inner = _carried(address)
    candidates = (address, inner) if inner is not None and not _is_loopback6(address) else (address,)
    return any(one.version == whole.version and one in whole for one in candidates)


def _is_loopback6(address: IpAddress) -> bool:
    return isinstance(address, ipaddress.IPv6Address) and address.is_loopback
