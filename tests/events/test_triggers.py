"""Which words tell an event: verbs, verbal nouns, light verbs, passives; and words that only look like it."""

from __future__ import annotations

import pytest

from told import events, only


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("قصفت القوات الحكومية بلدة كفرنبل في ريف إدلب.", "shelling", "قصفت"),  # a verb
        ("القوات الحكومية قصفت بلدة كفرنبل.", "shelling", "قصفت"),  # behind its subject
        ("القصف الروسي على مدينة خاركيف مستمر.", "shelling", "القصف"),  # a verbal noun
        ("قصف إسرائيلي على جنوب لبنان.", "shelling", "قصف"),
        ("سقوط قذائف على حي الميدان في دمشق.", "shelling", "سقوط"),
        ("سقطت قذائف هاون على حي الميدان في دمشق.", "shelling", "سقطت"),
        ("انسحاب قوات النظام من بلدة مورك.", "territory_transfer", "انسحاب"),
        ("اقتحام القوات الإسرائيلية مدينة جنين.", "armed_clash", "اقتحام"),
        ("اعتقال ناشط في الخرطوم.", "arrest", "اعتقال"),
        ("اعتقلت قوات الأمن العراقية ثلاثة ناشطين في البصرة.", "arrest", "اعتقلت"),
        ("أغلق الجيش المصري معبر رفح.", "blockade", "أغلق"),
        ("فرضت السلطات حظر التجول في مدينة عدن.", "blockade", "حظر التجول"),
        ("نزح آلاف المدنيين من مدينة الفاشر.", "displacement", "نزح"),
        ("انشق ضابط عن الجيش السوري في حماة.", "group_change", "انشق"),
        ("استخدمت قوات النظام غاز الكلور في سراقب.", "chemical_weapon", "غاز الكلور"),
        ("اغتالت عناصر مجهولة قاضيا في مدينة درنة.", "attack", "اغتالت"),
        ("فرضت الولايات المتحدة عقوبات على قوات الدعم السريع.", "sanction", "عقوبات"),
        ("أقامت القوات التركية نقطة مراقبة جديدة قرب سراقب.", "base_established", "نقطة مراقبة جديدة"),
    ],
)
def test_words_that_tell_an_event(text: str, kind: str, trigger: str) -> None:
    event = only(text)
    assert (event.type, event.trigger) == (kind, trigger)


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "actors"),
    [
        ("شن طيران التحالف أربع غارات على مديرية نهم.", "air_strike", "غارات", ["طيران التحالف"]),
        ("نفذت القوات الروسية ضربات على ميناء أوديسا.", "air_strike", "ضربات", ["القوات الروسية"]),
        ("ارتكبت قوات الدعم السريع مجزرة في قرية ود النورة.", "attack", "مجزرة", ["قوات الدعم السريع"]),
        ("كثف الطيران الروسي غاراته على ريف إدلب.", "air_strike", "غاراته", ["الطيران الروسي"]),
        ("اندلعت معارك بين الجيش والمتمردين في شرق الكونغو.", "armed_clash", "معارك", ["الجيش", "المتمردين"]),
        (
            "خاضت القوات الأوكرانية معارك مع القوات الروسية قرب أفدييفكا.",
            "armed_clash",
            "معارك",
            ["القوات الأوكرانية", "القوات الروسية"],
        ),
        (
            "تمكنت القوات العراقية من استعادة السيطرة على مدينة الرمادي.",
            "territory_gain",
            "استعادة السيطرة",
            ["القوات العراقية"],
        ),
    ],
)
def test_a_light_verb_carries_the_noun_and_gives_it_its_subject(
    text: str, kind: str, trigger: str, actors: list[str]
) -> None:
    event = only(text)
    assert (event.type, event.trigger) == (kind, trigger)
    assert [actor.text for actor in event.actors] == actors


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("قصفت مدينة تعز بالمدفعية أمس.", "shelling", "تعز"),  # the town was shelled, it did not shell
        ("قُصف مستشفى في مدينة حلب.", "shelling", "حلب"),
        ("خُطف صحفي في مدينة درنة.", "abduction", "درنة"),
        ("تعرضت بلدة الناقورة لقصف عنيف.", "shelling", "الناقورة"),  # came under
    ],
)
def test_a_passive_has_no_doer(text: str, kind: str, place: str) -> None:
    event = only(text)
    assert event.type == kind
    assert event.actors == ()
    assert [p.text for p in event.places] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "سيطر الحزن على أهالي الضحايا.",  # grief took hold
        "انفجر الخلاف بين الوزيرين.",  # a quarrel broke out
        "انفجر الطفل باكيا.",  # burst into tears
        "التقى الفريقان في نهائي الكأس.",  # two teams met
        "شن المنتخب هجوما على مرمى الضيوف في الشوط الثاني.",  # an attack on the goal
        "طرد الحكم لاعبا من الملعب.",  # sent off
        "خطف المنتخب بطاقة التأهل.",  # snatched the qualification
        "دمرت العاصفة عشرات المنازل.",  # a storm
        "ضرب زلزال مدينة أغادير.",  # an earthquake
        "حذر الأطباء من موجة الحر.",  # a heat wave
        "أرسل الرئيس برقية تهنئة إلى نظيره.",  # a telegram
        "توفي الرئيس السابق في المستشفى.",  # a natural death
        "جاء التدخل بناء على طلب من الرئيس الصومالي.",  # at a request: a noun that looks like a verb
        "هبطت طائرات مقاتلة في قاعدة سودانية.",  # fighter planes fight nobody here
    ],
)
def test_words_of_war_that_tell_no_event_of_war(text: str) -> None:
    assert events(text) == ()


def test_an_advance_told_with_what_it_took_is_one_event() -> None:
    event = only("أسفرت المواجهات عن تقدم الجيش الليبي وسيطرته على مدينة صبراتة.")
    assert (event.type, event.trigger) == ("territory_gain", "وسيطرته")


def test_the_next_meaning_of_a_word_serves_where_the_first_lacks_what_it_needs() -> None:
    assert only("وصلت إلى مدينة عدن قوات سودانية.").type == "mobilize"  # troops: no official's visit
    assert only("وصلت إلى مدينة عدن وزيرة الدفاع الفرنسية.").type == "consult"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("توغلت القوات الإسرائيلية شرق مدينة دير البلح.", "territory_gain"),  # an incursion enters a place
        ("دمرت طائرات حربية جسرا في مدينة صور.", "air_strike"),  # what planes destroy they strike
        ("أطلقت طائرة بدون طيار صاروخين على منزل في مدينة ميرعلي.", "air_strike"),
        ("عثر الجيش الجزائري على مخبأ للأسلحة في تبسة.", "weapons_disrupted"),
        ("اكتشاف ورشة لصناعة القنابل في تبسة.", "weapons_disrupted"),
        ("ضبط الجيش المصري ثلاثة مشتبه فيهم في رفح.", "arrest"),  # people, not arms
        ("ضبط الجيش المصري أسلحة في رفح.", "weapons_disrupted"),
        ("أقامت القوات الفرنسية قاعدة جديدة في كيدال.", "base_established"),
        ("طوقت قوات الدعم السريع مدينة بارا.", "blockade"),
        ("فر آلاف السكان من مدينة مدني.", "displacement"),
        ("فر المتمردون من مدينة مدني.", "territory_transfer"),  # fighters who flee give up the place
        ("هاجم محتجون مقر البلدية في مدينة سوسة.", "riot"),
        ("رشق شبان سيارات بالحجارة في مدينة سوسة.", "riot"),
        ("توزيع مساعدات غذائية في مدينة مأرب.", "aid"),
        ("داهمت القوات العراقية قرية في الحويجة واعتقلت ستة مشتبه بهم.", "arrest"),  # the raid served the arrests
        ("اقتاد مسلحون صحافيا في طرابلس إلى جهة مجهولة.", "abduction"),
        ("خرج آلاف المتظاهرين في مدينة أم درمان.", "protest"),
        ("أحرق محتجون مقر المعتمدية في مدينة قفصة.", "riot"),
        ("فرضت السلطات حظرا للتجول في مدينة نيالا.", "blockade"),
        ("تبادل الجيش والمتمردون عشرين أسيرا في مدينة مارب.", "concede"),
        ("استدعت المغرب سفيرها في مدريد.", "sanction"),
        ("سلم مسلحان أنفسهم إلى الجيش في أدرار.", "group_change"),
        ("أوقفت مصالح الأمن الجزائرية أربعة عناصر دعم في البويرة.", "arrest"),  # "support elements"
        ("هدمت جرافات الاحتلال منزلا في بلدة سلوان.", "destruction"),
        ("استهدفت عبوة ناسفة حافلة للجيش في مدينة رفح.", "explosive"),
        (
            "أعربت مصر عن احتجاجها الشديد على تصريحات الحكومة الإثيوبية.",
            "accuse",
        ),  # a state's protest is no demonstration
        ("داهمت الشرطة العراقية بعد ساعات قرية في الطارمية واعتقلت ستة مشتبه بهم.", "arrest"),
        ("هاجم مسلحون ثكنة في مدينة كيدال.", "armed_clash"),
        ("توجه وزير الخارجية القطري إلى القاهرة للقاء نظيره المصري.", "consult"),
        ("وفر نحو ربع مليون شخص من مدينة الفاشر.", "displacement"),  # too many to be fighters
        ("ثم أعادت السلطات المصرية فتح المعبر مساء.", "concede"),  # what was closed is open again
        ("وردت حركة الجهاد بعشرات الصواريخ على مدينة عسقلان.", "shelling"),  # answered with rockets
        ("وردت مقاتلات تركية بضرب مواقع لحزب العمال الكردستاني في قنديل.", "air_strike"),
        ("ضربت طائرات حربية مخزنا في مدينة غاو.", "air_strike"),
        ("وأردى قناصة طبيبا في مدينة بنغازي.", "attack"),
        ("تحدث الرئيس الفرنسي هاتفيا مع الرئيس المالي أمس.", "consult"),
        ("وأبدت الحكومة القطرية استعدادها لمساعدة السودان.", "support"),
        ("ودخلت الهدنة حيز التنفيذ في مدينة تعز فجر الأحد.", "agreement"),
        ("وتستضيف جنيف غدا مؤتمرا للمانحين من أجل اليمن.", "consult"),
        ("وطردت الخرطوم القائم بالأعمال النرويجي.", "sanction"),
        ("عبرت سفارة الولايات المتحدة في الرباط عن ارتياحها.", "support"),  # expressed: nobody crossed
    ],
)
def test_words_of_many_wars(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "أطلق مقاتلون الرصاص في الهواء في مدينة سرت.",  # into the air
        "أدانت المنظمة التطهير العرقي.",  # a charge, no clearing of a place
        "تقع عين زارة جنوب طرابلس.",  # "zara" (he visited it) inside a name
        "اعترف الجيش الإسرائيلي بمقتل جنديين.",  # admitted, not recognised
        "تلقى برج المراقبة إشارة من طائرة عسكرية فوق مدينة جازان.",  # received, written like "she throws"
        "بقيت عائلات في الملاجئ خوفا من سقوط قذائف على مدينة مرزق.",  # for fear of shells
        "وصلت القافلة إلى مناطق تسيطر عليها حركة طالبان في ولاية هلمند.",  # areas that it holds: no taking
    ],
)
def test_words_that_only_look_like_one(text: str) -> None:
    assert {event.type for event in events(text)}.isdisjoint(
        {"attack", "shelling", "territory_gain", "consult", "support"}
    )


def test_a_place_named_before_is_taken_and_left() -> None:
    told = events(
        "هاجم المتمردون قاعدة للجيش المالي في مدينة غاو. وقال شاهد إن المتمردين دخلوا القاعدة ثم انسحبوا منها."
    )
    assert [event.type for event in told] == ["armed_clash", "territory_gain", "territory_transfer"]


def test_looting_is_an_act_of_its_own_beside_the_fighting() -> None:
    told = events("هاجم المتمردون ثكنة للجيش المالي في مدينة غاو ونهبوا مصرف المدينة.")
    assert [event.type for event in told] == ["armed_clash", "destruction"]


def test_a_side_that_takes_a_place_after_battles_fought_them() -> None:
    told = events("استعاد الجيش الليبي مدينة غريان بعد معارك عنيفة.")
    assert [event.type for event in told] == ["territory_gain", "armed_clash"]


def test_bodies_found_are_no_victims_of_the_violence_told_before() -> None:
    told = events("انفجرت سيارة مفخخة في كركوك فقتل ثلاثة أشخاص. وعثرت الشرطة على ست جثث في مدينة الكوت.")
    assert [(event.type, event.killed and event.killed.min) for event in told] == [("explosive", 3), ("attack", 6)]
