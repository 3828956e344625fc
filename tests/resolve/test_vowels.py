"""A vowel sign that tells two places apart."""

from __future__ import annotations

from told import only


def test_the_shadda_makes_it_amman() -> None:
    event = only("اجتمع وزير الخارجية الأردني مع نظيره العراقي في عمّان.")
    assert [(place.text, place.country) for place in event.places] == [("عمّان", "JO")]
