"""Events and claims to a digest: told, folded, chosen, ordered, and numbered by their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from dragoman.codebook.gazetteer import gazetteer
from dragoman.digesting.choose import (
    LIMITS,
    SEVERAL,
    claim_partners,
    event_partners,
    in_period,
    published_within,
)
from dragoman.model.claims import Claim, Kind
from dragoman.model.digests import Digest, Entry, LineKind
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, DocumentId
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.wording.contradictions import apart, figure_contradictions
from dragoman.wording.happenings import tell_event
from dragoman.wording.notes import Introductions, Notes, write_line
from dragoman.wording.prose import partner_name
from dragoman.wording.statements import tell_claim
from dragoman.wording.telling import Side, Telling
from dragoman.wording.weigh import Documents, sure

NO_COPIES: Mapping[DocumentId, DocumentId] = MappingProxyType({})

ORDER = (
    LineKind.HAPPENED,
    LineKind.FIGURE,
    LineKind.POSITION,
    LineKind.STANCE,
    LineKind.PLANNED,
    LineKind.OUTLOOK,
    LineKind.DOUBTED,
    LineKind.DISPUTE,
)
"""The order of the groups in an entry: from what passed to what is open."""

OPENING = (
    LineKind.HAPPENED,
    LineKind.PLANNED,
    LineKind.POSITION,
    LineKind.DOUBTED,
    LineKind.FIGURE,
)
"""Which kind may open an entry, the fittest first; any other where there is none of these."""

OPENING_MARGIN = 2.0
"""How many times heavier a line of a later kind must be to open in place of an earlier kind."""


def _known_claims(claims: Iterable[Claim], documents: Documents) -> tuple[Claim, ...]:
    """Claims that are sure and whose document is at hand, in an order that no caller can change."""
    found = {c.id: c for c in claims if c.evidence.doc in documents and sure(c)}
    return tuple(found[name] for name in sorted(found))


def _known_events(events: Iterable[Event], documents: Documents) -> list[Event]:
    found = []
    for event in events:
        claims = _known_claims(event.claims, documents)
        if claims:
            found.append(replace(event, claims=claims))
    return sorted(found, key=lambda event: event.id)


def _figure_in_period(
    claim: Claim, documents: Documents, start: PartialDate | None, end: PartialDate | None
) -> bool:
    """A figure is news when it is published, and often about an earlier year."""
    return in_period(claim.when, [claim], documents, start, end) or published_within(
        [claim], documents, start, end
    )


def _fold(tellings: Iterable[Telling]) -> list[Telling]:
    """One sentence of those that would read the same, with the sources of all."""
    found: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for told in tellings:
        key = (told.partners, told.kind, told.status, told.lead, _places(told), told.tail)
        found[key].append(told)
    return [_united(group) for group in found.values()]


def _places(told: Telling) -> tuple[str, ...]:
    return tuple(words for _, words in told.times)


def _united(group: Sequence[Telling]) -> Telling:
    if len(group) == 1:
        return group[0]
    claims = {claim.id: claim for told in group for claim in told.claims}
    sides: dict[str, dict[ClaimId, Claim]] = defaultdict(dict)
    for told in group:
        for side in told.sides:
            sides[side.text].update({claim.id: claim for claim in side.claims})
    return replace(
        max(group, key=lambda told: (told.weight, told.claims[0].id)),
        claims=tuple(claims[name] for name in sorted(claims)),
        sides=tuple(Side(text=text, claims=tuple(held.values())) for text, held in sides.items()),
        repeats=all(told.repeats for told in group),
    )


def _repeated(tellings: Iterable[Telling]) -> list[Telling]:
    """The same act at several times that share no day is told once, with all its times."""
    found: list[Telling] = []
    groups: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for told in tellings:
        if told.repeats and told.when.known:
            groups[told.partners, told.kind, told.status, told.lead, told.tail].append(told)
        else:
            found.append(told)
    for group in groups.values():
        group.sort(key=_by_time)
        lasting: list[Telling] = []
        for told in group:
            alone = all(o is told or apart(o.when, told.when) for o in group)
            (lasting if alone else found).append(told)
        if lasting:
            times = tuple(time for told in lasting for time in told.times)
            found.append(
                replace(_united(lasting), times=times, weight=sum(told.weight for told in lasting))
            )
    return found


def _by_time(told: Telling) -> tuple[date, date, str, str, str]:
    first, last = told.when.start or told.when.end, told.when.end or told.when.start
    low, high = (first.earliest, last.latest) if first and last else (date.max, date.max)
    return (low, high, told.lead, told.tail, told.claims[0].id)


def _heaviest(tellings: Iterable[Telling]) -> list[Telling]:
    return sorted(tellings, key=lambda told: (-told.weight, _by_time(told)))


def _opening(tellings: Sequence[Telling]) -> Telling:
    """The most telling one: an act before what is only planned, said or counted."""
    best: Telling | None = None
    for kind in OPENING:
        for told in _heaviest(t for t in tellings if t.kind is kind)[:1]:
            if best is None or told.weight > OPENING_MARGIN * best.weight:
                best = told
    return best or _heaviest(tellings)[0]


def _entry(partner: str, about: str, tellings: Sequence[Telling], notes: Notes) -> Entry:
    opening = _opening(tellings)
    kept: list[Telling] = []
    left_out = 0
    for kind in ORDER:
        group = _heaviest(t for t in tellings if t.kind is kind and t is not opening)
        kept += sorted(group[: LIMITS[kind]], key=_by_time)
        left_out += len(group[LIMITS[kind] :])
    introductions = Introductions(at_home=frozenset({about, partner}))
    return Entry(
        partner=partner,
        heading=_heading(partner, about),
        opening=write_line(opening, notes, introductions),
        lines=tuple(write_line(told, notes, introductions) for told in kept),
        weight=round(sum(told.weight for told in tellings), 3),
        left_out=left_out,
    )


def _heading(partner: str, about: str) -> str:
    if partner == about:
        return f"{partner_name(about)} on its own"
    return "Several parties at once" if partner == SEVERAL else partner_name(partner)


def _by_partner(tellings: Sequence[Telling]) -> dict[str, list[Telling]]:
    """Put what passed with several partners under the one with whom most else passed."""
    groups: dict[str, list[Telling]] = defaultdict(list)
    for told in tellings:
        if len(told.partners) == 1:
            groups[told.partners[0]].append(told)
    alone = {partner: sum(told.weight for told in group) for partner, group in groups.items()}
    for told in tellings:
        if len(told.partners) > 1:
            groups[max(told.partners, key=lambda name: alone.get(name, 0.0))].append(told)
    return groups


def _rank(item: tuple[str, list[Telling]], about: str) -> tuple[bool, float, str]:
    """Partners by weight; what has no partner, or many, comes last."""
    partner, tellings = item
    last = partner in (about, SEVERAL)
    return (last, -round(sum(told.weight for told in tellings), 6), partner)


def digest(
    about: str,
    *,
    events: tuple[Event, ...],
    claims: tuple[Claim, ...],
    documents: tuple[Document, ...],
    copies: Mapping[DocumentId, DocumentId] = NO_COPIES,
    start: PartialDate | None,
    end: PartialDate | None,
) -> Digest:
    """Write the digest of one state's foreign relations in a period.

    The answer does not depend on the order of what is handed in. Claims whose document is not
    among ``documents`` are left out, since they could not be cited, and so are doubtful ones.

    Args:
        about: the state's code.
        events: happenings to which it is a party.
        claims: claims of all kinds to which it is a party; those of events are told by ``events``.
        documents: those that the claims are from.
        copies: the original of each document that is a copy of another.
        start: first date; None for no bound.
        end: last date, taken to its end: 2015-11 is the whole month.

    Raises:
        UnknownName: no state has this code.
    """
    name = gazetteer().state(about).name
    by_id = Documents(documents, copies)
    chosen = [
        event
        for event in _known_events(events, by_id)
        if in_period(event.when, event.claims, by_id, start, end)
    ]
    told = [
        replace(telling, partners=event_partners(event, about))
        for event in chosen
        for telling in tell_event(event, by_id)
    ]
    stated = []
    for claim in _known_claims(claims, by_id):
        if claim.kind is Kind.EVENT:
            continue
        belongs = _figure_in_period if claim.kind is Kind.FIGURE else _claim_in_period
        if belongs(claim, by_id, start, end):
            stated.append(claim)
    differing = [
        replace(telling, partners=claim_partners(telling.claims[0], about))
        for telling in figure_contradictions(stated, by_id)
    ]
    within = {claim.id for telling in differing for claim in telling.claims}
    told += [
        replace(tell_claim(claim, by_id), partners=claim_partners(claim, about))
        for claim in stated
        if claim.id not in within
    ]
    groups = _by_partner(_repeated(_fold(told + differing)))
    notes = Notes(by_id)
    ranked = sorted(groups.items(), key=lambda item: _rank(item, about))
    entries = tuple(_entry(partner, about, group, notes) for partner, group in ranked)
    cited = {source.evidence.doc for source in notes.sources}
    return Digest(
        about=about,
        name=name,
        start=start,
        end=end,
        entries=entries,
        sources=tuple(notes.sources),
        documents=len(cited),
        publishers=len({by_id[doc].publisher for doc in cited} - {""}),
        claims=len(stated) + sum(len(event.claims) for event in chosen),
        events=len(chosen),
    )


def _claim_in_period(
    claim: Claim, documents: Documents, start: PartialDate | None, end: PartialDate | None
) -> bool:
    return in_period(claim.when, [claim], documents, start, end)
