from __future__ import annotations

import msgspec

from riwaya.export import open_export
from riwaya.model import CodedReport, Report
from riwaya.model.events import Warning as ReportWarning

MARK = "\u200e"


def test_every_field_is_a_line_and_the_trigger_is_marked(report: Report, coded: CodedReport) -> None:
    lines = open_export("table", width=200).report(report, coded).split("\n")
    told = [line.strip().replace(MARK, "") for line in lines if line.strip()]
    assert told[0] == "r1 · paper · 2019-03-13 · 2 events"
    assert told[1] == "1  shelling  denied  confidence 0.71"
    assert told[2:14] == [
        "actors     الحوثيون (Houthis)",
        "place      حيس (Hays, YE) 13.9300, -43.4800 precision 1",
        "place      سوق unresolved: not in the gazetteer",
        "date       2019-03-12 (أمس) relative, precision 1",
        "killed     at least 9 (تسعة مدنيين على الأقل)",
        "injured    4 to 6",
        "civilians  harmed",
        "weapon     =هاون (mortar)",
        "sources    مصدر طبي",
        "evidence   قتلى في قصف سوق",
        "evidence   قُتل تسعة مدنيين على الأقل، أمس، جراء **قصف** على سوق في مدينة حيس، وفق مصدر طبي.",
        "2  protest  actual",
    ]
    assert told[14:] == ["date       unknown", "sources    the outlet itself", "evidence   قُتل"]


def test_a_mark_keeps_what_follows_an_arabic_phrase_in_place(report: Report, coded: CodedReport) -> None:
    text = open_export("table", width=200).report(report, coded)
    assert f"حيس{MARK} (Hays" in text
    assert f"أمس{MARK})" in text


def test_no_styles_unless_wanted_and_no_markup_from_the_text(report: Report, coded: CodedReport) -> None:
    bold = msgspec.structs.replace(coded, id="[bold]r1[/bold] :smile:")
    assert open_export("table").report(report, bold).startswith("[bold]r1[/bold] :smile: ·")
    assert "\x1b" not in open_export("table").report(report, coded)
    assert "\x1b[" in open_export("table", colour=True).report(report, coded)


def test_warnings_and_long_lines(report: Report, coded: CodedReport, empty: CodedReport) -> None:
    warned = msgspec.structs.replace(empty, warnings=(ReportWarning(code="no_date", message="no publication date"),))
    assert "! no publication date" in open_export("table").report(report, warned)
    assert "no date · 0 events" in open_export("table").report(report, empty)
    lines = open_export("table", width=60).report(report, coded).split("\n")
    assert max(map(len, lines)) <= 60 + 3
