"""Events between two parties to their relation over time."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.scales import Scale
from dragoman.model.actors import Dyad
from dragoman.model.claims import Claim
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Act, Material, Relation
from dragoman.relating import parts
from dragoman.relating.change import shifts, usual
from dragoman.relating.series import period_of, points
from dragoman.relating.weigh import Way, driver, way


def relate(
    dyad: Dyad,
    material: Material,
    claims: Sequence[Claim] = (),
    *,
    scale: Scale,
    step: Step = Step.MONTH,
    bounds: Bounds = ANY_TIME,
) -> Relation:
    """Follow one party towards another over time.

    Args:
        material: what the record has on the pair, in both directions.
        claims: figures and stances; the others are passed over.
        bounds: from when to when; events without a period are counted only where there are none.
    """
    first, second = dyad.actor, dyad.recipient
    between = [act for act in material.acts if way(act, first, second) and _inside(act, bounds)]
    directed = [act for act in between if way(act, first, second) is not Way.BACK]
    fates = {sequel.plan: sequel.outcome for sequel in material.sequels}
    drivers = {act.event: driver(act, scale, fates) for act in between}
    curve = points(
        directed,
        material.covering,
        scale=scale,
        step=step,
        bounds=bounds,
        superseded=fates,
    )
    return Relation(
        dyad=dyad,
        scale=scale.name,
        step=step,
        points=curve,
        shifts=shifts(curve),
        unplaced=tuple(sorted(a.event for a in directed if period_of(a, step) is None)),
        composition=parts.composition(directed, drivers),
        initiative=parts.initiative(between, drivers, first, second),
        plans=parts.plans(between, fates, material.as_of),
        figures=parts.figures(claims, first, second),
        stances=parts.stances(claims, first, second),
        usual=usual(curve),
    )


def _inside(act: Act, bounds: Bounds) -> bool:
    """Say whether an event may belong: any part of its time lies inside; no time fits no bounds."""
    start, end = act.when.start or act.when.end, act.when.end or act.when.start
    if start is None or end is None:
        return bounds.start is None and bounds.end is None
    after = bounds.start is None or end.latest >= bounds.start.earliest
    return after and (bounds.end is None or start.earliest <= bounds.end.latest)
