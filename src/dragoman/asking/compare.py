"""One party's relations with several others, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.asking.dossier import charts, name_of
from dragoman.asking.material import Pair, agreements, event_lines, types
from dragoman.asking.sheets import CITED, signed
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table
from dragoman.drawing import Length, lengths
from dragoman.drawing.relations import NARROW, WIDE
from dragoman.model.claims import Claim, FigureBody, StanceBody, Status
from dragoman.model.digests import Chart
from dragoman.model.dossiers import Compared, Comparison
from dragoman.model.events import Event
from dragoman.model.papers import Row, Table
from dragoman.model.relations import Relation
from dragoman.model.votes import Agreement
from dragoman.wording.notes import Notes
from dragoman.wording.prose import quantity, time_label
from dragoman.wording.statements import crowded, figure_is_told
from dragoman.wording.support import countries_named
from dragoman.wording.weigh import sure

LINES = 6
"""Happenings of each partner that are told."""

NOTHING = "–"
"""Stands where the record holds nothing."""

TRADE = ("trade_turnover", "exports", "imports")

STANCES = {-2: "hostile", -1: "cold", 0: "neutral", 1: "friendly", 2: "allied"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One partner of a comparison, with what the record has on it.

    Args:
        there: the party that is compared, towards the partner, by year.
        back: the other way round.
        votes: how alike the two vote, over the period; None where there are no roll calls.
    """

    held: Pair
    there: Relation
    back: Relation
    votes: Agreement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one partner has in one row, and the claims that it rests on."""

    text: str
    claims: tuple[Claim, ...] = ()


def _rests(events: Sequence[Event]) -> tuple[Claim, ...]:
    """The claims of the latest happenings, for a number that counts them."""
    ranked = sorted(events, key=lambda e: (str(e.when.start or ""), e.id), reverse=True)
    return tuple(event.claims[0] for event in ranked[:CITED])


def _count(events: Sequence[Event]) -> Cell:
    return Cell(text=str(len(events)) if events else NOTHING, claims=_rests(events))


def _held(beside: Beside) -> Cell:
    return _count([e for e in beside.held.events if e.status is Status.ACTUAL])


def _quad(start: str) -> Callable[[Beside], Cell]:
    def cell(beside: Beside) -> Cell:
        kinds = table("event_types")
        return _count(
            [
                e
                for e in beside.held.events
                if e.status is Status.ACTUAL
                and e.type in kinds
                and kinds[e.type].extra.get("quad", "").endswith(start)
            ]
        )

    return cell


def _level(relation: Relation, held: Pair) -> Cell:
    told = [point for point in relation.points if point.value is not None]
    if not told:
        return Cell(text=NOTHING)
    events = {str(e.id): e for e in held.events}
    drivers = [d for p in told for d in p.drivers if d.counts and d.event in events]
    ranked = sorted(drivers, key=lambda d: (-abs(d.points), d.event))
    mean = sum(point.value or 0.0 for point in told) / len(told)
    many = f" a year, over {len(told)}" if len(told) > 1 else ""
    return Cell(
        text=signed(mean) + many,
        claims=tuple(events[d.event].claims[0] for d in ranked[:CITED]),
    )


def _visits(beside: Beside) -> Cell:
    return _count(types(beside.held.events, "CONSULT", mode="visit"))


def _talks(beside: Beside) -> Cell:
    return _count([e for e in types(beside.held.events, "CONSULT") if e.mode != "visit"])


def _figure(indicators: Sequence[str]) -> Callable[[Beside], Cell]:
    """The latest figure of some indicators, as it is told."""

    def cell(beside: Beside) -> Cell:
        found = []
        together = crowded(beside.held.claims)
        for claim in beside.held.claims:
            body = claim.body
            if claim.id in together or not isinstance(body, FigureBody):
                continue
            if body.indicator not in indicators:
                continue
            about = {actor.key for actor in body.about}
            named = countries_named(claim.evidence.quote)
            plain = figure_is_told(claim) or (body.indicator not in TRADE and sure(claim))
            if about == beside.held.keys and about <= named and plain and claim.when.known:
                found.append((claim, body))
        if not found:
            return Cell(text=NOTHING)
        claim, body = max(found, key=lambda f: (str(f[0].when.end or f[0].when.start), f[0].id))
        size = quantity(body.value, body.unit, body.value_max)
        planned = " (planned)" if claim.status is Status.PLANNED else ""
        return Cell(text=f"{size}, {time_label(claim.when)}{planned}", claims=(claim,))

    return cell


def _stances(beside: Beside) -> Cell:
    """Stances as stated, from either side, whose passage names both."""
    found: dict[int, list[Claim]] = {}
    for claim in beside.held.claims:
        body = claim.body
        if not isinstance(body, StanceBody) or claim.status is not Status.ACTUAL:
            continue
        keys = {actor.key for actor in (*body.actors, *body.recipients)}
        if beside.held.keys <= keys & countries_named(claim.evidence.quote):
            found.setdefault(body.polarity, []).append(claim)
    if not found:
        return Cell(text=NOTHING)
    words = [f"{STANCES[p]} {len(claims)}" for p, claims in sorted(found.items(), reverse=True)]
    claims = [claim for _, held in sorted(found.items()) for claim in held]
    return Cell(text=", ".join(words), claims=tuple(claims[:CITED]))


def _rows(about: str) -> Iterator[tuple[str, Callable[[Beside], Cell]]]:
    name = gazetteer().name_of(about)
    yield "Happenings told", _held
    yield "of these cooperation", _quad("cooperation")
    yield "of these conflict", _quad("conflict")
    yield f"Points of {name} towards it", lambda b: _level(b.there, b.held)
    yield f"Points of it towards {name}", lambda b: _level(b.back, b.held)
    yield "Visits", _visits
    yield "Meetings, talks and calls", _talks
    yield "Agreements told as signed or ratified", lambda b: _count(agreements(b.held))
    yield "Latest trade figure", _figure(TRADE)
    yield "Latest loan or grant", _figure(("loan", "grant", "aid", "debt"))
    yield "Latest arms deal", _figure(("arms_sales",))
    yield "Stances as stated", _stances


def _table(about: str, others: Sequence[Beside], notes: Notes) -> Table | None:
    rows = []
    for name, answer in _rows(about):
        cells = [answer(beside) for beside in others]
        claims = [claim for cell in cells for claim in cell.claims]
        if claims:
            texts = (name, *(cell.text for cell in cells))
            rows.append(Row(cells=texts, sources=notes.cite(claims)))
    if not rows:
        return None
    names = tuple(gazetteer().name_of(beside.held.second) for beside in others)
    return Table(
        title="Side by side",
        columns=("", *names),
        rows=tuple(rows),
        note=(
            "Numbers count what the record tells, not what happened. Each row cites up to"
            f" {CITED} passages a column, the latest or those that weigh most."
            + _votes(about, others)
        ),
    )


def _votes(about: str, others: Sequence[Beside]) -> str:
    """How alike they vote, in a sentence; it rests on the roll calls in the record, not on passages."""
    told = [
        f"{name_of(b.held.second)} {b.votes.index:.0%} of {b.votes.shared}"
        for b in others
        if b.votes and b.votes.shared
    ]
    if not told:
        return ""
    return f" Roll calls in which {name_of(about)} voted alike: {', '.join(told)} (the record's roll calls)."


def _chart(others: Sequence[Beside], notes: Notes) -> Chart | None:
    rows, claims = [], []
    for beside in others:
        events = [e for e in beside.held.events if e.status is Status.ACTUAL]
        rows.append(Length(name=gazetteer().name_of(beside.held.second), value=float(len(events))))
        claims += list(_rests(events))
    if not claims or len(rows) < 2:
        return None
    title = "Happenings told with each"
    describe = ", ".join(f"{row.name} {row.value:.0f}" for row in rows) + "."
    wide, narrow = (
        lengths(rows, title=title, describe=describe, width=width) for width in (WIDE, NARROW)
    )
    return Chart(
        title=title, describe=describe, wide=wide, narrow=narrow, sources=notes.cite(claims)
    )


def compare(about: str, others: Sequence[Beside]) -> Comparison:
    """Put one party's relations with several others side by side.

    Args:
        about: key of the party that is compared.
        others: its partners, in the order in which they are to stand.
    """
    first = others[0].held
    notes = Notes(first.documents)
    sheet = _table(about, others, notes)
    chart = _chart(others, notes)
    partners = []
    for beside in others:
        lines, _ = event_lines(beside.held, notes, LINES)
        drawn = tuple(islice(charts((beside.there,), beside.held, notes), 1))
        key = beside.held.second
        partners.append(
            Compared(partner=key, name=gazetteer().name_of(key), lines=lines, charts=drawn)
        )
    cited = {source.evidence.doc for source in notes.sources}
    events: Mapping[str, Event] = {e.id: e for b in others for e in b.held.events}
    return Comparison(
        about=about,
        name=gazetteer().name_of(about),
        start=first.start,
        end=first.end,
        table=sheet,
        chart=chart,
        partners=tuple(partners),
        sources=tuple(notes.sources),
        documents=len(cited),
        publishers=len({first.documents[doc].publisher for doc in cited} - {""}),
        claims=len({name for b in others for name in b.held.about_both}),
        happenings=len(events),
    )
