"""Played pages: an invented article in the dress of one of fourteen kinds of news site, as bytes with their headers.

`page(layout, article)` gives the page; `LAYOUTS` names the kinds. What stands around the article (teasers, comments,
menus, today's date) is there to be left out: a reading of the page is right if it gives `article.text` and no more.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from html import escape
from typing import Final, NamedTuple

from pages import written_days as days
from pages.articles import Article, article
from pages.grown_layouts import GROWN
from pages.parts import ABOUT, COMMENTS, COOKIES, TODAY, address, json_ld, links, others, paragraphs


class Played(NamedTuple):
    """A page as a server sends it; `encoding` is the one in which its bytes truly are, `layout` and `day` what it is."""

    layout: str
    body: bytes
    content_type: str
    encoding: str
    day: dt.date
    article: Article

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("content-type", self.content_type),)


def clean(one: Article) -> str:
    """Today's markup: article, header, time, JSON-LD."""
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{one.title} - صحيفة المثال</title>
<link rel="canonical" href="{address(one)}">{json_ld(one)}
<meta property="og:title" content="{one.title}"><meta name="description" content="{one.summary}"></head>
<body><header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/w">عربي ودولي</a></li></ul></nav></header>
<main><article><header><h1>{one.title}</h1><p class="byline">صحيفة المثال - {one.town}</p>
<time datetime="{one.published}T14:05:00+03:00">{days.levant(one.published)}</time></header>
{paragraphs(one)}
</article></main><aside><h2>الأكثر قراءة</h2><ul>{links(one)}</ul></aside>
<footer><p>جميع الحقوق محفوظة © {TODAY.year}</p></footer></body></html>"""


def tables(one: Article) -> str:
    """Layout by tables, lines broken by br, the day in words under the title; windows-1256 named in a meta only."""
    body = "<br><br>\r\n".join(escape(part) for part in one.paragraphs)
    rows = "".join(
        f'<tr><td bgcolor="#eeeeee"><a href="{address(o)}"><font size="2">{o.title}</font></a></td></tr>'
        for o in others(one)
    )
    return f"""<HTML DIR=RTL><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256">
<TITLE>{one.title}</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=900 ALIGN=center><TR><TD COLSPAN=3><IMG SRC="logo.gif">
<FONT SIZE=2>{days.levant(TODAY)}</FONT></TD></TR><TR><TD WIDTH=150 VALIGN=top><TABLE>
<TR><TD><A HREF="/">الصفحة الأولى</A></TD></TR><TR><TD><A HREF="/e">اقتصاد</A></TD></TR><TR><TD><A HREF="/s">رياضة</A></TD></TR></TABLE></TD>
<TD VALIGN=top><TABLE WIDTH="100%"><TR><TD><FONT SIZE=5 COLOR=navy><B>{one.title}</B></FONT></TD></TR>
<TR><TD><FONT SIZE=2>{days.levant(one.published)}</FONT></TD></TR>
<TR><TD ALIGN=justify><FONT SIZE=4>{body}</FONT></TD></TR>
<TR><TD><A HREF="print.asp?id={one.number}">طباعة</A> | <A HREF="send.asp">أرسل إلى صديق</A></TD></TR></TABLE></TD>
<TD WIDTH=200 VALIGN=top><TABLE><TR><TD><B>آخر الأخبار</B></TD></TR>{rows}</TABLE></TD></TR>
<TR><TD COLSPAN=3 ALIGN=center>جميع الحقوق محفوظة - صحيفة المثال 1999 - {TODAY.year}</TD></TR></TABLE></BODY></HTML>"""


def soup(one: Article) -> str:
    """Only divs: teasers between the paragraphs, boxes beside them, a long thread of comments below."""
    related = others(one, 6)
    parts = []
    for number, part in enumerate(one.paragraphs):
        parts.append(f'<div class="txt">{escape(part)}</div>')
        if number % 2 == 0:
            teaser = related[number // 2 % len(related)]
            parts.append(
                f'<div class="box"><div>اقرأ أيضاً:</div><div><a href="{address(teaser)}">{teaser.title}</a></div></div>'
            )
            parts.append('<div class="ad-slot"><div>إعلان</div></div>')
    thread = "".join(
        f'<div class="cmt"><div class="who">زائر {number}</div><div class="when">{days.slashes(one.published + dt.timedelta(days=number))}</div>'
        f'<div class="say">{said}</div><div><a href="#r">رد</a> <a href="#l">أعجبني</a></div></div>'
        for number, said in enumerate(COMMENTS, start=1)
    )
    boxes = "".join(
        f'<div class="card"><div class="h"><a href="{address(o)}">{o.title}</a></div><div class="d">{days.slashes(TODAY)}</div>'
        f'<div class="x">{o.summary}</div></div>'
        for o in related
    )
    return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{one.title} | موقع المثال</title></head><body><div id="wrap">
<div id="top"><div>{days.nile(TODAY)}</div><div><a href="/1">محليات</a> <a href="/2">عربي</a> <a href="/3">رأي</a></div></div>
<div id="ck"><div>{COOKIES}</div><div><a href="#">موافق</a></div></div>
<div id="c"><div class="r"><div class="ttl">{one.title}</div><div class="inf">نشر في: {days.bracketed(one.published)} - الساعة ١٢:٣٠</div>
<div class="sh"><a href="#f">فيسبوك</a> <a href="#t">تويتر</a> <a href="#w">واتساب</a></div>
<div class="bd"><div class="in">{"".join(parts)}</div></div>
<div class="tg">كلمات مفتاحية: <a href="/t/1">{one.town}</a> <a href="/t/2">قصف</a></div>
<div class="cms"><div>التعليقات ({len(COMMENTS)})</div>{thread}<div>أضف تعليقك</div></div></div>
<div class="l"><div class="bx"><div>مواضيع ذات صلة</div>{boxes}</div></div></div><div id="ft"><div>{ABOUT}</div></div></div></body></html>"""


def live(one: Article) -> str:
    """A live blog: entries with the hour before each, newest first; the day in JSON-LD."""
    entries = "".join(
        f'<section class="entry" id="e{number}"><div class="stamp">{18 - number}:{40 - number}</div><div class="post"><p>{escape(part)}</p></div>'
        f'<ul class="share"><li><a href="#s">مشاركة</a></li></ul></section>'
        for number, part in enumerate(one.paragraphs)
    )
    updates = [{"@type": "BlogPosting", "articleBody": part, "headline": part[:40]} for part in one.paragraphs]
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{one.title} لحظة بلحظة</title>
{json_ld(one, "LiveBlogPosting", liveBlogUpdate=updates, coverageStartTime=f"{one.published}T06:00:00Z")}</head><body>
<nav><a href="/">الرئيسية</a> <a href="/live">مباشر</a></nav><main><h1>{one.title}</h1><p class="hint">تتجدد الصفحة تلقائيا</p>
<div class="liveblog">{entries}</div></main><section class="more-news"><h3>المزيد من الأخبار</h3><ul>{links(one, 6)}</ul></section></body></html>"""


def amp(one: Article) -> str:
    """An AMP page: its own elements, advertisements between paragraphs, the day in JSON-LD of a graph."""
    graph = json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": "المثال", "datePublished": "2010-01-01"},
                {
                    "@type": ["Article", "NewsArticle"],
                    "headline": one.title,
                    "datePublished": f"{one.published}T05:00:00Z",
                },
            ],
        },
        ensure_ascii=False,
    )
    body = '<amp-ad width="300" height="250" type="x"></amp-ad>'.join(f"<p>{escape(p)}</p>" for p in one.paragraphs)
    return f"""<!doctype html><html ⚡ lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{one.title}</title>
<link rel="canonical" href="{address(one)}"><script async src="https://example.org/amp.js"></script>
<script type="application/ld+json">{graph}</script><style amp-custom>p{{margin:0}}</style></head><body>
<amp-sidebar id="s" layout="nodisplay"><ul><li><a href="/">الرئيسية</a></li><li><a href="/v">فيديو</a></li></ul></amp-sidebar>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{one.title}</h1><div class="amp-wp-meta">بواسطة التحرير</div></header>
<amp-img src="1.jpg" width="800" height="400" alt="{one.captions[0]}"></amp-img>
<div class="amp-wp-article-content">{body}</div><footer><div class="amp-wp-tax">وسوم: <a href="/t">{one.town}</a></div></footer></article>
<amp-list src="/related.json"><template type="amp-mustache"><a href="{{{{u}}}}">{{{{t}}}}</a></template></amp-list></body></html>"""


def wire(one: Article) -> str:
    """An agency's wire: the day of both calendars at the head of the text and nowhere else."""
    head = f"{one.town} {days.agency(one.published)} وام"
    body = "".join(f"<p>{escape(part)}</p>" for part in one.paragraphs)
    return f"""<html dir="rtl"><head><meta charset="utf-8"><title>وكالة المثال للأنباء</title></head><body>
<div class="head"><span id="now">{days.hijri(TODAY)} - {days.nile(TODAY)}</span><a href="/">الرئيسية</a></div>
<div class="page"><div class="news-item"><h2>{one.title}</h2><div class="news-body"><p>{head}</p>{body}
<p>// انتهى //<br>14:05 ت م<br>0112</p></div></div>
<div class="latest"><h4>أحدث الأنباء</h4><ul>{links(one, 8)}</ul></div></div></body></html>"""


def old(one: Article) -> str:
    """A page of the nineties: no head, no charset anywhere, windows-1256, text cut by br, a day in figures."""
    body = "<br>\r\n&nbsp;&nbsp;".join(escape(part) for part in one.paragraphs)
    return f"""<body dir=rtl background=bg.gif><center><img src=title.gif><br><a href=index.htm>عودة</a></center>
<h3 align=center><font color=red>{one.title}</font></h3><p align=center><b>{days.slashes(one.published)}</b>
<p align=right>{body}
<hr><center><a href=a.htm>السابق</a> - <a href=b.htm>التالي</a><br>صفحة الأخبار - راسلونا</center>"""


def gallery(one: Article) -> str:
    """A news page with pictures, captions, credits, a video and quotes pulled out; the day in a meta."""
    pictures = "".join(
        f'<li class="slide"><figure><img src="{n}.jpg" alt=""><figcaption>{caption} (أ ف ب)</figcaption></figure></li>'
        for n, caption in enumerate(one.captions)
    )
    middle = len(one.paragraphs) // 2
    before = "".join(f"<p>{escape(part)}</p>" for part in one.paragraphs[:middle])
    after = "".join(f"<p>{escape(part)}</p>" for part in one.paragraphs[middle:])
    teasers = "".join(
        f'<article class="teaser"><a href="{address(o)}"><h3>{o.title}</h3></a><p>{o.summary}</p></article>'
        for o in others(one)
    )
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{one.title}</title><meta property="og:type" content="article">
<meta property="article:published_time" content="{one.published}T10:00:00+0300"><meta property="og:url" content="{address(one)}"></head><body>
<div class="breadcrumb"><a href="/">الرئيسية</a> / <a href="/p">سياسة</a></div><div class="story"><h1>{one.title}</h1>
<div class="gallery"><ul>{pictures}</ul><div class="counter">1 / {len(one.captions)}</div></div><div class="story-body">{before}
<div class="video"><video src="v.mp4"></video><p class="video-title">شاهد: لحظات ما بعد الحادث كما صورها الأهالي</p></div>
<figure><img src="9.jpg"><figcaption>{one.captions[1]}</figcaption></figure>{after}</div>
<ul class="social-share"><li><a href="#">شارك</a></li></ul></div><section class="related-stories"><h2>قد يعجبك أيضا</h2>{teasers}</section></body></html>"""


def maghreb(one: Article) -> str:
    """A North African site in ISO-8859-6, named in the header; the day by the names of the month used there."""
    return f"""<!DOCTYPE html><html><head><title>{one.title}</title></head><body><div class="menu"><a href="/">الاستقبال</a> <a href="/n">وطني</a></div>
<div class="post"><h2 class="post-title">{one.title}</h2><div class="post-info">بقلم: ه. التحرير / {days.algeria(one.published)}</div>
<div class="post-content">{paragraphs(one)}</div></div>
<div class="sidebar"><h3>أخبار ذات صلة</h3><ul>{links(one, 5)}</ul><p>{days.algeria(TODAY)}</p></div></body></html>"""


def blog_press(one: Article) -> str:
    """A site of the commonest blogging software: entry content, sharing, related posts, an author, comments."""
    thread = "".join(
        f'<li class="comment"><article class="comment-body"><footer class="comment-meta"><b class="fn">قارئ</b> <time datetime="{TODAY}">{days.nile(TODAY)}</time>'
        f'</footer><div class="comment-content"><p>{said}</p></div></article></li>'
        for said in COMMENTS
    )
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="UTF-8"><title>{one.title} &#8211; المثال</title></head>
<body class="single single-post comments-open sidebar-right"><div class="site-header"><p>{days.nile(TODAY)}</p></div><article id="post-{one.number}" class="post type-post has-post-thumbnail">
<header class="entry-header"><h1 class="entry-title">{one.title}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published"
 datetime="{one.published}T09:12:44+02:00">{days.nile(one.published)}</time><time class="updated" datetime="{TODAY}T01:00:00+02:00">{days.nile(TODAY)}</time></span></div></header>
<div class="entry-content">{paragraphs(one)}
<div class="sharedaddy"><h3>شارك هذا الموضوع:</h3><ul><li>انقر للمشاركة على فيسبوك (فتح في نافذة جديدة)</li></ul></div>
<div id="jp-relatedposts"><h3>مرتبط</h3><p><a href="{address(others(one)[0])}">{others(one)[0].title}</a></p></div></div>
<footer class="entry-footer">التصنيفات: <a href="/c">أخبار</a></footer><div class="author-box"><p>{ABOUT}</p></div></article>
<div id="comments" class="comments-area"><h2>{len(COMMENTS)} تعليقات</h2><ol class="comment-list">{thread}</ol></div></body></html>"""


def mislabelled(one: Article) -> str:
    """UTF-8 whose header says windows-1256 (and a meta ISO-8859-1); the day beside the title, Moroccan month."""
    return f"""<html><head><meta http-equiv="content-type" content="text/html; charset=iso-8859-1"><title>{one.title}</title></head><body>
<div id="masthead"><span>{days.morocco(TODAY)}</span></div><div id="article"><h1>{one.title}</h1><span class="date">{days.morocco(one.published)} - 18:20</span>
<div id="article_text">{paragraphs(one)}<p><strong>اقرأ المزيد: <a href="{address(others(one)[1])}">{others(one)[1].title}</a></strong></p></div></div>
<div id="poll"><h4>استطلاع الرأي</h4><p>هل تتوقع نجاح الهدنة؟</p><label>نعم</label><label>لا</label></div></body></html>"""


def script(one: Article) -> str:
    """A page built by a script: no text in its elements but a teaser list, the article in JSON-LD only."""
    told = json_ld(one, "NewsArticle", articleBody="\n".join(one.paragraphs))
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{one.title}</title>{told}</head><body><div id="root"></div>
<noscript>يرجى تفعيل جافا سكريبت لعرض هذه الصفحة.</noscript><ul>{links(one, 3)}</ul><script>window.__DATA__={{}}</script></body></html>"""


def scroll(one: Article) -> str:
    """Names of classes that tell nothing, and below the article the whole of the next one, as endless pages have it."""
    after = article(one.number + 101)

    def whole(each: Article) -> str:
        parts = "".join(
            f'<div class="css-1q9a"><p class="css-k31">{escape(part)}</p></div>' for part in each.paragraphs
        )
        return f"""<article class="css-0a1" data-url="{address(each)}"><h1 class="css-h">{each.title}</h1>
<div class="css-d7"><span>{days.year_first(each.published)}</span></div>{parts}</article>"""

    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{one.title}</title>
<meta property="og:title" content="{one.title}"></head><body><div id="__next"><div class="css-9z"><a href="/">الرئيسية</a></div>
<div class="css-a8">{whole(one)}<div class="css-b1"><div>التالي</div></div>{whole(after)}</div></div></body></html>"""


def quoted(one: Article) -> str:
    """An article with a list, a quotation, an embedded message and links within its sentences."""
    first, second, *rest = one.paragraphs
    linked = escape(first).replace(one.town, f'<a href="/tag/{one.number}">{one.town}</a>', 1)
    items = "".join(f"<li>{escape(part)}</li>" for part in rest)
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{one.title} | المثال</title></head><body><div class="header">
<ul class="menu"><li><a href="/">الرئيسية</a></li></ul></div><div class="main-content"><div class="article-header"><h1>{one.title}</h1>
<span class="posted">آخر تحديث: {days.nile(one.published)} ، 21:07 بتوقيت غرينتش</span></div><div class="text"><p>{linked}</p>
<blockquote><p>{escape(second)}</p></blockquote><ul>{items}</ul>
<p><em>اقرأ أيضا | <a href="{address(others(one)[0])}">{others(one)[0].title}</a></em></p></div>
<div class="source">المصدر: <b>المثال + وكالات</b></div></div><div class="footer"><p>{ABOUT}</p></div></body></html>"""


# name -> how it is written, the encoding of its bytes, the content type that its server names
LAYOUTS: Final[dict[str, tuple[Callable[[Article], str], str, str]]] = {
    "clean": (clean, "utf-8", "text/html; charset=utf-8"),
    "tables": (tables, "windows-1256", "text/html"),
    "soup": (soup, "utf-8", "text/html; charset=UTF-8"),
    "live": (live, "utf-8", "text/html; charset=utf-8"),
    "amp": (amp, "utf-8", "text/html"),
    "wire": (wire, "utf-8", "text/html; charset=utf-8"),
    "old": (old, "windows-1256", "text/html"),
    "gallery": (gallery, "utf-8", "text/html; charset=utf-8"),
    "maghreb": (maghreb, "iso-8859-6", "text/html; charset=ISO-8859-6"),
    "blog_press": (blog_press, "utf-8", "text/html; charset=UTF-8"),
    "mislabelled": (mislabelled, "utf-8", "text/html; charset=windows-1256"),
    "scroll": (scroll, "utf-8", "text/html; charset=utf-8"),
    "quoted": (quoted, "utf-8", "text/html; charset=utf-8"),
    "script": (script, "utf-8", "text/html; charset=utf-8"),
    **GROWN,
}


def page(layout: str, one: Article) -> Played:
    """The page of an article in a layout. What its encoding can not write (quotes in ISO-8859-6) is an entity."""
    write, encoding, content_type = LAYOUTS[layout]
    body = write(one).encode(encoding, "xmlcharrefreplace")
    return Played(layout, body, content_type, encoding, one.published, one)
