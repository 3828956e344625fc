"""Parties: names of the lexicon, head nouns with their adjectives, titles with names; and what they are quoted as."""

from __future__ import annotations

import pytest

from riwaya.model import ActorMention, Analysis, Report
from riwaya.pipeline import find_mentions
from riwaya.text import analyse


def read(text: str) -> tuple[Analysis, tuple[ActorMention, ...]]:
    analysis = analyse(Report(id="test", text=text))
    return analysis, find_mentions(analysis).actors


def quoted(text: str) -> list[str]:
    analysis, actors = read(text)
    return [analysis.text(m.core_first, m.core_last, m.core_cut) for m in actors]


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("اعتقلت الشرطة الإسرائيلية شابا فلسطينيا.", "الشرطة الإسرائيلية", "police", "IL"),
        ("قصفت الطائرات الروسية ريف حلب الشمالي.", "الطائرات الروسية", "aircraft", "RU"),
        ("قال المرصد السوري لحقوق الإنسان إن القصف مستمر.", "المرصد السوري لحقوق الإنسان", "monitor", "SY"),
        ("تقدمت قوات البيشمركة باتجاه كركوك.", "قوات البيشمركة", "state_forces", "IQ"),
        ("كتائب القسام أطلقت صواريخ على عسقلان.", "كتائب القسام", "militia", "PS"),
        ("سيطر الجيش على الحدود.", "الجيش", "state_forces", ""),  # whose army is not told
        ("هاجمت مجموعات مسلحة حقل الشرارة النفطي.", "مجموعات مسلحة", "unknown_armed", ""),
        ("اجتمع الوفدان في جنيف.", "الوفدان", "government", ""),
        ("استهدف القصف تجمعا لمقاتلي المعارضة السورية.", "مقاتلي المعارضة السورية", "rebel", "SY"),
    ],
)
def test_the_first_party(text: str, name: str, kind: str, country: str) -> None:
    analysis, (mention, *_) = read(text)
    assert analysis.text(mention.core_first, mention.core_last, mention.core_cut) == name
    assert (mention.type, mention.country) == (kind, country)


def test_planes_of_a_party_are_quoted_with_it_and_are_aircraft() -> None:
    _, (mention,) = read("طائرات التحالف العربي قصفت صعدة.")
    assert mention.type == "aircraft"
    assert mention.id == "saudi_coalition"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال وزير الخارجية الروسي سيرغي لافروف إن بلاده مستعدة.", ["سيرغي لافروف"]),  # the name behind the title
        (
            "التقى الرئيس التركي رجب طيب أردوغان نظيره الروسي فلاديمير بوتين.",
            ["رجب طيب أردوغان", "فلاديمير بوتين"],
        ),
        ("قال المتحدث باسم الجيش الليبي أحمد المسماري إن قواته تقدمت.", ["أحمد المسماري"]),
        ("قال أردوغان إن القوات التركية ستبقى.", ["أردوغان", "القوات التركية"]),  # the surname alone
    ],
)
def test_titles_and_names(text: str, names: list[str]) -> None:
    assert quoted(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the name stands behind the phrase that says for what, with whom or where
        ("طالب المندوب المثالي لدى الأمم المتحدة إبراهيم الطحاني برفع الحظر.", ["إبراهيم الطحاني"]),
        ("قال السفير المصري في باريس إيهاب المثالي إن الهجوم مدان.", ["إيهاب المثالي"]),
        ("أعلن المتحدث الأمني لوزارة الداخلية اللواء سمير الطحاني القبض عليهم.", ["سمير الطحاني"]),
        # one who travels is named before the place
        ("التقى الرئيس السوداني في جوبا سامي الطحاني.", ["الرئيس السوداني"]),
        # given names that are words too ("silence"), behind a complete title
        ("التقى المبعوث الأمريكي سكوت غريشمان قادة الحركات.", ["سكوت غريشمان", "قادة الحركات"]),
        # the object of the verb is not part of the name
        ("بحث وزير الدفاع العراقي نعيم الطحاني ملف الهجوم.", ["نعيم الطحاني"]),
        ("زار وزير الدفاع الأمريكي بغداد أمس.", ["وزير الدفاع الأمريكي"]),
        ("اجتمع والي جنوب دارفور نعيم الطحاني أمس.", ["نعيم الطحاني"]),
        ("بحث وزير الدفاع العراقي نعيم رافعي الأوضاع.", ["نعيم رافعي"]),
        # a given name of two words, a by-name
        ("قال وزير الدفاع التونسي عبد الكريم الطحاني إن الوضع مستقر.", ["عبد الكريم الطحاني"]),
        ("قتل الإرهابي المكنى أبو دجانة قرب باتنة.", ["أبو دجانة"]),
        # a title with a name of its own is another person
        (
            "استقبل الملك عبد الله الثاني رئيس الوزراء الإسرائيلي بنيامين نتنياهو.",
            ["الملك عبد الله الثاني", "بنيامين نتنياهو"],
        ),
    ],
)
def test_the_name_behind_a_long_title(text: str, names: list[str]) -> None:
    assert quoted(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أفاد العقيد في الجيش الليبي طارق الطحاني بأن المعارك مستمرة.", "طارق الطحاني"),
        ("هاجم مسلحون من الجيش الليبي طارق الطحاني.", "الجيش الليبي"),  # a complete name takes no person into it
        ("سيطرت قوات الرئيس اليمني هادي على المدينة.", "قوات الرئيس اليمني هادي"),
    ],
)
def test_a_person_is_no_part_of_a_party_that_is_complete(text: str, name: str) -> None:
    assert quoted(text)[0] == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # one title in the dual for two persons
        (
            "اتفق الرئيسان الروسي فلاديمير بوتين والفرنسي إيمانويل ماكرون على هدنة.",
            ["فلاديمير بوتين", "إيمانويل ماكرون"],
        ),
        (
            "التقى وزير الخارجية المصري نظيريه الجزائري سمير الطحاني والتونسي نعيم الطحاني.",
            ["وزير الخارجية المصري", "سمير الطحاني", "نعيم الطحاني"],
        ),
        # whose arm a party is, or its short name, does not make another party
        ("قصفت كتائب القسام الجناح العسكري لحركة حماس عسقلان.", ["كتائب القسام"]),
        ("قتل جنود من قوة الأمم المتحدة في مالي (مينوسما) قرب غاو.", ["قوة الأمم المتحدة في مالي"]),
        ("أعلنت جبهة النصرة فرع تنظيم القاعدة خطف جنود.", ["جبهة النصرة", "جنود"]),
        # the party that a unit is of
        ("داهمت وحدة خاصة من الجيش اللبناني منزلا في طرابلس.", ["الجيش اللبناني"]),
        ("أوقفت مفارز للجيش مهربين.", ["مفارز للجيش", "مهربين"]),
        ("اختطف مسلحون تابعون لتنظيم القاعدة سياحا.", ["تنظيم القاعدة"]),
        # two parties joined by "and" are two
        ("سيطر الجيش الوطني والمقاومة الشعبية على الجبل.", ["الجيش الوطني", "المقاومة الشعبية"]),
    ],
)
def test_who_is_one_party_and_who_are_two(text: str, names: list[str]) -> None:
    assert quoted(text) == names


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # what is a party's does what the party does; the pronoun agrees with it
        ("قالت حركة طالبان إن مقاتليها دخلوا قندهار.", ["taliban", "taliban"]),
        ("أعلن الجيش التركي أن حركة طالبان اعتقلت جنوده.", ["turkey_army", "taliban", "turkey_army"]),
        ("قالت بعثة يوناميد إن لصوصا أطلقوا النار على دورية تابعة لها.", ["unamid", "unamid"]),
        ("اندلع اشتباك بين دورية للجيش العراقي ومسلحين.", ["iraq_army", ""]),
    ],
)
def test_whose_people_they_are(text: str, ids: list[str]) -> None:
    assert [m.id for m in read(text)[1]] == ids


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("اشتبكت القوات مع مسلحين اعتلوا مئذنة المسجد.", ["القوات", "مسلحين"]),  # a verb that is not listed
        ("ألقى اثنا عشر مسلحاً أسلحتهم.", ["مسلحاً"]),  # a noun with tanwin is not annexed
        ("أبدى المسلحون نوايا عدائية.", ["المسلحون"]),
        # an adjective of a deed or a place, the same word for a person
        ("وقف الناس ضد كل عمل إرهابي جبان.", []),
        ("سقطت قذيفة على موقع عسكري في درعا.", []),
        ("أكد الحادث الإرهابي خطورة الوضع.", []),
        ("أسفر الحريق عن مقتل عسكري.", ["عسكري"]),
        ("شن انتحاري هجوما في كابول.", ["انتحاري"]),  # the object of the verb
        # one noun with the adjectives of two states
        ("سيطرت القوات الأمريكية والعراقية على الفلوجة.", ["القوات الأمريكية", "العراقية"]),
        ("قصفت قوات النظام التركي القرى.", ["قوات النظام التركي"]),  # no other state's forces of that name
    ],
)
def test_where_a_party_ends(text: str, names: list[str]) -> None:
    assert quoted(text) == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("حجزت مصالح الديوانة أسلحة قرب بن قردان.", "police"),  # customs in Tunisia
        ("نقلت مصلحة السجون الأسرى إلى النقب.", "police"),
        ("اقتحم جنود مشاة البحرية الحي.", "state_forces"),
        ("أعلن الكرملين رفض العقوبات.", "government"),
        ("هاجم بلاطجة المعتصمين.", "unknown_armed"),
    ],
)
def test_bodies_of_other_states(text: str, kind: str) -> None:
    assert read(text)[1][0].type == kind


def test_a_source_of_a_party_is_one_who_speaks_and_not_the_party() -> None:
    assert quoted("اتهم مصدر عسكري في قوات حفتر المتمردين بخرق الهدنة.")[0] == "مصدر عسكري"


def test_a_common_word_in_quotation_marks_may_be_a_party() -> None:
    assert [m.id for m in read("قصفت الطائرات معسكرات «القاعدة» شمال مالي.")[1]] == ["", "alqaeda"]
    assert [m.id for m in read("قصفت الطائرات القاعدة شمال مالي.")[1]] == [""]


def test_a_soldier_is_of_the_forces_and_no_official() -> None:
    _, (soldier, *_) = read("قتل جندي في هجوم على الثكنة.")
    assert soldier.type == "state_forces"


def test_forces_loyal_to_a_person_are_not_the_person() -> None:
    _, (mention,) = read("القوات الموالية للرئيس هادي سيطرت على زنجبار.")
    assert mention.type == "state_forces"


def test_the_movement_is_the_one_named_before() -> None:
    _, (named, resumed) = read("سيطرت حركة طالبان على قندوز. وقالت الحركة إنها دخلت المدينة.")
    assert named.id == resumed.id == "taliban"
    assert resumed.rule == "resumed"


def test_a_known_party_has_an_id_and_a_common_noun_has_none() -> None:
    assert [m.id for m in read("قتل ثلاثة من عناصر قوات الدعم السريع.")[1]] == ["rsf"]
    assert [m.id for m in read("هاجمت مجموعات مسلحة حقل الشرارة النفطي.")[1]] == [""]
