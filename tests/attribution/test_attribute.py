"""Who says so: the chain of sources of each event, the nearest first; the paper's own voice is an empty chain."""

from __future__ import annotations

import pytest

from riwaya.model import Event
from told import events, only


def sources(event: Event) -> list[str]:
    return [source.text for source in event.sources]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("قال متحدث باسم الجيش السوداني إن قوات الدعم السريع قصفت مدينة الأبيض.", ["متحدث باسم الجيش السوداني"]),
        ("أعلن الدفاع المدني السوري أن غارات استهدفت بلدة أريحا.", ["الدفاع المدني السوري"]),
        ("أفادت وكالة الأناضول بأن اشتباكات دارت في مدينة سبها.", ["وكالة الأناضول"]),
        ("أفادت مصادر طبية ليبية بسقوط عدد من القتلى في اشتباكات في مدينة سبها.", ["مصادر طبية ليبية"]),
        ("أفادت مصادر طبية ليبية بمقتل عدد من الجنود في اشتباكات في مدينة سبها.", ["مصادر طبية ليبية"]),
        ("مصدر طبي أكد أن ثلاثة مدنيين قتلوا في قصف على تعز.", ["مصدر طبي"]),  # the subject first
        ("من جانبه، قال وزير الدفاع الأوكراني إن القوات الروسية قصفت مدينة سومي.", ["وزير الدفاع الأوكراني"]),
        ("قتل خمسة مدنيين في قصف على خاركيف بحسب السلطات الأوكرانية.", ["السلطات الأوكرانية"]),
        ("وبحسب المرصد السوري لحقوق الإنسان، استهدفت غارات بلدة حاس.", ["المرصد السوري لحقوق الإنسان"]),
        ("قتل ثلاثة مدنيين بحسب مصدر طبي في غارة على رفح.", ["مصدر طبي"]),
        ("انفجرت عبوة ناسفة في كركوك حسبما أفاد مصدر في الشرطة.", ["مصدر في الشرطة"]),
        ("قتل أربعة جنود في هجوم بولاية بورنو، وفق ما أعلن الجيش النيجيري.", ["الجيش النيجيري"]),
        # chains
        ("نقلت وكالة رويترز عن مسؤول أمني أن مسلحين هاجموا حقلا نفطيا في مدينة سرت.", ["مسؤول أمني", "وكالة رويترز"]),
        ("وقال شاهد عيان لرويترز إن طائرات قصفت حي الصبرة في غزة.", ["شاهد عيان", "رويترز"]),
        ("انفجرت سيارة في بغداد، بحسب ما ذكرت وكالة رويترز نقلا عن الشرطة.", ["الشرطة", "وكالة رويترز"]),
        ("انفجر لغم قرب تيزي وزو، حسبما علم من مصدر أمني موثوق.", ["مصدر أمني موثوق"]),
        # a person with the title, whoever else is named in it
        (
            "قال مدير المرصد السوري لحقوق الإنسان رامي عبد الرحمن إن طائرات قصفت بلدة حاس.",
            ["مدير المرصد السوري لحقوق الإنسان رامي عبد الرحمن"],
        ),
        ("وكان قائد لواء، العقيد سالم الغانم، قد أعلن أن قذائف سقطت على تعز.", ["قائد لواء، العقيد سالم الغانم"]),
        # people who are no officials
        ("وقال أحد سكان البلدة إن قذائف سقطت على مدينة سبها.", ["أحد سكان البلدة"]),
        ("وروى ناجون أن مسلحين هاجموا قرية قرب كادوقلي.", ["ناجون"]),
        ("وأكدت عدة مصادر محلية أن مسلحين خطفوا طبيبا في الزاوية.", ["عدة مصادر محلية"]),
        ("حسب مصدر عسكري مالي اوضح الامر، انفجر لغم قرب مدينة غاو.", ["مصدر عسكري مالي"]),
        # the outlet of the report itself is no link of the chain
        ("وأوضح لـ«سبق» الناطق باسم الشرطة سالم الغانم أن لغما انفجر في جازان.", ["الناطق باسم الشرطة سالم الغانم"]),
        # who claims it
        ("تبنت حركة طالبان التفجير الذي وقع في كابول.", ["حركة طالبان"]),
        # the paper's own voice: "it is recalled that"; "deployed" and "went on" are no sayings here
        ("ويذكر أن مسلحين هاجموا مدينة هراة.", []),
        ("وواصلت القوات الحكومية قصف مدينة الرستن.", []),
        ("قصفت طائرات حربية مدينة الرقة أمس.", []),
    ],
)
def test_the_source_of_the_one_event(text: str, chain: list[str]) -> None:
    assert sources(only(text)) == chain


def test_a_participle_goes_on_with_the_speaker() -> None:
    first, second = events("أعلن التحالف العربي سقوط صاروخ على نجران، مضيفا أن الحوثيين أطلقوا صاروخا آخر على جازان.")
    assert [place.text for place in second.places] == ["جازان"]
    assert sources(second) == ["التحالف العربي"]
    assert first.type == second.type == "shelling"


def test_and_he_added_carries_the_speaker_to_the_next_sentence() -> None:
    text = (
        "أعلن الجيش العراقي أن قواته سيطرت على بلدة القائم. وأضاف أن الطيران العراقي قصف مواقع لتنظيم الدولة في راوة."
    )
    assert [sources(event) for event in events(text)] == [["الجيش العراقي"], ["الجيش العراقي"]]


def test_without_it_the_next_sentence_is_the_papers_own() -> None:
    text = "أعلن الجيش العراقي أن قواته سيطرت على بلدة القائم. وقصفت طائرات مجهولة بلدة راوة."
    assert [sources(event) for event in events(text)] == [["الجيش العراقي"], []]


def test_the_sources_are_those_named_in_full() -> None:
    text = "قالت مصادر عسكرية يمنية إن الحوثيين هاجموا مدينة الدريهمي. وأضافت المصادر أن اشتباكات دارت قرب مدينة حيس."
    assert [sources(event) for event in events(text)] == [["مصادر عسكرية يمنية"]] * 2


def test_the_speaker_of_a_headline_stands_before_its_colon() -> None:
    event = only("المرصد السوري: مقتل خمسة مدنيين في غارة على إدلب\nتعرضت مدينة إدلب أمس لغارة.")
    assert sources(event) == ["المرصد السوري"]


def test_who_accuses_is_the_source_of_what_it_accuses_of() -> None:
    accusation, shelling = events("اتهمت أوكرانيا روسيا بقصف محطة الكهرباء.")
    assert (accusation.type, sources(accusation)) == ("accuse", [])
    assert (shelling.type, sources(shelling)) == ("shelling", ["أوكرانيا"])


def test_the_spokesman_is_the_one_named_last() -> None:
    text = "قال مصدر طبي في عدن إن خمسة مدنيين قتلوا في قصف على المعلا. وأكد المتحدث أن لغما انفجر في مدينة لحج."
    assert [sources(event) for event in events(text)] == [["مصدر طبي في عدن"]] * 2


def test_an_agency_spoken_to_stays_in_the_chain() -> None:
    text = "قالت مصادر محلية لوكالة رويترز إن لغما انفجر في مدينة لحج. وذكرت المصادر أن قذائف سقطت على مدينة تعز."
    assert [sources(event) for event in events(text)] == [["مصادر محلية", "وكالة رويترز"]] * 2


def test_the_body_names_in_full_whom_the_headline_means() -> None:
    event = only("مصادر: قصف على مدينة الأبيض\nقالت لجان المقاومة إن قصفا استهدف مدينة الأبيض.")
    assert sources(event) == ["لجان المقاومة"]


def test_who_speaks_in_the_course_of_a_meeting_is_no_source_of_it() -> None:
    event = only("أكد وزير الخارجية التونسي أن بلاده تدعم ليبيا، خلال لقائه نظيره الجزائري في وهران.")
    assert (event.type, sources(event)) == ("consult", [])


@pytest.mark.parametrize(
    "text",
    [
        "قال شاهد عيان إن المسلحين عادوا إلى القرية، وهو أمر نفاه وزير الداخلية.",
        "وقال الجيش إن القرية خالية من المسلحين، الأمر الذي نفاه رئيس البلدية.",
    ],
)
def test_a_remark_on_what_was_said_is_the_papers_own(text: str) -> None:
    (denial,) = (event for event in events(text) if event.type == "reject")
    assert sources(denial) == []


def test_the_town_before_the_colon_of_a_headline_does_not_speak() -> None:
    event = only("القصرين: مقتل جنديين في انفجار لغم بجبل السلوم\nقتل جنديان في انفجار لغم بجبل السلوم.")
    assert sources(event) == []


def test_who_has_not_said_it_is_no_source() -> None:
    first, *others = events(
        "انفجرت عبوة ناسفة قرب مدينة بعقوبة. ولم تعلن وزارة الصحة العراقية عن سقوط ضحايا في الانفجار."
    )
    assert not others
    assert sources(first) == []


def test_who_has_not_said_one_thing_goes_on_to_say_another() -> None:
    text = "أعلن الدفاع المدني إصابة منازل. ولم يؤكد الجيش الأوكراني الخبر، وقال إن طائرات روسية قصفت مدينة سومي."
    assert sources(only(text)) == ["الجيش الأوكراني"]
