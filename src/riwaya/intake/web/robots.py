"""What a robots.txt allows, as RFC 9309 has it."""

from __future__ import annotations

from typing import Final

import msgspec
from protego import Protego

from riwaya.model.sources import Fetched

# Rules behind this many bytes are not read (RFC 9309, 2.5).
LONGEST: Final = 512_000
PATH: Final = "/robots.txt"
_OK: Final = 200
_SERVER_ERRORS: Final = range(500, 600)
_TOO_MANY: Final = 429


class Robots(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of an origin. `closed` says why nothing may be asked at present, "" where something may.

    `delay` is how many seconds the origin wants between two requests, None where it does not say.
    """

    closed: str = ""
    delay: float | None = None
    rules: Protego | None = None
    agent: str = ""

    def allows(self, address: str) -> bool:
        """Whether a page may be asked now."""
        return not self.closed and self.permits(address)

    def permits(self, address: str) -> bool:
        """Whether no rule forbids a page; also where nothing may be asked at present."""
        return self.rules is None or self.rules.can_fetch(address, self.agent)


def robots_of(fetched: Fetched, agent: str) -> Robots:
    """The rules that an answer gives for an agent: "riwaya".

    Where there is no robots.txt (4xx), all may be asked; where it can not be read (5xx, 429, no answer), nothing may.
    """
    if fetched.error:
        return Robots(closed=f"robots.txt: {fetched.error}")
    if fetched.status in _SERVER_ERRORS or fetched.status == _TOO_MANY:
        return Robots(closed=f"robots.txt: status {fetched.status}")
    if fetched.status != _OK:
        return Robots()
    rules = Protego.parse(fetched.body[:LONGEST].decode("utf-8", "replace").removeprefix("\ufeff"))
    delays = [rules.crawl_delay(agent)]
    rate = rules.request_rate(agent)
    if rate is not None and rate.requests > 0:
        delays.append(rate.seconds / rate.requests)
    asked = [delay for delay in delays if delay is not None]
    return Robots(rules=rules, agent=agent, delay=max(asked) if asked else None)
