"""Places by their names in Latin letters."""

from __future__ import annotations

import pytest

from riwaya.language.gazetteer import gazetteer
from riwaya.language.latin import is_seat, latin_name, named_in_latin


@pytest.mark.parametrize("name", ["Taiz", "taizz", "Ta'izz", "TA`IZ"])
def test_a_name_is_found_however_it_is_spelt(name: str) -> None:
    rows = [gazetteer().row(number) for number in named_in_latin(name)]
    (seat,) = [row for row in rows if is_seat(row)]
    assert (latin_name(seat), seat.country) == ("Taiz", "YE")


def test_what_has_no_letters_names_nothing() -> None:
    assert named_in_latin("") == named_in_latin("تعز") == named_in_latin("...") == ()
