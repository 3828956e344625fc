"""What a file says of itself: which program made it, of whose data, under which terms."""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec

from riwaya.export.records import Level
from riwaya.language.tables import DATA, read_lines

DO_NO_HARM: Final = (
    "What is told is what reports say, never a verdict. Do not use it to choose targets or to find persons."
)


class About(msgspec.Struct, frozen=True, kw_only=True):
    """`coders`: program and version that coded the reports; `outlets`: those of the archive; `private`: names stand."""

    level: Level
    coders: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    private: bool = False


def attribution(about: About) -> str:
    """The paragraphs that name sources and terms, one a line."""
    names = "Names of persons stand as told." if about.private else "Names of private persons were left out."
    lines = [
        f"Coded by {'; '.join(about.coders) or 'riwaya'}.",
        f"Reports of: {'; '.join(about.outlets) or 'outlets without a name'}.",
        gazetteer_terms(),
        f"{names} {DO_NO_HARM}",
    ]
    return "\n".join(lines)


@cache
def gazetteer_terms() -> str:
    """Where the place data come from: the paragraph on `places.tsv.gz` of the gazetteer's attribution."""
    told = [
        line for line in read_lines(DATA / "gazetteer" / "ATTRIBUTION.md") if line.startswith("`places.tsv.gz` con")
    ]
    return told[0].replace("`places.tsv.gz` contains", "Places: contains") if told else ""
