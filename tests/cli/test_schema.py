from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import jsonschema
import msgspec
import pytest
from typer.testing import Result

from riwaya.model import CodedReport, Event, Report, Span

Run = Callable[..., Result]
EVENT = Event(id="1", type="shelling", trigger="قصف", trigger_span=Span(0, 3), evidence=(Span(0, 9),))


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        ([], CodedReport(id="a", published=dt.date(2019, 3, 13), events=(EVENT,))),
        (["--what", "output"], CodedReport(id="a")),
        (["--what", "report"], Report(id="a", text="قصف")),
    ],
)
def test_what_is_written_fits_its_schema(run: Run, arguments: list[str], value: CodedReport | Report) -> None:
    schema = json.loads(run("schema", *arguments).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(msgspec.json.encode(value)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": 5}, schema)


def test_an_unknown_schema(run: Run) -> None:
    assert run("schema", "--what", "x").exit_code == 2
