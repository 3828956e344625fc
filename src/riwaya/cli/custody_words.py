"""What is known of how a report came, and what verification found, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from riwaya.archive.custody import Checked
from riwaya.archive.provenance import Chain, Naming, Seen
from riwaya.cli.notices import number
from riwaya.store.custody import Line


def sound(chain: Chain) -> bool:
    """Whether the report and all that was kept of it are as they came."""
    return chain.text == "as it came" and all(each.state == "as it came" for each in chain.seen)


def chain_words(chain: Chain, folder: Path) -> Iterator[str]:
    """A chain, a link a line, from the feed to the log."""
    one = chain.one
    published = f", published {one.report.published}" if one.report.published else ""
    yield f"report   {one.key}: version {one.custody.version} of {one.report.id}"
    yield f"outlet   {one.report.outlet or '(not named)'}{published}"
    yield f"from     {one.custody.where}"
    yield f"text     sha256 {one.custody.sha256}: {chain.text}"
    told = number(len(one.coded.events), "event")
    yield f"filed    {one.custody.ingested_at.isoformat()}, coded by {one.coded.coder}, {told}"
    for naming in chain.named:
        yield _naming(naming)
    for seen in chain.seen:
        yield from _seen(seen, folder)
    for line in chain.log:
        yield _line(line)


def _naming(naming: Naming) -> str:
    when = f" of {naming.published.isoformat()}" if naming.published else ""
    return f"named    by {naming.feed}{when}: {naming.title or naming.address}"


def _seen(seen: Seen, folder: Path) -> Iterator[str]:
    fetch = seen.fetch
    yield f"fetched  {fetch.at.isoformat()} {fetch.final}: status {fetch.status}, {fetch.became}"
    yield f"body     sha256 {fetch.body}"
    kept = fetch.kept
    yield f"kept     {folder / kept.file}, record {kept.record} at byte {kept.offset}"
    yield f"         bytes {kept.start} to {kept.start + kept.length}, sha256 {kept.sha256}: {seen.state}"


def _line(line: Line) -> str:
    return f"log      line {line.seq}, {line.at}, {line.action} by {line.by}: hash {line.hash}"


def checked_words(checked: Checked) -> str:
    """How much was looked at and what was found, in a line."""
    looked = ", ".join(
        (
            number(checked.lines, "line"),
            f"{number(checked.answers, 'answer')} in {number(checked.files, 'file')} ({checked.bytes:,} bytes)",
            number(checked.reports, "report"),
        )
    )
    count = Counter("orphan" if each.part == "orphan" else "wrong" for each in checked.findings)
    found = f"{number(count['wrong'], 'thing')} not as they came" if count["wrong"] else "all as it came"
    orphans = f", {number(count['orphan'], 'orphan')}" if count["orphan"] else ""
    return f"{looked}: {found}{orphans}; head of the log {checked.head}"
