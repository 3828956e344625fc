"""The played pages are what they say: so many layouts, other texts for other numbers, bytes in their encoding."""

from __future__ import annotations

import pytest

from pages.articles import article
from pages.layouts import LAYOUTS, page
from pages.parts import TODAY


def test_articles_differ_and_stay_the_same() -> None:
    assert len({article(number).text for number in range(500)}) == 500
    assert article(7) == article(7)
    assert all(article(number).published < TODAY for number in range(500))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_are_bytes_in_their_encoding(layout: str) -> None:
    played = page(layout, article(3))
    assert played.article.title in played.body.decode(played.encoding)
