"""Questions put to a record: dossiers, comparisons, and what became of outlooks."""

from __future__ import annotations

from dragoman.chronicle.opened import Opened
from dragoman.model.outlooks import Expectation


class Questions(Opened):
    """What is asked of a record as a whole."""

    def outlooks(self, about: str | None = None) -> tuple[Expectation, ...]:
        """Who expected what, by when, and whether later claims bear it out.

        Args:
            about: only outlooks on this party; on all where None.
        """
        from dragoman.asking import outlooks

        asked = {claim.id: claim for claim in self._record.claims(kind="outlook", about=about)}
        if about is None:
            asked = {claim.id: claim for claim in self._record.claims()}
        parties = {actor.key for claim in asked.values() for actor in claim.parties}
        later = dict(asked)
        if about is not None:
            for party in sorted({about, *parties}):
                later.update({claim.id: claim for claim in self._record.claims(about=party)})
            places = {claim.evidence.doc for claim in asked.values()}
            beside = [c for c in later.values() if c.evidence.doc in places and c.kind != "outlook"]
            asked.update({claim.id: claim for claim in beside})
        documents = {found.id: found for found in self._documents(later.values())}
        return outlooks(asked.values(), documents, later=later.values())
