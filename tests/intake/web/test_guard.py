from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import FetchError
from riwaya.intake.web.guard import LOOPBACK, PRIVATE, Guard, is_open, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:f5ff:fffe",  # Teredo for 10.0.0.1
    ],
)
def test_what_is_not_of_the_open_web(address: str) -> None:
    assert not is_open(ipaddress.ip_address(address))
    assert not Guard().allows(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is(address: str) -> None:
    assert Guard().allows(address)


def test_networks_can_be_allowed_but_never_link_local_ones() -> None:
    assert Guard(allowed=LOOPBACK).allows("127.0.0.1")
    assert Guard(allowed=LOOPBACK).allows("::1")
    assert Guard(allowed=LOOPBACK).allows("::ffff:127.0.0.1")
    assert not Guard(allowed=LOOPBACK).allows("10.0.0.1")
    assert Guard(allowed=PRIVATE).allows("192.168.1.1")
    assert not Guard(allowed=PRIVATE).allows("169.254.169.254")
    assert not Guard(allowed=PRIVATE).allows("fe80::1")
    assert not Guard(allowed=PRIVATE).allows("no address")


def test_one_bad_address_of_a_name_is_enough() -> None:
    guard = Guard(resolver=lambda _name, _port: ("8.8.8.8", "10.0.0.1"))
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1") as failure:
        guard.reachable("two-faced.example", 80)
    assert not failure.value.passing


def test_a_name_that_does_not_resolve_may_do_so_later() -> None:
    def unknown(_name: str, _port: int) -> tuple[str, ...]:
        raise OSError("no such name")

    with pytest.raises(FetchError, match="does not resolve") as failure:
        Guard(resolver=unknown).reachable("gone.example", 80)
    assert failure.value.passing


def test_a_name_that_is_none_never_resolves() -> None:
    with pytest.raises(FetchError, match="no name of a host") as failure:
        Guard().reachable("a..b", 80)
    assert not failure.value.passing


@pytest.mark.parametrize("name", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost"])
def test_odd_ways_to_write_loopback_are_seen_through(name: str) -> None:
    with pytest.raises(FetchError, match="not of the open web"):
        Guard(resolver=resolve).reachable(name, 80)


@given(st.ip_addresses())
def test_what_is_open_is_global_in_every_disguise(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if isinstance(address, ipaddress.IPv4Address):
        mapped = ipaddress.IPv6Address(f"::ffff:{address}")
        assert is_open(mapped) == is_open(address)
    assert not is_open(address) or address.is_global
