from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake import json_elements
from riwaya.intake.json_elements import elements

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(), JSON, max_size=3), max_size=5)


def cut(raw: bytes, max_bytes: int = 1_000_000) -> list[object]:
    return [
        json.loads(element.data) if element.data else element.problem
        for element in elements(io.BytesIO(raw), max_bytes)
    ]


@given(objects=OBJECTS, ascii_only=st.booleans(), indent=st.none() | st.just(1), chunk=st.integers(1, 40))
def test_an_array_is_cut_into_its_objects(
    objects: list[object], ascii_only: bool, indent: int | None, chunk: int
) -> None:
    raw = json.dumps(objects, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_elements, "CHUNK", chunk)
        assert cut(raw) == json.loads(raw)


@given(objects=OBJECTS, between=st.sampled_from(["", "\n", " , ", "\n\n"]))
def test_objects_behind_each_other_are_cut(objects: list[object], between: str) -> None:
    raw = between.join(map(json.dumps, objects)).encode()
    assert cut(raw) == objects


@given(st.binary(), st.integers(1, 20))
def test_any_bytes_end(raw: bytes, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_elements, "CHUNK", chunk)
        list(elements(io.BytesIO(raw), 10))


def test_lines_are_counted() -> None:
    raw = b'[\n{"a": "\\n"},\n\n{"b":\n1}\n]'
    assert [element.line for element in elements(io.BytesIO(raw), 100)] == [2, 4]


def test_what_is_no_object_is_named_once_and_the_rest_read() -> None:
    assert cut(b'[1, 2, "x", {"a": 1}, null, {"b": 2}]') == [
        "not a JSON object",
        {"a": 1},
        "not a JSON object",
        {"b": 2},
    ]


def test_an_object_above_the_limit_is_passed_over() -> None:
    raw = json.dumps([{"a": "x" * 200_000}, {"b": 1}]).encode()
    found = list(elements(io.BytesIO(raw), 1000))
    assert [(element.data, element.problem) for element in found] == [(None, ""), (b'{"b": 1}', "")]


def test_a_file_that_breaks_off_says_so() -> None:
    found = list(elements(io.BytesIO(b'[{"a": 1},\n{"b": "x'), 1000))
    assert found[0].data == b'{"a": 1}'
    assert "ends in the middle" in found[1].problem
    assert found[1].line == 2
