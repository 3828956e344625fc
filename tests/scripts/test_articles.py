from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles import UnknownOutletError, fold_of, load_articles, load_scorer, read_folds
from blocks import replaced

FOLDS = {"A": ("alwatan", "alweeam"), "B": ("alyaum",)}


def test_an_outlet_has_one_fold() -> None:
    assert fold_of("alyaum", FOLDS) == "B"


def test_an_outlet_in_no_fold_is_named() -> None:
    with pytest.raises(UnknownOutletError, match="'newpaper' is in no fold"):
        fold_of("newpaper", FOLDS)


def test_an_outlet_in_two_folds_is_named() -> None:
    with pytest.raises(UnknownOutletError, match="in A and B"):
        fold_of("alyaum", {"A": ("alyaum",), "B": ("alyaum",)})


def test_every_outlet_of_the_bench_has_a_fold(bench: Path) -> None:
    articles = [json.loads(path.read_text("utf-8")) for path in (bench / "articles").glob("*.json")]
    folds = read_folds()
    assert {fold_of(article["outlet"], folds) for article in articles} == set(folds)


def test_articles_without_a_coded_report_have_no_coded_events(bench: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "coded.jsonl"
    nothing.touch()
    articles = load_articles(bench, nothing, read_folds(), load_scorer(bench))
    assert len(articles) == len(list((bench / "gold").glob("*.json")))
    assert not any(article.coded or article.matched for article in articles)


def test_a_block_of_a_document_is_replaced() -> None:
    document = "before\n<!-- x -->\nold\n<!-- /x -->\nbehind\n"
    assert replaced(document, "x", "new\nlines\n") == "before\n<!-- x -->\nnew\nlines\n<!-- /x -->\nbehind\n"


@pytest.mark.parametrize("document", ["", "<!-- x -->\n", "<!-- x -->\n<!-- /x -->\n<!-- x -->\n<!-- /x -->\n"])
def test_a_document_without_the_block_or_with_two(document: str) -> None:
    with pytest.raises(ValueError, match="x"):
        replaced(document, "x", "new")
