"""Learning weights, and judging scores: on numbers that can be reckoned by hand."""

from __future__ import annotations

import math

import pytest

import fit_confidence
from articles import Item
from examples import Example, right_fields
from logistic import fit, probability, solve
from reliability import Judged, bins, brier, brier_of_share, calibration_error, right_share, sure
from riwaya.confidence.weights import TABLE, features
from riwaya.language.tables import DATA


def test_without_features_the_weight_is_that_of_the_share() -> None:
    (weight,) = fit([[1.0]] * 4, [True, True, True, False], [0.0])
    assert weight == pytest.approx(math.log(3))


def test_a_penalty_draws_a_weight_to_nothing() -> None:
    rows, labels = [[1.0, 1.0]] * 9 + [[1.0, 0.0]] * 10, [True] * 8 + [False] + [True] * 5 + [False] * 5
    loose, tight = (fit(rows, labels, [0.01, strength])[1] for strength in (0.1, 10))
    assert loose > tight > 0


def test_a_feature_that_is_never_seen_weighs_nothing() -> None:
    assert fit([[1.0, 0.0]] * 2, [True, False], [0.0, 1.0]) == pytest.approx([0, 0])


def test_equations_are_solved() -> None:
    assert solve([[0, 2], [4, 1]], [6, 7]) == pytest.approx([1, 3])


@pytest.mark.parametrize(("odds", "share"), [(0, 0.5), (math.log(4), 0.8), (-math.log(4), 0.2)])
def test_odds_and_shares(odds: float, share: float) -> None:
    assert probability(odds) == pytest.approx(share)


JUDGED = [Judged(0.9, True), Judged(0.9, False), Judged(0.25, False), Judged(1.0, True)]


def test_scores_are_judged() -> None:
    assert [(one.low, one.number, one.share) for one in bins(JUDGED)] == [(0.2, 1, 0.0), (0.9, 3, pytest.approx(2 / 3))]
    assert brier(JUDGED) == pytest.approx((0.01 + 0.81 + 0.0625 + 0) / 4)
    assert brier_of_share(JUDGED) == 0.25
    assert calibration_error(JUDGED) == pytest.approx((0.25 + 3 * (2.8 / 3 - 2 / 3)) / 4)
    assert right_share(sure(JUDGED)) == pytest.approx(2 / 3)


def examples(share_of_a: float) -> dict[str, list[Example]]:
    """Events of two folds: half of them told twice; fold A has another share of right ones."""
    names = features()["event"]
    found: dict[str, list[Example]] = {model: [] for model in features()}
    for fold, share in (("A", share_of_a), ("B", 0.9)):
        for number in range(40):
            told_twice = number % 2 == 0
            row = tuple(float(name == "one" or (name == "twice" and told_twice)) for name in names)
            found["event"].append(Example("event", fold, row, told_twice or number / 40 > share, number))
    return found


def test_scores_of_a_fold_come_from_the_other_folds() -> None:
    judged = fit_confidence.cross_fitted(examples(0.2))["event"]
    same = fit_confidence.cross_fitted(examples(0.6))["event"]
    assert [one.score for one in judged if one.fold == "A"] == [one.score for one in same if one.fold == "A"]
    assert [one.score for one in judged if one.fold == "B"] != [one.score for one in same if one.fold == "B"]


def test_caution_lowers_every_event_alike() -> None:
    weights = fit_confidence.fit_all(examples(0.2))["event"]
    careful = fit_confidence.fit_all(examples(0.2), 0.25)["event"]
    one = features()["event"].index("one")
    assert careful[one] == pytest.approx(weights[one] - 0.25)
    assert careful[:one] + careful[one + 1 :] == weights[:one] + weights[one + 1 :]


def test_no_more_caution_than_is_needed() -> None:
    assert fit_confidence.chosen_caution(examples(0.9)) == 0
    judged = [Judged(0.9, True)] * 9 + [Judged(0.8, False)]
    assert fit_confidence.enough_right(judged)
    assert not fit_confidence.enough_right(judged, fit_confidence.MARGIN)
    assert not fit_confidence.enough_right([*judged, Judged(0.8, False)])
    assert fit_confidence.enough_right([Judged(0.7, False)])


# ---- which fields are right ----


class Exact:
    """A scorer to which only equal phrases are the same."""

    def pair(self, gold: list[str], pred: list[Item]) -> list[tuple[str, Item]]:
        return [(g, p) for g in gold for p in pred if p["text"] == g]

    def same(self, a: str, b: str) -> bool:
        return a == b

    def value(self, v: object) -> object:
        return v


@pytest.mark.parametrize(
    ("name", "coded", "gold", "right"),
    [
        ("actors", [{"text": "داعش"}, {"text": "الجيش"}], ["الجيش"], [False, True]),
        ("killed", {"min": 3, "max": 3}, {"min": 3, "max": 3}, [True]),
        ("killed", {"min": 3, "max": 3}, {"min": 4, "max": 4}, [False]),
        ("killed", {"min": 3, "max": 3}, None, [False]),
        ("weapon", {"text": "قذائف"}, "قذائف", [True]),
        ("weapon", {"text": "قذائف"}, None, [False]),
    ],
)
def test_which_fields_are_right(name: str, coded: object, gold: object, right: list[bool]) -> None:
    assert right_fields(name, {name: coded}, {name: gold}, Exact()) == right  # type: ignore[arg-type]  # a part of one


def test_fields_of_an_invented_event_are_wrong() -> None:
    assert right_fields("killed", {"killed": {"min": 3}}, None, Exact()) == [False]  # type: ignore[arg-type]


# ---- the table ----


def test_weights_are_put_into_the_table_and_all_else_stays() -> None:
    text = (DATA / TABLE).read_text("utf-8")
    models = {model: [1.5] * len(names) for model, names in features().items()}
    new = fit_confidence.with_weights(text, models)
    assert "event\ttwice\t1.500\t" in new
    assert [line.split("\t")[3:] for line in new.splitlines()] == [line.split("\t")[3:] for line in text.splitlines()]


def test_a_new_feature_gets_a_line_and_an_old_one_goes() -> None:
    text = (DATA / TABLE).read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("event\ttwice\t"))
    completed = fit_confidence.complete(text.replace(row, "event\tgone\t1\tno longer looked at"))
    assert "event\ttwice\t0\t\n" in completed
    assert "gone" not in completed
    assert fit_confidence.complete(text) == text
