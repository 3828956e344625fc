"""The hard constructions of conflict reports, each as a short report and what must come out of it."""

from __future__ import annotations

from riwaya.model import Count, Event
from told import events, only


def texts(items: tuple[object, ...]) -> list[str]:
    return [item.text for item in items]  # type: ignore[attr-defined]


def range_of(count: Count | None) -> tuple[int, int | None] | None:
    return (count.min, count.max) if count else None


def days(event: Event) -> tuple[str, str] | None:
    return (event.date.start.isoformat(), event.date.end.isoformat()) if event.date else None


def test_the_place_of_a_far_away_agent_is_not_the_place_of_the_event() -> None:
    shelling = only(
        "سقطت قذائف هاون أطلقتها مجموعات مسلحة متمركزة في جوبر على حي باب توما في دمشق ما أدى إلى مقتل ثلاثة مدنيين."
    )
    assert shelling.type == "shelling"
    assert texts(shelling.actors) == ["مجموعات مسلحة متمركزة"]
    assert texts(shelling.places) == ["باب توما"]
    assert range_of(shelling.killed) == (3, 3)


def test_three_events_of_one_sentence() -> None:
    told = events(
        "قصفت قوات النظام بلدة صيدا بالمدفعية، فيما دارت اشتباكات بينها وبين فصائل المعارضة في مدينة درعا، "
        "وشن الطيران الروسي غارات على بلدة النعيمة."
    )
    assert [(event.type, texts(event.places)) for event in told] == [
        ("shelling", ["صيدا"]),
        ("armed_clash", ["درعا"]),
        ("air_strike", ["النعيمة"]),
    ]


def test_an_elided_head_is_the_same_people() -> None:
    strike = only("أسفرت غارة على سوق في مدينة الباب عن مقتل 43 مدنيا وإصابة 173.")
    assert (range_of(strike.killed), range_of(strike.injured)) == ((43, 43), (173, 173))


def test_the_dead_of_both_sides_are_of_one_clash() -> None:
    clash = only("قتل 34 من حزب الله و17 من قوات النظام في اشتباكات مع فصائل المعارضة في جرود القلمون.")
    assert clash.type == "armed_clash"
    assert range_of(clash.killed) == (51, 51)


def test_a_toll_that_rose_replaces_the_one_before() -> None:
    blast = only(
        "قتل تسعة أشخاص في تفجير سيارة مفخخة في حي الكرادة ببغداد أمس. "
        "وارتفعت حصيلة التفجير إلى 15 قتيلا و40 جريحا، وفق مصدر طبي."
    )
    assert (range_of(blast.killed), range_of(blast.injured)) == ((15, 15), (40, 40))


def test_the_sum_of_a_war_is_no_event() -> None:
    assert not events("أدت الحرب في سوريا منذ عام 2011 إلى مقتل أكثر من 350 ألف شخص وتشريد الملايين.")


def test_background_has_its_own_day() -> None:
    strike = only(
        "ساد الهدوء قطاع غزة صباح اليوم. وكان قد استشهد ستة فلسطينيين في غارة إسرائيلية على خان يونس أول أمس."
    )
    assert days(strike) == ("2020-05-12", "2020-05-12")
    assert texts(strike.places) == ["خان يونس"]


def test_what_is_denied_is_told_as_denied() -> None:
    (shelling,) = (
        e for e in events("نفت وزارة الدفاع الروسية قصف مستشفى في مدينة معرة النعمان.") if e.type == "shelling"
    )
    assert shelling.modality == "denied"


def test_what_follows_a_verb_of_denying_is_denied_however_long_its_subject() -> None:
    told = events("نفى الناطق باسم قيادة العمليات المشتركة أن تكون قواته قد قصفت سوقا في الفلوجة.")
    assert [event.modality for event in told if event.type == "shelling"] == ["denied"]


def test_two_ministers_who_discuss_are_the_two_told_before() -> None:
    talks = events("التقى سامح شكري نظيره الأردني أيمن الصفدي في القاهرة أمس. وبحث الوزيران التهدئة في غزة.")
    assert {event.type for event in talks} == {"consult"}  # و + بحث, not و + ب + حث (urged)


def test_a_dual_with_names_behind_it_keeps_them() -> None:
    talks = only("يعقد الرئيسان الروسي فلاديمير بوتين والتركي رجب طيب أردوغان قمة في سوتشي الثلاثاء.")
    assert sorted(texts(talks.actors)) == ["رجب طيب أردوغان", "فلاديمير بوتين"]


def test_a_definite_noun_opens_another_phrase_behind_an_indefinite_plural() -> None:
    killing = only("اغتال مسلحون مجهولون الصحفي سعيد الحمادي في عدن.")
    assert texts(killing.actors) == ["مسلحون مجهولون"]
    assert texts(killing.targets) == ["سعيد الحمادي"]


def test_a_feminine_verb_of_killing_goes_on_with_the_subject_before_it() -> None:
    foiled, killing = events("أحبطت القوات العراقية محاولة تسلل قرب الرطبة وقتلت أربعة من المتسللين.")
    assert texts(foiled.actors)[0] == texts(killing.actors)[0] == "القوات العراقية"


def test_who_claims_the_act_did_it() -> None:
    blast = only("تبنت حركة طالبان التفجير الذي وقع أمس في كابول وأودى بحياة 12 شخصا.")
    assert texts(blast.actors) == texts(blast.sources) == ["حركة طالبان"]
    assert range_of(blast.killed) == (12, 12)


def test_the_speaker_goes_on_into_the_next_sentence() -> None:
    shelling = only(
        "قال المتحدث باسم قوات البنيان المرصوص إن مسلحي داعش قصفوا حي الجيزة في سرت. "
        "وأضاف أن أربعة من عناصر القوات قتلوا في القصف."
    )
    assert texts(shelling.sources) == ["المتحدث باسم قوات البنيان المرصوص"]
    assert range_of(shelling.killed) == (4, 4)


def test_a_relative_place_is_near_the_town_it_is_measured_from() -> None:
    strike = only("وقعت غارة على بعد 20 كيلومترا جنوب مدينة سرت الليبية أدت إلى مقتل سبعة مسلحين.")
    (place,) = strike.places
    assert place.text == "سرت"
    assert place.lat is not None
    assert place.lat < 31.2  # the town lies at 31.2 degrees north; the strike was south of it


def test_a_name_that_is_also_a_word() -> None:
    blast = only("انفجرت سيارة مفخخة في مدينة الخبر شرقي السعودية أمس، وأفاد الخبر الذي نشرته الوكالة بأن الشعب خائف.")
    assert texts(blast.places) == ["الخبر"]


def test_one_attack_told_four_times() -> None:
    attack = only(
        "هجوم على حافلة في محافظة المنيا\n"
        "قتل سبعة أقباط في هجوم مسلح على حافلة في محافظة المنيا أمس. ووقع هذا الهجوم قرب دير الأنبا صموئيل. "
        "وتبنى تنظيم الدولة الإسلامية العملية."
    )
    assert texts(attack.actors) == ["تنظيم الدولة الإسلامية"]
    assert range_of(attack.killed) == (7, 7)
    assert len(attack.evidence) == 4
