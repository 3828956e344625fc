"""Where the places of a report lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.mentions.places import find_places
from riwaya.model import Place, Report
from riwaya.resolve.geography import kilometres, moved
from riwaya.resolve.places import ELSEWHERE, NOT_LISTED, UNDECIDED, resolve_places
from riwaya.text import analyse

# A sentence, the words of one of its places, country, admin1, latitude, longitude, kilometres allowed, precision.
RESOLVED = [
    ("قصف الطيران مدينة البوكمال في ريف دير الزور", "البوكمال", "SY", "Deir ez-Zor", 34.45, 40.92, 10, 1),
    ("سقط قتلى في قرية الطيبة بريف درعا", "الطيبة", "SY", "Daraa", 32.56, 36.24, 10, 1),
    ("قتل مدنيون في المنصورة بسهل الغاب في ريف حماة", "المنصورة", "SY", "Hama", 35.65, 36.35, 20, 1),
    ("خرج الآلاف في القاهرة احتجاجا", "القاهرة", "EG", "Cairo", 30.05, 31.25, 20, 1),
    ("سيطرت قوات النظام على قرية القاهرة في ريف حماة", "القاهرة", "SY", "Hama", 35.44, 36.30, 20, 1),
    ("اجتمع الوزراء في الرياض لبحث الأزمة اليمنية", "الرياض", "SA", "Riyadh", 24.69, 46.72, 25, 1),
    ("انفجرت قنبلة في طرابلس بشمال لبنان", "طرابلس", "LB", "North Lebanon", 34.43, 35.85, 25, 1),
    ("انفجرت قنبلة في العاصمة الليبية طرابلس", "طرابلس", "LY", "Tripoli", 32.89, 13.18, 25, 1),
    ("قتل جنود في محافظة لحج باليمن", "لحج", "YE", "Lahij", 13.22, 44.72, 40, 4),
    ("اشتباكات في تعز باليمن", "تعز", "YE", "Taiz", 13.58, 44.02, 15, 1),
    ("شن الطيران غارات على مطار منغ بريف حلب", "مطار منغ", "SY", "Aleppo", 36.52, 37.04, 10, 1),
    ("وقعت اشتباكات جنوب الرقة", "جنوب الرقة", "SY", "Raqqa", 35.93, 39.0, 15, 2),
    ("انفجر لغم قرب الفلوجة في العراق", "الفلوجة", "IQ", "Al Anbar", 33.35, 43.78, 15, 2),
    ("عقدت القمة في سوريا", "سوريا", "SY", "", 35.0, 38.5, 250, 6),
    ("قتل جنود في جنوب غرب ليبيا", "جنوب غرب ليبيا", "LY", "", 25.5, 12.5, 400, 5),
    ("معارك في ريف منبج الجنوبي", "ريف منبج الجنوبي", "SY", "Aleppo", 36.4, 37.95, 30, 5),
    ("سقطت طائرة على بعد 100 كيلومتر شمال بغداد", "بغداد", "IQ", "Baghdad", 34.24, 44.4, 15, 2),
    ("نهب مسلحون مخازن في شندي بالسودان", "شندي", "SD", "River Nile", 16.69, 33.43, 15, 1),
    ("قصفت الطائرات مأرب في اليمن", "مأرب", "YE", "Marib", 15.46, 45.33, 10, 1),
    ("جرح جندي تونسي بلغم في جبل سمامة", "جبل سمامة", "TN", "Kasserine", 35.3, 8.95, 15, 1),
    ("هبطت طائرة ليبية في معيتيقة", "معيتيقة", "LY", "Tripoli", 32.89, 13.28, 5, 1),
    ("قال الجيش اللبناني إن قنبلة انفجرت في طرابلس", "طرابلس", "LB", "North Lebanon", 34.43, 35.85, 25, 1),
    ("قال الجيش الليبي إن قنبلة انفجرت في طرابلس", "طرابلس", "LY", "Tripoli", 32.89, 13.18, 25, 1),
    ("خطف مسلحون جزائريون سائقا قرب عزازقة", "عزازقة", "DZ", "Tizi Ouzou", 36.75, 4.37, 5, 2),
    ("هاجم مسلحون قرية في النيجر قرب بوسو", "بوسو", "NE", "Diffa", 13.7, 13.31, 5, 2),
    ("أصيب فلسطينيان في ترمسعيا", "ترمسعيا", "PS", "Ramallah and al-Bireh", 32.03, 35.28, 10, 1),
    ("توغلت آليات إسرائيلية عند الحدود مع غزة", "الحدود مع غزة", "PS", "Gaza", 31.5, 34.45, 10, 2),
    ("قتل جنديان تركيان في سيلوبي على الحدود العراقية", "سيلوبي", "TR", "Sirnak", 37.25, 42.47, 15, 1),
    ("زار وفد يمني محافظة عدن", "عدن", "YE", "Aden", 12.78, 45.04, 15, 4),
    ("وقع انفجار في العاصمة السورية", "العاصمة السورية", "SY", "Damascus", 33.51, 36.29, 15, 1),
]


def resolved(text: str) -> dict[str, Place]:
    analysis = analyse(Report(id="test", text=text))
    mentions = find_places(analysis)
    places = resolve_places(analysis, mentions)
    assert sorted(places) == list(range(len(mentions)))
    return {place.text: place for place in places.values()}


@pytest.mark.parametrize(("text", "name", "country", "admin1", "lat", "lon", "near", "precision"), RESOLVED)
def test_resolves(
    text: str, name: str, country: str, admin1: str, lat: float, lon: float, near: float, precision: int
) -> None:
    place = resolved(text)[name]
    assert place.lat is not None
    assert place.lon is not None
    assert kilometres(place.lat, place.lon, lat, lon) <= near
    assert (place.country, place.admin1, place.precision) == (country, admin1, precision)
    assert place.gazetteer_id
    assert not place.reason
    assert text[place.evidence.start : place.evidence.end] == name == place.text


def test_the_side_of_the_country_is_that_of_the_report() -> None:
    place = resolved("قال الجيش الليبي إن قنبلة انفجرت شرق البلاد، بحسب مصدر ليبي في ليبيا")["شرق البلاد"]
    assert (place.country, place.precision) == ("LY", 5)
    assert place.lon is not None
    assert place.lon > 18


def test_the_side_of_no_country_stays_unresolved() -> None:
    place = resolved("انفجرت قنبلة شرق البلاد")["شرق البلاد"]
    assert (place.lat, place.lon, place.precision) == (None, None, None)
    assert place.reason


def test_an_unlisted_village_stays_unresolved_but_in_its_governorate() -> None:
    place = resolved("قتل اثنان في قرية زنكوبارا بمحافظة حلب في سوريا")["زنكوبارا"]
    assert (place.lat, place.reason, place.country, place.admin1) == (None, NOT_LISTED, "SY", "Aleppo")


def test_an_obscure_place_elsewhere_is_not_taken_for_the_one_told() -> None:
    place = resolved("قتل اثنان في قرية كشكش زيانات بمحافظة تعز في اليمن")["كشكش زيانات"]
    assert (place.lat, place.reason) == (None, ELSEWHERE)


def test_homonyms_without_a_hint_stay_undecided() -> None:
    place = resolved("سقط قتلى في قرية العزيزية في سوريا")["العزيزية"]
    assert (place.lat, place.reason) == (None, UNDECIDED)


def test_neighbours_decide_between_homonyms() -> None:
    place = resolved("قتل مدنيون في بلدات حمورية وعين ترما وسقبا في سوريا")["حمورية"]
    assert (place.country, place.admin1) == ("SY", "Rif Dimashq")


def test_a_border_lies_between_its_countries() -> None:
    place = resolved("دارت معارك على الحدود السورية اللبنانية")["الحدود السورية اللبنانية"]
    assert place.lat is not None
    assert place.lon is not None
    assert kilometres(place.lat, place.lon, 34.0, 36.2) < 100
    assert place.precision == 5


def test_an_unlisted_quarter_lies_in_its_town() -> None:
    place = resolved("قتل شرطي في حي زنكوبارا بمدينة بنغازي في ليبيا")["زنكوبارا"]
    assert (place.country, place.admin1, place.precision) == ("LY", "Benghazi", 2)


def test_nothing_to_resolve() -> None:
    assert resolve_places(analyse(Report(id="test", text="")), ()) == {}


@given(
    st.floats(-60, 60),
    st.floats(-179, 179),
    st.floats(0, 359),
    st.floats(0, 500),
)
def test_moving_goes_as_far_as_told(lat: float, lon: float, bearing: float, distance: float) -> None:
    to_lat, to_lon = moved(lat, lon, bearing, distance)
    assert kilometres(lat, lon, to_lat, to_lon) == pytest.approx(distance, abs=0.01)


def test_moving_north_goes_north() -> None:
    lat, lon = moved(33.0, 44.0, 0.0, 111.2)
    assert (round(lat, 2), round(lon, 2)) == (34.0, 44.0)


def test_a_nationality_adjective_tells_the_country() -> None:
    place = resolved("انفجرت قنبلة في بلدة سروج التركية قرب الحدود السورية، وقال مصدر سوري إن السوريين نجوا")["سروج"]
    assert (place.country, place.admin1) == ("TR", "Sanliurfa")
