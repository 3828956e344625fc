"""Words are found however they are written, the same in both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filed import AT, filing
from riwaya.store.accounts import file_reports
from riwaya.store.engine import Store
from riwaya.store.search import Hit, Wanted, phrases_of, search

TAIZ = "وبمدينة تعز وقع قصف أمس. ونفى مصدر ذلك."
RAQQA = "شهدت الرَّقّة احتجاجات. ثم قصف على إدلب."
ADEN = "مدينة عدن هادئة.\nوفي تعز اجتماع."
BRITISH = "نقلت BBC عن 1300 نازح قولهم إن القصف مستمر."


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as connection:
        file_reports(
            connection,
            [
                filing("taiz", TAIZ, published=dt.date(2019, 3, 1)),
                filing("raqqa", RAQQA, published=dt.date(2019, 3, 2), outlet="other"),
                filing("aden", ADEN, published=None),
                filing("bbc", BRITISH, published=dt.date(2019, 3, 2)),
            ],
            AT,
        )
    return store


def hits(store: Store, text: str, **fields: object) -> list[Hit]:
    with store.reading() as connection:
        return list(search(connection, Wanted(text=text, **fields)))  # type: ignore[arg-type]  # as the test says


def found(store: Store, text: str, **fields: object) -> list[str]:
    return [hit.report for hit in hits(store, text, **fields)]


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("مدينة تعز", ["taiz", "aden"]),
        ("«مدينة تعز»", ["taiz"]),
        ('"مدينة تعز"', ["taiz"]),
        ('"مدينة تعز', ["taiz"]),
        ("مدينه", ["taiz", "aden"]),
        ("المدينة", ["taiz", "aden"]),
        ("بالرقة", ["raqqa"]),
        ("الرقة ادلب", ["raqqa"]),
        ("رقه", ["raqqa"]),
        ("bbc", ["bbc"]),
        ("1300", ["bbc"]),
        ("١٣٠٠", ["bbc"]),
        ("قصف", ["bbc", "raqqa", "taiz"]),  # the newest first, of a day the last that came in
        ("قصف سلام", []),
        ("وبمدينة", ["taiz"]),
        ("", []),
        ('"" ، . « »', []),
    ],
)
def test_words_are_found_however_they_are_written(filled: Store, query: str, reports: list[str]) -> None:
    assert found(filled, query) == reports


def test_the_snippet_is_the_untouched_text_with_its_offsets(filled: Store) -> None:
    (hit,) = hits(filled, "«رقة احتجاجات»")
    assert hit.span.of(RAQQA) == "الرَّقّة احتجاجات"
    assert hit.snippet == RAQQA[hit.start : hit.start + len(hit.snippet)]
    assert (hit.outlet, hit.published) == ("other", dt.date(2019, 3, 2))


def test_a_snippet_cuts_no_word(store: Store) -> None:
    text = "كلمات " * 40 + "قصف " + "كلمات " * 40
    with store.writing() as connection:
        file_reports(connection, [filing("a", text)], AT)
    (hit,) = hits(store, "قصف")
    assert set(hit.snippet.split()) == {"كلمات", "قصف"}
    assert len(hit.snippet) < 150


def test_evidence_is_the_sentences_that_tell_events(filled: Store) -> None:
    (hit,) = hits(filled, "تعز", within="evidence")
    assert (hit.report, hit.type) == ("taiz", "shelling")
    assert hit.event.startswith("E")
    assert found(filled, "نفى", within="evidence") == []
    assert found(filled, "نفى") == ["taiz"]


def test_by_outlet_and_by_day_of_publication(filled: Store) -> None:
    assert found(filled, "قصف", outlets=("other",)) == ["raqqa"]
    assert found(filled, "قصف", since=dt.date(2019, 3, 2)) == ["bbc", "raqqa"]
    assert found(filled, "قصف", until=dt.date(2019, 3, 1)) == ["taiz"]
    assert found(filled, "تعز", until=dt.date(2019, 3, 1)) == ["taiz"]


def test_other_letters_at_the_beginning_belong_to_the_word() -> None:
    assert phrases_of("وزير") == ((frozenset({"وزير"}),),)
    ((word,),) = phrases_of("للتحالف")
    assert {"للتحالف", "تحالف"} <= word


def test_a_word_as_long_as_a_report(store: Store) -> None:
    word = "ا" * 5000
    with store.writing() as connection:
        file_reports(connection, [filing("a", f"{word} x")], AT)
    assert found(store, word) == ["a"]


def test_a_report_of_more_words_than_a_text_vector_holds(store: Store) -> None:
    words = " ".join(f"كلمة{number} {number:07}" for number in range(60_000))
    with store.writing() as connection:
        file_reports(connection, [filing("a", words)], AT)
    assert found(store, "0059999 كلمة") == ["a"]


OPERATORS = "NOT OR AND NEAR( * ^ col: ( ) ' \\ ;-- % _ | & !".split()
SYNTAX = [*OPERATORS, "\0", "\ud800", '"', "«", "تعز", "قصف", " "]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(parts=st.lists(st.sampled_from(SYNTAX) | st.text(max_size=4), max_size=6))
def test_no_query_breaks_it(filled: Store, parts: list[str]) -> None:
    for query in ("".join(parts), " ".join(parts)):
        assert set(found(filled, query)) <= {"taiz", "raqqa", "aden", "bbc"}
