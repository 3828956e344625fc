"""One figure from several tellings: numbers before words, the later total, the range of those who differ."""

from __future__ import annotations

import pytest

from told import events, only


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        # a later total replaces
        (
            "انفجار في بغداد يقتل عشرة\nقتل عشرة أشخاص في انفجار في بغداد. وارتفعت حصيلة الانفجار إلى 15 قتيلا.",
            (15, 15),
        ),
        # sources that differ give a range
        (
            "غارة على رفح\nقالت وزارة الصحة إن سبعة أشخاص قتلوا في غارة على رفح. "
            "وقالت إسرائيل إن ستة قتلوا في الغارة على رفح.",
            (6, 7),
        ),
        # one sentence can hold two claims; an open one leaves the end open
        (
            "قصف على رفح\nقالت الوزارة إن القصف على رفح أوقع تسعين قتيلا على الأقل، بينما تحدث الإسعاف عن 70 قتيلا.",
            (70, None),
        ),
        # each side says how many fell on both
        (
            "معركة في كتم\nقال الجيش السوداني إن معركة دارت في كتم وإنه قتل 20 متمردا. "
            "وأضاف الجيش أن أربعة جنود قتلوا في المعركة. "
            "وقالت حركة تحرير السودان إنها قتلت في المعركة 30 جنديا.",
            (24, 30),
        ),
        # a part told again is not added
        (
            "مقتل تسعة في قصف على حيس\nقتل تسعة مدنيين بينهم ثلاثة أطفال في قصف على حيس. "
            "وقال شاهد إن بين القتلى ثلاثة أطفال.",
            (9, 9),
        ),
        # each side's losses, told in a sentence of their own, are
        ("اشتباكات في مأرب\nدارت اشتباكات في مأرب بين الجيش والحوثيين. وقتل سبعة جنود. وقتل 20 حوثيا.", (27, 27)),
        # "more than 200" is a number, to which another adds; "hundreds" is none
        (
            "معارك في تعز\nقال متحدث إن أكثر من 200 حوثي قتلوا خلال المعارك في تعز، كما قتل 16 جنديا.",
            (216, None),
        ),
        # the wounded who die are part of the new total
        (
            "تفجير في القبة\nتوفي جريح متأثرا بإصابته ليرتفع عدد قتلى التفجير في بلدة القبة إلى 45.",
            (45, 45),
        ),
        # soldiers and a soldier are of one side, dozens of the other side are not lost
        ("اشتباكات في أبين\nدارت اشتباكات في أبين بين الجيش والحوثيين. وقتل تسعة جنود. وقتل جندي.", (9, 9)),
        (
            "اشتباكات في أبين\nدارت اشتباكات في أبين بين الجيش والحوثيين. وقتل عشرات الحوثيين. وقتل تسعة جنود.",
            (29, None),
        ),
        # the sum of scattered attacks gives way to the figure of one of them
        (
            "مقتل 12 شخصا في هجمات متفرقة في ديالى\nقتل 12 شخصا في هجمات متفرقة في ديالى. "
            "وقتل خمسة شرطيين في هجوم على حاجز في ديالى.",
            (5, 5),
        ),
        # a number goes before "dozens"
        ("عشرات القتلى في انفجار في بيروت\nقتل 70 شخصا في انفجار في بيروت.", (70, 70)),
        # the same number in title and body is told once
        ("مقتل أربعة مدنيين في هجوم على مدينة خيرسون\nقتل أربعة مدنيين في قصف روسي على مدينة خيرسون.", (4, 4)),
    ],
)
def test_one_toll(text: str, killed: tuple[int, int | None]) -> None:
    event = only(text)
    assert event.killed is not None
    assert (event.killed.min, event.killed.max) == killed


def test_a_part_of_the_wounded_is_not_their_number() -> None:
    event = only(
        "قال المرصد إن حصيلة القصف على مدينة حيس ارتفعت إلى 12 قتيلا، بعد وفاة ثلاثة من الجرحى. "
        "ووثّق المرصد إصابة ما لا يقل عن 26 مدنيا."
    )
    assert event.killed is not None
    assert event.injured is not None
    assert (event.killed.min, event.killed.max) == (12, 12)
    assert (event.injured.min, event.injured.max) == (26, None)


def test_a_total_that_later_sentences_break_down_is_no_figure_of_one_event() -> None:
    found = events(
        "عشرة قتلى في هجوم وانفجار في اليمن\nقتل عشرة أشخاص في هجوم في تعز وانفجار في صعدة. "
        "وقال مصدر إن سبعة حراس قتلوا في هجوم على حاجز في تعز. وفي صعدة قتل ثلاثة مدنيين في انفجار لغم."
    )
    assert sorted(event.killed.min for event in found if event.killed) == [3, 7]
