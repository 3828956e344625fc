"""How well pages become reports: text, day, title and encoding on played pages of every layout, and the speed.

    python scripts/intake_bench.py [--articles N] [--write-docs]

The pages are those of `tests/pages`, whose layouts were seen while the reading was written, and those of `tests/web`,
which were written by other hands and not looked at before the first measurement.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from accuracy import write_blocks
from blocks import table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from pages.articles import article  # noqa: E402 - lies with the tests
from pages.figures import text_f1  # noqa: E402
from pages.layouts import LAYOUTS, page  # noqa: E402
from pages.no_articles import NO_ARTICLES  # noqa: E402
from pages.parts import TODAY, address  # noqa: E402
from riwaya.intake.pages import NoArticle, read_page  # noqa: E402
from riwaya.model.sources import Page  # noqa: E402
from web.layout import Article  # noqa: E402
from web.layout import page as web_page  # noqa: E402
from web.outlets import TWENTY  # noqa: E402
from web.stories import stories  # noqa: E402

DOCUMENT = ROOT / "docs" / "pages.md"
HEAD = ("layout", "pages", "text F1", "worst", "day", "title", "encoding", "ms a page")


class Trial(NamedTuple):
    """A page and what a reading of it should give."""

    layout: str
    body: bytes
    content_type: str
    address: str
    text: str
    title: str
    day: str
    encoding: str


class Result(NamedTuple):
    """How right one page was read, and in how many seconds."""

    f1: float
    day: bool
    title: bool
    encoding: bool
    seconds: float


def played(count: int) -> Iterator[Trial]:
    """So many articles in each layout of `tests/pages`."""
    for layout in LAYOUTS:
        for number in range(count):
            one = page(layout, article(number))
            yield Trial(
                layout, one.body, one.content_type, address(one.article), one.article.text, one.article.title,
                one.day.isoformat(), one.encoding,
            )  # fmt: skip


def of_others(count: int) -> Iterator[Trial]:
    """So many articles of each outlet of `tests/web`, by layout."""
    told = stories(TWENTY)
    for outlet in TWENTY:
        for at, story in enumerate(told[outlet.id][:count]):
            url = f"http://{outlet.id}.example/news/{story.number}"
            around = told[outlet.id][at + 1 : at + 5]
            dressed = Article(played=outlet, story=story, address=url, around=around)
            body = web_page(dressed, outlet.layout).encode(outlet.charset, "xmlcharrefreplace")
            says = f"text/html; charset={outlet.says}" if outlet.says else "text/html"
            day = story.published.date().isoformat()
            yield Trial(f"web: {outlet.layout}", body, says, url, story.text, story.title, day, outlet.charset.lower())


def measured(trial: Trial) -> Result:
    """Reads one page and compares."""
    began = time.perf_counter()
    read = read_page(trial.body, (("content-type", trial.content_type),), address=trial.address, looked_at=None)
    seconds = time.perf_counter() - began
    if not isinstance(read, Page):
        return Result(0, False, False, False, seconds)
    day = read.published.isoformat() if read.published else ""
    return Result(
        text_f1(read.text, trial.text), day == trial.day, read.title == trial.title,
        read.encoding.lower() == trial.encoding, seconds,
    )  # fmt: skip


def row(name: str, results: list[Result]) -> list[str]:
    """The figures of some pages."""
    count = len(results)

    def share(values: Iterable[float]) -> str:
        return f"{sum(values) / count:.3f}"

    f1 = [one.f1 for one in results]
    return [
        name, str(count), share(f1), f"{min(f1):.3f}", share(one.day for one in results),
        share(one.title for one in results), share(one.encoding for one in results),
        f"{1000 * sum(one.seconds for one in results) / count:.0f}",
    ]  # fmt: skip


def figures(count: int) -> str:
    """The table of all layouts, those of `tests/web` last, and the line on pages that are no articles."""
    by_layout: dict[str, list[Result]] = {}
    for trial in (*played(count), *of_others(count)):
        by_layout.setdefault(trial.layout, []).append(measured(trial))
    rows = [row(name, results) for name, results in by_layout.items()]
    rows.append(row("all", [one for results in by_layout.values() for one in results]))
    html = (("content-type", "text/html"),)
    refused = sum(isinstance(read_page(body, html, looked_at=TODAY), NoArticle) for body in NO_ARTICLES.values())
    return f"{table(HEAD, rows)}\n\n{refused} of {len(NO_ARTICLES)} pages that are no articles are told apart."


def main() -> int:
    """Measures and tells."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=50, help="articles of each layout (default: 50)")
    parser.add_argument("--write-docs", action="store_true", help="write the table into docs/pages.md")
    args = parser.parse_args()
    measured(next(played(1)))  # loads what is slow to load
    told = figures(args.articles)
    print(told)
    if args.write_docs:
        write_blocks(DOCUMENT, {"figures": told})
    return 0


if __name__ == "__main__":
    sys.exit(main())
