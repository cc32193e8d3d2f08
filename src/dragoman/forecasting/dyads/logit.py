"""A ridge logit: few numbers, no randomness, every probability a sum of what each input adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEPS = 25
"""Newton steps at most; it takes five to ten."""

CLOSE = 1e-6
"""A change of all coefficients under which the fit is done."""

HALVINGS = 30
"""How often a step that makes things worse is halved: Newton's method alone runs away where events are rare."""

LEAST = 1e-9
"""Keeps the weights and spreads of cases and columns off zero."""


def sigmoid(value: Floats) -> Floats:
    """Log-odds to probabilities."""
    odds: Floats = 1 / (1 + np.exp(-np.clip(value, -35, 35)))
    return odds


def _loss(
    design: Floats, outcomes: Floats, weights: Floats, beta: Floats, penalty: Floats
) -> float:
    """Negative log-likelihood with its penalty."""
    logits = design @ beta
    likelihood = (weights * (np.logaddexp(0.0, logits) - outcomes * logits)).sum()
    return float(likelihood + (penalty * beta * beta).sum() / 2)


@dataclass(frozen=True, slots=True)
class Logit:
    """A fitted logit on standardised columns.

    Shapes:
        ``mean``, ``spread``, ``slopes`` (columns,).
    """

    mean: Floats
    spread: Floats
    slopes: Floats
    intercept: float

    def parts(self, values: Floats) -> Floats:
        """What each column adds to the log-odds, beside what its mean adds."""
        parts: Floats = (values - self.mean) / self.spread * self.slopes
        return parts

    def __call__(self, values: Floats) -> Floats:
        """Probabilities of rows."""
        return sigmoid(self.parts(values).sum(axis=1) + self.intercept)


def fit(values: Floats, outcomes: Floats, weights: Floats, *, ridge: float, free: int = 0) -> Logit:
    """Fit by Newton's method.

    Args:
        weights: of the cases; 1 for a case that counts whole.
        ridge: weight of the squared slopes of standardised columns; the intercept is free.
        free: how many columns at the left are free, too.
    """
    mean = values.mean(axis=0)
    spread = values.std(axis=0)
    flat = spread < LEAST
    spread = np.where(flat, 1.0, spread)
    design = np.column_stack([np.ones(len(values)), np.where(flat, 0.0, (values - mean) / spread)])
    penalty = np.full(design.shape[1], ridge)
    penalty[: 1 + free] = 0.0
    beta = np.zeros(design.shape[1])
    hits = (weights * outcomes).sum()
    beta[0] = np.log((hits + 0.5) / (weights.sum() - hits + 0.5))
    loss = _loss(design, outcomes, weights, beta, penalty)
    for _ in range(STEPS):
        expected = sigmoid(design @ beta)
        weight = weights * np.maximum(expected * (1 - expected), LEAST)
        gradient = design.T @ (weights * (outcomes - expected)) - penalty * beta
        curvature = (design * weight[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        for _ in range(HALVINGS):
            after = _loss(design, outcomes, weights, beta + step, penalty)
            if after <= loss:
                break
            step /= 2
        else:
            break
        beta, loss = beta + step, after
        if np.abs(step).max() < CLOSE:
            break
    return Logit(
        mean=mean, spread=spread, slopes=np.where(flat, 0.0, beta[1:]), intercept=float(beta[0])
    )
