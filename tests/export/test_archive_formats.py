"""Every format opens in a reader of others and gives back what it carries, whatever the texts."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import warnings
from pathlib import Path
from typing import Any

import geopandas as gpd
import jsonschema
import msgspec
import pandas as pd
import pyarrow.parquet as pq
import pytest
from fastkml import kml
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from exported import account, actor, event, incident, of, place, target, written
from riwaya.export.columns import COLUMNS, values
from riwaya.export.records import record_of
from riwaya.export.sheets import cell
from riwaya.export.writers import ARCHIVE_FORMATS, ArchiveFormat
from riwaya.model import Count, DateRange, Event, Place, Source, Span
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident

NOWHERE = place(name="", lat=None, lon=None, country="", precision=None, gazetteer_id="")
THINGS = (
    account(),
    account(2, event(places=(), date=None, killed=None)),
    account(3, event(places=(NOWHERE,))),
    account(4, event(places=(place(lat=15.35, lon=44.2),))),
)
# GeoParquet 1.1: what its JSON schema asks of the metadata under "geo".
GEO_SCHEMA = {
    "type": "object",
    "required": ["version", "primary_column", "columns"],
    "properties": {
        "version": {"const": "1.1.0"},
        "primary_column": {"type": "string", "minLength": 1},
        "columns": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "required": ["encoding", "geometry_types"],
                "properties": {
                    "encoding": {"enum": ["WKB", "point"]},
                    "geometry_types": {"type": "array", "uniqueItems": True, "items": {"enum": ["Point"]}},
                    "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
                    "covering": {
                        "type": "object",
                        "required": ["bbox"],
                        "properties": {
                            "bbox": {
                                "type": "object",
                                "required": ["xmin", "xmax", "ymin", "ymax"],
                                "additionalProperties": {"type": "array", "minItems": 2, "maxItems": 2},
                            }
                        },
                    },
                },
            },
        },
    },
}


def parquet(*things: Account | Incident) -> Any:
    return pq.ParquetFile(io.BytesIO(written("geoparquet", *things)))


def frames(path: Path, name: ArchiveFormat, *things: Account | Incident) -> Any:
    """As geopandas reads it."""
    path.write_bytes(written(name, *things))
    with warnings.catch_warnings():
        # A collection of nothing but null geometry has no type to GDAL.
        warnings.simplefilter("ignore", UserWarning)
        return gpd.read_parquet(path) if name == "geoparquet" else gpd.read_file(path)


def hxl(*things: Account | Incident) -> tuple[list[str], pd.DataFrame]:
    frame = pd.read_csv(io.BytesIO(written("hxl", *things)), dtype=str, keep_default_na=False)
    return frame.iloc[0].tolist(), frame.iloc[1:]


def document(*things: Account | Incident, private: bool = False) -> Any:
    """The document of the KML as fastkml reads it."""
    return kml.KML.parse(io.BytesIO(written("kml", *things, private=private))).features[0]


def placemarks(*things: Account | Incident) -> list[Any]:
    return list(document(*things).features)


# ---- GeoParquet ----


def test_parquet_gives_back_every_column() -> None:
    table = parquet(*THINGS).read()
    assert table.column_names == [*COLUMNS, "geometry", "bbox"]
    for thing, row in zip(THINGS, table.to_pylist(), strict=True):
        assert {name: row[name] for name in COLUMNS} == values(record_of(without_names_of(thing)))
    assert table.to_pylist()[0]["bbox"] == {"xmin": 43.4831, "ymin": 13.9317, "xmax": 43.4831, "ymax": 13.9317}
    assert table.to_pylist()[1]["geometry"] is None


def without_names_of(thing: Account) -> Account:
    from riwaya.export.private import without_names

    return without_names(thing)


def test_geo_metadata_is_that_of_geoparquet_1_1() -> None:
    for things in (THINGS, THINGS[1:2], ()):
        metadata = parquet(*things).schema_arrow.metadata
        geo = json.loads(metadata[b"geo"])
        jsonschema.validate(geo, GEO_SCHEMA)
    geo = json.loads(parquet(*THINGS).schema_arrow.metadata[b"geo"])
    assert geo["columns"]["geometry"]["bbox"] == [43.4831, 13.9317, 44.2, 15.35]
    assert b"GeoNames" in parquet().schema_arrow.metadata[b"attribution"]


def test_geopandas_reads_the_points(tmp_path: Path) -> None:
    frame = frames(tmp_path / "a.parquet", "geoparquet", *THINGS)
    assert frame.crs.to_epsg() == 4326 or frame.crs.to_authority() == ("OGC", "CRS84")
    assert frame.geometry.iloc[0] == Point(43.4831, 13.9317)
    assert frame.geometry.isna().tolist() == [False, True, True, False]
    inside = gpd.read_parquet(tmp_path / "a.parquet", bbox=(44, 15, 45, 16))
    assert inside["id"].tolist() == ["E000000000004"]


def test_many_rows_are_several_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.export.geoparquet.ROWS_A_GROUP", 2)
    found = parquet(*THINGS, account(5))
    assert (found.num_row_groups, found.metadata.num_rows) == (3, 5)


# ---- GeoJSON ----


def test_features_by_the_rfc() -> None:
    found = json.loads(written("geojson", *THINGS))
    assert found["type"] == "FeatureCollection"
    assert found["bbox"] == [43.4831, 13.9317, 44.2, 15.35]
    assert "GeoNames" in found["attribution"]
    assert [feature["id"] for feature in found["features"]] == [thing.key for thing in THINGS]
    first, second = found["features"][:2]
    assert first["geometry"] == {"type": "Point", "coordinates": [43.4831, 13.9317]}
    assert second["geometry"] is None
    assert list(first["properties"]) == list(COLUMNS)
    assert first["properties"]["killed_max"] is None
    assert "bbox" not in json.loads(written("geojson"))


def test_geopandas_reads_the_features(tmp_path: Path) -> None:
    frame = frames(tmp_path / "a.geojson", "geojson", *THINGS)
    assert frame.geometry.isna().tolist() == [False, True, True, False]
    assert frame["type"].tolist() == ["shelling"] * 4
    assert frame["killed_min"].tolist()[0] == 9


# ---- KML ----


def test_placemarks_with_spans_points_and_data() -> None:
    first, second, *_ = placemarks(*THINGS)
    assert first.name == "shelling · Hays"
    assert (first.begin.dt, first.end.dt) == (dt.date(2019, 3, 12), dt.date(2019, 3, 12))
    assert (first.geometry.x, first.geometry.y) == (43.4831, 13.9317)
    data = {item.name: item.value for item in first.extended_data.elements}
    assert (data["id"], data["killed_min"], data["targets"]) == ("E000000000001", "9", "مدنيين")
    assert "killed_max" not in data
    assert second.geometry is None
    assert second.begin is None


def test_the_document_says_where_its_data_come_from() -> None:
    assert "GeoNames" in str(document().description)


# ---- CSV with HXL tags ----


def test_hashtags_stand_in_the_second_row() -> None:
    tags, frame = hxl(*THINGS)
    assert list(frame.columns) == list(COLUMNS)
    assert len(set(tags)) == len(tags)
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
    # Hashtags of the core dictionary of HXL 1.1.
    core = set("#meta #event #status #date #country #adm1 #loc #geo #group #affected #cause #description".split())
    assert {tag.partition("+")[0] for tag in tags} <= core


def test_hxl_gives_back_every_cell() -> None:
    _, frame = hxl(*THINGS)
    for thing, row in zip(THINGS, frame.to_dict("records"), strict=True):
        assert row == {name: cell(value) for name, value in values(record_of(without_names_of(thing))).items()}


# ---- JSON lines ----


def test_lines_give_back_accounts_and_incidents_whole() -> None:
    lines = written("jsonl", *THINGS, private=True).splitlines()
    assert [msgspec.json.decode(line, type=Account) for line in lines] == list(THINGS)
    (line,) = written("jsonl", incident(), private=True).splitlines()
    assert msgspec.json.decode(line, type=Incident) == incident()


def test_without_names_spans_still_hold() -> None:
    (line,) = written("jsonl", account()).splitlines()
    found = msgspec.json.decode(line, type=Account)
    text, told = found.report.text, found.event
    assert told.sources[0].text == told.sources[0].evidence.of(text)
    assert told.places[0].evidence.of(text) == "حيس"
    assert told.trigger_span.of(text) == told.trigger


# ---- all of them ----


@pytest.mark.parametrize("name", ARCHIVE_FORMATS)
def test_the_same_gives_the_same_bytes(name: ArchiveFormat) -> None:
    assert written(name, *THINGS) == written(name, *THINGS)
    assert written(name, incident()) == written(name, incident())


ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            ['"', "'", "\n", "\r", ",", "|", "\u200f", "\u202b", "\x00", "\x1b", "\ud800", "\ufffe", "=", "]"]
        ),
    ),
    max_size=12,
) | st.sampled_from(["]]>", "<b>&amp;</b>", "=1+1", '"', "\r\n", "\ud800\udc00", "\udc00"])
SPANS = st.just(Span(0, 0))
PLACES = st.builds(
    Place,
    text=ODD,
    evidence=SPANS,
    name=ODD,
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    country=st.sampled_from(["", "YE", "XX"]),
    precision=st.none() | st.integers(1, 7),
)
DATES = st.none() | st.builds(
    lambda start, days, precision, text: DateRange(
        start=start, end=start + dt.timedelta(days), precision=precision, basis="stated", text=text
    ),
    st.dates(dt.date(1000, 1, 1), dt.date(2100, 1, 1)),
    st.integers(0, 400),
    st.sampled_from([1, 2, 3, 4, 5]),
    ODD,
)
EVENTS = st.builds(
    lambda text, places, date, killed, name: Event(
        id="e1",
        type="shelling",
        trigger=text,
        trigger_span=Span(0, 1),
        evidence=(Span(0, 40),),
        actors=(actor("", "rebel", text=text, name=name, evidence=Span(0, 0)),),
        targets=(target("مدنيين", "civilians"),),
        places=tuple(places),
        date=date,
        killed=killed,
        sources=(Source(text=text, evidence=Span(0, len(text))),),
    ),
    ODD,
    st.lists(PLACES, max_size=2),
    DATES,
    st.none() | st.builds(Count, min=st.integers(0, 9999), max=st.none() | st.integers(0, 9999)),
    ODD,
)
ACCOUNTS = st.builds(lambda told, text: account(1, told, text=text), EVENTS, ODD)


@given(ACCOUNTS, st.booleans())
def test_any_text_opens_in_every_reader(thing: Account, private: bool) -> None:
    sound = record_of(thing if private else without_names_of(thing))
    table = pq.read_table(io.BytesIO(written("geoparquet", thing, private=private)))
    assert table.num_rows == 1
    assert table.to_pylist()[0]["date_start"] == (thing.event.date.start if thing.event.date else None)
    feature = json.loads(written("geojson", thing, private=private).decode("utf-8"))["features"][0]
    assert feature["properties"]["killed_min"] == values(sound)["killed_min"]
    for name in ("hxl", "acled", "ged"):
        frame = pd.read_csv(
            io.BytesIO(written(name, thing, private=private)), dtype=str, keep_default_na=False, lineterminator="\n"
        )
        assert len(frame) <= 2
        assert not frame.map(lambda text: bool(re.match(r"[=+@\t\r]|-[^0-9]", text))).to_numpy().any()
    (placemark,) = document(thing, private=private).features
    assert (placemark.begin is None) == (thing.event.date is None)
    (line,) = written("jsonl", thing, private=private).decode("utf-8").removesuffix("\n").split("\n")
    assert msgspec.json.decode(line, type=Account).key == thing.key


def test_an_incident_names_those_whom_accounts_blame_not_those_of_whom_it_is_denied() -> None:
    denied = account(2, event(modality="denied", actors=(actor("islamic_state", "jihadist", name="Islamic State"),)))
    found = record_of(incident(account(1), denied))
    assert ([party.id for party in found.actors], found.modality) == (["houthis"], "actual")
    assert [party.id for party in record_of(incident(denied)).actors] == ["islamic_state"]


def test_parties_that_most_accounts_name_come_first() -> None:
    rest = [account(number, event(actors=(actor("islamic_state", "jihadist"),))) for number in (2, 3)]
    found = record_of(incident(account(1), *rest))
    assert [party.id for party in found.actors] == ["islamic_state", "houthis"]


def test_coordinates_can_be_made_coarse() -> None:
    (feature,) = json.loads(written("geojson", account(), km=50))["features"]
    lon, lat = feature["geometry"]["coordinates"]
    assert (lon, lat) != (43.4831, 13.9317)
    assert abs(lon - 43.4831) < 0.5
    assert abs(lat - 13.9317) < 0.5
    (near,) = json.loads(written("geojson", of(places=(place(lat=13.94, lon=43.49),)), km=50))["features"]
    assert near["geometry"]["coordinates"] == [lon, lat]
    (told,) = json.loads(written("geojson", incident(), km=50))["features"]
    assert told["geometry"]["coordinates"] == [lon, lat]
