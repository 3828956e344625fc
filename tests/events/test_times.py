"""Whose time a time is: of the saying, of another clause, of the sentence before. Published Thursday 14 May 2020."""

from __future__ import annotations

import datetime as dt

import pytest

from riwaya.model import Event
from told import events

YESTERDAY = dt.date(2020, 5, 13)
TUESDAY = dt.date(2020, 5, 12)


def of(text: str, kind: str) -> Event:
    """The one event of type `kind` of a report."""
    (found,) = (event for event in events(text) if event.type == kind)
    return found


def day(text: str, kind: str) -> dt.date | None:
    """The day of the one event of type `kind`."""
    date = of(text, kind).date
    return None if date is None else date.start


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # as was announced on Tuesday, by whom the toll was announced
        ("قتل ستة جنود في هجوم قرب غاو، وفق ما أورد تلفزيون مالي الثلاثاء.", "armed_clash"),
        ("قتل ستة مدنيين في غارة جوية على الموصل، وفق حصيلة أعلنها مسعفون الثلاثاء.", "air_strike"),
        # between the verb of saying and the noun of what is said
        ("أعلنت جماعة متشددة الثلاثاء مسؤوليتها عن التفجير في مدينة مقديشو.", "explosive"),
        # what is condemned was not on the day on which it is condemned
        ("أدانت تونس الثلاثاء عملية احتجاز رهائن في مدينة تمبكتو.", "abduction"),
        # since when, not when
        ("وصل الوزير الثلاثاء إلى سرت في زيارة هي الأولى منذ تحريرها من تنظيم داعش.", "territory_gain"),
        # when the papers came out
        ("ذكرت الصحف التونسية الصادرة الثلاثاء أن طائرات قصفت مدينة سرت.", "air_strike"),
    ],
)
def test_the_time_of_saying_is_not_that_of_what_is_said(text: str, kind: str) -> None:
    assert day(text, kind) is None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("أعلن الجيش الجزائري أمس أن مسلحين هاجموا دورية قرب مدينة تبسة.", "armed_clash", YESTERDAY),
        ("قال المتحدث الثلاثاء إنه يجب على تركيا الانسحاب من ليبيا.", "request", TUESDAY),  # the saying is the event
        ("هاجم مسلحون حاجزا في طوزخورماتو فقتلوا أربعة من الشرطة وأصابوا ستة أمس.", "armed_clash", YESTERDAY),
        ("قصف الطيران معسكرا في مدينة الجفرة خلال 24 ساعة.", "air_strike", YESTERDAY),
        ("أعدمت مليشيا مسلحة ثلاثة مدنيين في مدينة ترهونة عندما غادرت أمس.", "attack", YESTERDAY),
        ("قتل أربعة من رجال الشرطة الثلاثاء في انفجار لغم قرب مدينة سبها.", "explosive", TUESDAY),
        ("لقي أربعة جنود مصرعهم وجرح تسعة في هجوم قرب مدينة غاو الثلاثاء.", "armed_clash", TUESDAY),
    ],
)
def test_the_time_of_the_sentence(text: str, kind: str, expected: dt.date) -> None:
    assert day(text, kind) == expected


def test_the_time_of_a_relative_clause_is_not_that_of_the_speech_about_it() -> None:
    text = "استنكرت الجزائر التفجير الذي استهدف مدينة غاو الثلاثاء."
    assert day(text, "accuse") is None
    assert day(text, "explosive") == TUESDAY


def test_the_time_of_what_came_before_is_not_that_of_the_clause() -> None:
    text = "بعد استعادة مدينة سرت الثلاثاء، حشدت القوات الحكومية آلياتها قرب مصراتة."
    assert day(text, "mobilize") is None
    assert day(text, "territory_gain") == TUESDAY


def test_a_time_to_come_is_not_that_of_what_happened() -> None:
    text = "قصفت المدفعية مدينة مصراتة، وستصل التعزيزات إليها خلال الأيام المقبلة."
    assert day(text, "shelling") is None


def test_a_time_is_carried_only_to_what_the_speaker_goes_on_to_tell() -> None:
    opening = "هاجم مسلحون ثكنة للجيش في بلدة كيدال أمس. "
    assert day(opening + "وأضاف المصدر أن غارة جوية استهدفت قرية تيساليت.", "air_strike") == YESTERDAY
    assert day(opening + "واستهدفت غارة جوية قرية تيساليت.", "air_strike") is None


def test_figures_told_anew_bring_their_day() -> None:
    text = "مقتل سبعة جنود في هجوم لمسلحين في شمال مالي\nأكد الجيش المالي مقتل سبعة جنود أمس عند الفجر."
    assert of(text, "armed_clash").date is not None


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("دخل الجيش مدينة سرت الثلاثاء غداة دخوله بلدة بن جواد.", 12, 11),
        ("دخل الجيش مدينة سرت الثلاثاء ورفع العلم فوقها، وذلك غداة دخوله بلدة بن جواد.", 12, 11),
        ("دخل الجيش مدينة سرت أمس بعد يومين من سيطرته على بلدة بن جواد.", 13, 11),
        ("دخل الجيش مدينة سرت أمس بعد أسبوع على سيطرته على بلدة بن جواد.", 13, 6),
        ("دخل الجيش مدينة سرت الاثنين. وفي اليوم التالي قصفت طائرات بلدة بن جواد.", 11, 12),
        ("دخل الجيش مدينة سرت الاثنين. وقصفت طائرات بلدة بن جواد في اليوم ذاته.", 11, 11),
    ],
)
def test_a_day_told_from_another_day(text: str, first: int, second: int) -> None:
    dates = [event.date for event in events(text)]
    assert [date and date.start.day for date in dates] == [first, second]


def test_the_time_of_saying_gives_way_to_the_events_own() -> None:
    text = "أعلن الجيش الليبي أمس أن قواته صدت هجوما على مدينة سرت. وقال إن الهجوم على سرت وقع فجر الاثنين."
    assert day(text, "armed_clash") == dt.date(2020, 5, 11)


def test_what_an_accusation_is_about_has_its_own_time() -> None:
    text = "اتهمت الأمم المتحدة الجيش المالي بإعدام سبعة مدنيين قرب تمبكتو يوم الاثنين."
    assert day(text, "accuse") is None
    text = "اتهمت الحركة الوطنية الجيش المالي بقتل ثلاثة تجار في كيدال يوم الاثنين."
    assert day(text, "accuse") is None


def test_a_verb_without_and_goes_on_with_the_clause() -> None:
    text = "اعتقلت الشرطة العراقية خمسة أشخاص يشتبه بانتمائهم إلى تنظيم داعش في بعقوبة الثلاثاء."
    assert day(text, "arrest") == TUESDAY


def test_the_parts_of_a_sum_are_of_its_day() -> None:
    lead = "هجمات في شمال العراق\nقتل تسعة أشخاص أمس في هجمات متفرقة في كركوك والحويجة. "
    assert day(lead + "وفي مدينة الحويجة، سقطت قذائف على حي سكني.", "shelling") == YESTERDAY
