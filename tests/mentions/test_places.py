"""Places found in sentences of many wars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.cli.checks.places import check_gazetteer, check_places
from riwaya.mentions.places import find_places
from riwaya.model import Analysis, PlaceMention, Report
from riwaya.text import analyse

# A sentence and the places that it names, containers in square brackets.
SENTENCES = [
    ("وقع قصف عنيف على بلدة البوكمال في ريف دير الزور الشرقي", ["البوكمال", "[ريف دير الزور الشرقي]"]),
    ("ارتكبت الميليشيات مجزرة في مدينة عدن، جنوب اليمن", ["عدن", "[جنوب اليمن]"]),
    ("قصفت ضاحية دار سعد بعشرات القذائف في اليمن", ["دار سعد", "اليمن"]),
    ("وصلت الإغاثة إلى قرى: (مشرعة، وحدنان) بجبل صبر في اليمن", ["مشرعة", "حدنان", "[جبل صبر]", "[اليمن]"]),
    ("دخلت القوات بلدة الحوطة عاصمة محافظة لحج (شمال عدن)", ["الحوطة", "[لحج]", "[شمال عدن]"]),
    ('عاد السكان إلى مدينة "لودر" في محافظة أبين', ["لودر", "[أبين]"]),
    ("قصف الطيران السوري بلدة الغارية الغربية بريف درعا الشرقي", ["الغارية الغربية", "[ريف درعا الشرقي]"]),
    ("اشتباكات في قريتي المشيك والبحصة بسهل الغاب في ريف حماة", ["المشيك", "البحصة", "[سهل الغاب]", "[ريف حماة]"]),
    ("دارت اشتباكات في منطقتي الجفينة ومخدرة غرب مأرب", ["الجفينة", "مخدرة", "[غرب مأرب]"]),
    ("انسحبت المعارضة السورية من مطار منغ", ["مطار منغ"]),
    ("إعادة فتح ميناء ومطار عدن أمام السفن", ["ميناء ومطار عدن"]),
    ("وصل المبعوث إلى العاصمة اليمنية صنعاء", ["صنعاء"]),
    ("اجتمع الوفدان في العاصمة السورية", ["العاصمة السورية"]),
    ("أعلنت موسكو مقتل جندي روسي في سوريا", ["موسكو", "سوريا"]),
    ("انفجرت سيارة مفخخة في بغداد", ["بغداد"]),
    ("قتل عشرون في تفجير بمدينة كركوك شمال العراق", ["كركوك", "[شمال العراق]"]),
    ("شن التنظيم هجوما قرب الفلوجة غربي العراق", ["الفلوجة", "[غربي العراق]"]),
    ("قصفت المدفعية أطراف مدينة بنغازي الليبية", ["بنغازي"]),
    ("اندلعت معارك في مدينة سبها جنوبي ليبيا", ["سبها", "[جنوبي ليبيا]"]),
    ("قصف الطيران الإسرائيلي مخيم جباليا شمال قطاع غزة", ["مخيم جباليا", "[شمال قطاع غزة]"]),
    ("قتل شاب فلسطيني في بلدة سلوان جنوب القدس", ["سلوان", "[جنوب القدس]"]),
    ("قتل عشرات المدنيين في مدينة الفاشر بولاية شمال دارفور", ["الفاشر", "[شمال دارفور]"]),
    ("قصفت قوات الدعم السريع أحياء في أم درمان", ["أم درمان"]),
    ("سقطت صواريخ على مدينة خاركيف شرق أوكرانيا", ["خاركيف", "[شرق أوكرانيا]"]),
    ("هاجم مسلحون قاعدة عسكرية في ولاية بورنو بنيجيريا", ["بورنو", "[نيجيريا]"]),
    ("فجر انتحاري نفسه في كابول الأفغانية", ["كابول"]),
    ("هاجمت حركة الشباب فندقا في مقديشو عاصمة الصومال", ["مقديشو", "[الصومال]"]),
    ("قتل جنود باكستانيون في إقليم بلوشستان", ["بلوشستان"]),
    ("انفجرت قنبلة في مدينة سروج التركية", ["سروج"]),
    ("سيطر المتمردون على مدينة غوما شرقي الكونغو الديمقراطية", ["غوما", "[شرقي الكونغو الديمقراطية]"]),
    ("أطلقت قذائف على قرية عرسال اللبنانية", ["عرسال"]),
    ("اعتقلت القوات السعودية مطلوبا في القطيف", ["القطيف"]),
    ("هاجم مسلحون كمينا للجيش المصري قرب مدينة العريش في شمال سيناء", ["العريش", "[شمال سيناء]"]),
    ("دارت معارك على الحدود السورية اللبنانية", ["الحدود السورية اللبنانية"]),
    ("حشدت أنقرة قواتها على الحدود مع العراق", ["أنقرة", "الحدود مع العراق"]),
    ("قتل 11 عسكريا على بعد 150 كيلومترا جنوب غرب العاصمة الجزائر", ["الجزائر"]),
    ("قطع المقاتلون الطريق بين تعز وعدن", ["تعز", "عدن"]),
    ("تقدمت القوات العراقية في محيط الموصل", ["الموصل"]),
    ("دخلت الدبابات إلى الأراضي السورية", ["الأراضي السورية"]),
    ("قصف النظام غوطة دمشق الشرقية", ["غوطة دمشق الشرقية"]),
    ("قتل شرطيان في حي جوبر بدمشق", ["جوبر", "[دمشق]"]),
    ("خرجت مظاهرة في مدينة السويداء السورية", ["السويداء"]),
    ("قصف الجيش مواقع في وادي بردى بريف دمشق", ["وادي بردى", "[ريف دمشق]"]),
    ("سقطت قذيفة على قرية كفر داعل في ريف حلب الغربي", ["كفر داعل", "[ريف حلب الغربي]"]),
    ("استهدفت الغارات محافظات صنعاء وصعدة وحجة اليمنية", ["صنعاء", "صعدة", "حجة"]),
    ("حررت القوات العراقية مدن الرمادي والفلوجة وتكريت", ["الرمادي", "الفلوجة", "تكريت"]),
    ("فر المدنيون من بلدة هجين بمحافظة دير الزور", ["هجين", "[دير الزور]"]),
    ("نزح السكان من قرية زنكوبارا في ولاية بورنو", ["زنكوبارا", "[بورنو]"]),
    ("انفجرت قنبلة شرق البلاد", ["شرق البلاد"]),
    ("سيطرت القوات على تلعفر غرب الموصل", ["تلعفر", "[غرب الموصل]"]),
    ("وصلت قافلة إلى مضايا والزبداني بريف دمشق في سوريا", ["مضايا", "الزبداني", "[ريف دمشق]", "[سوريا]"]),
    # words of the dictionary behind "in", where the report's country has such a place
    ("انفجرت عبوة في زوارة فقتلت جنديا ليبيا", ["زوارة"]),
    ("قال الجيش التونسي إن جنديين أصيبا في القصرين أمس", ["القصرين"]),
    ("دارت اشتباكات في هيت بين الجيش العراقي والمسلحين", ["هيت"]),
    ("أغار الطيران السوري على حي في تدمر ثم عاد", ["تدمر"]),
    ("اختطف جندي ليبي في العزيزية", ["العزيزية"]),
    ("اعترضت سفينة يمنية في البحر المتوسط", ["البحر المتوسط"]),
    ("قصفت طائرات حربية ترهونة فجرا، وقال ناطق ليبي إن القصف مستمر", ["ترهونة"]),
    ("قصف مدفعي طال بلدات حاس وكفر سجنة وحزارين في سوريا", ["حاس", "كفر سجنة", "حزارين", "[سوريا]"]),
    ("انفجر لغم بدورية عراقية قرب القائم على الحدود السورية", ["القائم", "[الحدود السورية]"]),
    ("خطف طلاب من بلدة كانكارا في نيجيريا", ["كانكارا", "[نيجيريا]"]),
    ("أوقفت وحدة من الحرس التونسي مشتبها به بفرنانة", ["فرنانة"]),
    ("وفي غاو فجر انتحاري نفسه قرب جنود من الجيش المالي", ["غاو"]),
    ("سقطت طائرة فوق أوديسا وميكولايف الأوكرانيتين", ["أوديسا", "ميكولايف"]),
    ("تقدمت القوات اليمنية نحو منطقة «كيلو 16» شرقا", ["كيلو 16"]),
    ("دمر الجيش الجزائري كازمات في منطقة أولاد مزيود وغابة الزرقوم", ["أولاد مزيود", "غابة الزرقوم"]),
    ("هاجم مسلحون حامية بليلة السودانية", ["حامية بليلة"]),
    ("أطلقت صواريخ على مستوطنتي شلومي وزرعيت في إسرائيل", ["شلومي", "زرعيت", "[إسرائيل]"]),
    ("قتل مدنيون في الفوعة وكفريا بريف إدلب", ["الفوعة", "كفريا", "[ريف إدلب]"]),
]

# Sentences that name no place, though a word of theirs is the name of one somewhere.
NO_PLACES = [
    "قال الرئيس علي عبدالله صالح إن محمد العامري وصل",
    "عقد الفريق السوري اجتماعا مع الجانب اليمني",
    "أصدرت الحكومة بيانا بين فيه أن الأمن مستتب",
    "سيطرت القوات على المدينة ودخلت القرية",
    "قتل ثلاثة في منطقة حدودية وقرية سورية",
    "رفض الشعب الحرب وطالب بالسلام والعدل",
    "من ناحية أخرى قال الناطق إن المعارك مستمرة",
    "وبحسب الخبر فإن الثورة مستمرة",
    "قال جندي سوري إن رفاقه دمروا الموقع بالكامل وعادوا",
    "حكم قاض سوري على المتهم بالسجن عامين",
    "اقتلعت جرافات إسرائيلية أرضا فلسطينية مزروعة بالزيتون",
    "حول الطيران السوري المدينة إلى ساحة حرب",
    "وقع جنود من الجيش المالي في كمين نصبه مسلحون",
    "ناقش الوفد الليبي الأمر في القبة الجديدة",
]


def analysed(text: str) -> Analysis:
    return analyse(Report(id="test", text=text))


def told(text: str) -> list[str]:
    analysis = analysed(text)
    names = [(m, analysis.text(m.core_first, m.core_last, m.core_cut)) for m in find_places(analysis)]
    return [f"[{name}]" if mention.container else name for mention, name in names]


@pytest.mark.parametrize(("text", "places"), SENTENCES)
def test_finds_the_places_of_a_sentence(text: str, places: list[str]) -> None:
    assert told(text) == places


@pytest.mark.parametrize("text", NO_PLACES)
def test_finds_no_place_in_common_words(text: str) -> None:
    assert told(text) == []


def only(text: str) -> PlaceMention:
    mentions = find_places(analysed(text))
    assert len(mentions) == 1, mentions
    return mentions[0]


def test_takes_particles_off() -> None:
    mention = only("وبحلب قتل خمسة من الجيش السوري")
    assert (mention.cut, mention.preposition, mention.conjunction) == (2, "ب", "و")


def test_covers_the_head_noun_but_quotes_the_name() -> None:
    mention = only("قصف الجيش السوري مدينة البوكمال")
    assert (mention.core_first - mention.first, mention.head) == (1, "settlement")


def test_a_facility_keeps_its_head_noun() -> None:
    mention = only("هبطت طائرة في مطار كابول")
    assert (mention.core_first, mention.head) == (mention.first, "airport")


def test_an_unlisted_village_has_no_candidates() -> None:
    mention = only("قتل اثنان في قرية زنكوبارا")
    assert mention.candidates == ()
    assert mention.rule == "unknown:settlement"


def test_an_offset_tells_kilometres_and_bearing() -> None:
    mention = only("انفجر لغم على بعد 30 كلم جنوب شرق بغداد")
    assert (mention.relation, mention.kilometres, mention.bearing) == ("offset", 30.0, 135.0)


def test_a_side_tells_its_bearing() -> None:
    mention = only("وقعت اشتباكات شمال غرب الرقة")
    assert (mention.relation, mention.bearing) == ("part", 315.0)


def test_a_name_that_is_a_common_word_counts_where_the_report_puts_a_head_before_it() -> None:
    assert told("قصف الجيش السوري بلدة القصير. وسقط قتلى في القصير") == ["القصير", "القصير"]


def test_a_first_name_is_followed_by_a_surname_not_by_a_place() -> None:
    assert "صالح" not in told("التقى أحمد صالح وفدا من صنعاء في اليمن")


def test_a_dateline_only_places_the_writer() -> None:
    text = "اشتباكات في تعز\nعدن - وكالات: قتل ثلاثة في مدينة تعز اليمنية"
    assert told(text) == ["تعز", "[عدن]", "تعز"]


def test_the_rules_fit_their_examples() -> None:
    assert check_places() == []


def test_the_gazetteer_is_sound() -> None:
    assert check_gazetteer() == []


WORDS = [word for text, _ in SENTENCES for word in text.split()] + ["«", "»", "(", ")", "،", ".", "\n", "abc", "12"]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_mentions_slice_and_do_not_overlap(text: str) -> None:
    analysis = analysed(text)
    end = 0
    for mention in find_places(analysis):
        assert end <= mention.first < mention.last <= len(analysis.tokens)
        assert mention.first <= mention.core_first < mention.core_last <= mention.last
        span = analysis.span(mention.core_first, mention.core_last, mention.core_cut)
        assert (
            text[span.start : span.end] == analysis.text(mention.core_first, mention.core_last, mention.core_cut) != ""
        )
        end = mention.last


@given(st.text(alphabet="ابتحلمعنوي ،.«»()\n\u064b\u0640a1", max_size=60))
def test_any_text_will_do(text: str) -> None:
    find_places(analysed(text))
