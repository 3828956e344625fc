"""The written forms of verbs and nouns that tables list by their headword."""

from __future__ import annotations

import pytest

from riwaya.language.fold import fold
from riwaya.language.inflect import noun_forms, verb_forms

# headword → forms that newspapers write (third person, and "we"; with pronoun suffixes)
PAST = [
    ("قصف/يقصف", "قصف قصفت قصفوا قصفا قصفتا قصفن قصفنا قصفه قصفته قصفها قصفوهم قصفتهم"),  # regular: to bomb
    ("قال/يقول", "قال قالت قالوا قالا قالتا قالها قالته"),  # hollow: to say
    ("دعا/يدعو", "دعا دعت دعوا دعتا دعونا دعاه دعاهم دعته دعوه"),  # defective in waw: to call
    ("التقى/يلتقي", "التقى التقت التقوا التقيا التقتا التقينا التقاه التقته التقوه"),  # defective in ya: to meet
    ("شن/يشن", "شن شنت شنوا شنا شنتا شنها شنته شنوها"),  # doubled: to launch
    ("اختطف/يختطف", "اختطف اختطفت اختطفوا اختطفه اختطفوهم"),  # derived: to abduct
]
PRESENT = [
    ("قصف/يقصف", "يقصف تقصف نقصف أقصف يقصفون تقصفون يقصفوا يقصفان تقصفان يقصفن يقصفه تقصفهم"),
    ("قال/يقول", "يقول تقول نقول يقولون يقولوا يقولان يقوله"),
    ("دعا/يدعو", "يدعو تدعو ندعو يدعون يدعوا يدعوان تدعوان يدعوه"),
    ("التقى/يلتقي", "يلتقي تلتقي نلتقي يلتقون يلتقوا يلتقيان تلتقيان يلتقيه"),
    ("شن/يشن", "يشن تشن نشن يشنون يشنوا يشنان يشنها"),
]
NOT_MADE = [
    ("التقى/يلتقي", "التقا التقان يلتقان"),  # the ya stays before "they two"
    ("دعا/يدعو", "دعاوا دعات يدعووا يدعان"),
    ("قصف/يقصف", "سيقصف وقصف بقصف"),  # attached particles are taken off the text, not put on the table
]


@pytest.mark.parametrize(("headword", "forms"), PAST, ids=[headword for headword, _ in PAST])
def test_past_forms(headword: str, forms: str) -> None:
    made = {form for form, tense in verb_forms(headword) if tense == "past"}
    assert {fold(form) for form in forms.split()} - made == set()


@pytest.mark.parametrize(("headword", "forms"), PRESENT, ids=[headword for headword, _ in PRESENT])
def test_present_forms(headword: str, forms: str) -> None:
    made = {form for form, tense in verb_forms(headword) if tense == "present"}
    assert {fold(form) for form in forms.split()} - made == set()


@pytest.mark.parametrize(("headword", "forms"), NOT_MADE, ids=[headword for headword, _ in NOT_MADE])
def test_forms_that_are_none(headword: str, forms: str) -> None:
    assert {fold(form) for form in forms.split()} & {form for form, _ in verb_forms(headword)} == set()


def test_a_verb_without_present_has_past_forms_only() -> None:
    assert {tense for _, tense in verb_forms("ليس")} == {"past"}


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("هجوم", "هجوم هجومه هجومها هجومهم هجومنا"),  # attack
        ("غارة", "غارة غارته غارتها غارتهم"),  # raid: ta marbuta opens before a suffix
        ("غارات", "غارات غاراته غاراتهم"),
        ("عدوان", "عدوان عدوانه عدوانهم"),
    ],
)
def test_noun_forms(noun: str, forms: str) -> None:
    assert {fold(form) for form in forms.split()} - set(noun_forms(noun)) == set()


def test_an_accusative_alef_takes_no_suffix() -> None:
    assert list(noun_forms("هجوما")) == ["هجوما"]


def test_an_open_ta_marbuta_is_no_form_of_its_own() -> None:
    assert "غارت" not in set(noun_forms("غارة"))
