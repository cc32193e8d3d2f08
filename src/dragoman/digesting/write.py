"""Events and claims to a digest: told, folded, chosen, ordered, and numbered by their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from dragoman.codebook.gazetteer import gazetteer
from dragoman.digesting.charts import CHARTED, Relate, charts
from dragoman.digesting.choose import (
    BRIEF,
    BRIEF_FROM,
    LEAST,
    LIMIT,
    SEVERAL,
    SLIGHT,
    claim_partners,
    event_partners,
    in_period,
    published_within,
    quoted_partners,
)
from dragoman.digesting.fold import fold, once, repeated
from dragoman.digesting.novelty import Past
from dragoman.model.claims import Claim, Kind, Status
from dragoman.model.digests import Digest, Entry, LineKind
from dragoman.model.events import Event
from dragoman.model.ids import ClaimId, DocumentId
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.wording.contradictions import figure_contradictions
from dragoman.wording.happenings import tell_event
from dragoman.wording.notes import Introductions, Notes, by_time, write_line
from dragoman.wording.prose import partner_name
from dragoman.wording.statements import crowded, tell_claim
from dragoman.wording.support import countries_named
from dragoman.wording.telling import Telling
from dragoman.wording.themes import themes
from dragoman.wording.weigh import Documents, legible, sure

NO_COPIES: Mapping[DocumentId, DocumentId] = MappingProxyType({})

AHEAD = timedelta(days=31)
"""How far the month ahead reaches."""

DISPUTES = "Where accounts differ"

OPENING = (LineKind.HAPPENED, LineKind.PLANNED, LineKind.POSITION, LineKind.FIGURE)
"""Which kind may open an entry, the fittest first; any other where there is none of these."""

OPENING_MARGIN = 2.0
"""How many times heavier a line of a later kind must be to open in place of an earlier kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a digest is written from.

    Args:
        start: first date; None for no bound.
        end: last date, taken to its end.
    """

    about: str
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    documents: Documents
    start: PartialDate | None
    end: PartialDate | None

    @property
    def chosen(self) -> list[Event]:
        """Events of the period."""
        return [
            e
            for e in self.events
            if in_period(e.when, e.claims, self.documents, self.start, self.end)
        ]

    @property
    def stated(self) -> list[Claim]:
        """Claims of the period that are no events; a figure is news when it is published."""
        return [c for c in self.claims if c.kind is not Kind.EVENT and self._belongs(c)]

    def _belongs(self, claim: Claim) -> bool:
        inside = in_period(claim.when, [claim], self.documents, self.start, self.end)
        if inside or claim.kind is not Kind.FIGURE:
            return inside
        return published_within([claim], self.documents, self.start, self.end)


def _known_claims(claims: Iterable[Claim], documents: Documents) -> tuple[Claim, ...]:
    """Claims that are sure and whose document is at hand, in an order that no caller can change."""
    found = {c.id: c for c in claims if c.evidence.doc in documents and sure(c)}
    return tuple(found[name] for name in sorted(found))


def _known_events(events: Iterable[Event], documents: Documents) -> tuple[Event, ...]:
    found = []
    for event in events:
        claims = _known_claims(event.claims, documents)
        if claims:
            found.append(replace(event, claims=claims))
    return tuple(sorted(found, key=lambda event: event.id))


def _placed(told: Telling, partners: tuple[str, ...], about: str, factor: float = 1.0) -> Telling:
    """Put a telling under its partners and weigh it by how well it is understood there."""
    if told.quote:
        partners = quoted_partners(partners, told.quote, about)
    known = [name for name in dict.fromkeys((about, partners[0])) if name != SEVERAL]
    factor *= legible(told.claims[0], () if told.own else known)
    return replace(told, partners=partners, weight=told.weight * factor)


def _tellings(material: Material) -> list[Telling]:
    """Everything that the period has to tell."""
    about, documents = material.about, material.documents
    past = Past(material.events)
    chosen, stated = material.chosen, material.stated
    told = [
        _placed(telling, event_partners(event, about), about, past.novelty(event))
        for event in chosen
        for telling in tell_event(event, documents)
    ]
    differing = figure_contradictions(stated, documents)
    told += [_placed(t, claim_partners(t.claims[0], about), about) for t in differing]
    within = {claim.id for telling in differing for claim in telling.claims}
    together = crowded(stated)
    told += [
        _placed(
            tell_claim(claim, documents, alone=claim.id not in together),
            claim_partners(claim, about),
            about,
        )
        for claim in stated
        if claim.id not in within
    ]
    return told


def _heaviest(tellings: Iterable[Telling]) -> list[Telling]:
    return sorted(tellings, key=lambda told: (-told.weight, by_time(told)))


def _opening(tellings: Sequence[Telling], parties: frozenset[str]) -> Telling:
    """The most telling one: an act before what is only planned, said or counted, and with its parties named."""
    tellings = [told for told in tellings if told.weight >= LEAST] or tellings
    tellings = [t for t in tellings if t.own or parties <= countries_named(t.quote)] or tellings
    best: Telling | None = None
    for kind in OPENING:
        for told in _heaviest(t for t in tellings if t.kind is kind)[:1]:
            if best is None or told.weight > OPENING_MARGIN * best.weight:
                best = told
    return best or _heaviest(tellings)[0]


def _group(told: Telling) -> str:
    return DISPUTES if told.kind is LineKind.DISPUTE else told.theme


def _in_order(tellings: Iterable[Telling]) -> list[Telling]:
    places = {theme: nth for nth, theme in enumerate((*themes(), DISPUTES))}
    return sorted(tellings, key=lambda told: (places[_group(told)], by_time(told)))


def _entry(partner: str, about: str, tellings: Sequence[Telling], notes: Notes) -> Entry:
    opening = _opening(tellings, frozenset({about, partner}) - {SEVERAL})
    rest = _heaviest(told for told in tellings if told is not opening)
    kept = [told for told in rest if told.weight >= LEAST][:LIMIT]
    introductions = Introductions(at_home=frozenset({about, partner}))
    lines = [
        replace(write_line(told, notes, introductions), theme=_group(told))
        for told in (opening, *_in_order(kept))
    ]
    return Entry(
        partner=partner,
        heading=_heading(partner, about),
        opening=lines[0],
        lines=tuple(lines[1:]),
        weight=round(sum(told.weight for told in tellings), 3),
        left_out=len(rest) - len(kept),
    )


def _heading(partner: str, about: str) -> str:
    if partner == about:
        return f"{partner_name(about)} on its own"
    return "Other matters" if partner == SEVERAL else partner_name(partner)


def _by_partner(tellings: Sequence[Telling], about: str) -> dict[str, list[Telling]]:
    """Put what passed with several partners under the one with whom most else passed.

    Partners with whom hardly anything passed, and those who are neither states nor organisations,
    stand together.
    """
    alone: dict[str, float] = defaultdict(float)
    for told in tellings:
        if len(told.partners) == 1:
            alone[told.partners[0]] += told.weight
    groups: dict[str, list[Telling]] = defaultdict(list)
    for told in tellings:
        groups[max(told.partners, key=lambda name: alone.get(name, 0.0))].append(told)
    book = gazetteer()
    found: dict[str, list[Telling]] = defaultdict(list)
    for partner, group in groups.items():
        known = partner in book.states or partner in book.organisations
        heavy = _weighty(group) and sum(told.weight for told in group) >= SLIGHT
        found[partner if partner == about or (known and heavy) else SEVERAL] += group
    return found


def _rank(item: tuple[str, list[Telling]], about: str) -> tuple[bool, float, str]:
    """Partners by weight; what has no partner, or many, comes last."""
    partner, tellings = item
    last = partner in (about, SEVERAL)
    return (last, -round(sum(told.weight for told in tellings), 6), partner)


def _entries(material: Material, elsewhere: Collection[ClaimId], notes: Notes) -> Iterator[Entry]:
    """A section a partner, those with whom most passed first.

    Args:
        elsewhere: what is told in another part of the digest, by the claim that it rests on first.
    """
    about = material.about
    told = once(repeated(fold(_tellings(material))))
    groups = _by_partner([t for t in told if t.claims[0].id not in elsewhere], about)
    others = any(partner not in (about, SEVERAL) for partner in groups)
    for partner, group in sorted(groups.items(), key=lambda item: _rank(item, about)):
        if not (others and partner in (about, SEVERAL)) or _weighty(group):
            yield _entry(partner, about, group, notes)


def _ahead(tellings: Iterable[Telling], end: PartialDate | None) -> list[Telling]:
    """What is announced for the month after the period."""
    if end is None:
        return []
    first, last = end.latest + timedelta(days=1), end.latest + AHEAD
    return [
        told for told in tellings if told.status is Status.PLANNED and _overlaps(told, first, last)
    ]


def _overlaps(told: Telling, first: date, last: date) -> bool:
    start, end = told.when.start, told.when.end
    if start is None or end is None:
        return False
    return start.earliest <= last and end.latest >= first


def _foreseen(material: Material) -> list[Telling]:
    """Plans for the month ahead, told by documents of the period or before it."""
    if material.end is None:
        return []
    planned = [
        event
        for event in material.events
        if event.status is Status.PLANNED
        and not in_period(
            event.when, event.claims, material.documents, material.start, material.end
        )
        and published_within(event.claims, material.documents, None, material.end)
    ]
    told = [
        _placed(telling, event_partners(event, material.about), material.about)
        for event in planned
        for telling in tell_event(event, material.documents)
    ]
    return _ahead(told, material.end)


def _weighty(tellings: Iterable[Telling]) -> bool:
    """Say whether there is a line to open a section with."""
    return any(told.weight >= LEAST for told in tellings)


def _charted(
    entries: Sequence[Entry], material: Material, notes: Notes, relate: Relate
) -> Iterator[Entry]:
    """Entries with charts for the partners with whom most passed."""
    left = CHARTED
    for entry in entries:
        if left and entry.partner not in (material.about, SEVERAL):
            left -= 1
            drawn = charts(
                material.about,
                entry.partner,
                relate(entry.partner),
                material.events,
                material.claims,
                notes,
            )
            yield replace(entry, charts=tuple(drawn))
        else:
            yield entry


def _made(
    material: Material, entries: tuple[Entry, ...], ahead: Sequence[Telling], notes: Notes
) -> Digest:
    """Count what the sections rest on, and put the most telling lines and the plans beside them."""
    about, documents = material.about, material.documents
    home = frozenset({about})
    coming = tuple(write_line(told, notes, Introductions(at_home=home)) for told in ahead)
    cited = {source.evidence.doc for source in notes.sources}
    openings = [entry.opening for entry in entries if entry.partner not in (about, SEVERAL)]
    chosen = material.chosen
    return Digest(
        about=about,
        name=gazetteer().known_name(about),
        start=material.start,
        end=material.end,
        entries=entries,
        sources=tuple(notes.sources),
        documents=len(cited),
        publishers=len({documents[doc].publisher for doc in cited} - {""}),
        claims=len(material.stated) + sum(len(event.claims) for event in chosen),
        events=len(chosen),
        brief=tuple(openings[:BRIEF]) if len(openings) >= BRIEF_FROM else (),
        ahead=coming,
    )


def digest(  # noqa: PLR0913 - what it is written from, by name
    about: str,
    *,
    events: tuple[Event, ...],
    claims: tuple[Claim, ...],
    documents: tuple[Document, ...],
    copies: Mapping[DocumentId, DocumentId] = NO_COPIES,
    start: PartialDate | None,
    end: PartialDate | None,
    relate: Relate | None = None,
) -> Digest:
    """Write the digest of the foreign relations of one state, or organisation, in a period.

    The answer does not depend on the order of what is handed in. Claims whose document is not
    among ``documents`` are left out, since they could not be cited, and so are doubtful ones. A line is a
    sentence of ours only where its passage bears that out; else it is the passage itself. A passage is
    told once.

    Args:
        about: its code.
        events: happenings to which it is a party, those before the period too: they tell what is new.
        claims: claims of all kinds to which it is a party; those of events are told by ``events``.
        documents: those that the claims are from.
        copies: the original of each document that is a copy of another.
        start: first date; None for no bound.
        end: last date, taken to its end: 2015-11 is the whole month.
        relate: gives the relation towards a partner, for the charts; None for no charts.

    Raises:
        UnknownName: neither a state nor an organisation has this code.
    """
    gazetteer().known_name(about)
    by_id = Documents(documents, copies)
    material = Material(
        about=about,
        events=_known_events(events, by_id),
        claims=_known_claims(claims, by_id),
        documents=by_id,
        start=start,
        end=end,
    )
    ahead = once(fold([*_ahead(_tellings(material), end), *_foreseen(material)]))
    notes = Notes(by_id)
    entries = tuple(_entries(material, {told.claims[0].id for told in ahead}, notes))
    if relate:
        entries = tuple(_charted(entries, material, notes, relate))
    return _made(material, entries, sorted(ahead, key=by_time), notes)
