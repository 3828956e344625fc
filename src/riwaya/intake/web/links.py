"""Pages whose links are the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from riwaya.intake.web import addresses
from riwaya.model.sources import Item


def read_links(text: str, base: str, pattern: str) -> Iterator[Item]:
    """The links of a page whose absolute address the regular expression finds, in their order, with their texts."""
    wanted = re.compile(pattern)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return
    if root is None:  # the stubs do not know that there may be nothing
        return  # type: ignore[unreachable]
    base = next((addresses.absolute(str(one.get("href") or ""), base) for one in root.iter("base")), "") or base
    for anchor in root.iter("a"):
        address = addresses.canonical(str(anchor.get("href") or ""), base)
        if address and wanted.search(address):
            yield Item(address=address, title=" ".join("".join(anchor.itertext()).split())[:1000])
