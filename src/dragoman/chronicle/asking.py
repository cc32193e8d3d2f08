"""Questions put to a record: dossiers, comparisons, and what became of outlooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.chronicle.relations import Relations
from dragoman.errors import InputError, NotFound
from dragoman.merging import fold, sequels
from dragoman.model.claims import Claim, Kind
from dragoman.model.dossiers import Comparison, Dossier
from dragoman.model.events import Event
from dragoman.model.outlooks import Expectation
from dragoman.model.papers import Paper
from dragoman.model.periods import Bounds, Step
from dragoman.model.relations import Relation
from dragoman.model.votes import Agreement, Years
from dragoman.model.when import PartialDate

if TYPE_CHECKING:
    from dragoman.asking import Beside
    from dragoman.voting import Assembly
    from dragoman.wording.weigh import Documents


class Questions(Relations):
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
        later = dict(asked)
        if about is not None:
            parties = {actor.key for claim in asked.values() for actor in claim.parties}
            for party in sorted({about, *parties}):
                later.update({claim.id: claim for claim in self._record.claims(about=party)})
            places = {claim.evidence.doc for claim in asked.values()}
            beside = [
                c for c in later.values() if c.evidence.doc in places and c.kind is not Kind.OUTLOOK
            ]
            asked.update({claim.id: claim for claim in beside})
        documents = {found.id: found for found in self._documents(later.values())}
        return outlooks(asked.values(), documents, later=later.values())

    def brief(
        self,
        first: str,
        second: str,
        *,
        start: PartialDate | None = None,
        end: PartialDate | None = None,
    ) -> Dossier:
        """Write the dossier of two parties: relations, events, figures, agreements, plans, outlooks.

        Raises:
            InputError: they are the same party.
        """
        from dragoman.asking import brief, pair

        events = tuple(self._record.events(about=first))
        claims = (*self._record.claims(about=first), *self._record.claims(about=second))
        held = pair(first, second, events, claims, self._folded(events, claims), (start, end))
        expected = [
            item
            for item in self.outlooks(first)
            if second in {actor.key for claim in item.claims for actor in claim.parties}
            and item.claims[0].id in {claim.id for claim in held.claims}
        ]
        return brief(
            held,
            self._both(first, second, start, end),
            sequels=sequels(held.events),
            outlooks=expected,
        )

    def compare(
        self,
        about: str,
        towards: Sequence[str],
        *,
        start: PartialDate | None = None,
        end: PartialDate | None = None,
    ) -> Comparison:
        """Put one party's relations with several others side by side.

        Raises:
            InputError: nobody is named to compare with, or a party is named twice.
        """
        from dragoman.asking import Beside, compare, pair

        if not towards or len({about, *towards}) <= len(towards):
            raise InputError(f"name each party once: {about}, {', '.join(towards)}")
        events = tuple(self._record.events(about=about))
        claims = tuple(self._record.claims(about=about))
        documents = self._folded(events, claims)
        rolls = self._assembly()
        others: list[Beside] = []
        for partner in towards:
            mine = [c for c in claims if partner in {actor.key for actor in c.parties}]
            held = pair(about, partner, events, mine, documents, (start, end))
            there, back = self._both(about, partner, start, end)
            votes = _alike(rolls, about, partner, start, end)
            others.append(Beside(held=held, there=there, back=back, votes=votes))
        return compare(about, others)

    def outlooks_paper(self, about: str | None = None) -> Paper:
        """Lay out the outlooks of the record by their verdicts.

        Args:
            about: only outlooks on this party; on all where None.
        """
        from dragoman.asking import outlooks_paper
        from dragoman.codebook.gazetteer import gazetteer

        found = self.outlooks(about)
        claims = [c for item in found for c in (*item.claims, *(b.claim for b in item.bearings))]
        title = gazetteer().name_of(about) if about else "All parties"
        return outlooks_paper(found, self._folded((), claims), title)

    def _folded(self, events: Iterable[Event], claims: Iterable[Claim]) -> Documents:
        from dragoman.wording.weigh import Documents

        found = self._documents([*claims, *(claim for event in events for claim in event.claims)])
        return Documents(found, fold(found))

    def _both(
        self, first: str, second: str, start: PartialDate | None, end: PartialDate | None
    ) -> tuple[Relation, Relation]:
        bounds = Bounds(start=start, end=end)
        there = self.relate(first, second, by=Step.YEAR, bounds=bounds)
        return there, self.relate(second, first, by=Step.YEAR, bounds=bounds)

    def _assembly(self) -> Assembly | None:
        from dragoman.voting import Assembly

        try:
            return Assembly(self._record.votes())
        except NotFound:
            return None


def _alike(
    rolls: Assembly | None,
    first: str,
    second: str,
    start: PartialDate | None,
    end: PartialDate | None,
) -> Agreement | None:
    """How alike two states vote in a period; None where there are no roll calls of it."""
    if rolls is None or not (rolls.has(first) and rolls.has(second)):
        return None
    first_year = start.year if start else rolls.calls[0].day.year
    last_year = end.year if end else rolls.calls[-1].day.year
    try:
        years = Years(first_year, last_year)
        found = rolls.agreement(first, second, years=years)
    except InputError:
        return None
    return found[0] if found else None
