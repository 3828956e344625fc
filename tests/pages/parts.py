"""What played pages have in common: the day on which they are looked at, other articles, comments, JSON-LD."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from typing import Final

from pages.articles import Article, article

# The day on which all pages are looked at: it stands in their mastheads and is never the day of publication.
TODAY: Final = dt.date(2021, 6, 14)
COMMENTS: Final = (
    "اللهم ارحم من مات واشف من جرح، متى ينتهي هذا الكابوس الذي نعيشه كل يوم؟ لم نعد نحتمل أكثر مما تحملنا في السنوات الماضية.",
    "الخبر ناقص يا جماعة، أنا من سكان المنطقة وقد سمعت الانفجار بأذني، وكان عدد سيارات الإسعاف أكبر بكثير مما ذكرتم هنا.",
    "شكرا على المتابعة، ولكن لماذا لا تنشرون أسماء المسؤولين الذين قصروا؟ الناس من حقها أن تعرف كل شيء قبل فوات الأوان.",
    "كلام فارغ، كل يوم نقرأ الشيء نفسه ولا يتغير شيء على الأرض، اتقوا الله فينا وفي أطفالنا وكفاكم متاجرة بدماء الناس.",
)
ABOUT: Final = (
    "موقع إخباري مستقل يعنى بأخبار المنطقة وينقلها بدقة وأمانة، ولا يتحمل مسؤولية ما ينشر في التعليقات من آراء."
)
COOKIES: Final = "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا. بمتابعة التصفح فإنك توافق على سياسة الخصوصية."


def address(one: Article) -> str:
    return f"https://example.org/news/{one.number}"


def others(one: Article, count: int = 4) -> list[Article]:
    """Articles that teasers on the page of one article lead to."""
    return [article(one.number + 40 + step * 7) for step in range(count)]


def links(one: Article, count: int = 4) -> str:
    return "".join(f'<li><a href="{address(o)}">{escape(o.title)}</a></li>' for o in others(one, count))


def json_ld(one: Article, kind: str = "NewsArticle", **more: object) -> str:
    told = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": one.title,
        "mainEntityOfPage": address(one),
        "datePublished": f"{one.published}T14:05:00+03:00",
        "dateModified": f"{one.published + dt.timedelta(days=9)}T08:00:00+03:00",
        "author": {"@type": "Person", "name": "هيئة التحرير"},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'


def paragraphs(one: Article, tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{escape(part)}</{tag}>" for part in one.paragraphs)
