"""The documents say what is so: links lead somewhere, outputs are those of the program, tables those of the data.

`UPDATE_DOCS=1 pytest tests/test_docs.py` writes the outputs anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from riwaya.cli.main import app
from riwaya.language.tables import DATA, rows

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^ {4}|`|\| )riwaya ([a-z]+)\b", re.MULTILINE)
DATA_FILE = re.compile(r"`(?:src/riwaya/)?data/([\w/.-]+)`")
TABLE_ROW = re.compile(r"^\| [^|]+ \| `(\w+\.tsv)` \| ([\w, ]+) \|$", re.MULTILINE)
EXPLAINED = re.compile(r"(<!-- explain -->\n```\n)(.*?)(```\n)", re.DOTALL)
UPDATE = bool(os.environ.get("UPDATE_DOCS"))


def every_document() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)


def anchors(text: str) -> set[str]:
    """The anchors of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_document()
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text("utf-8")):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


@every_document()
def test_commands_exist(path: Path) -> None:
    known = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert set(COMMAND.findall(path.read_text("utf-8"))) <= known


@every_document()
def test_data_files_exist(path: Path) -> None:
    told = {name for name in DATA_FILE.findall(path.read_text("utf-8")) if "*" not in name}
    assert {name for name in told if not (DATA / name).exists()} == set()


def test_every_guide_is_linked_from_another_document() -> None:
    linked = {Path(link.partition("#")[0]).name for path in DOCS for link in LINK.findall(path.read_text("utf-8"))}
    guides = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert guides <= linked


def test_columns_of_the_tables_of_words() -> None:
    told = dict(TABLE_ROW.findall((ROOT / "docs" / "add-a-word.md").read_text("utf-8")))
    assert len(told) >= 15
    for name, columns in told.items():
        first = next(rows(f"lexicon/{name}"))
        assert columns.split(", ") == list(first), name


def test_columns_of_actors_and_places() -> None:
    for document, table in (("add-an-actor.md", "lexicon/actors.tsv"), ("add-a-place.md", "gazetteer/supplement.tsv")):
        text = (ROOT / "docs" / document).read_text("utf-8")
        for column in next(rows(table)):
            assert re.search(rf"^\|[^|]*`{column}`", text, re.MULTILINE), f"{document}: {column}"


def test_event_types_are_listed() -> None:
    text = (ROOT / "docs" / "output.md").read_text("utf-8")
    for row in rows("ontology/event_types.tsv"):
        cells = [row[name] or "–" for name in ("gloss", "acled", "plover", "cameo")]
        assert f"| `{row['type']}` | {' | '.join(cells)} |" in text


def test_the_example_is_explained_as_the_program_explains_it() -> None:
    document = ROOT / "docs" / "how-a-report-becomes-events.md"
    command = [sys.executable, "-c", "from riwaya.cli.main import app; app()", "explain", "docs/example-report.txt"]
    environment = os.environ | {"COLUMNS": "100", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [*command, "--published", "2019-03-13"], capture_output=True, check=True, env=environment, cwd=ROOT
    )
    lines = [line.replace("\u200e", "").rstrip() for line in done.stdout.decode().strip().splitlines()]
    printed = "\n".join(lines) + "\n"
    text = document.read_text("utf-8")
    if UPDATE:
        document.write_text(EXPLAINED.sub(lambda found: found[1] + printed + found[3], text), "utf-8")
        text = document.read_text("utf-8")
    shown = EXPLAINED.search(text)
    assert shown is not None
    assert shown[2] == printed, "the program explains it otherwise now: UPDATE_DOCS=1 pytest tests/test_docs.py"


# ---- the incident of the samples ----


def run(*arguments: str) -> str:
    """What the program prints, without the marks that hold Arabic in its place."""
    command = [sys.executable, "-c", "from riwaya.cli.main import app; app()", *arguments]
    environment = os.environ | {"COLUMNS": "120", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, check=True, env=environment, cwd=ROOT)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.decode().replace("\u200e", "").splitlines())


def block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {name} -->\n```\n)(.*?)(```\n<!-- /{name} -->)", re.DOTALL)


def test_the_incident_of_the_samples_is_shown_as_the_program_shows_it(tmp_path: Path) -> None:
    document = ROOT / "docs" / "incidents.md"
    db = str(tmp_path / "hays.db")
    run("ingest", "samples", "--db", db)
    listed = run("incidents", "--db", db, "--near", "Hays", "--min-sources", "2", "--format", "table")
    (id_,) = re.findall(r"^I\w+", listed.split("\n", 1)[1], re.MULTILINE)
    text = document.read_text("utf-8")
    for name, printed in (("incidents", listed), ("incident", run("incident", id_, "--db", db))):
        if UPDATE:
            found = block(name).search(text)
            assert found is not None, name
            text = f"{text[: found.start(2)]}{printed}{text[found.end(2) :]}"
        shown = block(name).search(text)
        assert shown is not None, name
        assert shown[2] == printed, "it is shown otherwise now: UPDATE_DOCS=1 pytest tests/test_docs.py"
    if UPDATE:
        text = re.sub(r"(?<=riwaya incident )I[0-9a-f]+", id_, text)
        document.write_text(text, "utf-8")
    assert f"riwaya incident {id_} --db hays.db" in text
