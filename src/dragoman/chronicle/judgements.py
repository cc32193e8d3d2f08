"""Judgements: what people say of claims and events, and what it teaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from dragoman.chronicle.opened import Opened
from dragoman.codebook.fields import read_field, read_fields
from dragoman.errors import InputError, NotFound
from dragoman.merging import blocks, merge
from dragoman.model.claims import Claim, EventBody, Kind, claim_id
from dragoman.model.codec import claim_from_row, claim_to_json
from dragoman.model.events import Event
from dragoman.model.histories import Turn
from dragoman.model.ids import EventId
from dragoman.model.judgements import Judged, Judgement, Signature, State, Subject, Verdict
from dragoman.model.runs import BY_HAND
from dragoman.model.text import Document, Evidence, Span
from dragoman.store.remerging import Merging

MERGING = Merging(blocks, merge)


class Judgements(Opened):
    """What people said, and what became of it."""

    def same(self, left: str, right: str, *, signed: Signature) -> Judgement:
        """Say that two claims or events tell of one happening; they become one event at once.

        Raises:
            NotFound: an id names no claim and no event.
            InputError: they are one thing already, or it contradicts an earlier judgement.
        """
        return self._paired(Verdict.SAME, left, right, signed)

    def different(self, left: str, right: str, *, signed: Signature) -> Judgement:
        """Say that two claims or events tell of different happenings.

        Of a claim and the event that it is in, it says that the claim does not belong there.

        Raises:
            NotFound: an id names no claim and no event.
            InputError: they are one thing, or it contradicts an earlier judgement.
        """
        return self._paired(Verdict.DIFFERENT, left, right, signed)

    def accept(self, name: str, *, signed: Signature) -> Judgement:
        """Say that a claim, or every claim of an event, is right as it stands.

        Raises:
            NotFound: the id names no claim and no event.
        """
        return self._judge(Verdict.ACCEPT, self._subjects(name), signed)

    def reject(self, name: str, *, signed: Signature) -> Judgement:
        """Say that a claim, or every claim of an event, is not what the words say.

        It leaves events, relations and digests, and can still be found by its id and by ``is:rejected``.

        Raises:
            NotFound: the id names no claim and no event.
        """
        return self._judge(Verdict.REJECT, self._subjects(name), signed)

    def correct(self, name: str, field: str, value: str, *, signed: Signature) -> Judgement:
        """Correct one field of a claim, or of every claim of an event.

        Args:
            field: by the codebook's name; ``date`` for start and end.
            value: as a person writes it: ``2015-11``, ``300 USD``, ``PER; Maria Lopez (PER, OPP)``.

        Raises:
            NotFound: the id names no claim and no event.
            UnknownName: the claim has no such field, or no table has the word.
            InputError: the value cannot be read.
        """
        subjects = self._subjects(name)
        read = [read_field(subject.claim.kind, field, value) for subject in subjects]
        return self._judge(Verdict.CORRECT, subjects, signed, field=field, value=read[0])

    def add_claim(
        self,
        document: str,
        quote: str,
        kind: Kind,
        fields: Mapping[str, str],
        *,
        signed: Signature,
        start: int | None = None,
    ) -> Judgement:
        """Add a claim that no reader found, on exact words of a document.

        Args:
            document: its id or name.
            quote: the exact words.
            fields: as :meth:`correct` takes them; ``status`` is ``actual`` where it is not given.
            start: where the words begin; needed only where they stand in the text more than once.

        Raises:
            NotFound: there is no such document.
            InputError: the words are not in it, or stand there more than once, or a field is wrong.

        Offsets:
            ``start`` counts code points of the document's text.
        """
        told = self._record.document(document)
        evidence = Evidence.cut(told, _found(told, quote, start))
        values: dict[str, Any] = {
            "status": "actual",
            "attribution": None,
            "start": None,
            "end": None,
            "basis": "unknown",
            "note": "",
            **read_fields(kind, fields),
        }
        taken = {claim.id for claim in self._record.claims(document=told.id)}
        names = (claim_id(evidence, kind, nth=n) for n in range(len(taken) + 1))
        span = evidence.span
        claim = claim_from_row(
            {
                **values,
                "id": next(name for name in names if name not in taken),
                "doc": told.name,
                "document": told.id,
                "span": [span.start, span.end],
                "quote": evidence.quote,
                "kind": kind.value,
                "confidence": None,
                "run": BY_HAND.id,
            }
        )
        return self._judge(Verdict.ADD, (Subject(claim=claim, now=claim.id),), signed)

    def undo(self, judgement: str, *, signed: Signature) -> Judgement:
        """Take a judgement back; what counted before it counts again.

        Raises:
            NotFound: there is none of this id.
            InputError: it was undone before.
        """
        return self._record.undo(judgement, signed, merging=MERGING)

    def judgements(self, about: str | None = None) -> tuple[Judgement, ...]:
        """Judgements in the order given, each with whether it counts.

        Args:
            about: the id of a claim, an event or a document; only judgements on these.
        """
        if about is None:
            return self._record.judgements()
        names, documents = self._named(about)
        found = self._record.judgements_in(documents) if documents else self._record.judgements()
        return tuple(
            j
            for j in found
            if any(
                {s.now, s.claim.id, s.claim.doc, s.claim.evidence.doc} & names for s in j.subjects
            )
        )

    def _named(self, about: str) -> tuple[set[str | None], set[str]]:
        """By what a thing is named in judgements, and its documents; none of a thing that is not there."""
        with suppress(NotFound):
            claims = self._record.event(about).claims
            return {about, *(c.id for c in claims)}, {c.evidence.doc for c in claims}
        with suppress(NotFound):
            return {about}, {self._record.claim(about).evidence.doc}
        with suppress(NotFound):
            return {about}, {self._record.document(about).id}
        return {about}, set()

    def judgement(self, name: str) -> Judgement:
        """One judgement.

        Raises:
            NotFound: there is none of this id.
        """
        return self._record.judgement(name)

    def judged(self, claim: str) -> Judged:
        """A claim with how its reader has it, and what people made of it.

        Raises:
            NotFound: there is no such claim.
        """
        return self._record.judged(self._record.claim(claim))

    def history(self, event: str) -> tuple[Turn, ...]:
        """What became of an event: what was merged into it or split off, and why; the earliest first."""
        return self._record.history(event)

    def heirs(self, event: str) -> tuple[EventId, ...]:
        """Where the claims of an event of any time are now, that with most of them first.

        The event itself where it is still there; nothing where its claims are gone.
        """
        return self._record.heirs(event)

    def training(self, about: str | None = None) -> Iterator[dict[str, Any]]:
        """What judgements in force teach: claims before and after, and pairs, as JSON objects.

        Args:
            about: the id of a claim, an event or a document; only what judgements on these teach.
        """
        for judgement in self.judgements(about):
            if judgement.state is State.IN_FORCE:
                yield from self._taught(judgement)

    def _taught(self, judgement: Judgement) -> Iterator[dict[str, Any]]:
        signed = judgement.signed
        head = {
            "judgement": judgement.id,
            "verdict": judgement.verdict.value,
            "who": signed.who,
            "at": signed.stamp,
            "why": signed.why,
        }
        if judgement.verdict in {Verdict.SAME, Verdict.DIFFERENT}:
            sides = [
                [claim_to_json(s.claim) for s in judgement.subjects if s.side == side]
                for side in (0, 1)
            ]
            yield {**head, "left": sides[0], "right": sides[1]}
            return
        for subject in judgement.subjects:
            if subject.now is None:
                continue
            claim = self._record.claim(subject.now)
            told = self._record.document(claim.evidence.doc)
            yield {
                **head,
                "field": judgement.field,
                "text": _passage(told, claim.evidence.span),
                "published": str(told.published) if told.published else None,
                "before": None
                if judgement.verdict is Verdict.ADD
                else claim_to_json(subject.claim),
                "after": None if judgement.verdict is Verdict.REJECT else claim_to_json(claim),
            }

    def _find(self, name: str) -> Claim | Event:
        try:
            return self._record.event(name)
        except NotFound:
            pass
        heirs = self._record.heirs(name)
        if heirs:
            return self._record.event(heirs[0])
        try:
            return self._record.claim(name)
        except NotFound:
            raise NotFound(
                f"no claim and no event has the id {name!r}",
                hint="Ids are printed by 'dragoman claims' and 'dragoman events'.",
            ) from None

    def _subjects(self, name: str) -> tuple[Subject, ...]:
        found = self._find(name)
        claims = found.claims if isinstance(found, Event) else (found,)
        return tuple(Subject(claim=claim, now=claim.id) for claim in claims)

    def _paired(self, verdict: Verdict, left: str, right: str, signed: Signature) -> Judgement:
        sides = [[s.claim for s in self._subjects(name)] for name in (left, right)]
        ids = [{claim.id for claim in side} for side in sides]
        if verdict is Verdict.DIFFERENT and ids[0] != ids[1]:
            if ids[0] < ids[1]:
                sides[1] = [c for c in sides[1] if c.id not in ids[0]]
            elif ids[1] < ids[0]:
                sides[0] = [c for c in sides[0] if c.id not in ids[1]]
        elif ids[0] & ids[1]:
            raise InputError(f"{left} and {right} are one happening already")
        for claim in (*sides[0], *sides[1]):
            if not isinstance(claim.body, EventBody):
                raise InputError(
                    f"{claim.id} is a {claim.kind}; only claims of events can be compared"
                )
        subjects = tuple(
            Subject(claim=claim, side=n, now=claim.id)
            for n, side in enumerate(sides)
            for claim in side
        )
        return self._judge(verdict, subjects, signed)

    def _judge(
        self,
        verdict: Verdict,
        subjects: Sequence[Subject],
        signed: Signature,
        *,
        field: str = "",
        value: Any = None,
    ) -> Judgement:
        return self._record.judge(
            verdict, tuple(subjects), signed, merging=MERGING, field=field, value=value
        )


def _found(document: Document, quote: str, start: int | None) -> Span:
    """Where words stand in a text.

    Raises:
        InputError: nowhere, elsewhere, or in more than one place.
    """
    places = (
        [at for at in range(len(document.text)) if document.text.startswith(quote, at)]
        if quote
        else []
    )
    if not places:
        raise InputError(
            f"{document.name} does not hold these words: {quote!r}",
            hint="Copy them exactly as 'dragoman show' prints the document.",
        )
    if start is None and len(places) > 1:
        told = ", ".join(map(str, places))
        raise InputError(
            f"these words stand in {document.name} at {told}", hint="Say which: --start."
        )
    if start is not None and start not in places:
        raise InputError(f"these words do not begin at {start} in {document.name}")
    at = places[0] if start is None else start
    return Span(start=at, end=at + len(quote))


def _passage(document: Document, span: Span) -> str:
    """The paragraphs in which some words stand."""
    around = [p.span for p in document.passages if p.span.overlaps(span)]
    start = min((s.start for s in around), default=0)
    end = max((s.end for s in around), default=len(document.text))
    return document.text[min(start, span.start) : max(end, span.end)]
