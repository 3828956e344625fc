from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.incidents.copies import bands, copies, held, jaccard, shingles

WORDS = "قال سكان في البلدة إن قذائف سقطت قرب السوق مساء وإن فرق الإسعاف نقلت ثلاثة جرحى إلى المستشفى بينما".split()
AGENCY = " ".join(f"{word}{number}" for number in range(4) for word in WORDS)


def test_the_same_text_in_another_spelling_is_a_copy() -> None:
    assert copies(shingles("أُصيبَ " + AGENCY), shingles("اصيب " + AGENCY))


def test_a_changed_title_makes_no_other_voice() -> None:
    one, other = f"قذائف على السوق\n{AGENCY}", f"جرحى في البلدة بعد قصف\n{AGENCY}"
    assert copies(shingles(one), shingles(other))
    assert set(bands(one, shingles(one))) & set(bands(other, shingles(other)))


def test_an_agency_report_within_a_longer_one_is_a_copy() -> None:
    longer = AGENCY + " " + " ".join(f"كلمة{number}" for number in range(200))
    a, b = shingles(AGENCY), shingles(longer)
    assert jaccard(a, b) < 0.7
    assert held(a, b) == 1.0
    assert copies(a, b)


def test_empty_and_very_short_texts_are_nobodys_copies() -> None:
    assert not copies(shingles(""), shingles(""))
    assert not copies(shingles("قصف على السوق"), shingles("قصف على السوق"))
    assert bands("", shingles("")) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_copying_goes_both_ways(a: str, b: str) -> None:
    assert copies(shingles(a), shingles(b)) == copies(shingles(b), shingles(a))
