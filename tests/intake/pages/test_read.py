"""Played pages of every layout: text, title, day, encoding; and pages that are no articles."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.articles import article
from pages.figures import text_f1
from pages.layouts import LAYOUTS, page
from pages.no_articles import NO_ARTICLES
from pages.parts import TODAY, address
from riwaya.intake.pages import NoArticle, read_page
from riwaya.model.sources import Page

LD = '<script type="application/ld+json">'
HTML = (("Content-Type", "text/html; charset=utf-8"),)
TEXT = (
    "قتل خمسة أشخاص في قصف على السوق صباح اليوم، وفق ما قال شهود من أهل المدينة.",
    "ونقل الجرحى إلى المستشفى الذي أعلن حاجته إلى الدم من كل الفئات.",
)


def read(markup: str, **told: object) -> Page:
    found = read_page(markup.encode(), HTML, **told)  # type: ignore[arg-type]  # as the test tells
    assert isinstance(found, Page), found
    return found


def article_of(head: str = "", above: str = "", text: tuple[str, ...] = TEXT) -> str:
    parts = "".join(f"<p>{part}</p>" for part in text)
    return f"<html><head>{head}</head><body><h1>قصف على سوق المدينة</h1>{above}<div>{parts}</div></body></html>"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("number", [0, 13, 30, 47])
def test_every_layout(layout: str, number: int) -> None:
    played = page(layout, article(number))
    found = read_page(played.body, played.headers, address=address(played.article), looked_at=TODAY)
    assert isinstance(found, Page), found
    assert text_f1(found.text, played.article.text) >= 0.95
    assert (found.title, found.published) == (played.article.title, played.day)
    assert found.encoding.lower() == played.encoding
    assert found.canonical == address(played.article)


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_pages_that_are_no_articles(name: str) -> None:
    assert isinstance(read_page(NO_ARTICLES[name], HTML), NoArticle)


def test_what_is_no_html_is_not_read() -> None:
    found = read_page(b"%PDF-1.4", (("content-type", "application/pdf"),))
    assert found == NoArticle("form", "no page of HTML: application/pdf")


# ---- the day ----


@pytest.mark.parametrize(
    ("head", "above", "by"),
    [
        (f'{LD}{{"@type":"NewsArticle","datePublished":"2015-08-10T23:30:00Z"}}</script>', "", "jsonld"),
        (f'{LD}{{"@type":"NewsArticle","datePublished":"2015-08-10",}}</script>', "", "jsonld"),
        ('<meta itemprop="datePublished" content="2015-08-10">', "", "meta"),
        ('<meta name="DC.date.issued" content="10/8/2015">', "", "meta"),
        ("", '<time datetime="2015-08-10">قبل سنوات</time>', "time"),
        ("", '<time class="updated" datetime="2016-01-01"></time><time class="published">10 آب 2015</time>', "time"),
        ("", "<div>الاثنين 10 آب 2015 الساعة 12:00</div>", "byline"),
        ("", "<p>الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس</p>", "byline"),
    ],
)  # fmt: skip
def test_where_the_day_stands(head: str, above: str, by: str) -> None:
    found = read(article_of(head, above))
    assert (found.published, found.date_from) == (dt.date(2015, 8, 10), by)


def test_the_day_at_the_head_of_the_first_sentence() -> None:
    text = (f"صنعاء - 10 أغسطس 2015 (المثال): {TEXT[0]} وكان قصف مماثل وقع في 3 مارس 2014.", TEXT[1])
    found = read(article_of(text=text))
    assert (found.published, found.date_from) == (dt.date(2015, 8, 10), "dateline")


def test_the_day_of_feed_and_address_where_the_page_tells_none() -> None:
    day, other = dt.date(2015, 8, 10), dt.date(2015, 8, 11)
    assert read(article_of(), by_feed=day, address="https://example.org/2015/08/11/x").date_from == "feed"
    assert read(article_of(), address="https://example.org/2015/08/11/x").published == other
    assert read(article_of()).published is None


def test_no_article_is_from_a_day_after_it_was_looked_at() -> None:
    head = '<meta name="date" content="2030-01-01">'
    assert read(article_of(head), looked_at=dt.date(2020, 1, 1)).published is None
    assert read(article_of(head)).published == dt.date(2030, 1, 1)


def test_days_that_disagree_are_told() -> None:
    head = '<meta name="date" content="2019-01-01">'
    found = read(article_of(head, "<div>10 آب 2015</div>"))
    assert found.warnings == ("dates disagree: 2019-01-01 by its meta, 2015-08-10 by its byline",)


# ---- the text ----


def test_a_sentence_that_begins_like_furniture_stays() -> None:
    text = (
        *TEXT,
        "شاهد سكان القرية طائرات تحلق على علو منخفض قبل سقوط القذائف بدقائق.",
        "كتب الوزير على حسابه أن التحقيق مستمر.",
    )
    assert read(article_of(text=text)).text == "\n".join(text)


def test_lines_broken_by_br_stay_lines() -> None:
    markup = f"<body><h1>قصف على سوق المدينة</h1><font>{TEXT[0]}<br/><br/>{TEXT[1]}</font></body>"
    assert read(markup).text == "\n".join(TEXT)


def test_a_class_that_names_furniture_does_not_take_the_article() -> None:
    markup = article_of().replace("<div>", '<div class="latest-post comments-open sidebar">')
    assert read(markup.replace("<body>", '<body class="has-comments">')).text == "\n".join(TEXT)


def test_a_canonical_address_of_another_site_or_of_the_front_page_is_not_taken() -> None:
    asked = "https://example.org/news/7?x=1"
    for canonical in ("https://elsewhere.test/9", "https://example.org/", "http://[bad", "javascript:alert(1)"):
        found = read(article_of(f'<link rel="canonical" href="{canonical}">'), address=asked)
        assert found.canonical == asked
    assert (
        read(article_of('<link rel="canonical" href="/news/7">'), address=asked).canonical
        == "https://example.org/news/7"
    )


def test_where_one_reading_fails_the_other_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AttributeError("as of odd markup")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    found = read(article_of())
    assert (found.text, found.extractor) == ("\n".join(TEXT), "readability")
    monkeypatch.setattr("readability.Document", fail)
    assert read_page(article_of().encode(), HTML) == NoArticle("empty", "no article: 0 words of text outside links")


# ---- whatever comes ----

PIECES = st.sampled_from(
    [
        *"<>&\"'/= \0\ufffe",
        *"<div> </div> <p> <br> <table><tr><td> <h1> <a@href=x> </a> <!-- --> <![CDATA[ &#0; &#xd800;".split(),
        *'{"@type": "NewsArticle" [[[[ "datePublished":"2015" <article@class=comments> <title> <body> <amp-ad>'.split(),
        *(
            "<font><p><br>",
            "<svg><title>",
            "</script>",
            "<script type=application/ld+json>",
            "<meta name=date content=",
            *TEXT,
        ),
        *("اقرأ أيضا", "التعليقات"),
    ]
).map(lambda piece: piece.replace("@href", " href").replace("@class", " class"))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_markup_can_be_read(pieces: list[str]) -> None:
    read_page("".join(pieces).encode("utf-8", "surrogatepass"), HTML)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(raw: bytes) -> None:
    read_page(raw)


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<a href=x>", "<b>", "<ul><li>", "<p><font>", "["])
def test_deep_and_long_pages_end(opening: str) -> None:
    read_page((opening * 30_000 + TEXT[0]).encode(), HTML)
    read_page(f'<script type="application/ld+json">{opening * 30_000}</script>{article_of()}'.encode(), HTML)
