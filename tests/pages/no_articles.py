"""Played pages that are no articles, sent with status 200 all the same."""

from __future__ import annotations

from typing import Final

from pages.articles import article
from pages.parts import COOKIES, TODAY, address, links
from pages.written_days import nile

_HEAD: Final = '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'


def _page(title: str, body: str) -> bytes:
    return _HEAD.format(title=title, body=body).encode("utf-8")


def _front() -> str:
    cards = "".join(
        f'<div class="card"><h3><a href="{address(one)}">{one.title}</a></h3><p>{one.summary}</p><time>{nile(TODAY)}</time></div>'
        for one in map(article, range(12))
    )
    return f"<h1>آخر الأخبار</h1>{cards}"


NO_ARTICLES: Final[dict[str, bytes]] = {
    "soft 404": _page(
        "الصفحة غير موجودة - صحيفة المثال",
        f"<h1>عذرا، الصفحة غير موجودة</h1><p>الصفحة التي تبحث عنها غير موجودة أو ربما تم حذفها أو نقلها.</p><p>يمكنك العودة إلى الصفحة الرئيسية أو البحث في الموقع.</p><ul>{links(article(3), 6)}</ul>",
    ),
    "soft 404 in English": _page(
        "404 Not Found",
        f"<h1>Page not found</h1><p>The page you requested could not be found.</p><ul>{links(article(9), 6)}</ul>",
    ),
    "cookie wall": _page(
        "قبل أن تتابع",
        f"<h1>خصوصيتك تهمنا</h1><p>{COOKIES}</p><p>نحن وشركاؤنا نخزن ملفات تعريف الارتباط على جهازك لعرض إعلانات مخصصة، ويمكنك تغيير اختياراتك في أي وقت.</p><button>أوافق على الكل</button><button>رفض الكل</button>",
    ),
    "paywall": _page(
        "محتوى للمشتركين",
        "<h1>هذا المحتوى للمشتركين فقط</h1><p>اشترك الآن لقراءة هذا المقال كاملا، أو سجل الدخول إذا كنت مشتركا.</p><form><input name=u><input name=p type=password></form>",
    ),
    "challenge": _page(
        "Just a moment...",
        "<h1>example.org</h1><p>Checking your browser before accessing. Please enable JavaScript and cookies to continue.</p>",
    ),
    "challenge in Arabic": _page(
        "لحظة من فضلك", "<p>يرجى الانتظار حتى نتحقق من أنك لست روبوتا.</p><p>يرجى تفعيل جافا سكريبت للمتابعة.</p>"
    ),
    "front page": _page("صحيفة المثال - الصفحة الرئيسية", _front()),
    "video only": _page(
        "شاهد بالفيديو",
        "<h1>بالفيديو: جولة في السوق القديم</h1><video src=v.mp4></video><ul><li><a href=/>الرئيسية</a></li></ul>",
    ),
    "empty": b"",
    "no markup": b"OK",
}
