"""Where and when: from the clause, the sentence, the sentence before; and not from what tells only of the saying."""

from __future__ import annotations

import datetime as dt

import pytest

from riwaya.model import Event
from told import events, only


def where(event: Event) -> list[str]:
    return [place.text for place in event.places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("في مدينة الحسكة، انفجرت عبوة ناسفة قرب السوق.", ["الحسكة"]),  # the place opens the sentence
        ("في مدينة درنة، قال مصدر إن انفجارا وقع قرب المطار.", ["درنة"]),
        ("قال متحدث في الرياض إن الحوثيين قصفوا مدينة مأرب.", ["مأرب"]),  # where it was said is not where it was
        ("قتل جندي في مدينة أعزاز في ريف حلب بانفجار لغم.", ["أعزاز"]),  # the governorate only says where Azaz is
        ("دارت اشتباكات قرب مدينة الفاشر في شمال دارفور.", ["الفاشر"]),
        # a country named somewhere in the sentence says too little
        ("قصفت طائرات حربية مواقع للتنظيم، فيما تستمر الأزمة السياسية في سوريا.", []),
        ("قصفت طائرات حربية ترهونة الليبية فجرا.", ["ترهونة"]),  # the object behind its subject's adjective
        ("حررت القوات العراقية ناحية البغدادي غرب الرمادي وقرية جبة.", ["البغدادي", "جبة"]),  # the list goes on
        ("قصفت الدبابات المناطق الغربية لمدينة أجدابيا وبلدة البريقة في ليبيا.", ["أجدابيا", "البريقة"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert where(only(text)) == places


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("قصفت طائرات حربية مدينة إدلب أمس.", dt.date(2020, 5, 13), dt.date(2020, 5, 13)),
        ("انفجرت عبوة ناسفة الثلاثاء في مدينة الباب.", dt.date(2020, 5, 12), dt.date(2020, 5, 12)),
        ("هزت انفجارات مدينة كييف ليل الثلاثاء.", dt.date(2020, 5, 12), dt.date(2020, 5, 12)),
        ("وقعت اشتباكات في مدينة الزاوية الأسبوع الماضي.", dt.date(2020, 5, 4), dt.date(2020, 5, 10)),
        ("قصفت قوات حفتر طرابلس في مارس الماضي.", dt.date(2020, 3, 1), dt.date(2020, 3, 31)),
        ("هاجم انتحاري مسجدا في قندوز في 8 أكتوبر 2019.", dt.date(2019, 10, 8), dt.date(2019, 10, 8)),
    ],
)
def test_days(text: str, start: dt.date, end: dt.date) -> None:
    event = only(text)
    assert event.date is not None
    assert (event.date.start, event.date.end) == (start, end)


def test_the_day_of_saying_is_not_the_day_of_the_event() -> None:
    assert only("قال الجيش المالي السبت إن مسلحين هاجموا قرية قرب غاو.").date is None


def test_no_day_told_is_no_day() -> None:
    assert only("قصفت القوات الحكومية بلدة كفرنبل.").date is None


@pytest.mark.parametrize(
    "text",
    ["سيطرت حركة طالبان عام 1996 على كابول.", "احتلت القوات الأمريكية بغداد في أبريل 2003."],
)
def test_history_is_not_coded(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وصلت القوات إلى مدينة سرت أمس. ودارت اشتباكات عنيفة في المدينة.", "سرت"),
        ("وصلت تعزيزات إلى محافظة إدلب. ودارت اشتباكات عنيفة في المحافظة.", "إدلب"),
        ("انسحب الجيش من منطقة عين زارة. ودارت اشتباكات عنيفة في المنطقة نفسها.", "عين زارة"),
    ],
)
def test_a_definite_noun_takes_up_the_place_named_last(text: str, place: str) -> None:
    clash = next(event for event in events(text) if event.type == "armed_clash")
    assert [p.text for p in clash.places] == [place]


def test_a_place_behind_what_the_event_led_to_is_its_place() -> None:
    (event,) = events("وقع انفجار أسفر عن مقتل أربعة عمال في مدينة رفح.")
    assert [p.text for p in event.places] == ["رفح"]


def test_what_goes_on_without_a_place_goes_on_where_the_last_event_was() -> None:
    first, second = events("انفجرت عبوة في مدينة درنة. وفكك الجيش عبوة أخرى بعد ساعات.")
    assert second.type == "weapons_disrupted"
    assert where(second) == where(first) == ["درنة"]


def test_the_second_news_of_a_title_does_not_borrow_the_place_of_the_first() -> None:
    title = "انفجار في بنغازي واشتباكات عنيفة بين قبيلتين توقع قتلى في سبها"
    places = {event.type: where(event) for event in events(title + "\nأنباء.")}
    assert places == {"explosive": ["بنغازي"], "armed_clash": ["سبها"]}
