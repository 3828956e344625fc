"""Scores: what speaks for an event and for its fields, on sentences."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from riwaya import pipeline
from riwaya.confidence import event_features, field_features, models, reasons
from riwaya.confidence.rate import fields_of, rate, views_of
from riwaya.confidence.views import EventView, scene_of, view_of
from riwaya.confidence.weights import features, log_odds, score
from riwaya.model import Event, Report

OWN_PLACE = "قصفت مدفعية الجيش السوري بلدة سراقب أمس."
TWICE = "مقتل ثلاثة مدنيين في قصف على سراقب\nقتل ثلاثة مدنيين أمس في قصف مدفعي للجيش السوري على بلدة سراقب."
VERB = "هاجم مسلحون قرية العريمة."


def views(text: str) -> list[EventView]:
    """The events of a report as the features see them."""
    work = pipeline.work(
        Report(id="r", text=f"أنباء\n{text}" if "\n" not in text else text, published=dt.date(2019, 3, 13))
    )
    scene = scene_of(work.analysis, work.mentions, work.coded.events)
    return [view_of(scene, number) for number in range(len(scene.events))]


def feature(name: str, text: str) -> float:
    return event_features.FEATURES[name](views(text)[0])


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("verb", OWN_PLACE, 1),
        ("verb", TWICE, 0),
        ("twice", TWICE, 1),
        ("twice", OWN_PLACE, 0),
        ("late", OWN_PLACE, 0),
        ("no_place", OWN_PLACE, 0),
        ("behind_preposition", "قتل مدنيان في قصف على بلدة سراقب.", 1),
        ("behind_preposition", OWN_PLACE, 0),
        ("figure", TWICE, 1),
        ("figure", OWN_PLACE, 0),
        ("listed_actor", OWN_PLACE, 1),
        ("listed_actor", VERB, 0),
        ("other_actor", VERB, 1),
        ("own_place", OWN_PLACE, 1),
        ("attack", VERB, 1),
        ("attack", OWN_PLACE, 0),
        # "the doer of the attack": the trigger hangs on a noun
        ("behind_noun", "قتلت الشرطة منفذ الهجوم على قرية العريمة أمس.", 1),
        ("behind_noun", "وقع هجوم على قرية العريمة أمس.", 0),
    ],
)
def test_what_speaks_for_an_event(name: str, text: str, value: float) -> None:
    assert feature(name, text) == value


def confidence_of(event: Event) -> float:
    assert event.confidence is not None
    return event.confidence


def events(text: str) -> tuple[Event, ...]:
    return pipeline.code(Report(id="r", text=text, published=dt.date(2019, 3, 13))).events


def test_an_event_told_twice_with_figures_is_surer_than_a_bare_attack() -> None:
    (told_twice,), (bare,) = events(TWICE), events(f"أنباء\n{VERB}")
    assert confidence_of(told_twice) > confidence_of(bare) + 0.1


def test_a_day_told_with_the_event_is_surer_than_one_carried_from_the_sentence_before() -> None:
    view = views(OWN_PLACE)[0]
    told = view.event.date
    assert told is not None
    carried = msgspec.structs.replace(told, basis="carried")
    own, other = (next(views_of(view, 0.0, [date])) for date in (told, carried))
    of_date = field_features.FEATURES["date"]
    assert log_odds(own, of_date, models()["date"]) > log_odds(other, of_date, models()["date"])


def test_what_speaks_for_an_event_is_told_the_heaviest_first() -> None:
    work = pipeline.work(Report(id="r", text=TWICE, published=dt.date(2019, 3, 13)))
    (why,) = reasons(work.analysis, work.mentions, work.coded.events)
    assert {"several sentences tell it", "killed or injured are told"} < {line.rpartition(" ")[0] for line in why}
    odds = [float(line.rpartition(" ")[2]) for line in why]
    assert [abs(one) for one in odds] == sorted((abs(one) for one in odds), reverse=True)
    assert score(sum(odds)) == pytest.approx(work.coded.events[0].confidence, abs=0.02)


def test_every_event_and_every_field_has_a_score_of_two_digits() -> None:
    found = events(TWICE)
    for event in found:
        scores = [confidence_of(event), *(field.confidence for _, _, fields in fields_of(event) for field in fields)]
        assert len(scores) >= 5
        assert all(one is not None and 0 <= one <= 1 and one == round(one, 2) for one in scores)


def test_nothing_else_of_an_event_changes() -> None:
    work = pipeline.work(Report(id="r", text=TWICE, published=dt.date(2019, 3, 13)))
    again = rate(work.analysis, work.mentions, work.coded.events)
    assert again == work.coded.events


@pytest.mark.parametrize(("odds", "value"), [(0, 0.5), (1.386294, 0.8), (-1.386294, 0.2), (800, 1.0), (-800, 0.0)])
def test_log_odds_become_a_score(odds: float, value: float) -> None:
    assert score(odds) == value


def test_every_feature_has_one_weight_and_models_are_small() -> None:
    assert {model: set(weights) for model, weights in models().items()} == {m: set(f) for m, f in features().items()}
    assert max(map(len, features().values())) <= 30
