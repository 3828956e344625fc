"""The type of an event, where the sentence says more than the trigger."""

from __future__ import annotations

import pytest

from told import only


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قصفت مدفعية الجيش مدينة إدلب.", "shelling"),
        ("قصفت طائرات حربية مدينة إدلب.", "air_strike"),
        ("قصف مدفعي عنيف على مدينة الحديدة.", "shelling"),
        ("قصفت قوات النظام بلدة كفرزيتا بغاز السارين.", "chemical_weapon"),  # the gas is the means
        ("هاجم متمردون دورية لقوات الاتحاد الأفريقي في مدينة بيدوا.", "armed_clash"),  # forces of whomever are armed
        ("شن الجيش هجوما على مسلحين قرب قاعدة جوية في مدينة بنغازي.", "armed_clash"),  # only the base is of the air
        ("أطلقت فرنسا عملية عسكرية جوية ضد مسلحي القاعدة في تمبكتو.", "air_strike"),
        ("قصف جوي عنيف على مدينة الحديدة.", "air_strike"),
        ("استهدفت القوات الحكومية حي جوبر بقذائف الهاون.", "shelling"),
        ("استهدفت القوات الحكومية حي جوبر بالرشاشات.", "attack"),
        ("استهدفت الزوارق الإسرائيلية مراكب الصيادين قرب غزة.", "shelling"),
        ("هاجم الحوثيون مدينة مأرب بصاروخ باليستي.", "shelling"),
        ("شنت طائرات مسيرة هجوما على مطار بورتسودان.", "air_strike"),
        ("انفجرت عبوة ناسفة قرب مدرسة في مدينة دونيتسك.", "explosive"),
        ("انفجرت قذيفة مدفعية قرب مدرسة في مدينة دونيتسك.", "shelling"),
        ("هجوم بحزام ناسف على سوق في بغداد أوقع عشرة قتلى.", "suicide_bomb"),
        ("فجر رجل نفسه قرب مركز للشرطة في كابول.", "suicide_bomb"),
        ("فجر مسلحون عبوة ناسفة قرب مركز للشرطة في كابول.", "explosive"),
        ("هاجم مسلحون بسيارة مفخخة مقرا للجيش في غاو.", "explosive"),
        ("هاجم مقاتلو حركة الشباب قاعدة للجيش الصومالي في بلدة كولبيو.", "armed_clash"),
        ("هاجمت جماعة مسلحة قرية في ولاية زامفارا وقتلت عشرة مدنيين.", "attack"),
        ("أطلقت قوات الأمن الرصاص الحي على متظاهرين في بغداد.", "attack"),
        ("الحوثيون أطلقوا النار على القوات الحكومية في الضالع.", "armed_clash"),
        ("أطلقت القوات الروسية صواريخ على مدينة أوديسا.", "shelling"),
        ("مقتل جندي على يد مسلحين في سيناء.", "armed_clash"),  # whoever kills a soldier fights
        ("قتل صحافي برصاص قناص في مدينة تعز.", "attack"),
    ],
)
def test_weapon_doer_and_target_make_the_type(text: str, kind: str) -> None:
    assert only(text).type == kind


def test_the_rule_that_made_the_type_is_told() -> None:
    assert "type.air-actor" in only("قصفت طائرات حربية مدينة إدلب.").rules


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("سحبت مصر سفيرها من تل أبيب.", "sanction"),
        ("أودع القاضي ثلاثة متهمين السجن في مدينة المدية.", "arrest"),
        ("وسلم ثلاثة مسلحين أنفسهم للجيش في تبسة.", "group_change"),
        ("وصلت قافلة أدوية إلى مدينة رفح.", "aid"),
        ("نفذ السكان إضرابا عاما في مدينة صفاقس.", "protest"),
    ],
)
def test_what_is_not_fighting(text: str, kind: str) -> None:
    assert only(text).type == kind
