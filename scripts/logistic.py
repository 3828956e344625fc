"""Logistic regression by Newton's method with an L2 penalty, in plain Python: for tens of features, not thousands."""

from __future__ import annotations

import math
from collections.abc import Sequence

STEPS = 50
CLOSE = 1e-8

Vector = list[float]


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds))


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The sum of the products; the same whatever the machine."""
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def fit(rows: Sequence[Sequence[float]], labels: Sequence[bool], penalty: Sequence[float]) -> Vector:
    """The weights that fit the labels best; `penalty` holds for each feature how strongly its weight is drawn to 0.

    Deterministic. A feature that is never seen keeps weight 0, provided that its penalty is above 0.
    """
    weights = [0.0] * len(penalty)
    for _ in range(STEPS):
        gradient = [-strength * weight for strength, weight in zip(penalty, weights, strict=True)]
        hessian = [[0.0] * len(penalty) for _ in penalty]
        for i, strength in enumerate(penalty):
            hessian[i][i] = strength
        for row, label in zip(rows, labels, strict=True):
            p = probability(dot(weights, row))
            present = [(i, x) for i, x in enumerate(row) if x]
            for i, x in present:
                gradient[i] += (label - p) * x
                for j, y in present:
                    hessian[i][j] += p * (1 - p) * x * y
        step = solve(hessian, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step), default=0.0) < CLOSE:
            break
    return weights


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> Vector:
    """The solution of a system of linear equations by Gauss with pivots."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda i: abs(rows[i][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for i in range(column + 1, size):
            factor = rows[i][column] / rows[column][column]
            if factor:
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[column], strict=True)]
    solution = [0.0] * size
    for i in reversed(range(size)):
        solution[i] = (rows[i][size] - dot(rows[i][i + 1 : size], solution[i + 1 :])) / rows[i][i]
    return solution
