"""Outlooks held against later claims: met, not met, or open, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dragoman.asking.content import stems
from dragoman.asking.due import due
from dragoman.model.claims import Claim, EventBody, Kind, OutlookBody, Status
from dragoman.model.ids import DocumentId
from dragoman.model.outlooks import Bearing, Expectation, Verdict
from dragoman.model.text import Document, Span
from dragoman.model.when import PartialDate, When
from dragoman.wording.prose import date_words, time_label
from dragoman.wording.support import countries_named, dates_itself, negated

LEAST = 0.35
"""Confidence below which an outlook is left out: of 71 read from the sample, those below it were mostly
no expectation at all, those above it mostly one (read by hand, November 2026)."""

LATER_LEAST = 0.4
"""Confidence below which a later claim decides nothing."""

COMMON_STEMS = 3
"""Words in common, names aside, by which two passages speak of the same thing."""

NARROW = timedelta(days=31)
"""A time so narrow that falling into it counts as much as one word in common."""

COMMON_STEMS_OF_ACT = 1
"""The same, where the act and the parties agree already."""

NEAR = 3
"""Later claims at most that are shown without deciding anything."""

REACH = timedelta(days=730)
"""How long after an outlook without a date a claim may still bear on it."""

EXPECTING = {"almost_certain": True, "likely": True, "unlikely": False, "remote": False, "": True}
"""What a likelihood expects; 'even' expects neither."""

FORESEEN = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected:
    """An outlook with what it is compared by."""

    claims: tuple[Claim, ...]
    acts: tuple[Claim, ...]
    parties: frozenset[str]
    stems: frozenset[str]
    made: PartialDate | None
    due: When

    @property
    def body(self) -> OutlookBody:
        body = self.claims[0].body
        assert isinstance(body, OutlookBody)  # noqa: S101 - only outlooks are gathered
        return body


def _sureness(claim: Claim) -> tuple[float, str]:
    return (-(claim.confidence if claim.confidence is not None else 1.0), claim.id)


def _sure(claim: Claim, least: float) -> bool:
    return claim.confidence is None or claim.confidence >= least


def _gathered(claims: Iterable[Claim]) -> dict[tuple[DocumentId, Span], list[Claim]]:
    """Outlooks by the passage that tells them."""
    found: dict[tuple[DocumentId, Span], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind is Kind.OUTLOOK and _sure(claim, LEAST):
            found[claim.evidence.doc, claim.evidence.span].append(claim)
    return found


def _expected(
    group: Sequence[Claim], beside: Sequence[Claim], documents: Mapping[DocumentId, Document]
) -> _Expected:
    claims = tuple(sorted(group, key=_sureness))
    first = claims[0]
    quote = first.evidence.quote
    acts = tuple(
        claim
        for claim in sorted(beside, key=_sureness)
        if claim.kind is Kind.EVENT
        and claim.status in FORESEEN
        and claim.evidence.span.overlaps(first.evidence.span)
    )
    keys = {actor.key for claim in (*claims, *acts) for actor in claim.parties}
    made = documents[first.evidence.doc].published
    return _Expected(
        claims=claims,
        acts=acts,
        parties=frozenset(keys) | countries_named(quote),
        stems=stems(quote),
        made=made,
        due=due(quote, made),
    )


def _same_act(expected: _Expected, later: Claim, keys: frozenset[str]) -> bool:
    """The later act is of a type that is expected, and its passage names all who have a part in that."""
    body = later.body
    if not isinstance(body, EventBody):
        return False
    for act in expected.acts:
        wanted = act.body
        if not isinstance(wanted, EventBody) or wanted.type != body.type:
            continue
        if wanted.mode and body.mode and wanted.mode != body.mode:
            continue
        if {actor.key for actor in act.parties} <= keys:
            return True
    return False


def _bearing(expected: _Expected, later: Claim, published: PartialDate | None) -> Bearing | None:
    """Say how a later claim bears on an outlook; None where it does not."""
    quote = later.evidence.quote
    came = {Status.ACTUAL: True, Status.CALLED_OFF: False}.get(later.status)
    if came is None or (came and negated(quote)):
        return None
    keys = countries_named(quote) | {actor.key for actor in later.parties}
    shared = expected.parties & keys
    common = expected.stems & stems(quote)
    act = _same_act(expected, later, keys)
    least = COMMON_STEMS - 1 if _on_time(expected, later) else COMMON_STEMS
    least = COMMON_STEMS_OF_ACT if act else least
    if len(shared) < min(2, len(expected.parties)) or len(common) < least:
        return None
    reasons = [f"both name {' and '.join(sorted(shared))}"]
    if _on_time(expected, later):
        reasons.append(f"it falls into {time_label(expected.due)}")
    if act and isinstance(later.body, EventBody):
        reasons.append(f"both tell of {later.body.type}")
    reasons.append("both speak of " + ", ".join(f"‘{stem}…’" for stem in sorted(common)))
    return Bearing(
        claim=later,
        came=came,
        in_time=_in_time(expected, later, published),
        reasons=tuple(reasons),
    )


def _on_time(expected: _Expected, later: Claim) -> bool:
    """A narrow time was named, and the later claim falls into it by its own words."""
    start, end = expected.due.start, expected.due.end
    first, last = later.when.start, later.when.end
    if start is None or end is None or first is None or last is None:
        return False
    narrow = end.latest - start.earliest <= NARROW
    inside = start.earliest <= first.earliest and last.latest <= end.latest
    return narrow and inside and dates_itself(later)


def _in_time(expected: _Expected, later: Claim, published: PartialDate | None) -> bool | None:
    end = expected.due.end
    if end is None:
        return None
    last = later.when.end or later.when.start
    if last is not None and last.latest <= end.latest:
        return True
    first = later.when.start or later.when.end
    if first is not None and first.earliest > end.latest:
        return False
    if first is None and published is not None and published.latest <= end.latest:
        return True
    return None


def _is_later(expected: _Expected, claim: Claim, documents: Mapping[DocumentId, Document]) -> bool:
    """The claim comes from another document, published after the outlook, about what came after it."""
    published, made = documents[claim.evidence.doc].published, expected.made
    if made is None or published is None or claim.evidence.doc == expected.claims[0].evidence.doc:
        return False
    limit = max(made.latest + REACH, expected.due.end.latest if expected.due.end else made.latest)
    if not made.latest < published.latest <= limit + REACH / 8:
        return False
    when = claim.when.end or claim.when.start
    if when is None:
        return True
    return when.latest >= made.earliest and when.earliest <= limit


def _until(when: When) -> str:
    return date_words(when.end) if when.end else ""


def _judged(
    expected: _Expected, bearings: Sequence[Bearing], last: PartialDate | None
) -> tuple[Verdict, str]:
    """The verdict and its reason; open unless a later claim says otherwise."""
    expects = EXPECTING.get(expected.body.likelihood)
    came = [b for b in bearings if b.came and b.in_time is not False]
    late = [b for b in bearings if b.came and b.in_time is False]
    off = [b for b in bearings if not b.came]
    if expects is None and (came or off):
        what = "came" if came else "was called off"
        return Verdict.OPEN, f"It {what}, but the outlook held it to be possible either way."
    if came and off:
        return Verdict.OPEN, "Later claims contradict each other."
    if came:
        told = "A later claim tells that it came"
        return (Verdict.MET, f"{told}.") if expects else (Verdict.NOT_MET, f"{told} all the same.")
    if off:
        told = "A later claim tells that it was called off"
        return (Verdict.NOT_MET, f"{told}.") if expects else (Verdict.MET, f"{told}.")
    if late:
        told = f"It is told to have come, but after {_until(expected.due)}"
        return (Verdict.NOT_MET, f"{told}.") if expects else (Verdict.MET, f"{told}.")
    return Verdict.OPEN, _silence(expected, last)


def _silence(expected: _Expected, last: PartialDate | None) -> str:
    if expected.made is None:
        return "It is not known when it was said, so nothing can be told to be later."
    end = expected.due.end
    if end is not None and last is not None:
        if end.latest > last.latest:
            return f"The record ends in {date_words(last.to_month())}, before {date_words(end)} is over."
        return f"Its time ended with {date_words(end)}, and no later claim tells whether it came."
    return "It names no time, and no later claim tells whether it came."


def outlooks(
    claims: Iterable[Claim],
    documents: Mapping[DocumentId, Document],
    *,
    later: Iterable[Claim] | None = None,
) -> tuple[Expectation, ...]:
    """Hold each outlook against what later claims tell.

    A verdict needs a later claim that names the same parties and speaks of the same thing: the same act, or
    at least three words in common beside the names. That nothing was told decides nothing. The answer does
    not depend on the order of what is handed in.

    Args:
        claims: outlooks, and the events that stand in the same passages; others are passed over.
        documents: those that all the claims are from.
        later: claims that may bear on the outlooks; ``claims`` where None.

    Returns:
        By the date on which they were published, then by place in the text.
    """
    known = sorted(claims, key=lambda claim: claim.id)
    by_document: dict[DocumentId, list[Claim]] = defaultdict(list)
    for claim in known:
        by_document[claim.evidence.doc].append(claim)
    by_party: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(later if later is not None else known, key=lambda claim: claim.id):
        if claim.kind is not Kind.OUTLOOK and _sure(claim, LATER_LEAST):
            for key in {actor.key for actor in claim.parties}:
                by_party[key].append(claim)
    dates = [document.published for document in documents.values() if document.published]
    last = max(dates, key=lambda day: day.latest, default=None)
    found = []
    for (doc, span), group in _gathered(known).items():
        expected = _expected(group, by_document[doc], documents)
        bearings = _bearings(expected, by_party, documents)
        near = _near(expected, bearings, by_party, documents)
        verdict, why = _judged(expected, bearings, last)
        found.append(
            (
                str(expected.made or "9999"),
                doc,
                span.start,
                (expected, bearings, near, verdict, why),
            )
        )
    found.sort(key=lambda row: row[:3])
    return tuple(_expectation(*row[3]) for row in found)


def _after(
    expected: _Expected,
    by_party: Mapping[str, Sequence[Claim]],
    documents: Mapping[DocumentId, Document],
) -> Iterator[Claim]:
    """Later claims with a party in common, each once."""
    found = {c.id: c for key in sorted(expected.parties) for c in by_party.get(key, ())}
    return (claim for claim in found.values() if _is_later(expected, claim, documents))


def _near(
    expected: _Expected,
    bearings: Sequence[Bearing],
    by_party: Mapping[str, Sequence[Claim]],
    documents: Mapping[DocumentId, Document],
) -> tuple[Claim, ...]:
    """Later claims that come nearest without bearing on it: for a person to look at."""
    taken = {(b.claim.evidence.doc, b.claim.evidence.span) for b in bearings}
    found: dict[tuple[DocumentId, Span], tuple[int, int, str, Claim]] = {}
    for claim in _after(expected, by_party, documents):
        place = (claim.evidence.doc, claim.evidence.span)
        quote = claim.evidence.quote
        common = len(expected.stems & stems(quote))
        shared = len(expected.parties & (countries_named(quote) | {a.key for a in claim.parties}))
        if place not in taken and common and shared >= min(2, len(expected.parties)):
            rank = (-common, -shared, claim.id, claim)
            found[place] = min(found.get(place, rank), rank, key=lambda row: row[:3])
    ranked = sorted(found.values(), key=lambda row: row[:3])
    return tuple(claim for *_, claim in ranked[:NEAR])


def _bearings(
    expected: _Expected,
    by_party: Mapping[str, Sequence[Claim]],
    documents: Mapping[DocumentId, Document],
) -> tuple[Bearing, ...]:
    found: dict[tuple[DocumentId, Span], Bearing] = {}
    for claim in _after(expected, by_party, documents):
        bearing = _bearing(expected, claim, documents[claim.evidence.doc].published)
        place = (claim.evidence.doc, claim.evidence.span)
        if bearing and (place not in found or len(bearing.reasons) > len(found[place].reasons)):
            found[place] = bearing
    return tuple(
        sorted(
            found.values(),
            key=lambda b: (str(documents[b.claim.evidence.doc].published), b.claim.id),
        )
    )


def _expectation(
    expected: _Expected,
    bearings: tuple[Bearing, ...],
    near: tuple[Claim, ...],
    verdict: Verdict,
    why: str,
) -> Expectation:
    first, body = expected.claims[0], expected.body
    return Expectation(
        id=first.id,
        claims=expected.claims,
        holder=first.said_by,
        about=body.actors,
        proposition=body.proposition,
        likelihood=body.likelihood,
        condition=body.condition,
        expects=EXPECTING.get(body.likelihood),
        made=expected.made,
        due=expected.due,
        verdict=verdict,
        why=why,
        bearings=bearings,
        near=near,
    )
