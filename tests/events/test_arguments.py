"""Who did it, to whom and where: by the place of a phrase in its clause, and by its preposition."""

from __future__ import annotations

import pytest

from riwaya.model import Event
from told import events, only


def who(event: Event) -> list[str]:
    return [actor.text for actor in event.actors]


def one(text: str, kind: str) -> Event:
    (event,) = (event for event in events(text) if event.type == kind)
    return event


def whom(event: Event) -> list[str]:
    return [target.text for target in event.targets]


def where(event: Event) -> list[str]:
    return [place.text for place in event.places]


@pytest.mark.parametrize(
    "text",
    ["قصفت القوات الحكومية بلدة كفرنبل.", "القوات الحكومية قصفت بلدة كفرنبل."],
)
def test_the_subject_stands_behind_the_verb_or_before_it(text: str) -> None:
    event = only(text)
    assert (who(event), where(event)) == (["القوات الحكومية"], ["كفرنبل"])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("القصف على مدينة نيالا من قبل الجيش السوداني.", ["الجيش السوداني"]),  # by
        ("قتل صحافي برصاص قناص في مدينة تعز.", ["قناص"]),  # by bullets of
        ("قتل ثلاثة مدنيين بنيران القوات الإسرائيلية في رفح.", ["القوات الإسرائيلية"]),  # by fire of
        ("قتل مدنيان على يد قوات الاحتلال في نابلس.", ["قوات الاحتلال"]),  # at the hand of
        ("قصف على حي جوبر من قبل القوات الحكومية.", ["القوات الحكومية"]),
    ],
)
def test_prepositions_that_bring_the_doer(text: str, actors: list[str]) -> None:
    assert who(only(text)) == actors


@pytest.mark.parametrize(
    ("text", "actors", "targets", "places"),
    [
        # the annexed party is the doer
        ("انسحاب قوات النظام من بلدة مورك.", ["قوات النظام"], [], ["مورك"]),
        # what was hit stands behind "against" or "on"
        ("ضربات جوية ضد مواقع حركة الشباب في بلدة جلب.", [], ["حركة الشباب"], ["جلب"]),
        ("شن عناصر بوكو حرام هجوما على قرية قرب مايدوغوري.", ["بوكو حرام"], ["قرية"], ["مايدوغوري"]),
        # the annexed thing is what was hit
        ("تفجير مسجد في مدينة النجف.", [], ["مسجد"], ["النجف"]),
        # taken from whom
        (
            "استعاد الجيش العراقي بلدة القائم من تنظيم الدولة الإسلامية.",
            ["الجيش العراقي"],
            ["تنظيم الدولة الإسلامية"],
            ["القائم"],
        ),
        ("طردت المقاومة الشعبية الحوثيين من عدن.", ["المقاومة الشعبية"], ["الحوثيين"], ["عدن"]),
        ("أفرجت حركة طالبان عن جنديين في ولاية هلمند.", ["حركة طالبان"], ["جنديين"], ["هلمند"]),
        ("استهدف التحالف العربي معسكرا في صنعاء.", ["التحالف العربي"], ["معسكرا"], ["صنعاء"]),
    ],
)
def test_annexed_nouns_and_prepositions(text: str, actors: list[str], targets: list[str], places: list[str]) -> None:
    event = only(text)
    assert (who(event), whom(event), where(event)) == (actors, targets, places)


@pytest.mark.parametrize(
    ("text", "actors", "place"),
    [
        ("غارات شنتها طائرات روسية على بلدة كفرنبل.", ["طائرات روسية"], "كفرنبل"),
        ("الغارة التي شنتها طائرات التحالف على صعدة أسفرت عن مقتل ستة مدنيين.", ["طائرات التحالف"], "صعدة"),
        ("قتل ستة مدنيين في غارة شنتها طائرات التحالف على صعدة.", ["طائرات التحالف"], "صعدة"),
    ],
)
def test_the_doer_stands_in_a_relative_clause(text: str, actors: list[str], place: str) -> None:
    event = only(text)
    assert (who(event), where(event)) == (actors, [place])


def test_where_a_party_is_based_is_not_where_it_happened() -> None:
    event = only("قصفت القوات الحكومية المتمركزة في مطار النيرب بلدة سرمين.")
    assert where(event) == ["سرمين"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قصفت القوات الحكومية بلدتي كفرنبل وحاس.", ["كفرنبل", "حاس"]),
        ("شنت الطائرات غارات على بلدات كفرنبل وحاس وسراقب.", ["كفرنبل", "حاس", "سراقب"]),
        ("غارات على صنعاء وصعدة والحديدة.", ["صنعاء", "صعدة", "الحديدة"]),
        ("قصفت المدفعية حي السكري وحي بستان القصر في حلب.", ["السكري", "بستان القصر"]),
        ("قصفت القوات الروسية مدينتي خاركيف وأوديسا.", ["خاركيف", "أوديسا"]),
    ],
)
def test_places_told_with_one_predicate_are_one_event(text: str, places: list[str]) -> None:
    assert where(only(text)) == places


def test_two_verbs_are_two_events_each_with_its_own_arguments() -> None:
    shelling, raid = events("قصفت المدفعية حي الزهور واستهدفت الطائرات مطار النيرب.")
    assert (shelling.type, who(shelling), where(shelling)) == ("shelling", ["المدفعية"], ["الزهور"])
    assert (raid.type, who(raid), where(raid)) == ("air_strike", ["الطائرات"], ["مطار النيرب"])


def test_a_dropped_subject_is_the_last_one() -> None:
    assault, gain = events("هاجمت حركة الشباب قاعدة للجيش الصومالي في بلدة كولبيو وسيطرت عليها.")
    assert assault.type == "armed_clash"
    assert (gain.type, who(gain), where(gain)) == ("territory_gain", ["حركة الشباب"], ["كولبيو"])


def test_the_sides_of_a_fight_are_all_actors() -> None:
    event = only("اشتبكت قوات الدعم السريع مع الجيش السوداني في أم درمان.")
    assert (who(event), whom(event)) == (["قوات الدعم السريع", "الجيش السوداني"], [])


def test_those_who_meet_are_all_actors() -> None:
    event = only("اجتمع المبعوث الأممي غسان سلامة مع قائد الجيش الليبي خليفة حفتر في بنغازي.")
    assert (event.type, who(event), where(event)) == ("consult", ["غسان سلامة", "خليفة حفتر"], ["بنغازي"])


def test_a_country_addressed_is_a_party_and_no_place() -> None:
    event = only("أيدت روسيا الحكومة السورية.")
    assert (event.type, who(event), whom(event), where(event)) == ("support", ["روسيا"], ["الحكومة السورية"], [])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("سقط جرحى في قصف إسرائيلي على مخيم جباليا.", ["إسرائيلي"]),  # by the adjective alone
        ("أعلنت تركيا تمديد مهمة جيشها. واستمرت الغارات التركية على مدينة عين العرب.", ["تركيا"]),  # by its name
    ],
)
def test_the_adjective_of_a_strike_names_the_state(text: str, actors: list[str]) -> None:
    strike = next(event for event in events(text) if event.type in ("air_strike", "shelling"))
    assert [actor.text for actor in strike.actors] == actors
    assert strike.actors[0].country in ("IL", "TR")


def test_a_plural_subject_takes_no_annexed_noun() -> None:
    event = only("هاجم مسلحون قرية في ولاية زامفارا.")
    assert [actor.text for actor in event.actors] == ["مسلحون"]
    assert [target.text for target in event.targets] == ["قرية"]


def test_the_munition_of_a_strike_is_no_target() -> None:
    event = only("أطلق مسلحون قذائف على متظاهرين في بغداد.")
    assert [target.text for target in event.targets] == ["متظاهرين"]


def test_words_for_persons_and_others_are_no_targets() -> None:
    event = only("قتل شخصان وأصيب آخرون في غارة على مدينة صعدة.")
    assert event.targets == ()


def test_accusing_each_other_of_it_makes_nobody_the_doer() -> None:
    told = events("وتبادل الجيش والحوثيون الاتهامات بالمسؤولية عن القصف على مدينة حيس.")
    assert all(event.actors == () for event in told if event.type == "shelling")


@pytest.mark.parametrize("capital", ["بغداد", "دمشق", "الرياض", "القاهرة"])
def test_a_capital_stands_for_its_government(capital: str) -> None:
    blame = next(event for event in events(f"أدانت {capital} القصف التركي على دهوك.") if event.type == "accuse")
    assert [actor.text for actor in blame.actors] == [capital]


def test_the_speaker_of_a_meeting_of_two_others_took_no_part() -> None:
    meeting = events(
        "اجتمع الرئيس الفرنسي إيمانويل ماكرون والرئيس التركي رجب طيب أردوغان في باريس. "
        "وقال المتحدث سمير عبود إن لقاء جديدا سيعقد بين الزعيمين في أنقرة."
    )[1]
    assert {actor.text for actor in meeting.actors} == {"إيمانويل ماكرون", "رجب طيب أردوغان"}
    assert [source.text for source in meeting.sources] == ["المتحدث سمير عبود"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("أوقف الأمن الأردني أربعة أشخاص على صلة بتنظيم داعش في مدينة إربد.", ["أربعة أشخاص"]),
        ("ألقت الشرطة التونسية القبض على الفور على مسلحين في مدينة قبلي.", ["مسلحين"]),
    ],
)
def test_at_once_and_in_connection_with_are_nobody(text: str, targets: list[str]) -> None:
    assert whom(only(text)) == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        # after battles with …
        ("سيطر الجيش الليبي على بلدة بني وليد بعد معارك مع تنظيم داعش.", ["تنظيم داعش"]),
        # … to where they had their stronghold
        ("استعاد الجيش العراقي بلدة القائم، آخر معاقل تنظيم داعش.", ["تنظيم داعش"]),
        # … posts that they held, both of them
        ("سيطر الجيش اليمني على مواقع في صرواح كانت بحوزة الحوثيين وتنظيم القاعدة.", ["الحوثيين", "تنظيم القاعدة"]),
        # with whose support: no loser
        ("سيطر الجيش الليبي على بلدة بني وليد بدعم من حركة العدل والمساواة.", []),
    ],
)
def test_who_lost_a_place_is_told_beside_its_taking(text: str, targets: list[str]) -> None:
    assert whom(one(text, "territory_gain")) == targets


def test_whoever_supports_the_doer_does_not_do_what_follows() -> None:
    text = "دخلت وحدات من الجيش العراقي تساندها القوات البريطانية مدينة العمارة، واعتقلت ثلاثة مطلوبين."
    assert who(one(text, "arrest")) == ["الجيش العراقي"]


def test_a_clause_of_time_has_a_subject_of_its_own() -> None:
    assert who(only("وجرح عشرون حين أغارت مروحية تركية على قافلتهم قرب سنجار.")) == ["مروحية تركية"]


def test_behind_a_verb_an_adjective_in_the_oblique_shows_the_object() -> None:
    text = "قال الرئيس الفرنسي إنه لن يرسل جنودا، وحث الزعماء الأفغانيين على تجاوز الخلافات."
    assert whom(one(text, "request")) == ["الزعماء الأفغانيين"]


def test_victims_are_named_without_the_and_before_them() -> None:
    assert whom(only("قتلت امرأة وابنتها في غارة على تعز.")) == ["امرأة", "ابنتها"]


def test_before_a_plural_in_the_nominative_stands_a_verb() -> None:
    event = only("توتر في ديالى.\nوخطف مجهولون خمسة موظفين في بعقوبة أمس.")
    assert (who(event), whom(event)) == (["مجهولون"], ["خمسة موظفين"])


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        (
            "أوقفت الشرطة التونسية ثلاثة أشخاص في مدينة قفصة، وحجزت ببيت أحدهم بندقية صيد.",
            ["الشرطة التونسية"],
            ["بندقية صيد"],
        ),
        ("واسترجعت قوات الجيش ثلاث بنادق وذخيرة في البويرة.", ["قوات الجيش"], ["ثلاث بنادق", "ذخيرة"]),
    ],
)
def test_arms_are_what_was_seized(text: str, actors: list[str], targets: list[str]) -> None:
    event = one(text, "weapons_disrupted")
    assert (who(event), whom(event)) == (actors, targets)
