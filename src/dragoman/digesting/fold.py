"""One line of those that would say the same, and one line a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.model.claims import Claim
from dragoman.model.digests import LineKind
from dragoman.model.ids import ClaimId, DocumentId
from dragoman.model.text import Span
from dragoman.wording.contradictions import apart
from dragoman.wording.notes import by_time
from dragoman.wording.telling import Side, Telling


def fold(tellings: Iterable[Telling]) -> list[Telling]:
    """One line of those that would read the same, with the sources of all."""
    found: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for told in tellings:
        labels = tuple(label for _, label in told.times)
        key = (told.partners, told.kind, told.status, told.lead, labels, told.quote)
        found[key].append(told)
    return [_united(group) for group in found.values()]


def _united(group: Sequence[Telling]) -> Telling:
    if len(group) == 1:
        return group[0]
    first = max(group, key=lambda told: (told.weight, told.claims[0].id))
    claims = {claim.id: claim for claim in first.claims}
    claims |= {c.id: c for told in group for c in sorted(told.claims, key=lambda c: c.id)}
    sides: dict[str, dict[ClaimId, Claim]] = defaultdict(dict)
    for told in group:
        for side in told.sides:
            sides[side.text].update({claim.id: claim for claim in side.claims})
    return replace(
        first,
        claims=tuple(claims.values()),
        sides=tuple(Side(text=text, claims=tuple(held.values())) for text, held in sides.items()),
        repeats=all(told.repeats for told in group),
    )


def repeated(tellings: Iterable[Telling]) -> list[Telling]:
    """The same act at several times that share no day is told once, with all its times."""
    found: list[Telling] = []
    groups: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for told in tellings:
        if told.repeats and told.when.known:
            groups[told.partners, told.kind, told.status, told.theme, told.lead].append(told)
        else:
            found.append(told)
    for group in groups.values():
        group.sort(key=by_time)
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


def once(tellings: Iterable[Telling]) -> list[Telling]:
    """Tell each passage once: as a sentence of ours if there is one, else where it weighs most.

    A contradiction may cite passages that are told elsewhere.
    """
    taken: set[tuple[DocumentId, Span]] = set()
    found = []
    ranked = sorted(tellings, key=lambda told: (not told.own, -told.weight, by_time(told)))
    for told in ranked:
        if told.kind is LineKind.DISPUTE:
            found.append(told)
            continue
        places = {(claim.evidence.doc, claim.evidence.span) for claim in told.claims}
        if not told.own and (told.claims[0].evidence.doc, told.claims[0].evidence.span) in taken:
            continue
        if not any(_held(place, taken) for place in places) or told.own:
            found.append(told)
        taken |= places
    return found


def _held(place: tuple[DocumentId, Span], taken: set[tuple[DocumentId, Span]]) -> bool:
    doc, span = place
    return any(doc == other and span.overlaps(there) for other, there in taken)
