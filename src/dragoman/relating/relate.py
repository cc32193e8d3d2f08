"""Events between two parties to their relation over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.codebook.scales import Scale
from dragoman.model.actors import Dyad
from dragoman.model.ids import EventId
from dragoman.model.passed import Material, Way
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Covering, Plans, Relation
from dragoman.relating import parts
from dragoman.relating.change import shifts, usual
from dragoman.relating.columns import NOWHERE, Columns, Flags, Ints, Weights
from dragoman.relating.series import points


@dataclass(frozen=True, slots=True)
class _Both:
    """What is the same for both directions.

    Args:
        inside: which acts lie within the bounds.
        periods: the number of each act's period.
    """

    inside: Flags
    weights: Weights
    periods: Ints
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
    passed, fates = material.passed, material.fates
    acts = Columns(passed.acts, first, second)
    inside, (worth, counts) = acts.inside(bounds), acts.weights(scale)
    open_ = ~np.fromiter(map(fates.__contains__, acts.event), bool, len(acts.event))
    between = inside & (acts.goes(Way.THERE) | acts.goes(Way.BACK) | acts.goes(Way.JOINT))
    both = _Both(
        inside=inside,
        weights=(np.where(open_, worth, 0.0), counts & open_),
        periods=acts.periods(step),
        plans=parts.plans(acts, between, fates, material.as_of),
        figures=parts.figures(passed.figures, first, second),
        stances=parts.stances(passed.stances, first, second),
    )
    there, back = (
        _relation(one, seen, both, material.covering, scale=scale.name, step=step, bounds=bounds)
        for one, seen in ((dyad, acts), (Dyad(second, first), acts.turned()))
    )
    return there, back


def _relation(
    dyad: Dyad,
    acts: Columns,
    both: _Both,
    covering: Sequence[Covering],
    *,
    scale: str,
    step: Step,
    bounds: Bounds,
) -> Relation:
    there, back, joint = (acts.goes(way) for way in Way)
    directed = (there | joint) & both.inside
    periods = np.where(directed, both.periods, NOWHERE)
    curve = points(acts, periods, both.weights, covering, step=step, bounds=bounds)
    before = usual(curve)
    counted = both.inside & both.weights[1]
    unplaced = np.flatnonzero(directed & (both.periods == NOWHERE)).tolist()
    return Relation(
        dyad=dyad,
        scale=scale,
        step=step,
        points=curve,
        shifts=shifts(curve, before),
        unplaced=tuple(sorted(EventId(acts.event[place]) for place in unplaced)),
        composition=parts.composition(acts, directed, both.weights),
        initiative=parts.initiative(there & counted, back & counted, joint & counted),
        plans=both.plans,
        figures=both.figures,
        stances=both.stances,
        usual=before,
    )
