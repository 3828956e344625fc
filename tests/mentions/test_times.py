"""Times in sentences: where they are, what they tell, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.cli.checks.times import check_times
from riwaya.errors import DataError
from riwaya.mentions.times import find_hits, find_times, openers
from riwaya.model import Analysis, Report, TimeMention
from riwaya.text import analyse


def read(text: str) -> Analysis:
    return analyse(Report(id="test", text=text))


def only(text: str) -> TimeMention:
    (mention,) = find_times(read(text))
    return mention


def words(text: str) -> list[str]:
    analysis = read(text)
    return [analysis.text(m.first, m.last, m.cut) for m in find_times(analysis)]


def test_every_example_of_the_rules_fits_and_every_counterexample_does_not() -> None:
    assert check_times() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قصفت الطائرات مساء أمس (السبت) القرية", ["مساء أمس (السبت)"]),
        ("وقال «اليوم، الاثنين» إن القصف مستمر", ["اليوم، الاثنين"]),
        ("قُتلوا ليل السبت - الأحد في غارة", ["ليل السبت - الأحد"]),
        ("تنعقد القمة يومي 10 و11 تشرين الثاني (نوفمبر) الجاري", ["يومي 10 و11 تشرين الثاني (نوفمبر) الجاري"]),
        ("الأحد 24 شوال 1436 هـ الموافق 9 أغسطس 2015", ["الأحد 24 شوال 1436 هـ الموافق 9 أغسطس 2015"]),
        ("وقع في ديسمبر كانون الأول هجوم", ["ديسمبر كانون الأول"]),
        ("والثلاثاء استهدف انفجار خط أنابيب", ["الثلاثاء"]),
        ("قصفوها الجمعة، وعادوا في 12 أوت 2014", ["الجمعة", "12 أوت 2014"]),
        ("خلال الـ48 ساعة الماضية قصفوها", ["الـ48 ساعة الماضية"]),
    ],
)
def test_the_whole_phrase_is_one_mention(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "لم يصل أحد إلى البلدة",  # someone, not Sunday
        "خرجوا من صلاة الجمعة",  # the prayer of Friday
        "وقالت قوى 14 آذار إن الحكومة فشلت",  # a coalition named after a date
        "منذ ثورة 25 يناير",  # a revolution
        "مارس الجيش ضغوطا",  # practised, not March
        "انفجرت سيارة في إب",  # a town that folds like August
        "قال أب لثلاثة أطفال",  # father
        "قالت تيريزا ماي",  # a surname, not May
        "وهم بأمس الحاجة إلى الغذاء",  # in dire need, not yesterday
        "وذكرت صحيفة «اليوم» السعودية",  # a newspaper
        "وما زال القصف مستمرا حتى الآن",  # until now
        "وتواصل حاليا تقدمها",  # at present
        "وصل إلى بغداد",
        "قرار مجلس الأمن 2216",
        "فاز الفريق 3 صفر",  # nil, not Safar
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert words(text) == []


def test_a_part_of_the_day_is_kept_beside_the_day() -> None:
    mention = only("قصفت الطائرات فجر اليوم الأحد القرية")
    assert mention.day_part == "dawn"
    assert (mention.value.kind, mention.value.offset, mention.value.weekday) == ("day_offset", 0, 6)


def test_attached_particles_are_taken_off_the_first_word() -> None:
    mention = only("وأمس قصفت الطائرات القرية")
    assert (mention.conjunction, mention.cut) == ("و", 1)
    mention = only("انتهى القصف بنهاية تموز الماضي")
    assert (mention.preposition, mention.cut, mention.value.part) == ("ب", 1, "end")


def test_a_month_under_two_names_is_one_month() -> None:
    for text in ("في 25 تموز (يوليو)", "في 25 يوليو/تموز", "في 25 تموز يوليو"):
        value = only(text).value
        assert (value.kind, value.day, value.month) == ("date", 25, 7)


def test_day_numbers_in_words() -> None:
    value = only("في الثالث والعشرين من كانون الثاني").value
    assert (value.day, value.month) == (23, 1)


def test_a_weekday_needs_its_article() -> None:
    assert only("قصفوها الأحد").value.weekday == 6
    assert words("قتل أحد عشر جنديا") == []


def test_the_hit_that_says_no_time_keeps_its_words() -> None:
    (hit,) = find_hits(read("خرجوا من صلاة الجمعة"))
    assert hit.value is None


def test_a_pattern_that_can_begin_with_anything_is_refused() -> None:
    assert openers("[=يوم] {day: <day_number>} من", "here") == {"يوم", "<day_number>"}
    with pytest.raises(DataError, match="must begin"):
        openers("..3", "here")


PIECES = (
    "أمس اليوم غدا (السبت) الأحد الجمعة يوم ليل ليلة مساء صلاة من منذ حتى إلى بين و في قبل 3 10 11 25 31 2015 1436 "
    "تموز (يوليو) آب شوال صفر كانون الثاني الماضي الجاري المقبل الشهر الأسبوع العام أيام يومين 48 ساعة ، . / - نهاية "
    "أول"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_mentions_slice_the_text_in_order_without_overlap(pieces: list[str]) -> None:
    analysis = read(" ".join(pieces))
    mentions = find_times(analysis)
    last = 0
    for mention in mentions:
        assert last <= mention.first < mention.last <= len(analysis.tokens)
        last = mention.last
        assert analysis.text(mention.first, mention.last, mention.cut) in analysis.report.text
        sentence = analysis.sentences[analysis.sentence_at(mention.first)]
        assert mention.last <= sentence.last
    assert find_times(read(" ".join(pieces))) == mentions
