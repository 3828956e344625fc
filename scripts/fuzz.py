"""Feeds damaged feeds, pages, archives, tables and exports to intake, looking for crashes, hangs and growth of memory.

    python scripts/fuzz.py [TARGET…] [--seconds N]

Each target runs in a process of its own for its share of the time (default: five minutes for all). What brings one down
is written to `build/fuzz/TARGET/`, named `crash-…`, `timeout-…` or `oom-…`; give such a file as a further argument to
`--replay` to see it again. Needs atheris (`pip install atheris`), which is no dependency of riwaya.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
OUT: Final = ROOT / "build" / "fuzz"
MEGABYTES: Final = 1_500  # of memory that a target may take
HANGS: Final = 25  # seconds after which an input counts as a hang
LONGEST: Final = 20_000  # bytes of an input

Target = Callable[[bytes], object]


def targets() -> dict[str, Target]:
    """What is fed, by name. Loaded here, so that atheris can watch it."""
    from riwaya.intake import csv_file, json_file, json_lines, telegram, wacz, warc
    from riwaya.intake.pages import read_page
    from riwaya.intake.received import Defaults
    from riwaya.intake.web.feeds import read_feed
    from riwaya.model.sources import Feed, FeedKind, Fetched

    defaults = Defaults(max_bytes=1_000_000)

    def of(read: Callable[..., Iterator[object]]) -> Target:
        return lambda raw: list(read(io.BytesIO(raw), where="f", fallback_id="f", defaults=defaults))

    def archive(read: Callable[..., Iterator[object]]) -> Target:
        def tried(raw: bytes) -> object:
            try:
                return of(read)(raw)
            except (OSError, EOFError):  # as of a file that can not be read; the caller records it
                return None

        return tried

    def listing(kind: FeedKind) -> Target:
        feed = Feed(address="https://example.org/feed", kind=kind, links="/news/")
        at = dt.datetime(2021, 6, 14, tzinfo=dt.UTC)
        return lambda raw: read_feed(
            feed, Fetched(address=feed.address, final=feed.address, at=at, status=200, body=raw)
        )

    return {
        "feeds": listing("rss"),
        "sitemaps": listing("sitemap"),
        "links": listing("page"),
        "pages": lambda raw: read_page(raw, (("content-type", "text/html"),), address="https://example.org/a"),
        "json": of(json_file.read),
        "json_lines": of(json_lines.read),
        "telegram": of(telegram.read),
        "csv": of(csv_file.read),
        "warc": archive(warc.read),
        "wacz": archive(wacz.read),
    }


def seeds(name: str) -> Iterator[bytes]:
    """What the damage begins with."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pages.articles import article
    from pages.layouts import LAYOUTS, page

    played = [page(layout, article(7)).body for layout in LAYOUTS]
    text = article(7).text.encode()
    if name == "feeds":
        yield b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>x</title><link>/news/1</link>' + (
            b"<pubDate>Mon, 10 Aug 2015 10:00:00 GMT</pubDate></item></channel></rss>"
        )
        yield b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/news/1"/></entry></feed>'
    elif name == "sitemaps":
        yield b"<urlset><url><loc>http://example.org/news/1</loc><lastmod>2015-08-10</lastmod></url></urlset>"
        yield b"<sitemapindex><sitemap><loc>http://example.org/1.xml.gz</loc></sitemap></sitemapindex>"
    elif name in ("pages", "links"):
        yield from played
    elif name in ("warc", "wacz"):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(
            played[0]
        )
        fields = b"WARC-Type: response|WARC-Target-URI: http://example.org/a|WARC-Date: 2021-06-14T10:00:00Z"
        fields += b"|Content-Type: application/http; msgtype=response|Content-Length: %d" % len(http)
        record = b"WARC/1.1\r\n" + fields.replace(b"|", b"\r\n") + b"\r\n\r\n" + http + b"\r\n\r\n"
        yield record if name == "warc" else zipped(record)
    elif name == "csv":
        yield b'id,title,text,date\n1,x,"' + text + b'",2015-08-10\n'
    elif name == "telegram":
        yield b'{"name":"x","type":"public_channel","id":1,"messages":[{"id":1,"text":["a",{"text":"b"}]}]}'
    else:
        yield b'{"id":"a","text":"' + text.replace(b"\n", b" ") + b'","published":"2015-08-10"}\n'


def zipped(record: bytes) -> bytes:
    """A WACZ file of one record."""
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("archive/a.warc", record)
    return made.getvalue()


def run_one(name: str, seconds: int, replay: list[str]) -> None:
    """Fuzzes one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["riwaya.intake"]):
        target = targets()[name]
    folder = OUT / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    flags = [f"-max_total_time={seconds}", f"-timeout={HANGS}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}"]
    inputs = replay or [str(corpus)]
    atheris.Setup([sys.argv[0], *flags, f"-artifact_prefix={folder}/", "-print_final_stats=1", *inputs], target)
    atheris.Fuzz()


def main() -> int:
    """Runs the targets one after the other; 1 where one of them was brought down."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", help="default: all")
    parser.add_argument("--seconds", type=int, default=300, help="for all targets together (default: 300)")
    parser.add_argument("--replay", nargs="*", default=[], metavar="FILE", help="give one target these inputs again")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    names = args.targets or list(targets())
    if args.here:
        run_one(names[0], args.seconds, args.replay)
        return 0
    down = []
    for name in names:
        share = str(max(1, args.seconds // len(names)))
        command = [sys.executable, __file__, name, "--here", "--seconds", share, "--replay", *args.replay]
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
        told = [line.split() for line in ended.stderr.splitlines() if line.startswith("stat::")]
        stats = {words[0].removeprefix("stat::").rstrip(":"): words[-1] for words in told}
        runs, memory = stats.get("number_of_executed_units", "?"), stats.get("peak_rss_mb", "?")
        print(f"{name}: {'BROUGHT DOWN' if ended.returncode else 'held'}, {runs} inputs, {memory} MB", flush=True)
        if ended.returncode:
            print(ended.stderr[-3000:])
            down.append(name)
    return 1 if down else 0


if __name__ == "__main__":
    sys.exit(main())
