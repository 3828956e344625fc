"""The published JSON Schema: what it allows, and that it does not change by accident."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from riwaya.cli.schema import What, schema_of
from riwaya.language.tables import rows
from riwaya.model import CodedReport, Report
from riwaya.pipeline import code

# Changes with every change of the output's shape, which users must be told of: then write the new figure here, a line
# into the changelog, and the field into docs/output.md.
SHAPES = {What.output: "cd479b8010eccb51", What.report: "017cfa4af3d6c920"}
DESCRIPTIONS = frozenset({"description", "title"})


def bare(schema: Any) -> Any:
    """A schema without its prose, keys in order."""
    if isinstance(schema, dict):
        return {key: bare(schema[key]) for key in sorted(schema) if not _prose(key, schema[key])}
    return [bare(part) for part in schema] if isinstance(schema, list) else schema


def _prose(key: str, value: Any) -> bool:
    return key in DESCRIPTIONS and isinstance(value, str)


def sample_reports(samples: Path) -> Iterator[Report]:
    for path in sorted(samples.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        yield Report(id=told["id"], text=told["text"], published=dt.date.fromisoformat(told["published"]))


@pytest.mark.parametrize("what", list(What))
def test_it_is_a_schema(what: What) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(what))


@pytest.mark.parametrize("what", list(What))
def test_its_shape_is_stable(what: What) -> None:
    shape = json.dumps(bare(schema_of(what)), sort_keys=True, ensure_ascii=False)
    assert hashlib.sha256(shape.encode()).hexdigest()[:16] == SHAPES[what]


def test_what_is_coded_fits_it(samples: Path) -> None:
    inside = jsonschema.Draft202012Validator(schema_of(What.report))
    outside = jsonschema.Draft202012Validator(schema_of(What.output))
    for report in sample_reports(samples):
        inside.validate(json.loads(msgspec.json.encode(report)))
        outside.validate(json.loads(msgspec.json.encode(code(report))))


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 5},
        {"outlet": "no id"},
        {"id": "a", "events": [{"type": "raid"}]},
        {"id": "a", "published": 20190313},
        {"id": "a", "warnings": ["no code"]},
    ],
)
def test_what_is_wrong_does_not_fit_it(wrong: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema_of(What.output))


def test_every_field_of_the_output_is_documented(root: Path) -> None:
    documented = (root / "docs" / "output.md").read_text("utf-8")
    definitions: Any = schema_of(What.output)["$defs"]
    fields = {(name, field) for name, definition in definitions.items() for field in definition["properties"]}
    assert {f"{name}.{field}" for name, field in fields if f"`{field}`" not in documented} == set()


def test_the_event_types_are_those_of_the_ontology() -> None:
    definitions: Any = schema_of(What.output)["$defs"]
    listed = [row["type"] for row in rows("ontology/event_types.tsv", "type", "acled", "plover", "gloss")]
    assert sorted(definitions["Event"]["properties"]["type"]["enum"]) == sorted(listed)


def test_a_line_of_output_is_a_coded_report() -> None:
    assert schema_of(What.output)["title"] == CodedReport.__name__
