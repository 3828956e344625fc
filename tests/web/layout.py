"""Dresses an article as a page. A layout is a file of `layouts/`; its slots are those that `page` fills."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

import msgspec

from web.outlets import Played
from web.stories import Story

FOLDER: Final = Path(__file__).with_name("layouts")
_MONTHS: Final = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
_TEASED: Final = 90  # characters of a story that a teaser shows


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What a layout is given: the story, its outlet and address, and the stories that are teased around it."""

    played: Played
    story: Story
    address: str
    around: tuple[Story, ...] = ()


def page(article: Article, layout: str) -> str:
    """The page, before its characters become bytes."""
    story = article.story
    texts = [escape(paragraph) for paragraph in story.paragraphs]
    return _template(layout).substitute(
        charset=article.played.charset,
        title=escape(story.title),
        outlet=article.played.arabic,
        address=article.address,
        moment=story.published.isoformat(),
        day=f"{story.published.day} {_MONTHS[story.published.month - 1]} {story.published.year}",
        paragraphs="\n".join(f"<p>{text}</p>" for text in texts),
        divisions="".join(f"<div>{text}</div>" for text in texts),
        breaks="<br><br>\n".join(texts),
        teasers="".join(map(_teaser, article.around)),
    )


def _teaser(story: Story) -> str:
    return (
        f'<div class="box"><div class="t"><a href="/news/{story.number}">{escape(story.title)}</a></div>'
        f'<div class="s">{escape(story.paragraphs[0][:_TEASED])} ...</div></div>'
    )


@cache
def _template(layout: str) -> Template:
    return Template((FOLDER / f"{layout}.html").read_text("utf-8"))
