"""Killed and injured, bound to the event that caused them."""

from __future__ import annotations

import pytest

from riwaya.model import Count, Event
from told import events, only

Figure = tuple[int, int | None] | None


def figure(count: Count | None) -> Figure:
    return None if count is None else (count.min, count.max)


def figures(event: Event) -> tuple[Figure, Figure]:
    return figure(event.killed), figure(event.injured)


@pytest.mark.parametrize(
    ("text", "kind", "killed", "injured"),
    [
        # the cause before its result
        ("أسفر انفجار في مقديشو عن مقتل ثمانية أشخاص وإصابة عشرة.", "explosive", (8, 8), (10, 10)),
        ("قصفت القوات الحكومية بلدة أريحا ما أدى إلى مقتل ثلاثة أطفال.", "shelling", (3, 3), None),
        ("أدى قصف مدفعي على مدينة تعز إلى إصابة طفلين.", "shelling", None, (2, 2)),
        ("انفجار لغم في مديرية حيس يودي بحياة ثلاثة أطفال.", "explosive", (3, 3), None),
        ("قصف مدفعي على حي الشعف في تعز أسفر عن مقتل امرأة.", "shelling", (1, 1), None),
        (
            "انفجرت سيارة مفخخة في الكرادة وسط بغداد، ما أسفر عن سقوط 12 قتيلا و30 جريحا.",
            "explosive",
            (12, 12),
            (30, 30),
        ),
        # the result before its cause
        ("قتل ثمانية أشخاص وأصيب عشرة في انفجار في مقديشو.", "explosive", (8, 8), (10, 10)),
        ("قتل ثلاثة جنود جراء انفجار عبوة ناسفة في العريش.", "explosive", (3, 3), None),
        ("لقي خمسة مدنيين مصرعهم إثر غارة على قرية في صعدة.", "air_strike", (5, 5), None),
        ("قتل طفلان جراء سقوط قذيفة على منزل في مدينة مصراتة.", "shelling", (2, 2), None),
        ("مقتل شخص بانفجار لغم في الحديدة.", "explosive", (1, 1), None),
        ("قُتل جندي في كمين نصبه متمردون قرب مدينة كيدال.", "armed_clash", (1, 1), None),
        # hedges
        ("قتل ما لا يقل عن 15 شخصا في قصف على بورتسودان.", "shelling", (15, None), None),
        ("قتل أكثر من 40 شخصا في هجوم على قرية في ولاية بلاتو.", "attack", (40, None), None),
        ("قتل نحو 25 مدنيا في قصف على دوما.", "shelling", (25, 25), None),
        # a part is not added to its whole
        ("قتل 12 مدنيا بينهم أربعة أطفال في غارة على خان شيخون.", "air_strike", (12, 12), None),
        # the losses of both sides are
        ("دارت اشتباكات في مأرب أسفرت عن مقتل عشرة جنود و25 حوثيا.", "armed_clash", (35, 35), None),
        (
            "اشتباكات بين الجيش والحوثيين في الجوف أسفرت عن مقتل سبعة جنود وخمسة عشر متمردا.",
            "armed_clash",
            (22, 22),
            None,
        ),
        # those who die of hunger in a siege, those who die in a hostage taking
        ("توفي طفلان من الجوع متأثرين بجراح قديمة جراء حصار الجيش لمدينة داريا.", "blockade", (2, 2), None),
        ("قتل ثلاثة عمال خلال احتجاز رهائن أجانب في مصنع قرب باماكو.", "abduction", (3, 3), None),
        # told in the sentence after
        ("سقطت قذيفة على منزل في مدينة تعز. وقتل ثلاثة أطفال وأصيبت والدتهم.", "shelling", (3, 3), (1, 1)),
    ],
)
def test_figures_of_the_one_event(text: str, kind: str, killed: Figure, injured: Figure) -> None:
    event = only(text)
    assert event.type == kind
    assert figures(event) == (killed, injured)


def test_each_of_two_events_has_its_own_figure() -> None:
    raid, shelling = events("قتل شخصان في غارة على خان يونس وأصيب ثلاثة في قصف على رفح.")
    assert (raid.type, figures(raid)) == ("air_strike", ((2, 2), None))
    assert (shelling.type, figures(shelling)) == ("shelling", (None, (3, 3)))


def test_what_is_told_behind_while_is_no_cause() -> None:
    raid = next(e for e in events("قتل أربعة حوثيين في البيضاء فيما شن الطيران غارات على صرواح.") if "air" in e.type)
    assert figures(raid) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "شن الطيران غارات على مدينة سرت. وقتل أكثر من 3000 شخص في البلاد منذ بدء الحرب.",
        "شن الطيران غارات على مدينة سرت. ووثق المكتب مقتل 210 مدنيين خلال شهر حزيران.",
    ],
)
def test_the_sum_of_a_war_or_a_month_is_no_figure_of_an_event(text: str) -> None:
    assert figures(only(text)) == (None, None)


def test_a_killing_named_as_the_deed_is_not_the_shelling_told_before() -> None:
    shelling, killing = events("قصفت المدفعية أحراش تبسة. وتبنت المجموعة قتل أربعة حراس في قفصة.")
    assert (figures(shelling)[0], figures(killing)[0]) == (None, (4, 4))


def test_one_number_for_killed_and_wounded_is_neither() -> None:
    event = only("عشرات القتلى والجرحى في غارة على سوق في ماريوبول.")
    assert figures(event) == (None, None)
    assert event.killed_or_injured is not None
    assert (event.killed_or_injured.min, event.killed_or_injured.max) == (20, None)


def test_civilians_among_the_dead() -> None:
    assert only("قتل 12 مدنيا بينهم أربعة أطفال في غارة على خان شيخون.").civilians_harmed
    assert not only("قتل ثلاثة جنود جراء انفجار عبوة ناسفة في العريش.").civilians_harmed


@pytest.mark.parametrize(
    "text",
    [
        "قتل 250 ألف شخص منذ بدء الحرب في سوريا.",
        "بلغ إجمالي عدد القتلى في الحرب 40 ألفا.",
        "خلفت الحرب في اليمن عشرات آلاف القتلى.",
    ],
)
def test_the_sum_of_a_war_is_no_event(text: str) -> None:
    assert events(text) == ()


def test_a_battle_told_for_the_first_time_is_the_cause_of_those_who_fell_in_it() -> None:
    retaking, battle = events("استعادت القوات العراقية بلدة الشرقاط بعد معركة خسروا فيها ستة.")
    assert retaking.type == "territory_gain"
    assert (battle.type, figures(battle)[0]) == ("armed_clash", (6, 6))


def test_who_lost_people_lost_no_place() -> None:
    event = only("قتل تسعة مسلحين في اشتباكات الفلوجة، بينما فقدت الشرطة عنصرين.")
    assert (event.type, figures(event)[0]) == ("armed_clash", (11, 11))


def test_bodies_found_later_are_counted_in_the_toll_that_rose() -> None:
    event = only("ارتفعت حصيلة قصف السوق في رفح إلى 81 شهيدا بعد استخراج جثتين أمس.")
    assert figures(event)[0] == (81, 81)


def test_who_died_of_wounds_is_counted_in_the_toll_that_rose() -> None:
    event = only("قتل عشرة في انفجار سيارة مفخخة في تعز. وقال طبيب إن جنديين فارقا الحياة لترتفع الحصيلة إلى 12 قتيلا.")
    assert figures(event)[0] == (12, 12)


def test_those_led_away_and_executed_are_counted_by_the_pronoun() -> None:
    event = only("أخرج مسلحون عشرين رجلا من بيوتهم في بعقوبة وأعدموهم رميا بالرصاص.")
    assert figures(event)[0] == (20, 20)
