"""More played pages, after the ways in which large Arabic news sites have grown over the years; see `layouts`."""

from __future__ import annotations

from html import escape

from pages import written_days as days
from pages.articles import Article
from pages.parts import ABOUT, TODAY, address, json_ld, links, others, paragraphs


def broadcaster(one: Article) -> str:
    """A broadcaster: a heading far from the text, a list to read within it, the source below, videos beside."""
    first, *rest = one.paragraphs
    more = "".join(
        f'<li class="more-on__item"><div class="list"><span>list {n} of 3</span><a href="{address(o)}"><span>{o.title}</span></a>'
        f"<span>end of list</span></div></li>"
        for n, o in enumerate(others(one, 3), 1)
    )
    cards = "".join(
        f'<article class="gc u-clickable-card"><div class="gc__content"><h3><a href="{address(o)}">{o.title}</a></h3>'
        f'<div class="gc__excerpt"><p>{o.summary}</p></div><div class="gc__date"><span>{days.slashes(TODAY)}</span></div></div></article>'
        for o in others(one, 5)
    )
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{one.title} | أخبار | قناة المثال</title>
<meta name="publishedDate" content="{one.published}T16:20:00Z"><link rel="canonical" href="{address(one)}"></head><body>
<div class="site-header"><button>القائمة</button><ul><li><a href="/">أخبار</a></li><li><a href="/e">اقتصاد</a></li></ul></div>
<main id="main-content-area"><header class="article-header"><div class="topics"><a href="/n">أخبار</a>|<a href="/w">حروب</a></div>
<h1>{one.title}</h1><figure><img src="x.jpg"><figcaption>{one.captions[0]} (رويترز)</figcaption></figure></header>
<div class="article-info-block"><div class="article-dates"><div class="date-simple">{days.slashes(one.published)}</div><div class="date-updated">آخر تحديث: {days.slashes(TODAY)} 10:14 (توقيت مكة)</div></div></div>
<div class="wysiwyg wysiwyg--all-content"><p>{escape(first)}</p><div class="more-on"><h2>اقرأ أيضا</h2><ul>{more}</ul></div>
{"".join(f"<p>{escape(part)}</p>" for part in rest)}</div><div class="article-source">المصدر : <span>المثال + وكالات</span></div>
<aside>{cards}</aside></main><div class="newsletter"><h3>النشرة البريدية</h3><p>اشترك لتصلك أهم الأخبار كل صباح في بريدك.</p></div></body></html>"""


def daily(one: Article) -> str:
    """A pan-Arab daily: subtitle, both calendars above the text, key words, a register of readers' favourites."""
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8" /><title>{one.title} | صحيفة المثال</title></head><body class="html not-front node-type-article">
<div id="region-menu"><ul class="links"><li><a href="/">الرئيسية</a></li><li><a href="/o">الرأي</a></li></ul></div><div class="region region-content"><div id="block-system-main">
<div class="node node-article"><div class="field-name-field-section"><a href="/a">المشرق العربي</a></div><h2 class="node_title">{one.title}</h2>
<div class="field-subtitle"><h3>مصادر: الوضع قابل للتصعيد</h3></div><div class="node_new_resource">{one.town}: «المثال»</div>
<div class="node_date">نُشر: 12:34-{days.nile(one.published)} م ـ {days.hijri(one.published)}</div>
<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">{paragraphs(one)}</div></div></div>
<div class="field-name-field-tags"><h3>مواضيع</h3><ul><li><a href="/t">{one.town}</a></li><li><a href="/u">الأخبار</a></li></ul></div></div></div></div>
<div id="sidebar-second"><h2>الأكثر مشاهدة</h2><ol>{links(one, 6)}</ol></div></body></html>"""


def channel(one: Article) -> str:
    """A news channel: paragraphs as divisions, notices of advertisements between, inline boxes of recommended news."""
    other = others(one)[2]
    parts = []
    for number, part in enumerate(one.paragraphs):
        parts.append(f'<div class="paragraph">{escape(part)}</div>')
        if number == 1:
            parts.append(
                f'<div class="inline-teaser"><a href="{address(other)}"><img src="t.jpg"></a><span class="cat">اليمن</span><a href="{address(other)}">{other.title}</a>'
                f'<span class="cat">أخبار</span></div><div class="mpu"><span>مادة إعلانية</span></div>'
            )
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{one.title}</title>{json_ld(one)}</head><body><header><a href="/">المثال</a><a href="/live">البث المباشر</a></header>
<main><div class="headline-wrapper"><h1 class="headline_title">{one.title}</h1><div class="sub">المثال.نت</div><div class="published"><span>نشر في:</span><time class="caption" datetime="{one.published}T13:00:00Z">{days.bracketed(one.published)}</time></div>
<div class="readtime">آخر تحديث: {days.bracketed(one.published)} : 05:12 م GST</div></div><div id="body-text">{"".join(parts)}</div>
<div class="tags-bar"><a href="/x">#{one.town}</a></div></main><section><h2>اختيارات المحرر</h2>{"".join(f'<div class="c"><a href="{address(o)}"><h3>{o.title}</h3></a></div>' for o in others(one, 4))}</section></body></html>"""


def state_paper(one: Article) -> str:
    """A state paper's old server pages: all text in one span broken by br, the day with both calendars and the issue."""
    body = "<br /><br />".join(escape(part) for part in one.paragraphs)
    return f"""<html xmlns="http://www.w3.org/1999/xhtml" dir="rtl"><head><title>الصفحة الأولى - {one.title} - المثال</title></head><body><form id="aspnetForm" method="post" action="NewsQ.aspx">
<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTM2" /><div id="outer"><div class="top"><span id="ctl00_lblDate">الاثنين {days.hijri(one.published).replace(" ", " من ", 1)}ـ&nbsp;&nbsp; {days.nile(one.published)} السنة 139 العدد 46998</span></div>
<table><tr><td class="rightcol"><table>{"".join(f'<tr><td><a href="{address(o)}">{o.title}</a></td></tr>' for o in others(one, 7))}</table></td>
<td class="mid"><span id="ctl00_cph_lblTitle" class="bigtitle">{one.title}</span><br /><span id="ctl00_cph_lblWriter">{one.town} - وكالات الأنباء:</span><br />
<div><span id="ctl00_cph_lblAbstract"><p style="text-align:justify">{body}</p></span></div><a href="#">رابط دائم:</a><input type="text" value="{address(one)}" /></td></tr></table></div></form></body></html>"""


def portal(one: Article) -> str:
    """A local portal: styled divisions, the place and "private" before the text, shares and trends within and below it."""
    half = len(one.paragraphs) // 2

    def block(part: str) -> str:
        return f'<div style="text-align: justify;"><span style="font-size:18px;">&nbsp;{escape(part)}</span></div><div>&nbsp;</div>'

    trends = "".join(
        f'<div class="post"><a href="{address(o)}"><img src="p.jpg">{o.title}</a></div>' for o in others(one, 3)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{one.title} | بوابة المثال</title><meta property="og:title" content="{one.title}"/></head><body>
<div class="container"><div class="row"><div class="col-12 marquee">عاجل <a href="/1">{others(one)[0].title}</a> <a href="/2">{others(one)[1].title}</a></div></div>
<div class="row"><div class="col-lg-8"><div class="NewsTitle"><h1>{one.title}</h1></div><div class="NewsInfo"><i class="fa"></i>{days.levant(one.published)} | 11:20 م <span>المثال - خاص</span> <span>قراءة 1322</span></div>
<div id="TextBody">{"".join(map(block, one.paragraphs[:half]))}<div class="telegram-join"><b>لمتابعة الأخبار أولاً بأول تابعوا قناة المثال على التيليجرام اضغط هنا</b></div>{"".join(map(block, one.paragraphs[half:]))}
<div class="fbshare">شارك برأيك</div></div><div class="whatsapp">انضم إلينا عبر واتساب</div><div class="trend"><div class="ttl2">أخبار قد تهمك</div>{trends}</div></div>
<div class="col-lg-4"><div class="box3"><h4>الأكثر تداولاً</h4>{trends}</div></div></div></div><div class="bottom">كل الحقوق محفوظة لبوابة المثال {TODAY.year}<p>{ABOUT}</p></div></body></html>"""


def state_agency(one: Article) -> str:
    """A state agency on blogging software: the town and the agency before the first words, the day in a bar, no heading."""
    first, *rest = one.paragraphs
    return f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8"/><title>{one.title} - الوكالة</title></head><body class="rtl post-template-default single single-post"><div class="background-overlay">
<div class="topbar"><span class="today-date">{days.levant(TODAY)}</span></div><div class="breaking-news"><span>شريط الأخبار</span><ul>{links(one, 3)}</ul></div>
<div id="main-content" class="container"><div class="content"><article class="post-listing post-{one.number} post type-post"><div class="single-post-thumb"><img src="a.jpg"/></div><div class="post-inner">
<h1 class="name post-title entry-title"><span itemprop="name">{one.title}</span></h1><p class="post-meta"><span class="tie-date"><i class="fa fa-clock-o"></i>{year_words(one)}</span><span class="post-cats"><a href="/c">أخبار</a></span></p>
<div class="entry"><div class="share-post"><span class="share-text">شارك</span></div><p><strong>{one.town}-وام</strong></p><p>{escape(first)}</p>{"".join(f"<p>{escape(part)}</p>" for part in rest)}
<p><span style="color:#00f"><em>تابعوا آخر الأخبار السياسية والميدانية عبر تطبيق تيلغرام على الرابط: https://example.org/x</em></span></p></div></div></article>
<section id="related_posts"><div class="block-head"><h3>مقالات مشابهة</h3></div><div class="post-listing">{"".join(f'<div class="related-item"><h3><a href="{address(o)}">{o.title}</a></h3></div>' for o in others(one, 3))}</div></section></div></div></div></body></html>"""


def year_words(one: Article) -> str:
    return f"{days.year_first(one.published)}"


GROWN = {
    "broadcaster": (broadcaster, "utf-8", "text/html; charset=utf-8"),
    "daily": (daily, "utf-8", "text/html; charset=utf-8"),
    "channel": (channel, "utf-8", "text/html; charset=utf-8"),
    "state_paper": (state_paper, "windows-1256", "text/html; charset=utf-8"),
    "portal": (portal, "utf-8", "text/html"),
    "state_agency": (state_agency, "utf-8", "text/html; charset=UTF-8"),
}
