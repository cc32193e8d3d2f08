"""Charts of a digest: how a relation went, and trade by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dragoman.codebook.gazetteer import gazetteer
from dragoman.drawing.relations import relation_chart, trade_chart
from dragoman.model.claims import Claim
from dragoman.model.digests import Chart
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId
from dragoman.model.relations import Point, Relation
from dragoman.wording.notes import Notes
from dragoman.wording.statements import crowded, figure_is_told

Relate = Callable[[str], Relation]
"""Gives the relation of the state that a digest is about towards a partner."""

CHARTED = 2
"""Partners at most whose relation is drawn: the two with whom most passed."""

CITED = 3
"""Happenings at most that the words of a curve cite, for its highest and for its lowest point each."""


def _drivers(point: Point, events: dict[str, Event]) -> list[Event]:
    counting = [d for d in point.drivers if d.counts and d.event in events]
    ranked = sorted(counting, key=lambda driver: (-abs(driver.points), driver.event))
    return [events[driver.event] for driver in ranked[:CITED]]


def _rests_on(relation: Relation, events: dict[str, Event]) -> list[Claim]:
    """One claim of each happening that the highest and the lowest point rest on."""
    told = [point for point in relation.points if point.value is not None]
    if not told:
        return []
    ends = (
        max(told, key=lambda point: (point.value or 0.0, str(point.period))),
        min(told, key=lambda point: (point.value or 0.0, str(point.period))),
    )
    found = {e.id: e.claims[0] for point in ends for e in _drivers(point, events)}
    return list(found.values())


def charts(
    about: str,
    partner: str,
    relation: Relation,
    events: Sequence[Event],
    claims: Sequence[Claim],
    notes: Notes,
) -> Iterator[Chart]:
    """Draw what there is enough of; a chart that could cite nothing is not drawn."""
    by_id = {str(event.id): event for event in events}
    book = gazetteer()
    names = {about: book.name_of(about), partner: book.name_of(partner)}
    rests = _rests_on(relation, by_id)
    if rests and relation_chart(relation, (names[about], names[partner])):
        cited = notes.cite(rests)
        chart = relation_chart(relation, (names[about], names[partner]), sources=cited)
        if chart:
            yield chart
    held = {claim.id: claim for claim in claims}
    together = crowded(claims)
    kept = {n for n, claim in held.items() if n not in together and figure_is_told(claim)}

    def cite(ids: Sequence[ClaimId]) -> tuple[int, ...]:
        return notes.cite([held[name] for name in ids])

    trade = trade_chart(relation.figures, names, kept=kept, cite=cite)
    if trade:
        yield trade
