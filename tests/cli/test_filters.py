from __future__ import annotations

import datetime as dt

import pytest
import typer

from riwaya.cli.filters import actor_options, country_options, days_options, type_options


def test_what_can_match_is_taken() -> None:
    assert days_options("2021-03-02", "02/03/2021") == (dt.date(2021, 3, 2), dt.date(2021, 3, 2))
    assert days_options(None, "2021-03-02") == (None, dt.date(2021, 3, 2))
    assert type_options(["protest"]) == ("protest",)
    assert country_options(["ye", "XX"]) == ("YE", "XX")
    assert actor_options(["houthis"]) == ("houthis",)


@pytest.mark.parametrize(
    ("refused", "says"),
    [
        (lambda: days_options("2021-03-03", "2021-03-02"), "2021-03-02 is before --since 2021-03-03"),
        (lambda: type_options(["war"]), "no type of event: war; there are air_strike"),
        (lambda: country_options(["Yemen", "UK"]), "no country: Yemen, UK"),
        (lambda: actor_options(["hothis"]), "no party of lexicon/actors.tsv: hothis; ids like it: houthis"),
    ],
)
def test_what_never_could_is_refused(refused: object, says: str) -> None:
    assert callable(refused)
    with pytest.raises(typer.BadParameter) as told:
        refused()
    assert says in str(told.value)
