from __future__ import annotations

import msgspec
import pytest

from exported import TEXT, account, actor, event, incident, span, target, written
from riwaya.export.names import looks_like_names, words_of
from riwaya.export.private import HIDDEN, incident_without_names, shown, without_names
from riwaya.export.writers import ARCHIVE_FORMATS, ArchiveFormat
from riwaya.model import Actor, Source, Target
from riwaya.model.incidents import Blame

PRIVATE = ("وليد", "الزبيدي", "سمير", "الحداد", "قيس")


def named(text: str) -> list[str]:
    return [word.raw for word in looks_like_names(text, words_of(text))]


@pytest.mark.parametrize("name", [name for name in ARCHIVE_FORMATS if name != "geoparquet"])
@pytest.mark.parametrize("whole", [False, True])
def test_no_file_has_a_private_name(name: ArchiveFormat, whole: bool) -> None:
    file = written(name, incident() if whole else account()).decode("utf-8")
    assert [word for word in PRIVATE if word in file] == []
    asked_for = written(name, incident() if whole else account(), private=True).decode("utf-8")
    assert "الحداد" in asked_for


def test_names_are_hidden_letter_for_letter() -> None:
    text = without_names(account()).report.text
    assert len(text) == len(TEXT)
    assert [index for index, (a, b) in enumerate(zip(text, TEXT, strict=True)) if a != b and b.isspace()] == [
        TEXT.index("\n")
    ]
    assert text[span("وليد").start] == HIDDEN


def test_only_the_sentences_that_tell_the_event_are_left() -> None:
    told = event(evidence=(span("قُتل تسعة مدنيين"),))
    assert without_names(account(told=told)).report.text == "قُتل تسعة مدنيين"


def test_public_figures_and_groups_stand() -> None:
    told = without_names(account())
    assert told.event.actors == account().event.actors
    assert named("وصل علي عبدالله صالح إلى صنعاء") == []
    assert named("زعيم التنظيم أبو بكر البغدادي") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال محمد كرسوع إن القصف", ["محمد", "كرسوع"]),
        ("أصيب المواطن كرسوع بن ناصر", ["كرسوع", "بن", "ناصر"]),
        ("مقتل الطفلة هند الزبيدي", ["هند", "الزبيدي"]),
        ("قالت أم أحمد", ["أم", "أحمد"]),
        ("وقال الدكتور صادق الشجاع إن", ["صادق", "الشجاع"]),
        ("وأكد كرسوع بن محمد الخبر", ["كرسوع", "بن", "محمد", "الخبر"]),
        ("ورجل يبلغ من العمر عشرين", []),
        ("على الطريق إلى تعز", []),
        ("قصفت القوات الحكومية السوق", []),
    ],
)
def test_what_looks_like_a_name(text: str, found: list[str]) -> None:
    assert named(text) == found


def recut(phrase: str, type_: str, rule: str = "phrase") -> str:
    """What becomes of a source."""
    text = f"قال {phrase} إن القصف"
    source = Source(text=phrase, evidence=span(phrase, text), type=type_, rule=rule)
    told = event(
        evidence=(span(text, text),), actors=(), targets=(), places=(), date=None, killed=None, sources=(source,)
    )
    return shown(without_names(account(told=told, text=text)).event.sources[0].text, nothing=type_ or "unnamed")


@pytest.mark.parametrize(
    ("phrase", "type_", "rule", "left"),
    [
        ("المتحدث سعد الكرسوعي", "official", "title:", "المتحدث […]"),
        ("كرسوع البعبوعي", "official", "title:", "official"),
        ("الكرسوعي", "official", "surname", "official"),
        ("مسؤول يمني", "official", "title:", "مسؤول يمني"),
        ("مصادر محلية", "", "phrase", "مصادر محلية"),
        ("كرسوع البعبوع", "", "phrase", "unnamed"),
        ("الجيش", "state_forces", "head:", "الجيش"),
    ],
)
def test_a_source_becomes_its_role(phrase: str, type_: str, rule: str, left: str) -> None:
    assert recut(phrase, type_, rule) == left


def test_who_is_called_by_the_family_name_later_is_hidden_again() -> None:
    text = "قال سمير السلمي إن القصف وقع. وأضاف السلمي أن الجيش رد."
    told = event(evidence=(span(text, text),), actors=(), targets=(), places=(), date=None, killed=None, sources=())
    assert (
        shown(without_names(account(told=told, text=text)).report.text)
        == "قال […] إن القصف وقع. وأضاف […] أن الجيش رد."
    )


def test_an_address_that_spells_the_name_is_left_out() -> None:
    spelt = account()
    report = msgspec.structs.replace(spelt.report, url="https://example.org/%D8%B3%D9%85%D9%8A%D8%B1-الحداد")
    assert without_names(msgspec.structs.replace(spelt, report=report)).report.url == ""
    assert without_names(spelt).report.url == "https://example.org/1"


def test_what_an_analyst_wrote_is_looked_at_too() -> None:
    told = event(actors=(actor("", "person", text="سمير الحداد", name=""),), targets=(target("مدنيين"),))
    found = without_names(account(told=told)).event.actors[0]
    assert found.text == f"{HIDDEN * 4} {HIDDEN * 6}"


def test_blame_of_one_who_is_not_listed_becomes_a_role() -> None:
    whole = incident(
        account(
            told=event(actors=(Actor(text="سمير عبدالله الحداد", evidence=span("سمير عبدالله الحداد"), type="person"),))
        ),
        blame=(Blame(party="سمير عبدالله الحداد", name="سمير عبدالله الحداد", type="person"),),
    )
    (found,) = incident_without_names(whole).blame
    assert found.party == "person"
    assert "سمير" not in found.name
    assert incident_without_names(incident()).blame == incident().blame


def test_targets_that_are_things_stand() -> None:
    told = event(targets=(Target(text="سوق", evidence=span("سوق")),))
    assert without_names(account(told=told)).event.targets[0].text == "سوق"
