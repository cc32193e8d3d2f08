"""Tables of a dossier: the relation by year, figures, plans and what became of them, outlooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dragoman.asking.material import Pair
from dragoman.codebook.ontology import table
from dragoman.drawing import axes
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, FigureBody, Status
from dragoman.model.events import Event, Outcome, Sequel
from dragoman.model.outlooks import Expectation, Verdict
from dragoman.model.papers import Row, Table
from dragoman.model.relations import Point, Relation
from dragoman.wording.happenings import event_sentence, firm_claims, time_words
from dragoman.wording.notes import Notes
from dragoman.wording.prose import called, date_words, quantity, quoted, time_label
from dragoman.wording.statements import crowded
from dragoman.wording.support import countries_named, standing_told
from dragoman.wording.telling import by_sureness
from dragoman.wording.weigh import sure

CITED = 3
"""Happenings that a number cites at most: those that weigh most in it."""

VERDICTS = {Verdict.MET: "met", Verdict.NOT_MET: "not met", Verdict.OPEN: "open"}

OUTCOMES = {
    Outcome.HELD: "carried out",
    Outcome.CALLED_OFF: "called off",
    Outcome.HELD_LATER: "put off, then carried out",
    Outcome.PUT_OFF: "put off to another day",
}

THEMES = (
    ("Trade", ("trade_turnover", "exports", "imports", "trade_growth")),
    (
        "Money, arms and aid",
        (
            "loan",
            "grant",
            "investment",
            "contract_value",
            "debt",
            "aid",
            "arms_sales",
            "military_budget",
        ),
    ),
)
"""Tables of figures, each with its indicators."""


def _cite_point(point: Point, events: Mapping[str, Event], notes: Notes) -> tuple[int, ...]:
    counting = [d for d in point.drivers if d.counts and d.event in events]
    ranked = sorted(counting, key=lambda driver: (-abs(driver.points), driver.event))
    return notes.cite([events[d.event].claims[0] for d in ranked[:CITED]])


def signed(value: float | None) -> str:
    """A number of points as a table wants it; a dash where there is none."""
    return "–" if value is None else axes.signed(value)


def years(
    there: Relation, back: Relation, names: tuple[str, str], held: Pair, notes: Notes
) -> Table | None:
    """The relation by year, in both directions, with the happenings that weigh most."""
    events = {str(event.id): event for event in held.events}
    others = {point.period: point for point in back.points}
    rows = []
    for point in there.points:
        other = others.get(point.period)
        cited = set(_cite_point(point, events, notes))
        cited |= set(_cite_point(other, events, notes)) if other else set()
        if not cited:
            continue
        told = {d.event for p in (point, other) if p for d in p.drivers if d.counts}
        cells = (
            str(point.period),
            signed(point.value),
            signed(other.value if other else None),
            str(len(told)),
        )
        rows.append(Row(cells=cells, sources=tuple(sorted(cited))))
    if not rows:
        return None
    return Table(
        title="The relation by year",
        columns=("year", f"{names[0]} to {names[1]}", f"{names[1]} to {names[0]}", "happenings"),
        rows=tuple(rows),
        numbers=frozenset({1, 2, 3}),
        note=(
            "Points on the scale of conflict and cooperation, summed over the year. The sources are the"
            " happenings that weigh most. Years without any are left out."
        ),
    )


def _label(indicator: str) -> str:
    entry = table("indicators").get(indicator)
    return entry.label if entry else indicator.replace("_", " ")


def _figures(held: Pair, indicators: Sequence[str]) -> list[tuple[Claim, FigureBody]]:
    """Figures about both parties whose passage names both."""
    found = []
    for claim in held.claims:
        body = claim.body
        if not isinstance(body, FigureBody) or body.indicator not in indicators or not sure(claim):
            continue
        about = {actor.key for actor in body.about}
        if about == held.keys and held.keys <= countries_named(claim.evidence.quote):
            found.append((claim, body))
    return found


def figures(held: Pair, notes: Notes) -> tuple[Table, ...]:
    """Trade, and money, arms and aid between two parties, by time; differing values stand side by side."""
    out = []
    together = crowded(held.claims)
    for title, indicators in THEMES:
        rows = []
        order = sorted(
            _figures(held, indicators), key=lambda f: (str(f[0].when.start or "9999"), f[0].id)
        )
        for claim, body in order:
            size = quantity(body.value, body.unit, body.value_max)
            standing = "" if claim.status is Status.ACTUAL else f" ({claim.status.value})"
            first = {actor.key: actor for actor in reversed(body.about)}
            parties = " → ".join(dict.fromkeys(called(first[a.key]) for a in body.about))
            if body.indicator in ("trade_turnover", "trade_growth"):
                parties = "both directions"
            elif claim.id in together:
                parties = "as the words tell"
            when = time_words(claim.when, (claim,), held.documents)
            cells = (when, _label(body.indicator), parties, size + standing)
            rows.append(Row(cells=cells, sources=notes.cite([claim])))
        if rows:
            columns = ("when", "what", "between", "value")
            unique = tuple(dict.fromkeys(rows))
            out.append(Table(title=title, columns=columns, rows=unique, numbers=frozenset({3})))
    return tuple(out)


ANNOUNCED = frozenset({Status.PLANNED, Status.CALLED_OFF})


def _announced(event: Event) -> Claim | None:
    """The claim that tells a happening as a plan, in words that show it."""
    told = [c for c in event.claims if c.status in ANNOUNCED and standing_told(c) is c.status]
    return by_sureness(told)[0] if told else None


def _fate(
    event: Event, sequel: Sequel | None, later: Event | None
) -> tuple[str, tuple[Claim, ...]]:
    """What became of a plan, and the claims that tell it; one happening may be told as both."""
    if sequel and later:
        return f"{OUTCOMES[sequel.outcome]}: {event_sentence(later)}", firm_claims(later)[:CITED]
    if event.status is Status.ACTUAL:
        return f"carried out: {event_sentence(event)}", firm_claims(event)[:CITED]
    off = event.status is Status.CALLED_OFF
    return ("called off" if off else "nothing more is told"), ()


def plans(
    held: Pair, sequels: Iterable[Sequel], find: Callable[[str], Event | None], notes: Notes
) -> Table | None:
    """What was announced between two parties, and what later happenings tell of it."""
    fates = {sequel.plan: sequel for sequel in sequels}
    rows = []
    for event in sorted(held.events, key=lambda e: (str(e.when.start or "9999"), e.id)):
        announced = _announced(event)
        if announced is None:
            continue
        sequel = fates.get(event.id)
        later = find(sequel.later) if sequel else None
        fate, evidence = _fate(event, sequel, later)
        when = time_label(event.when) if event.when.known else "no date told"
        cells = (when, quoted(announced.evidence.quote), fate)
        rows.append(Row(cells=cells, sources=notes.cite([announced, *evidence])))
    if not rows:
        return None
    return Table(
        title="Planned and done",
        columns=("planned for", "the words", "what became of it"),
        rows=tuple(rows),
    )


def _verdict(found: Expectation, evidence: Sequence[Claim], *, named: bool) -> str:
    head = f"{VERDICTS[found.verdict].capitalize()}. " if named else ""
    told = "".join(f" {quoted(claim.evidence.quote)}" for claim in evidence[:1])
    return f"{head}{found.why}{told}"


def _by_when(found: Expectation) -> str:
    """By when something is expected; from the day of publication on, only the end is told."""
    start, end = found.due.start, found.due.end
    if start is None or end is None:
        return "no time named"
    if start == found.made and end.latest > start.latest:
        last = "" if end.precision == "day" else "the end of "
        return f"by {last}{date_words(end)}"
    return time_label(found.due)


def _holder(actor: Actor, quote: str) -> str:
    """Who expects it; a group that is read as of some state is told of that only in the passage's own words."""
    parts = actor.name.split()
    told = [part for part in parts if part.casefold() in quote.casefold()]
    if told == parts or not parts[-1].islower():
        return called(actor)
    return " ".join(told)


def outlook_row(found: Expectation, held_by: str, notes: Notes, *, named: bool) -> Row:
    """One outlook: when, who, what, by when, the verdict and why."""
    evidence = [bearing.claim for bearing in found.bearings[:CITED]]
    due = _by_when(found)
    cells = (
        str(found.made or "undated"),
        held_by,
        quoted(found.claim.evidence.quote),
        due,
        _verdict(found, evidence, named=named),
    )
    return Row(cells=cells, sources=notes.cite([found.claim, *evidence]))


def outlook_table(
    found: Sequence[Expectation], notes: Notes, title: str, *, named: bool = True
) -> Table | None:
    """Outlooks with their verdicts, by the date on which they were published.

    Args:
        title: the heading under which they stand.
        named: each says its verdict; false where the heading does.
    """
    rows = []
    for item in found:
        document = notes.documents[item.claim.evidence.doc]
        holder = _holder(item.holder, item.claim.evidence.quote) if item.holder else ""
        holder = holder or document.publisher or document.title
        rows.append(outlook_row(item, holder or item.claim.doc, notes, named=named))
    if not rows:
        return None
    return Table(
        title=title,
        columns=("published", "who", "what is expected", "by when", "verdict" if named else "why"),
        rows=tuple(rows),
        note="A verdict needs a later passage that tells of the same thing; silence leaves an outlook open.",
    )
