"""What people said, laid over what a reader read: a pure function of the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from dragoman.model.claims import (
    Claim,
    EventBody,
    FigureBody,
    PositionBody,
    StanceBody,
    claim_id,
)
from dragoman.model.codec import claim_from_row, claim_to_row
from dragoman.model.ids import ClaimId, JudgementId
from dragoman.model.judgements import (
    PAIRED,
    Judged,
    Judgement,
    Standing,
    State,
    Subject,
    Verdict,
)

SHARED = 0.5
"""Share of the shorter of two stretches that both must cover to be the same passage."""

_STANDING = {
    Verdict.ACCEPT: Standing.ACCEPTED,
    Verdict.REJECT: Standing.REJECTED,
    Verdict.ADD: Standing.ADDED,
}


def _label(claim: Claim) -> str:
    match claim.body:
        case EventBody(type=label) | FigureBody(indicator=label) | PositionBody(choice=label):
            return label
        case StanceBody(polarity=polarity):
            return str(polarity)
        case _:
            return ""


def _keys(claim: Claim) -> frozenset[str]:
    return frozenset(actor.key for actor in claim.parties)


def says(claim: Claim) -> tuple[object, ...]:
    """What a claim says, apart from its words: two with the same answer say the same."""
    body = claim.body
    value = getattr(body, "value", None) or getattr(body, "amount", None)
    recipients = tuple(actor.key for actor in getattr(body, "recipients", ()))
    parties = tuple(actor.key for actor in claim.parties)
    return (claim.kind, _label(claim), claim.status, parties, recipients, value)


def _overlap(left: Claim, right: Claim) -> int:
    a, b = left.evidence.span, right.evidence.span
    return min(a.end, b.end) - max(a.start, b.start)


def _likeness(was: Claim, now: Claim) -> tuple[object, ...] | None:
    """How like two claims of one document are, the greater the more; None where they are two things."""
    common = _overlap(was, now)
    lengths = [c.evidence.span.end - c.evidence.span.start for c in (was, now)]
    if was.kind != now.kind or common < SHARED * min(lengths):
        return None
    left, right = _keys(was), _keys(now)
    share = len(left & right) / len(left | right) if left | right else 1.0
    same_label = _label(was) == _label(now)
    if not share if same_label else not share or was.id != now.id:
        return None
    spread = common / (sum(lengths) - common)
    return (says(was) == says(now), was.id == now.id, same_label, share, spread, now.id)


def counterpart(was: Claim, claims: Iterable[Claim], *, exactly: bool = False) -> Claim | None:
    """Find the claim that one of an earlier reading is now.

    Args:
        exactly: only one that says the same.
    """
    found = [(likeness, claim) for claim in claims if (likeness := _likeness(was, claim))]
    if exactly:
        found = [item for item in found if item[0][0]]
    return max(found, key=lambda item: item[0])[1] if found else None


def succession(old: Sequence[Claim], new: Sequence[Claim]) -> dict[ClaimId, ClaimId]:
    """Say which claim of a new reading each one of the old reading became, where there is one.

    A claim that is in both became itself; only one that is new can be what another became, and of one only.
    """
    was, ids = {claim.id for claim in old}, {claim.id for claim in new}
    found = {name: name for name in was & ids}
    free = [claim for claim in new if claim.id not in was]
    for claim in sorted(old, key=lambda claim: claim.id):
        if claim.id not in ids and (now := counterpart(claim, free)) is not None:
            found[claim.id] = now.id
            free.remove(now)
    return found


@dataclass(slots=True)
class _Shown:
    """A claim while judgements are laid over it."""

    claim: Claim
    read: Claim | None
    standing: Standing = Standing.READ
    by: tuple[JudgementId, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """The claims of a document with what people made of them.

    Args:
        claims: as the record is to show them, the rejected ones too.
        now: for each judgement and place among its subjects, the claim that it is now.
    """

    claims: tuple[Judged, ...]
    now: Mapping[tuple[JudgementId, int], ClaimId | None]


_Word = tuple[Judgement, Subject]


def corrected(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """A claim with some fields as a person has them.

    Raises:
        InputError: a value does not fit its field.
    """
    return claim_from_row({**claim_to_row(claim), **changes}) if changes else claim


def _fresh(claim: Claim, shown: Mapping[ClaimId, _Shown]) -> Claim:
    """A claim under an id that is free."""
    if claim.id not in shown:
        return claim
    names = (claim_id(claim.evidence, claim.kind, nth=n) for n in count(1))
    return replace(claim, id=next(name for name in names if name not in shown))


def _deciding(said: Sequence[_Word]) -> tuple[Verdict, Claim]:
    """Which of the words on one claim says how it is looked for, and the claim as it was then."""
    for judgement, subject in said:
        if judgement.verdict is Verdict.ADD:
            return Verdict.ADD, subject.claim
    standing = [word for word in said if word[0].verdict is not Verdict.CORRECT]
    judgement, subject = (standing or said)[-1]
    return judgement.verdict, subject.claim


def _place(said: Sequence[_Word], shown: dict[ClaimId, _Shown]) -> ClaimId | None:
    """Find what is judged among the claims; bring back what a person vouches for."""
    verdict, was = _deciding(said)
    read = {name: item.read or item.claim for name, item in shown.items()}
    exactly = verdict in {Verdict.REJECT, Verdict.ADD}
    now = counterpart(was, read.values(), exactly=exactly)
    name = next(name for name, claim in read.items() if claim is now) if now else None
    if verdict is Verdict.REJECT or (verdict is Verdict.CORRECT and name is not None):
        return name
    old = shown.pop(name) if name is not None else None
    kept = _fresh(was, shown)
    shown[kept.id] = _Shown(kept, old.read if old else None)
    return kept.id


def apply(read: Sequence[Claim], judgements: Sequence[Judgement]) -> Applied:
    """Lay judgements over the claims of one document.

    The last word on each thing counts. What a person accepted, corrected or added is there whatever the
    reader has; what a person rejected is not, as long as the reader says the same.

    Args:
        read: as the reader has them.
        judgements: those of this document that are not undone, in the order given.
    """
    shown = {claim.id: _Shown(claim, claim) for claim in read}
    words = [(j, s) for j in judgements if j.verdict not in PAIRED for s in j.subjects]
    by_claim: dict[ClaimId, list[_Word]] = {}
    for judgement, subject in words:
        by_claim.setdefault(subject.claim.id, []).append((judgement, subject))
    places = {was: _place(said, shown) for was, said in by_claim.items()}
    _lay(words, shown, places)
    return Applied(claims=tuple(_judged(shown)), now=dict(_now(judgements, shown, places)))


def _lay(
    words: Iterable[_Word],
    shown: Mapping[ClaimId, _Shown],
    places: Mapping[ClaimId, ClaimId | None],
) -> None:
    last: dict[tuple[ClaimId, str], Judgement] = {}
    for judgement, subject in words:
        name = places[subject.claim.id]
        if name is not None:
            last.pop((name, judgement.field), None)
            last[name, judgement.field] = judgement
    changes: dict[ClaimId, dict[str, Any]] = {}
    for (name, _), judgement in last.items():
        item = shown[name]
        item.by += (judgement.id,)
        if judgement.verdict is Verdict.CORRECT:
            changes.setdefault(name, {}).update(fields_of(judgement))
        else:
            item.standing = _STANDING[judgement.verdict]
    for name, change in changes.items():
        item = shown[name]
        item.claim = corrected(item.claim, change)
        if item.standing in {Standing.READ, Standing.ACCEPTED}:
            item.standing = Standing.CORRECTED


def fields_of(judgement: Judgement) -> dict[str, Any]:
    """The fields of a claim's JSON that a correction sets: a date sets both its ends."""
    if judgement.field == "date":
        return dict(judgement.value)
    return {judgement.field: judgement.value}


def _judged(shown: Mapping[ClaimId, _Shown]) -> Iterator[Judged]:
    ordered = sorted(shown.values(), key=lambda i: (i.claim.evidence.span, i.claim.id))
    for item in ordered:
        yield Judged(claim=item.claim, read=item.read, standing=item.standing, judgements=item.by)


def _now(
    judgements: Iterable[Judgement],
    shown: Mapping[ClaimId, _Shown],
    places: Mapping[ClaimId, ClaimId | None],
) -> Iterator[tuple[tuple[JudgementId, int], ClaimId | None]]:
    there = [item.claim for item in shown.values()]
    back = {item.read.id: name for name, item in shown.items() if item.read}
    for judgement in judgements:
        for position, subject in enumerate(judgement.subjects):
            was = subject.claim
            name = places.get(was.id)
            if name is None and judgement.verdict in PAIRED:
                name = was.id if was.id in shown else back.get(was.id)
                if name is None:
                    now = counterpart(was, there)
                    name = now.id if now else None
            yield (judgement.id, position), name


def settle(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Say of each judgement whether it counts, and which later one counts in its place.

    Args:
        judgements: all of them, in the order given.
    """
    last: dict[tuple[str, ...], JudgementId] = {}
    for judgement in judgements:
        if judgement.undone is None:
            last.update(dict.fromkeys(slots(judgement), judgement.id))
    return tuple(_settled(judgement, last) for judgement in judgements)


def _settled(judgement: Judgement, last: Mapping[tuple[str, ...], JudgementId]) -> Judgement:
    if judgement.undone is not None:
        return replace(judgement, state=State.UNDONE)
    heirs = [last[slot] for slot in slots(judgement)]
    if judgement.id not in heirs:
        return replace(judgement, state=State.SUPERSEDED, superseded_by=heirs[0])
    sides = {s.side for s in judgement.subjects}
    there = {s.side for s in judgement.subjects if s.now is not None}
    state = State.IN_FORCE if there == sides else State.WAITING
    return replace(judgement, state=state)


def slots(judgement: Judgement) -> tuple[tuple[str, ...], ...]:
    """What a judgement decides: the last one on each counts."""
    names = [str(s.now or s.claim.id) for s in judgement.subjects]
    if judgement.verdict not in PAIRED:
        return tuple((name, judgement.field) for name in names)
    sides: tuple[list[str], list[str]] = ([], [])
    for name, subject in zip(names, judgement.subjects, strict=True):
        sides[subject.side].append(name)
    return tuple((*sorted((a, b)), "pair") for a in sides[0] for b in sides[1])
