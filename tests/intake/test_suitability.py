from __future__ import annotations

import pytest

from riwaya.intake.suitability import has_tags, objection

ARABIC = "قُتل شخصان أمس في قصف على مدينة تعز جنوب غربي اليمن، بحسب مصدر طبي."
PERSIAN = (
    "دو نفر دیروز در گلوله‌باران شهر تعز در جنوب غربی یمن کشته شدند و پنج نفر زخمی شدند، به گفته یک منبع پزشکی. " * 2
)


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        "مقتل 3",
        f"{ARABIC}\nThe UN mission (UNMHA) said so",
        f"\u202b{ARABIC}\u202c\u200f\u200b\u200d",
        f"{ARABIC}<br>{ARABIC}",
        "الفريق «ڤيتو» في غوگل " + ARABIC * 3,
        "ﻣﻘﺘﻞ ﺗﺴﻌﺔ ﻣﺪﻧﻴﻴﻦ",
    ],
)
def test_arabic_is_accepted(text: str) -> None:
    assert objection(text) is None


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "empty"),
        (" \n\t\u00a0", "empty"),
        ("Two people were killed in Taiz", "not Arabic"),
        ("Убиты два человека", "not Arabic"),
        ("1234 - 5678", "no letters"),
        (PERSIAN, "Persian"),
        (f"<!DOCTYPE html><html><body><p>{ARABIC}</p></body></html>", "HTML"),
        (f"\n  <?xml version='1.0'?><rss>{ARABIC}</rss>", "HTML"),
        ("".join(f"<p class='x'>{ARABIC}</p>" for _ in range(3)), "HTML"),
        ("\x00\x01\x02\x03PNG\x1a\x00\x00\x00", "binary"),
    ],
)
def test_others_are_refused_with_the_cause(text: str, cause: str) -> None:
    assert cause in (objection(text) or "")


def test_a_tag_or_two_is_seen() -> None:
    assert has_tags(f"{ARABIC}<br/>")
    assert not has_tags(f"{ARABIC} 3 < 5 > 2")
