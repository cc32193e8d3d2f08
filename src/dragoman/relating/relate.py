"""Events between two parties to their relation over time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dragoman.codebook.scales import Scale
from dragoman.model.actors import Dyad
from dragoman.model.passed import Material, Way
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Plans, Relation
from dragoman.relating import parts
from dragoman.relating.change import shifts, usual
from dragoman.relating.columns import NOWHERE, Columns
from dragoman.relating.series import points


class _Both(NamedTuple):
    """What is the same for both directions."""

    plans: Plans
    figures: parts.Figures
    stances: parts.Stances


def relate(
    dyad: Dyad,
    material: Material,
    *,
    scale: Scale,
    step: Step = Step.MONTH,
    bounds: Bounds = ANY_TIME,
) -> tuple[Relation, Relation]:
    """Follow one party towards another over time, and the other towards the one.

    Args:
        material: what the record has on the pair, in both directions.
        bounds: from when to when; events without a period are counted only where there are none.
    """
    first, second = dyad.actor, dyad.recipient
    acts = Columns(material.passed.acts, first, second)
    between = (acts.goes(Way.THERE) | acts.goes(Way.BACK) | acts.goes(Way.JOINT)) & acts.inside(
        bounds
    )
    both = _Both(
        parts.plans(acts, between, material.fates, material.as_of),
        parts.figures(material.passed.figures, first, second),
        parts.stances(material.passed.stances, first, second),
    )
    there, back = (
        _relation(one, material, seen, both, scale=scale, step=step, bounds=bounds)
        for one, seen in ((dyad, acts), (Dyad(second, first), acts.turned()))
    )
    return there, back


def _relation(
    dyad: Dyad,
    material: Material,
    acts: Columns,
    both: _Both,
    *,
    scale: Scale,
    step: Step,
    bounds: Bounds,
) -> Relation:
    there, back, joint = (acts.goes(way) for way in Way)
    inside = acts.inside(bounds)
    directed = (there | joint) & inside
    worth, counts = acts.weights(scale)
    fates = material.fates
    superseded = np.array([event in fates for event in acts.event], dtype=bool)
    weights = np.where(superseded, 0.0, worth), counts & ~superseded
    curve = points(acts, directed, weights, material.covering, step=step, bounds=bounds)
    before = usual(curve)
    unplaced = np.flatnonzero(directed & (acts.periods(step) == NOWHERE)).tolist()
    return Relation(
        dyad=dyad,
        scale=scale.name,
        step=step,
        points=curve,
        shifts=shifts(curve, before),
        unplaced=tuple(sorted(parts.event_id(acts, place) for place in unplaced)),
        composition=parts.composition(acts, directed, weights),
        initiative=parts.initiative(
            there & inside & weights[1], back & inside & weights[1], joint & inside & weights[1]
        ),
        plans=both.plans,
        figures=both.figures,
        stances=both.stances,
        usual=before,
    )
