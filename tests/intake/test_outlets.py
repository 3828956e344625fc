from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from riwaya.errors import DataError
from riwaya.intake.outlets import read_entries, read_outlets

# Three outlets for example; none of them exists.
EXAMPLES = """\
# Outlets for example.
- id: nahr
  name: Nahr Agency
  arabic: وكالة نهر
  kind: agency
  country: IQ
  feeds:
    - {address: "https://nahr.example/feed", kind: rss, every: 30, tried: 2024-05-01}
- id: wadi
  name: Wadi Radio
  arabic: إذاعة الوادي
  kind: broadcaster
  country: YE
  side: ansar_allah
  owner: Invented for the tests.
  owner_source: https://example.org/owners
  feeds:
    - address: https://wadi.example/news
      kind: page
      links: /news/\\d+$
      read_at: https://example.org/
- id: tilal
  name: Tilal
  arabic: التلال
  kind: site
  country: SY
  feeds:
    - {address: "https://tilal.example/sitemap.xml", kind: sitemap, read_at: "https://tilal.example/robots.txt"}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, "utf-8")
    return path


def test_outlets_are_read_with_their_lines(tmp_path: Path) -> None:
    path = write(tmp_path, EXAMPLES)
    entries = read_entries(path)
    assert [(entry.outlet.id, entry.where) for entry in entries] == [
        ("nahr", f"{path}:2"),
        ("wadi", f"{path}:9"),
        ("tilal", f"{path}:22"),
    ]
    nahr, wadi, _ = read_outlets(path)
    assert nahr.feeds[0].tried == dt.date(2024, 5, 1)
    assert (wadi.side, wadi.feeds[0].links, wadi.feeds[0].every) == ("ansar_allah", r"/news/\d+$", 60)


def test_the_list_that_comes_with_riwaya_can_be_read() -> None:
    assert isinstance(read_outlets(), tuple)


def test_an_empty_file_names_nobody(tmp_path: Path) -> None:
    assert read_outlets(write(tmp_path, "# nobody\n")) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "mine.yaml:2: not YAML"),
        ("id: x", "mine.yaml:1: must be a list"),
        ("- just words", "mine.yaml:1: Expected `object`"),
        ("\n- {id: a, name: A, arabic: ا, kind: blog, country: SY}", "mine.yaml:2: Invalid enum value 'blog'"),
        ("- {id: a, name: A, arabic: ا, kind: site, country: SY, colour: red}", "unknown field `colour`"),
        ("- {id: a, name: A, arabic: ا, kind: site}", "missing required field `country`"),
        ("- {id: a, id: b, name: !!python/object:os.system x}", "not YAML"),
        (EXAMPLES.replace("id: wadi", "id: nahr"), "mine.yaml:9: nahr stands in"),
        (EXAMPLES.replace("wadi.example/news", "nahr.example/feed"), "mine.yaml:9: https://nahr.example/feed stands"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError, match=r"mine\.yaml") as raised:
        read_outlets(write(tmp_path, text))
    assert said in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such table"):
        read_outlets(tmp_path / "none.yaml")
