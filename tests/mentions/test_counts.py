"""Sentences and the figures of people in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.cli.checks.counts import check_counts
from riwaya.mentions.counts import find_counts
from riwaya.model.analysis import Analysis
from riwaya.model.events import Report
from riwaya.model.mentions import CountMention
from riwaya.text import analyse

Told = tuple[str, int, int | None]


def read(text: str) -> tuple[Analysis, tuple[CountMention, ...]]:
    analysis = analyse(Report(id="report", text=f"عنوان\n{text}"))
    return analysis, find_counts(analysis)


def figures(text: str) -> list[Told]:
    return [(mention.role, mention.min, mention.max) for mention in read(text)[1]]


def killed(low: int, high: int | None = -1) -> Told:
    return "killed", low, low if high == -1 else high


def injured(low: int, high: int | None = -1) -> Told:
    return "injured", low, low if high == -1 else high


def both(low: int, high: int | None = -1) -> Told:
    return "both", low, low if high == -1 else high


SENTENCES: list[tuple[str, list[Told]]] = [
    # verbs with those hit as their subject
    ("قُتل عاملان أمس وجُرح عدد آخر عند المعبر", [killed(2), injured(1, None)]),
    ("أصيب أربعة أشخاص بجروح", [injured(4)]),
    ("قتل 5 رجال وأصيب 12 أمس الأربعاء خلال معارك", [killed(5), injured(12)]),
    ("استشهد ثلاثة أطفال في القصف", [killed(3)]),
    ("قضى رجل من أهل القرية إثر انفجار", [killed(1)]),
    ("قتل جندي فرنسي وجرح اربعة آخرون", [killed(1), injured(4)]),
    ("وقتل جنديان آخران بعدما وصلت التعزيزات", [killed(2)]),
    ("قتلت امرأة وأصيبت طفلتان", [killed(1), injured(2)]),
    ("استشهد أحد العاملين في المستشفى", [killed(1)]),
    ("قتل خمسة طلاب على الأقل، وأصيب حوالى عشرة آخرين", [killed(5, None), injured(10)]),
    ("لقي 5 جنود مصرعهم", [killed(5)]),
    ("لقي شاب حتفه", [killed(1)]),
    ("لقي العشرات مصرعهم وأصيب آخرون عند البوابة", [killed(20, None), injured(1, None)]),
    ("كمين قتل فيه 32 جنديًا شابًا", [killed(32)]),
    ("قتل 13 عاملا ومزارعا على الأقل", [killed(13, None)]),
    # what makes a killing an attempt, a threat, a sentence of a court
    ("نجا ضابط من محاولة اغتيال ثلاثة مسؤولين", []),
    ("هدد الخاطفون بقتل الرهينتين الأجنبيتين", []),
    ("حكمت محكمة الجنايات بإعدام 11 متهما", []),
    ("أدت محاولة الاقتحام إلى مقتل حارسين", [killed(2)]),
    # one person is the subject of the first verb only
    ("إن بحارا قتل وأصيب أربعة", [killed(1), injured(4)]),
    # those hit are told by a pronoun: his son, his two sons
    ("إن مزارعا قتل وأصيب نجلاه في القصف", [killed(1), injured(2)]),
    ("قتل سائقها وجرح ثالث من المارة", [killed(1), injured(1)]),
    # those who kill stand between the verb and the killed
    ("اغتال مسلحان طبيبا في المخيم", [killed(1)]),
    ("أردى مسلحان ستة مصلين", [killed(6)]),
    # verbs with those hit as their object
    ("قتل المتمردون جنديين", [killed(2)]),
    ("فقتلوا خمسة جنود", [killed(5)]),
    ("قنبلة تقتل 5 في بيروت", [killed(5)]),
    ("الانفجار قتل خمسة رجال وأصاب 16 اليوم قرب السوق", [killed(5), injured(16)]),
    ("قتلت الشرطة مسلحين اثنين عند الحاجز", [killed(2)]),
    ("اللواء أسر ستة وقتل 15 من المتمردين", [killed(15)]),
    ("قتل مسلحون مجهولون شرطيا", [killed(1)]),
    # the figure before the verb
    ("إن 31 طالبًا قتلوا حين سقطت مقاتلة حربية", [killed(31)]),
    ("أن نحو 260 جنديا من الفرقة الثالثة قتلوا ومئات جرحوا", [killed(260), injured(200, None)]),
    ("أن 22 متمردًا، بينهم أربعة ضباط، قتلوا في الكمين", [killed(22), killed(4)]),
    ("إن ثمانية قتلوا", [killed(8)]),
    ("ان شرطيا ايضا قتل في الكمين", [killed(1)]),
    ("إن أربعة من حراسه وثمانية مسلحين على الأقل قتلوا", [killed(4), killed(8, None)]),
    ("أن 12 متمردا سقطوا قتلى اليوم، فيما أصيب 18 آخرون", [killed(12), injured(18)]),
    ("46 شخصاً لقوا مصرعهم", [killed(46)]),
    ("طعن ستة طلاب في ساحة الجامعة وأصابهم بجروح", [injured(6)]),
    # verbal nouns
    ("مقتل 43 عاملا على الأقل وإصابة 173", [killed(43, None), injured(173)]),
    ("استشهاد وجرح المئات من المدنيين", [both(200, None)]),
    ("مقتل واصابة عدد كبير من الركاب", [both(1, None)]),
    ("أسفر عن استشهاد وجرح أبرياء", [both(1, None)]),
    ("أدى إلى إصابة 4 عمال أحدهم طفل بجروح", [injured(4), injured(1)]),
    ("مصرع 12 متمردا وإصابة 11 آخرين", [killed(12), injured(11)]),
    ("وفاة 5 أشخاص", [killed(5)]),
    ("مقتل أربعة مدنيين وجندي", [killed(4), killed(1)]),
    ("مقتل ثمانية من عناصر الميليشيا وخمسة مزارعين وجنديين اثنين", [killed(8), killed(5), killed(2)]),
    ("استشهاد 10 منهم وثلاثة من الموظفين وإصابة تسعة آخرين", [killed(10), killed(3), injured(9)]),
    ("قتل اثنين من رجال الشرطة", [killed(2)]),
    ("مقتل السائق", [killed(1)]),
    ("مقتل مدنيين", [killed(1, None)]),
    ("مقتل القيادي الميداني ابو سالم النجار وأربعة من مرافقيه", [killed(1), killed(4)]),
    ("مقتل أبو فلان في غارة", [killed(1)]),
    ("وأصابت القذيفة الموقع ومقتل من فيه", [killed(1, None)]),
    ("تسبب في سقوطه وإصابته بجروح خطيرة", [injured(1)]),
    ("مقتل «17» من الحوثيين", [killed(17)]),
    # nouns for those hit
    ("سقط 6 شهداء و10 جرحى", [killed(6), injured(10)]),
    ("غارة راح ضحيتها 60 قتيلاً وعشرات الجرحى", [killed(60), injured(20, None)]),
    ("سقط عند الجسر 28 قتيلاً و66 جريحا وسط المتمردين", [killed(28), injured(66)]),
    ("سقوط قتلى وجرحى", [killed(1, None), injured(1, None)]),
    ("سقوط عشرات القتلى والجرحى", [both(20, None)]),
    ("العشرات بين قتيل وجريح", [both(20, None)]),
    ("41 قتيلا و12 جريحا في صفوف الجيش", [killed(41), injured(12)]),
    ("خمسة قتلى وجريحين اثنين", [killed(5), injured(2)]),
    ("خلف قتيلًا في شرق تركيا", [killed(1)]),
    ("7 حالات وفاة", [killed(7)]),
    ("مقابل سقوط 30 مقاتلا من الفصائل", [killed(30)]),
    # other ways
    ("أودى بحياة ثلاثة جنود", [killed(3)]),
    ("حصد تفجير سيارة أرواح خمسة أشخاص", [killed(5)]),
    ("انتشال جثث 21 شخصا", [killed(21)]),
    # bounds
    ("مقتل ما لا يقل عن 12 شخصا", [killed(12, None)]),
    ("مقتل أكثر من 43 شخصا", [killed(43, None)]),
    ("إصابة حوالي 25 شخصا", [injured(25)]),
    ("مقتل أقل من 20 شخصا", [killed(1, 20)]),
    ("مقتل ما بين 25 و30 متمردا", [killed(25, 30)]),
    # what is no figure of people hit
    ("أصيبت الطائرة بنيران أرضية", []),
    ("أصابت القذائف منزلا", []),
    ("إصابة 3 آليات عسكرية", []),
    ("جريمة القتل العمد", []),
    ("قتل المدنيين جريمة", []),
    ("دون وقوع إصابات", []),
    ("اعتقال 20 شخصا", []),
    ("سقوط 12 قذيفة على المدينة", []),
    ("ارتفع عدد القتلى", []),
    ("سيقتل 12 شخصا", []),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_figures_of_a_sentence(text: str, wanted: list[Told]) -> None:
    assert sorted(figures(text), key=repr) == sorted(wanted, key=repr)


def test_every_rule_keeps_its_examples() -> None:
    assert check_counts() == []


def test_parts_are_marked() -> None:
    _, mentions = read("مقتل 43 مدنيا بينهم 12 طفلا و5 نساء")
    assert [(m.min, m.part, m.civilian) for m in mentions] == [(43, False, True), (12, True, True), (5, True, True)]


def test_a_running_total_is_marked() -> None:
    _, (mention,) = read("ارتفعت حصيلة غارات الطيران الحربي على بلدة الغارية الغربية إلى 15 قتيلا")
    assert mention.total
    assert (mention.role, mention.min, mention.max) == ("killed", 15, 15)


def test_each_side_has_its_figure_and_its_group() -> None:
    text = "مقتل 34 جنديا من اللواء الخامس و17 من الشرطة، بالإضافة إلى ضابطين من الحرس الوطني، مقابل سقوط 30 متمردا"
    analysis, mentions = read(text)
    told = [(m.min, analysis.text(m.group_first, m.group_last)) for m in mentions]
    assert told == [
        (34, "جنديا من اللواء الخامس"),
        (17, "الشرطة"),
        (2, "ضابطين من الحرس الوطني"),
        (30, "متمردا"),
    ]


def test_the_people_behind_dead_and_wounded_are_their_group() -> None:
    analysis, (mention,) = read("سقط عشرات القتلى والجرحى من المتمردين")
    assert analysis.text(mention.group_first, mention.group_last) == "المتمردين"
    assert mention.combatant
    assert not mention.civilian
    analysis, (mention,) = read("وخلف القصف العديد من القتلى والجرحى بين المدنيين")
    assert analysis.text(mention.group_first, mention.group_last) == "المدنيين"
    assert mention.civilian


def test_dead_and_wounded_share_the_people_told_behind_them() -> None:
    analysis, mentions = read("41 قتيلا و12 جريحا في صفوف الحوثيين")
    assert [analysis.text(m.group_first, m.group_last) for m in mentions] == ["الحوثيين", "الحوثيين"]


def test_a_number_behind_its_noun_is_in_the_group() -> None:
    analysis, (mention,) = read("مقتل الجنود الثلاثة")
    assert (mention.min, mention.max) == (3, 3)
    assert analysis.text(mention.group_first, mention.group_last) == "الجنود الثلاثة"


def test_the_range_covers_the_word_and_the_number() -> None:
    analysis, (first, second) = read("أعلنوا مقتل أربعة مدنيين وجندي")
    assert analysis.text(first.first, first.last) == "مقتل أربعة مدنيين"
    assert analysis.text(second.first, second.last) == "مقتل أربعة مدنيين وجندي"


def test_an_elided_noun_has_an_empty_group() -> None:
    _, (_, mention) = read("مقتل 43 مدنيا وإصابة 173")
    assert mention.group == ""
    assert mention.group_first == mention.group_last


PIECES = [text for text, _ in SENTENCES] + ["،", "و", "بينهم", "من", "على الأقل", "12", "عشرات", "قتلى", "قتل", "إلى"]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_ranges_are_in_order_inside_their_sentence(pieces: list[str]) -> None:
    analysis, mentions = read(" ".join(pieces))
    assert list(mentions) == sorted(mentions, key=lambda m: (m.first, m.last, m.min))
    for mention in mentions:
        sentence = analysis.sentences[analysis.sentence_at(mention.first)]
        assert sentence.first <= mention.first < mention.last <= sentence.last
        assert mention.group_first <= mention.group_last <= sentence.last
        assert mention.max is None or 0 < mention.min <= mention.max


@given(st.integers(3, 9999))
def test_any_number_of_people_is_read(n: int) -> None:
    if n in range(1900, 2101):
        return
    assert figures(f"مقتل {n} شخصا وإصابة {n + 1}") == [killed(n), injured(n + 1)] or n + 1 in range(1900, 2101)
