"""The dossier of two parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.asking.material import Pair, agreements, event_lines, stated_lines
from dragoman.asking.sheets import CITED, figures, outlook_table, plans, signed, years
from dragoman.codebook.gazetteer import gazetteer
from dragoman.drawing.relations import relation_chart, trade_chart
from dragoman.model.claims import Claim, FigureBody
from dragoman.model.digests import Chart, Line, LineKind
from dragoman.model.dossiers import Dossier
from dragoman.model.events import Event, Sequel
from dragoman.model.ids import ClaimId
from dragoman.model.outlooks import Expectation
from dragoman.model.relations import Point, Relation
from dragoman.wording.notes import Notes
from dragoman.wording.prose import articled, sentence
from dragoman.wording.statements import crowded, figure_is_told

EVENTS = 20
"""Happenings at most: two pages."""

STATED = 10
"""Votes, stances and positions at most."""


def name_of(key: str) -> str:
    """What a party is called inside a sentence."""
    return articled(gazetteer().name_of(key))


def _driver_claims(point: Point, held: Pair) -> list[Claim]:
    events = {str(event.id): event for event in held.events}
    counting = [d for d in point.drivers if d.counts and d.event in events]
    ranked = sorted(counting, key=lambda driver: (-abs(driver.points), driver.event))
    return [events[driver.event].claims[0] for driver in ranked[:CITED]]


def _state(relation: Relation, names: tuple[str, str], held: Pair, notes: Notes) -> Iterator[Line]:
    """How one party stands to the other: the last shift against its baseline, else the last year."""
    told = [point for point in relation.points if point.value is not None]
    if not told:
        return
    who = f"{names[0]} towards {names[1]}"
    last_shift = relation.shifts[-1] if relation.shifts else None
    last = next((point for point in reversed(told) if _driver_claims(point, held)), told[-1])
    if last_shift:
        claims = _driver_claims(last_shift.point, held)
        text = f"{who}, {last_shift.point.period}: {str(last_shift).replace(' -', ' −')}"
        if claims:
            yield _line(text, claims, notes)
    if last_shift is None or last_shift.point is not last:
        claims = _driver_claims(last, held)
        count = f"{last.events} happening{'' if last.events == 1 else 's'}"
        text = f"{who}, {last.period}: {signed(last.value)} points on {count}"
        if last_shift is None:
            text += "; no year differs enough from those before it, on enough happenings, to speak of a change"
        if claims:
            yield _line(text, claims, notes)


def _line(text: str, claims: Sequence[Claim], notes: Notes) -> Line:
    return Line(
        text=sentence(text),
        sources=notes.cite(claims),
        kind=LineKind.HAPPENED,
        claims=tuple(sorted(claim.id for claim in claims)),
    )


def charts(relations: Sequence[Relation], held: Pair, notes: Notes) -> Iterator[Chart]:
    """Draw relations between two parties, and trade, where there is enough of each."""
    for relation in relations:
        names = (name_of(relation.dyad.actor), name_of(relation.dyad.recipient))
        told = [point for point in relation.points if point.value is not None]
        ends = sorted(told, key=lambda point: (point.value or 0.0, str(point.period)))
        claims = [c for point in (*ends[:1], *ends[-1:]) for c in _driver_claims(point, held)]
        if claims and relation_chart(relation, names):
            chart = relation_chart(relation, names, sources=notes.cite(claims))
            if chart:
                yield chart
    known = {claim.id: claim for claim in held.claims if isinstance(claim.body, FigureBody)}
    together = crowded(known.values())
    kept = {n for n, claim in known.items() if n not in together and figure_is_told(claim)}

    def cite(ids: Sequence[ClaimId]) -> tuple[int, ...]:
        return notes.cite([known[name] for name in ids])

    names_of = {key: gazetteer().name_of(key) for key in held.keys}
    trade = trade_chart(relations[0].figures, names_of, kept=kept, cite=cite)
    if trade:
        yield trade


def brief(
    held: Pair,
    relations: tuple[Relation, Relation],
    *,
    sequels: Iterable[Sequel] = (),
    outlooks: Sequence[Expectation] = (),
) -> Dossier:
    """Write the dossier of two parties.

    Args:
        held: what the record has on them.
        relations: the first towards the second by year, and the other way round.
        sequels: plans and what became of them, among the events of ``held``.
        outlooks: what was expected of either or both.
    """
    notes = Notes(held.documents)
    there, back = relations
    names = (name_of(held.first), name_of(held.second))
    state = (*_state(there, names, held, notes), *_state(back, names[::-1], held, notes))
    drawn = tuple(charts(relations, held, notes))
    sheet = years(there, back, names, held, notes)
    lines, left = event_lines(held, notes, EVENTS)
    numbers = figures(held, notes)
    signed_ones, _ = event_lines(held, notes, EVENTS, only=agreements(held))
    stated = stated_lines(held, notes, STATED)
    by_id: dict[str, Event] = {str(event.id): event for event in held.events}
    fates = plans(held, sequels, by_id.get, notes)
    expected = outlook_table(outlooks, notes, "Outlooks")
    cited = {source.evidence.doc for source in notes.sources}
    return Dossier(
        first=held.first,
        second=held.second,
        names=(gazetteer().name_of(held.first), gazetteer().name_of(held.second)),
        start=held.start,
        end=held.end,
        state=state,
        years=sheet,
        charts=drawn,
        events=lines,
        figures=numbers,
        agreements=signed_ones,
        thirds=stated,
        plans=fates,
        outlooks=expected,
        sources=tuple(notes.sources),
        documents=len(cited),
        publishers=len({held.documents[doc].publisher for doc in cited} - {""}),
        claims=len(held.about_both),
        happenings=len(held.events),
        left_out=left,
    )
