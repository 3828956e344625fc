"""The data files as a linguist must find them: explained, in columns, with examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from riwaya.cli.checking import all_checks, messages_of
from riwaya.events.refine import NEEDS
from riwaya.language import tables
from riwaya.language.fold import fold
from riwaya.language.gazetteer import gazetteer
from riwaya.language.pattern import word_lists
from riwaya.language.tables import read_lines, rows

DATA = tables.DATA
TABLES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.tsv*"))
RULES = sorted(path.relative_to(DATA / "rules").with_suffix("").as_posix() for path in (DATA / "rules").rglob("*.yaml"))
# What explains a row to a reader who does not read Arabic, by table where it is not called gloss.
EXPLAINS = {
    "export/acled_types.tsv": "event_type",
    "export/countries.tsv": "acled_name",
    "gazetteer/admin1.tsv": "name",
    "lexicon/rarity.tsv": "bits",
    "gazetteer/places.tsv.gz": "name_en",
    "gazetteer/stop.tsv": "reason",
    "gazetteer/supplement.tsv": "name_en",
}
MADE = {"lexicon/morphology.tsv.gz"}  # built by a script, from frequent words: no gloss
# Rows that need no gloss: places that their source names in Arabic only, inflected forms of glossed words.
PARTLY = {"gazetteer/places.tsv.gz", "lexicon/morphology_overrides.tsv"}
NO_STATE = {"EU"}  # a nationality's code that is no country of ISO 3166-1
WITH_EXAMPLES = ("counts/", "places/", "times/")  # files whose rules have patterns


def entries(name: str) -> list[Mapping[str, Any]]:
    loaded: list[Mapping[str, Any]] = yaml.safe_load((DATA / "rules" / f"{name}.yaml").read_text("utf-8"))
    return loaded


def all_rules() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name in RULES:
        yield from ((name, rule) for rule in entries(name))


@pytest.mark.parametrize(("name", "check"), [pytest.param(*pair, id=pair[0]) for pair in all_checks()])
def test_riwaya_check_passes(name: str, check: Any) -> None:
    assert messages_of(check) == [], name


def test_all_tables_are_here() -> None:
    assert len(TABLES) >= 20
    assert len(RULES) >= 15


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_header_and_says_what_its_rows_mean(name: str) -> None:
    lines = [line for line in read_lines(DATA / name) if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    assert len(header) == len(set(header)) > 1
    assert all(column == column.strip().lower() and column.isascii() for column in header)
    if name not in MADE:
        assert EXPLAINS.get(name, "gloss") in header


@pytest.mark.parametrize("name", [name for name in TABLES if name not in MADE | PARTLY])
def test_every_row_is_explained(name: str) -> None:
    column = EXPLAINS.get(name, "gloss")
    assert [row.where for row in rows(name) if not row[column].strip()] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    lines = [line for line in read_lines(DATA / name) if line.strip() and not line.startswith("#")]
    assert [line for line, times in Counter(lines).items() if times > 1] == []


@pytest.mark.parametrize("name", RULES)
def test_every_rule_says_what_it_means(name: str) -> None:
    for rule in entries(name):
        assert isinstance(rule["id"], str), rule
        assert rule.get("meaning", "").strip(), rule["id"]


def test_ids_of_rules_are_unique() -> None:
    ids = [rule["id"] for _, rule in all_rules()]
    assert sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1}) == []


def test_every_rule_with_a_pattern_has_examples_and_one_that_does_not_fit() -> None:
    with_pattern = [(name, rule) for name, rule in all_rules() if "pattern" in rule]
    assert len(with_pattern) > 60
    for name, rule in with_pattern:
        assert name.startswith(WITH_EXAMPLES), f"{name}: riwaya check does not run the examples of this file"
        assert len(rule["examples"]) >= 2, f"{name}: {rule['id']}"
        assert rule["counterexamples"], f"{name}: {rule['id']}"


@pytest.mark.parametrize("name", ["actors", "triggers", "support_verbs", "speech"])
def test_ids_of_a_table_are_unique(name: str) -> None:
    ids = [row["id"] for row in rows(f"lexicon/{name}.tsv", "id")]
    assert sorted({row_id for row_id in ids if ids.count(row_id) > 1}) == []


def test_triggers_name_known_types_and_frames() -> None:
    types = {row["type"] for row in rows("ontology/event_types.tsv", "type")}
    frames = {rule["id"] for rule in entries("events/frames")}
    wrong = [r.where for r in rows("lexicon/triggers.tsv") if r["type"] not in types or r["frame"] not in frames]
    assert wrong == []


def test_triggers_need_what_can_be_looked_for() -> None:
    needed = [(r.where, part.strip()) for r in rows("lexicon/triggers.tsv") for part in re.split("[|,]", r["needs"])]
    assert [(where, part) for where, part in needed if part and part not in NEEDS] == []


def test_every_type_has_a_trigger_or_a_rule() -> None:
    types = {row["type"] for row in rows("ontology/event_types.tsv", "type")}
    made = {row["type"] for row in rows("lexicon/triggers.tsv")} | {rule["type"] for rule in entries("events/types")}
    assert types - made == set()


def test_actors_have_a_wikidata_id_or_none() -> None:
    ids = [(row.where, row["wikidata"]) for row in rows("lexicon/actors.tsv")]
    assert [where for where, told in ids if not re.fullmatch(r"(Q\d+)?", told)] == []


def test_word_lists_are_not_empty() -> None:
    assert all(words for words in word_lists().values())


def test_every_country_of_the_nationalities_is_in_the_gazetteer() -> None:
    told = {row["country_iso2"] for row in rows("lexicon/nationalities.tsv")}
    assert told - set(gazetteer().countries) == NO_STATE


def test_every_place_of_the_supplement_is_in_the_gazetteer() -> None:
    """If not: python scripts/build_gazetteer.py --shipped."""
    missing = []
    for row in rows("gazetteer/supplement.tsv"):
        known = {n for name in row.list("names") for n in gazetteer().named(fold(name))}
        if row["kind"] != "DROP" and row["country"] not in {gazetteer().row(n).country for n in known}:
            missing.append(row.where)
    assert missing == []


def test_licences_of_foreign_data_are_named() -> None:
    assert (DATA / "gazetteer" / "ATTRIBUTION.md").read_text("utf-8").strip()


def test_no_table_is_left_unpacked_beside_its_packed_form() -> None:
    packed = {Path(name.removesuffix(".gz")) for name in TABLES if name.endswith(".gz")}
    assert packed & set(map(Path, TABLES)) == set()
