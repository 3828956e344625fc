from __future__ import annotations

import json
from typing import Any

from riwaya.export import open_export
from riwaya.model import CodedReport, Report


def collection(report: Report, *coded: CodedReport) -> dict[str, Any]:
    export = open_export("geojson")
    written = export.head() + "".join(export.report(report, one) for one in coded) + export.tail()
    loaded: dict[str, Any] = json.loads(written)
    return loaded


def test_a_feature_for_each_event_at_each_place(report: Report, coded: CodedReport) -> None:
    found = collection(report, coded)
    assert found["type"] == "FeatureCollection"
    hays, market, nowhere = found["features"]
    assert hays["geometry"] == {"type": "Point", "coordinates": [-43.48, 13.93]}
    assert market["geometry"] is None
    assert market["properties"]["place_unresolved"] == "not in the gazetteer"
    assert nowhere["geometry"] is None
    assert nowhere["properties"]["place"] is None
    assert [feature["id"] for feature in found["features"]] == ["r1/e1/1", "r1/e1/2", "r1/e2/1"]
    about = hays["properties"]
    assert (about["date_start"], about["killed_min"], about["killed_max"]) == ("2019-03-12", 9, None)
    assert (about["confidence"], about["place_confidence"], about["date_confidence"]) == (0.71, 0.9, 0.62)
    assert (about["killed_confidence"], about["injured_confidence"]) == (None, 0.4)
    assert about["sources"] == ["مصدر طبي"]
    assert about["evidence"][0] == "قتلى في قصف سوق"


def test_any_number_of_reports_make_one_collection(report: Report, coded: CodedReport, empty: CodedReport) -> None:
    assert collection(report)["features"] == []
    assert collection(report, empty)["features"] == []
    assert len(collection(report, empty, coded, empty, coded)["features"]) == 6
