"""Told as fact, denied, planned, only possible; or told not to have happened, which is no event."""

from __future__ import annotations

import pytest

from told import events


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("شنت روسيا غارات على مستشفى في إدلب.", "air_strike", "actual"),
        ("نفت روسيا شن غارات على مستشفى في إدلب.", "air_strike", "denied"),
        ("نفى الجيش التركي قصف مدينة منبج.", "shelling", "denied"),
        ("سيجتمع وزير الخارجية الروسي مع نظيره التركي في سوتشي.", "consult", "planned"),
        ("سترسل تركيا قوات إلى ليبيا.", "mobilize", "planned"),
        ("سيلتقي الرئيس الروسي فلاديمير بوتين نظيره التركي رجب طيب أردوغان في موسكو.", "consult", "planned"),
        ("من المحتمل أن تنسحب القوات الفرنسية من مدينة غاو.", "territory_transfer", "hypothetical"),
        ("مخاوف من هجوم الجيش على مدينة إدلب.", "attack", "hypothetical"),
        ("وهدد الحوثيون بقصف مطار أبها.", "shelling", "hypothetical"),
        ("وهدد الحوثيون بقصف مطار أبها.", "threaten", "actual"),  # the threat itself is real
        ("وصلت دبابات الجيش إلى أبين تمهيدا لعملية عسكرية واسعة في مدينة زنجبار.", "armed_clash", "planned"),
        (
            "نفت فرنسا مسؤوليتها عن قصف مستشفى في مدينة بونتي.",
            "shelling",
            "actual",
        ),  # denies only that it was her doing
        ("لا يزال الجيش يقصف مدينة إدلب.", "shelling", "actual"),  # "still": negated in form only
        ("لا تزال قوات الدعم السريع تحاصر مدينة الفاشر.", "blockade", "actual"),
    ],
)
def test_modality(text: str, kind: str, modality: str) -> None:
    assert [event.modality for event in events(text) if event.type == kind] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "لم تقصف الطائرات مدينة إدلب أمس.",  # did not
        "لم تقع اشتباكات في مدينة عدن.",
        "لم تدخل القوات الحكومية مدينة زنجبار.",
        "لن ينسحب الجيش من مدينة الحسكة.",  # will not
        "يجب تحرير مدينة الرقة.",  # must be
        "تسعى القوات الحكومية إلى السيطرة على مدينة الحديدة.",  # seeks to
        "تعهدت الحكومة بتحرير مدينة الموصل.",  # pledged to
        "طالب سكان بوقف القصف على مدينة تعز.",  # an end to
        "تسعى القوات الحكومية في الوقت الراهن وبكل الوسائل إلى بسط سيطرتها على مدينة الحديدة.",  # far back
        "تراجع المسلحون في جبهات القتال.",  # the fronts of the fighting are no fighting
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert events(text) == ()


def test_the_battle_to_free_a_town_does_not_free_it() -> None:
    assert [event.type for event in events("أعلن الجيش بدء معركة تحرير مدينة الموصل.")] == ["armed_clash"]


def test_preparing_for_an_attack_tells_the_attack_as_planned() -> None:
    (event,) = events("تستعد فرنسا لهجوم واسع على مسلحي جماعة بوكو حرام في مدينة غاو.")
    assert (event.type, event.modality) == ("armed_clash", "planned")


def test_an_aim_is_no_event() -> None:
    assert [event.type for event in events("تستعد القوات العراقية لتحرير الموصل.")] == ["mobilize"]
    assert [event.type for event in events("حشدت قوات حفتر مقاتليها لاقتحام طرابلس.")] == ["mobilize"]


def test_a_finite_verb_behind_an_attempt_tells_what_happened() -> None:
    told = events("أحبطت الجمارك التونسية محاولة تهريب أسلحة في مدينة تطاوين وأوقفت شخصين.")
    assert "arrest" in {event.type for event in told}
