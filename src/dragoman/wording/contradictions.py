"""Where accounts differ: both versions, with who says so, never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from dragoman.codebook.names import words
from dragoman.codebook.ontology import table
from dragoman.model.actors import Amount
from dragoman.model.claims import Claim, EventBody, FigureBody, Status
from dragoman.model.digests import LineKind
from dragoman.model.events import Event
from dragoman.model.when import Basis, When
from dragoman.wording.prose import called, join, quantity, time_label, unique
from dragoman.wording.support import standing_told, word_list
from dragoman.wording.telling import STANDING, Side, Telling
from dragoman.wording.themes import theme_of_claim
from dragoman.wording.weigh import CONTRADICTION, Documents, claim_weight

ROUNDING = Decimal("0.02")
"""Share by which two accounts of a sum may differ and still be one sum, rounded differently."""

COMPARED = frozenset(
    {"trade_turnover", "exports", "imports", "trade_growth", "military_budget", "debt"}
)
"""Indicators with one true value for a pair and a period, so that two values contradict."""

CONTRARY = frozenset({Status.DENIED, Status.CALLED_OFF})
"""Statuses that contradict another. A plan that was carried out contradicts nothing."""


def _span(when: When) -> tuple[int, int] | None:
    first, last = when.start or when.end, when.end or when.start
    return (first.earliest.toordinal(), last.latest.toordinal()) if first and last else None


def apart(left: When, right: When) -> bool:
    """Say whether two times share no day; unknown times are not apart."""
    one, two = _span(left), _span(right)
    return bool(one and two and (one[1] < two[0] or two[1] < one[0]))


def _differ(left: Decimal, right: Decimal) -> bool:
    return abs(left - right) > ROUNDING * max(abs(left), abs(right))


def _tellers(claims: Sequence[Claim], documents: Documents) -> str:
    """Who says so: those cited, and in which publication."""
    found = []
    for claim in claims:
        document = documents[claim.evidence.doc]
        paper = document.publisher or document.title or document.name
        found.append(f"{called(claim.said_by)} in {paper}" if claim.said_by else paper)
    return join(sorted(set(found)))


def _sides(groups: dict[str, list[Claim]], documents: Documents) -> tuple[Side, ...]:
    return tuple(
        Side(text=f"{label} ({_tellers(claims, documents)})", claims=tuple(claims))
        for label, claims in groups.items()
    )


def _plainly(claim: Claim) -> bool:
    """A denial needs a word that denies: 'not' alone is more often about something else."""
    if claim.status is not Status.DENIED:
        return standing_told(claim) is claim.status
    told = {word.folded for word in words(claim.evidence.quote)}
    return not told.isdisjoint(word_list("standing.denied_plainly"))


def status_sides(event: Event, documents: Documents) -> tuple[Side, ...]:
    """Whether it happened, where accounts contradict each other; else nothing."""
    statuses = {claim.status for claim in event.claims if _plainly(claim)}
    if len(statuses) < 2 or not statuses & CONTRARY:
        return ()
    if Status.CALLED_OFF in statuses and not statuses & {Status.ACTUAL, Status.DENIED}:
        return ()
    groups: dict[str, list[Claim]] = defaultdict(list)
    for status in STANDING:
        for claim in event.claims:
            if claim.status is status and _plainly(claim):
                groups[STANDING[status]].append(claim)
    return _sides(groups, documents)


def date_sides(event: Event, documents: Documents) -> tuple[Side, ...]:
    """Days that the texts themselves give and that share no day."""
    dated = [c for c in event.claims if c.when.basis is Basis.TEXT and c.status is event.status]
    if not any(apart(a.when, b.when) for a in dated for b in dated):
        return ()
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(dated, key=lambda c: (_span(c.when) or (0, 0), c.id)):
        groups[time_label(claim.when)].append(claim)
    return _sides(groups, documents)


def amount_of(claim: Claim) -> Amount | None:
    """The sum that a claim of an event names."""
    return claim.body.amount if isinstance(claim.body, EventBody) else None


def amount_sides(event: Event, documents: Documents) -> tuple[Side, ...]:
    """How much, where accounts differ by more than rounding; else nothing."""
    found = [(amount, claim) for claim in event.claims if (amount := amount_of(claim))]
    pairs = ((a, b) for a, _ in found for b, _ in found)
    if not any(a.unit == b.unit and _differ(a.value, b.value) for a, b in pairs):
        return ()
    groups: dict[str, list[Claim]] = defaultdict(list)
    for amount, claim in sorted(found, key=lambda f: (f[0].unit, f[0].value, f[1].id)):
        groups[quantity(amount.value, amount.unit, amount.value_max)].append(claim)
    return _sides(groups, documents)


def _groups(claims: Iterable[Claim]) -> dict[tuple[str, ...], list[tuple[Claim, FigureBody]]]:
    """Figures that ought to have one value: same indicator, parties, unit and period."""
    groups: dict[tuple[str, ...], list[tuple[Claim, FigureBody]]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        body = claim.body
        if not isinstance(body, FigureBody) or body.indicator not in COMPARED:
            continue
        if claim.status is not Status.ACTUAL or not claim.when.known:
            continue
        parties = "|".join(unique(actor.key for actor in body.about))
        key = (body.indicator, parties, body.unit, body.of.casefold(), time_label(claim.when))
        groups[key].append((claim, body))
    return groups


def _label(indicator: str) -> str:
    entry = table("indicators").get(indicator)
    return entry.label if entry else indicator.replace("_", " ")


def figure_contradictions(claims: Iterable[Claim], documents: Documents) -> list[Telling]:
    """Different values of one figure for the same parties and period, as different documents give them."""
    found = []
    for _, members in sorted(_groups(claims).items()):
        if not any(
            _differ(a.value, b.value) and c.evidence.doc != d.evidence.doc
            for c, a in members
            for d, b in members
        ):
            continue
        told: dict[str, list[Claim]] = defaultdict(list)
        for claim, body in sorted(members, key=lambda m: (m[1].value, m[0].id)):
            told[quantity(body.value, body.unit, body.value_max)].append(claim)
        first, body = members[0]
        parties = join(unique(called(actor) for actor in body.about))
        weight = claim_weight(first, LineKind.FIGURE, documents) + CONTRADICTION
        found.append(
            Telling(
                kind=LineKind.DISPUTE,
                status=Status.ACTUAL,
                theme=theme_of_claim(first),
                lead=f"accounts differ on the {_label(body.indicator)} of {parties}",
                times=((first.when, time_label(first.when)),),
                claims=tuple(claim for claim, _ in members),
                actors=first.parties,
                weight=weight,
                sides=_sides(told, documents),
            )
        )
    return found
