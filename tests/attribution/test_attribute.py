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
        # the paper's own voice
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
