"""What the clause says of doers and targets beyond the order of its words: owners, pronouns, agreement."""

from __future__ import annotations

import pytest

from riwaya.model import Event
from told import events


def who(event: Event) -> list[str]:
    return [actor.text for actor in event.actors]


def whom(event: Event) -> list[str]:
    return [target.text for target in event.targets]


def where(event: Event) -> list[str]:
    return [place.text for place in event.places]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("استهدفت الطائرات الروسية مبنى تتخذه الفصائل مقرا لها في مدينة الأتارب.", ["الفصائل"]),  # that they use
        ("استهدفت المدفعية مواقع ومعسكرات لحركة الشباب في كيسمايو.", ["حركة الشباب"]),  # posts and camps of
        ("استهدفت مروحيات روسية مواقع كان يتحصن فيها المسلحون في سرمين.", ["المسلحون"]),  # where they hid
        ("هاجم مسلحون مسجدا لقوات الأمن في مدينة كركوك.", ["مسجدا"]),  # a mosque stays one
        ("سيطر المتمردون على بلدة كيدال ثم قصف الجيش المالي مواقعهم في تيساليت.", ["المتمردون"]),  # their positions
    ],
)
def test_who_owns_or_holds_a_thing_is_hit_rather_than_the_thing(text: str, targets: list[str]) -> None:
    assert whom(events(text)[-1]) == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("دعت الأمم المتحدة السودان إلى فتح المعابر من جديد.", ["السودان"]),  # anew is no addressee
        (
            "طالبت الحكومة التشادية النيجر بالتصدي لحركة التمرد.",
            ["النيجر"],
        ),  # one addressee: the movement is what is asked
        ("دانت فرنسا التفجير الذي وقع في مقديشو.", ["التفجير"]),  # an act is condemned
    ],
)
def test_only_somebody_is_addressed_and_only_an_act_condemned(text: str, targets: list[str]) -> None:
    assert whom(events(text)[0]) == targets


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        # gender and number say which of two subjects goes on
        (
            "قال الناطق إن القوات الحكومية حاصرت المسلحين في سرت وتقدمت نحو مصراتة.",
            ["القوات الحكومية"],
        ),
        # who leads a coalition has not done what it does
        ("شنت طائرات التحالف الذي تقوده الرياض غارات على صعدة.", ["طائرات التحالف"]),
        # the pronoun takes up the rockets; the doer follows
        ("صواريخ أطلقتها حماس على عسقلان.", ["حماس"]),
        # an armed side announces what it did
        ("أعلنت كتائب القسام قصف مدينة عسقلان بالصواريخ.", ["كتائب القسام"]),
        ("قال شهود إن ذلك حدث في ظل قيام الطائرات التركية بشن غارات على دهوك.", ["الطائرات التركية"]),
        ("انشقاقات في صفوف الجيش السوداني في نيالا.", ["الجيش السوداني"]),
    ],
)
def test_the_doer_behind_what_stands_between(text: str, actors: list[str]) -> None:
    assert who(events(text)[-1]) == actors


def test_those_joined_to_a_dropped_subject_come_with_it() -> None:
    text = "الحرس الجمهوري في مأرب وقوات القبائل سيطرت على تلة، وتواصل تقدمها في مدينة حريب."
    assert len(who(events(text)[-1])) == 2


def test_an_act_that_goes_on_with_the_subject_before() -> None:
    text = "قصفت الطائرات الروسية بلدة سرمين، كما استهدفت مستشفى في سراقب."
    assert [(who(e), where(e)) for e in events(text)] == [
        (["الطائرات الروسية"], ["سرمين"]),
        (["الطائرات الروسية"], ["سراقب"]),
    ]


def test_two_who_condemn_one_bombing_tell_two_events() -> None:
    found = events("إدانات دولية\nدانت فرنسا التفجير في مقديشو.\nودانت إيطاليا التفجير الإرهابي في مقديشو.")
    assert [who(e) for e in found if e.type == "accuse"] == [["فرنسا"], ["إيطاليا"]]


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("انفجرت عبوة قرب نقطة تفتيش للحشد الشعبي في بعقوبة.", [], ["حشد الشعبي"]),  # a post of the militia
        ("وقال الجيش الإسرائيلي إن مدفعيته قصفت بلدة عيترون.", ["الجيش الإسرائيلي"], []),  # its guns
        ("وأعلنت القيادة أن طيران التحالف قتل ستة مسلحين بضربة جوية في وادي حوران.", ["طيران التحالف"], ["مسلحين"]),
        ("أعلنت تونس وقوفها إلى جانب السعودية.", ["تونس"], ["السعودية"]),  # a country's name with the article
        ("أعلنت تونس وقوفها مع فرنسا حكومة وشعبا.", ["تونس"], ["فرنسا"]),  # rulers and people: in what respect
    ],
)
def test_the_pronoun_and_the_preposition_say_whose_it_is(text: str, actors: list[str], targets: list[str]) -> None:
    event = events(text)[0]
    assert (who(event), whom(event)) == (actors, targets)


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        # a verb behind "and" has the subject right behind it
        ("وقتل أحد المسلحين واعتقل الجيش المالي ثلاثة آخرين في غاو.", ["الجيش المالي"], ["ثلاثة آخرين"]),
        # a plural verb has its subject before it: what follows is whom it hit
        ("وقال الناطق إن جنود الفرقة قتلوا مسلحين واعتقلوا خمسة أشخاص في بعقوبة.", ["جنود الفرقة"], ["خمسة أشخاص"]),
        # by somebody: the subject is the one taken
        ("وكان طبيب اختطف من قبل مسلحين قرب ورقلة.", ["مسلحين"], ["طبيب"]),
        # the accused has done what follows "of"
        ("اتهمت الحركة الجيش المالي بقصف سوق في منطقة كيدال.", ["الجيش المالي"], ["سوق"]),
        # those who left their homes are those hit
        ("نزوح مئات العائلات من مدينة الفاشر.", [], ["العائلات"]),
        # the army opens a clause of its own
        ("المسلحون ينسحبون من غاو والجيش المالي يقصف بلدة ميناكا.", ["الجيش المالي"], []),
        # reinforcements are no thing that is owned
        ("وصلت إلى مدينة سبها تعزيزات من القوات الخاصة.", ["القوات الخاصة"], []),
    ],
)
def test_who_stands_where(text: str, actors: list[str], targets: list[str]) -> None:
    event = events(text)[-1]
    assert (who(event), whom(event)) == (actors, targets)
