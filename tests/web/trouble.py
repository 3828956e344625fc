"""An outlet at which all goes wrong: each path is a fault that the open web has."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

from web.lists import Entry, listed
from web.outlets import Coding, Played
from web.replies import Reply, moved, pack
from web.sites import Site
from web.stories import Story

TROUBLE: Final = Played(id="trouble", name="Trouble", arabic="متاعب", country="XX", stories=3)
_HOPS: Final = 12
_BOMB: Final = 64_000_000  # bytes that a bomb unpacks to
_STORY: Final = "<html><body><article><h1>خبر</h1><p>{}</p></article></body></html>"
_GOOD: Final = _STORY.format("قتل شخص وأصيب ثلاثة في قصف على البلدة.").encode()
_ROBOTS: Final = b"User-agent: *\nDisallow: /admin/\nDisallow: /*.pdf$\n\nUser-agent: badbot\nDisallow: /\n"


def trouble(played: Played, base: str, stories: Sequence[Story], edition: int) -> Site:  # noqa: ARG001  # as all sites are built
    """The faults by path. The feed lists them as articles, but for the one that leads to other machines if allowed."""
    faults = {**_redirections(base), **_bodies(), **_walls(), **_statuses()}
    entries = [Entry(address=base + path, story=stories[0]) for path in faults if path != "/to-private"]
    lists = {path: (reply,) for path, reply in listed(played, base, entries).items()}
    return {"/robots.txt": (Reply(body=_ROBOTS, type="text/plain"),), **lists, **faults}


def _redirections(base: str) -> dict[str, tuple[Reply, ...]]:
    far = {f"/far/{hop}": (moved(f"/far/{hop + 1}", 302),) for hop in range(_HOPS)}
    return {
        **far,
        f"/far/{_HOPS}": (Reply(body=_GOOD),),
        "/near": (moved("good", 307),),
        "/good": (Reply(body=_GOOD),),
        "/loop/a": (moved("/loop/b", 302),),
        "/loop/b": (moved(f"{base}/loop/a", 302),),
        "/self": (moved("/self", 302),),
        "/to-private": (moved("http://10.0.0.7/secret", 302),),
        "/to-metadata": (moved("http://169.254.169.254/latest/meta-data/", 302),),
        "/to-file": (moved("file:///etc/passwd", 302),),
        "/to-nonsense": (moved("http://[half/", 302),),
        "/to-admin": (moved("/admin/secret", 302),),
        "/to-nowhere": (Reply(status=302, body=b"?"),),
    }


def _bodies() -> dict[str, tuple[Reply, ...]]:
    return {
        "/endless": (Reply(body=b"<p>again</p>", endless=True, forgetful=True),),
        "/drip": (Reply(body=_GOOD * 20, drip=0.05, forgetful=True),),
        "/stall": (Reply(body=_GOOD, stall=20.0, forgetful=True),),
        "/cut": (Reply(body=_GOOD, cut=True, forgetful=True),),
        "/bomb.gzip": (Reply(body=_bomb("gzip"), coding="gzip", bare=True),),
        "/bomb.br": (Reply(body=_bomb("br"), coding="br", bare=True),),
        "/torn": (Reply(body=gzip.compress(_GOOD * 9, mtime=0)[:-40], coding="gzip", bare=True),),
        "/not-packed": (Reply(body=_GOOD, coding="gzip", bare=True),),
        "/picture": (Reply(body=b"\x89PNG\r\n\x1a\n" + bytes(64), type="image/png"),),
        "/empty": (Reply(body=b""),),
        "/odd-type": (Reply(body=_GOOD, type="text/html; charset=klingon-8"),),
        "/long-header": (Reply(body=_GOOD, headers=(("X-Long", "x" * 200_000),)),),
    }


@cache
def _bomb(coding: Coding) -> bytes:
    return pack(bytes(_BOMB), coding)


def _walls() -> dict[str, tuple[Reply, ...]]:
    soft = _STORY.format("عذرا، الصفحة التي تبحث عنها غير موجودة أو تم نقلها. عد إلى الصفحة الرئيسية.")
    wall = _STORY.format("نستخدم ملفات تعريف الارتباط لتحسين تجربتك. يرجى قبول ملفات تعريف الارتباط للمتابعة.")
    door = moved("/door", 302, cookie="seen=1; Path=/")
    return {
        "/soft-404": (Reply(body=soft.encode()),),
        "/wall": (Reply(body=wall.encode(), instead=("consent=yes", Reply(body=_GOOD))),),
        "/door": (msgspec.structs.replace(door, instead=("seen=1", Reply(body=_GOOD))),),
    }


def _statuses() -> dict[str, tuple[Reply, ...]]:
    return {
        "/missing": (Reply(status=404, body=b"no"),),
        "/gone": (Reply(status=410, body=b"no more"),),
        "/forbidden": (Reply(status=403, body=b"not for you"),),
        "/broken": (Reply(status=500, body=b"oh"),),
        "/busy": (Reply(status=429, headers=(("Retry-After", "1"),)), Reply(body=_GOOD)),
        "/busy-long": (Reply(status=429, headers=(("Retry-After", "86400"),)),),
        "/down-once": (Reply(status=503, body=b"later"), Reply(body=_GOOD)),
        "/admin/secret": (Reply(body=_GOOD),),
        "/paper.pdf": (Reply(body=b"%PDF-1.4", type="application/pdf"),),
    }
