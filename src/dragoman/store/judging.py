"""Judging: what a person says takes effect at once, and so does taking it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from dragoman.errors import InputError
from dragoman.model.claims import Claim
from dragoman.model.histories import Turn
from dragoman.model.ids import EventId
from dragoman.model.judgements import (
    PAIRED,
    Judged,
    Judgement,
    Ruling,
    Signature,
    Subject,
    Verdict,
)
from dragoman.model.runs import BY_HAND
from dragoman.store import judgements
from dragoman.store.database import transaction
from dragoman.store.keeping import Keeping
from dragoman.store.remerging import Merging


class Judging(Keeping):
    """Judgements on claims and events."""

    def judge(
        self,
        verdict: Verdict,
        subjects: tuple[Subject, ...],
        signed: Signature,
        *,
        merging: Merging,
        field: str = "",
        value: Any = None,
    ) -> Judgement:
        """Keep a judgement and let it take effect, all in one transaction.

        Args:
            subjects: claims as the record shows them now.

        Raises:
            InputError: it contradicts what was said before and still counts.
        """
        with transaction(self._db):
            if verdict is Verdict.ADD:
                self._keep_run(BY_HAND)
            judged = tuple(self._as_judged(subject) for subject in subjects)
            name = judgements.insert(self._db, verdict, judged, signed, field=field, value=value)
            self._take_effect(judgements.find_judgement(self._db, name), merging)
            self._stands(judgements.find_judgement(self._db, name))
        return self.judgement(name)

    def _as_judged(self, subject: Subject) -> Subject:
        """A subject with its claim as the reader had it, so that it is found again in a new reading."""
        _, read = judgements.judged_in(self._db, subject.claim.evidence.doc).get(
            subject.claim.id, (None, subject.claim)
        )
        earlier = judgements.snapshot(self._db, subject.claim.id)
        claim = read or earlier or subject.claim
        if earlier:
            claim = replace(claim, id=earlier.id)
        return Subject(claim=claim, side=subject.side, now=subject.claim.id)

    def undo(self, name: str, signed: Signature, *, merging: Merging) -> Judgement:
        """Take a judgement back: everything is as if it had not been made, but it is still told.

        Raises:
            NotFound: there is none of this id.
            InputError: it was undone before.
        """
        with transaction(self._db):
            judgement = judgements.find_judgement(self._db, name)
            if judgement.undone is not None:
                raise InputError(
                    f"the judgement {name} was undone by {judgement.undone.who} before",
                    hint="Judge again to bring it back.",
                )
            judgements.take_back(self._db, judgement.id, signed)
            self._take_effect(judgement, merging)
        return self.judgement(name)

    def _take_effect(self, judgement: Judgement, merging: Merging) -> None:
        if judgement.verdict in PAIRED:
            held = self._events_of(s.now for s in judgement.subjects if s.now)
            self._remerge((), held, merging, became={}, cause=judgement.id)
            return
        for name in sorted({s.claim.evidence.doc for s in judgement.subjects}):
            document = self.document(name)
            read = self._as_read(document.id)
            self._replace(document, read, merging, cause=judgement.id)

    def _stands(self, judgement: Judgement) -> None:
        """Refuse a word on pairs with which it and all earlier words cannot hold at once."""
        if judgement.verdict not in PAIRED:
            return
        known = {s.now for s in judgement.subjects if s.now}
        rulings: tuple[Ruling, ...] = ()
        while True:
            known |= {claim for had in self._events_of(known).values() for claim in had}
            rulings = judgements.rulings_on(self._db, known)
            beyond = {c for ruling in rulings for c in (ruling.left, ruling.right)} - known
            if not beyond:
                break
            known |= beyond
        home = {claim: event for event, had in self._events_of(known).items() for claim in had}
        if all((home.get(r.left) == home.get(r.right)) is r.same for r in rulings):
            return
        same = judgement.verdict is Verdict.SAME
        against = sorted({r.judgement for r in rulings if r.same is not same})
        opposite = Verdict.DIFFERENT if same else Verdict.SAME
        raise InputError(
            f"this contradicts what was judged {opposite} before: {', '.join(against)}",
            hint="Undo that first: 'dragoman judge undo ID'.",
        )

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements in the order given, each with whether it counts."""
        return judgements.read_judgements(self._db)

    def judgements_in(self, documents: Collection[str]) -> tuple[Judgement, ...]:
        """Judgements on claims of some documents, and those that they are held against."""
        return judgements.judgements_in(self._db, documents)

    def judgement(self, name: str) -> Judgement:
        """One judgement by its id.

        Raises:
            NotFound: there is none.
        """
        found = judgements.find_judgement(self._db, name)
        beside = self.judgements_in({s.claim.evidence.doc for s in found.subjects})
        return next(judgement for judgement in beside if judgement.id == name)

    def judged(self, claim: Claim) -> Judged:
        """A claim with how its reader has it, and what people made of it."""
        return judgements.standing_of(self._db, claim)

    def history(self, event: str) -> tuple[Turn, ...]:
        """What became of an event over time, the earliest first."""
        return judgements.history_of(self._db, event)

    def heirs(self, event: str) -> tuple[EventId, ...]:
        """The events in which the claims of an event are now, that with most of them first."""
        return judgements.heirs(self._db, event)
