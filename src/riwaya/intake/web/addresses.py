"""Web addresses: made absolute, brought to one form, and asked for their host."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import httpx

# Longer ones are no addresses of articles; browsers stop near this too.
LONGEST: Final = 4096
_SCHEMES: Final = frozenset({"http", "https"})
_ESCAPE: Final = re.compile("%[0-9a-f]{2}", re.IGNORECASE)
# Parameters that name who sent the reader, not what is read.
_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|_ga|igshid", re.IGNORECASE)
# A name, once letters beyond ASCII are written in them, or a numeric address.
_HOST: Final = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_PORTS: Final = range(1, 65_536)
_BLANK: Final = re.compile(r"[\x00-\x20\x7f]+")


def absolute(address: str, base: str = "") -> str:
    """An http or https address in one form, seen from `base` if it is relative; "" where it is none.

    Letters beyond ASCII are escaped, the host is lower case, fragment and the scheme's own port are left out. Addresses
    with a name or password in them are refused, as they only serve to deceive.
    """
    address = _BLANK.sub("", address)
    if not address:
        return ""  # seen from a page, this would be the page itself
    try:
        joined = urljoin(base, address)
        if len(joined) > LONGEST:
            return ""
        url = httpx.URL(joined)
    except (ValueError, httpx.InvalidURL, UnicodeError):
        return ""
    if url.scheme not in _SCHEMES or url.userinfo or not _HOST.fullmatch(url.raw_host.decode("ascii")):
        return ""
    if url.port not in _PORTS and url.port is not None:
        return ""
    whole = str(url.copy_with(fragment=None, path=url.path or "/"))
    return _ESCAPE.sub(lambda match: match[0].upper(), whole)


def canonical(address: str, base: str = "") -> str:
    """The address as `absolute` gives it, without parameters that only track the reader."""
    whole = absolute(address, base)
    parts = urlsplit(whole)
    if not parts.query or not _TRACKING.search(parts.query):
        return whole
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    ]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def origin(address: str) -> str:
    """Scheme, host and port: that for which a robots.txt holds."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def host(address: str) -> str:
    """The host that is to be treated politely, with its port where it is not the scheme's own."""
    return urlsplit(address).netloc
