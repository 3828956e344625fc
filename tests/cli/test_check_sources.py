from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.cli.checks.sources import check_file, check_sources

GOOD = """\
- id: nahr
  name: Nahr Agency
  arabic: وكالة نهر
  kind: agency
  country: IQ
  feeds:
    - {address: "https://nahr.example/feed", kind: rss, tried: 2024-05-01}
    - {address: "https://nahr.example/all", kind: page, links: "/n/", read_at: "https://example.org/"}
"""


def test_the_list_that_comes_with_riwaya_is_right() -> None:
    assert check_sources() == []


def test_nothing_is_said_of_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(GOOD, "utf-8")
    assert check_file(tmp_path / "s.yaml") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: nahr", "id: Nahr Agency", "id 'Nahr Agency'"),
        ("name: Nahr Agency", "name: ' '", "no name"),
        ("وكالة نهر", "Nahr", "is not in Arabic"),
        ("country: IQ", "country: Iraq", "ISO 3166-1"),
        ("country: IQ", "country: IQ\n  language: arabic", "ISO 639"),
        ("country: IQ", "country: IQ\n  side: nobody_at_all", "no party 'nobody_at_all'"),
        ("country: IQ", "country: IQ\n  owner: The state.", "owner and owner_source"),
        ("country: IQ", "country: IQ\n  owner: The state.\n  owner_source: a book", "'a book' is no address"),
        ("kind: rss", "kind: rss, every: 1", "not more often than every 5"),
        ('"https://nahr.example/feed"', '"ftp://nahr.example/feed"', "no http or https address"),
        ('"https://nahr.example/feed"', '"https://nahr.example/ feed"', "no http or https address"),
        (', links: "/n/"', "", "a page needs links"),
        ("kind: rss", "kind: rss, links: x", "links are for pages"),
        ('"/n/"', '"(n"', "links '(n'"),
        (', read_at: "https://example.org/"', "", "untested, and no read_at"),
        (", tried: 2024-05-01", "", "untested, and no read_at"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    (tmp_path / "s.yaml").write_text(GOOD.replace(old, new, 1), "utf-8")
    (message,) = check_file(tmp_path / "s.yaml")
    assert message.startswith(f"{tmp_path}/s.yaml:1: ")
    assert said in message
