"""Many parties at once: partners of one, triads, and blocs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.scales import Scale
from dragoman.model.browsing import Tie
from dragoman.model.passed import Way, way
from dragoman.model.periods import ANY_TIME, Bounds, Period, Step
from dragoman.model.relations import Act, Balance, Bloc, Driver, Edge, Partner, Sign, Triad
from dragoman.relating.series import period_of
from dragoman.relating.weigh import driver

INDIFFERENT = 1.0
"""Mean points an event within which two parties are neither friendly nor hostile: a request weighs -1,
a telephone call 1.5."""

LEAST_EVENTS = 3
"""Events that a party of a bloc must have with others: fewer place it by accident."""

Pair = tuple[str, str]


def partners(
    party: str, acts: Iterable[Act], *, scale: Scale, bounds: Bounds = ANY_TIME
) -> tuple[Partner, ...]:
    """All with whom something passed, in both directions; the most points first."""
    met: dict[str, list[tuple[Act, Way, Driver]]] = {}
    for act in _within(acts, bounds):
        weighed = driver(act, scale)
        for other in sorted({*act.actors, *act.recipients} - {party}):
            found = way(act, party, other)
            if found and weighed.counts:
                met.setdefault(other, []).append((act, found, weighed))
    result = [_partner(other, passed) for other, passed in met.items()]
    return tuple(sorted(result, key=lambda partner: (-partner.value, partner.party)))


def _partner(other: str, passed: Sequence[tuple[Act, Way, Driver]]) -> Partner:
    ways = [found for _, found, _ in passed]
    return Partner(
        party=other,
        value=math.fsum(weighed.points for _, _, weighed in passed),
        events=len(passed),
        given=ways.count(Way.THERE),
        received=ways.count(Way.BACK),
        joint=ways.count(Way.JOINT),
        documents=len({name for act, _, _ in passed for name in act.documents}),
    )


def _within(acts: Iterable[Act], bounds: Bounds) -> Iterable[Act]:
    if bounds.start is None and bounds.end is None:
        return acts
    placed = ((act, period_of(act, Step.MONTH) or period_of(act, Step.YEAR)) for act in acts)
    return (act for act, period in placed if period and bounds.holds(period))


def triad(
    parties: tuple[str, str, str],
    acts: Iterable[Act],
    *,
    scale: Scale,
    step: Step = Step.YEAR,
    bounds: Bounds = ANY_TIME,
) -> tuple[Triad, ...]:
    """Follow three parties over time: who is friendly with whom, and whether that holds together."""
    found: dict[Period, dict[Pair, list[float]]] = {}
    for act in acts:
        period, weighed = period_of(act, step), driver(act, scale)
        if period is None or not weighed.counts or not bounds.holds(period):
            continue
        for pair in combinations(parties, 2):
            if way(act, *pair):
                found.setdefault(period, {}).setdefault(pair, []).append(weighed.points)
    return tuple(
        _triad(period, parties, found.get(period, {})) for period in bounds.periods(found, step)
    )


def _triad(
    period: Period, parties: tuple[str, str, str], values: Mapping[Pair, Sequence[float]]
) -> Triad:
    one, two, three = (_edge(pair, values.get(pair, ())) for pair in combinations(parties, 2))
    balance, words = _balance((one, two, three))
    return Triad(period=period, edges=(one, two, three), balance=balance, words=words)


def _edge(pair: Pair, points: Sequence[float]) -> Edge:
    total = math.fsum(points)
    mean = total / len(points) if points else 0.0
    sign = Sign.NEUTRAL
    if not points:
        sign = Sign.UNKNOWN
    elif abs(mean) >= INDIFFERENT:
        sign = Sign.FRIENDLY if mean > 0 else Sign.HOSTILE
    return Edge(
        first=pair[0],
        second=pair[1],
        value=total if points else None,
        events=len(points),
        sign=sign,
    )


def _balance(edges: tuple[Edge, Edge, Edge]) -> tuple[Balance, str]:
    """Whether three signs go together, in words.

    A triad is balanced where the number of hostile pairs is even: all are friends, or two are friends
    against the third.
    """
    for sign, words in ((Sign.UNKNOWN, "nothing told of"), (Sign.NEUTRAL, "neutral:")):
        pairs = [f"{edge.first}–{edge.second}" for edge in edges if edge.sign is sign]
        if pairs:
            return Balance.OPEN, f"{words} {', '.join(pairs)}"
    hostile = [edge for edge in edges if edge.sign is Sign.HOSTILE]
    friendly = [edge for edge in edges if edge.sign is Sign.FRIENDLY]
    match len(hostile):
        case 0:
            return Balance.BALANCED, "all three are friendly"
        case 1:
            one, two, third = _apart(hostile[0], edges)
            words = f"{third} is friendly with {one} and {two}, who are hostile"
            return Balance.STRAINED, words
        case 2:
            one, two, third = _apart(friendly[0], edges)
            return Balance.BALANCED, f"{one} and {two} are friendly, and hostile to {third}"
        case _:
            return Balance.STRAINED, "all three are hostile to one another"


def _apart(edge: Edge, edges: Iterable[Edge]) -> tuple[str, str, str]:
    """The two parties of an edge, and the third."""
    everyone = {name for other in edges for name in (other.first, other.second)}
    return edge.first, edge.second, (everyone - {edge.first, edge.second}).pop()


def blocs(acts: Iterable[Act], *, scale: Scale, bounds: Bounds = ANY_TIME) -> tuple[Bloc, ...]:
    """Divide parties so that those together cooperate more than their activity explains.

    The modularity of a network with signs (Gómez, Jensen and Arenas 2009), made large by joining, again
    and again, the two groups that gain most, until none gains. Parties that stay alone are left out.
    """
    met = _met(acts, scale, bounds)
    names = _busy(met)
    weights = np.zeros((len(names), len(names)))
    place = {name: number for number, name in enumerate(names)}
    for (one, two), points in met.items():
        if one in place and two in place:
            a, b = place[one], place[two]
            weights[a, b] = weights[b, a] = math.fsum(points)
    groups = _join(_gains(weights), len(names))
    found = [
        Bloc(
            members=tuple(names[n] for n in sorted(group)),
            value=float(weights[np.ix_(group, group)].sum() / 2),
        )
        for group in groups
        if len(group) > 1
    ]
    return tuple(sorted(found, key=lambda bloc: (-len(bloc.members), bloc.members)))


def ties(acts: Iterable[Act], *, scale: Scale, bounds: Bounds = ANY_TIME) -> tuple[Tie, ...]:
    """All pairs between which something passed, those with the most events first."""
    found = [
        Tie(first=one, second=two, value=math.fsum(points), events=len(points))
        for (one, two), points in _met(acts, scale, bounds).items()
    ]
    return tuple(sorted(found, key=lambda tie: (-tie.events, tie.first, tie.second)))


def _met(acts: Iterable[Act], scale: Scale, bounds: Bounds) -> dict[Pair, list[float]]:
    """The points of what passed between each two parties."""
    found: dict[Pair, list[float]] = {}
    for act in _within(acts, bounds):
        weighed = driver(act, scale)
        for pair in combinations(sorted({*act.actors, *act.recipients}), 2):
            if weighed.counts and way(act, *pair):
                found.setdefault(pair, []).append(weighed.points)
    return found


def _busy(met: Mapping[Pair, Sequence[float]]) -> list[str]:
    counts: dict[str, int] = {}
    for pair, points in met.items():
        for name in pair:
            counts[name] = counts.get(name, 0) + len(points)
    return sorted(name for name, count in counts.items() if count >= LEAST_EVENTS)


def _gains(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each tie less what the activity of its two parties explains, for friendly and hostile apart."""
    gains = np.zeros_like(weights)
    for part, sign in ((np.maximum(weights, 0), 1), (np.maximum(-weights, 0), -1)):
        strength, total = part.sum(axis=1), part.sum()
        if total:
            gains += sign * (part - np.outer(strength, strength) / total)
    return gains


def _join(gains: NDArray[np.float64], count: int) -> list[list[int]]:
    """Join groups greedily while that gains something; of equal gains the first by name."""
    groups = {number: [number] for number in range(count)}
    gains = gains.copy()
    np.fill_diagonal(gains, -np.inf)
    while len(groups) > 1:
        one, two = divmod(int(np.argmax(gains)), count)
        if not gains[one, two] > 0:
            break
        groups[one] += groups.pop(two)
        gains[one] += gains[two]
        gains[:, one] = gains[one]
        gains[two] = gains[:, two] = -np.inf
        gains[one, one] = -np.inf
    return list(groups.values())
