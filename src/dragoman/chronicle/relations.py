"""Relations between parties over time."""

from __future__ import annotations

from itertools import combinations

from dragoman.chronicle.opened import Opened
from dragoman.codebook.scales import DEFAULT as DEFAULT_SCALE
from dragoman.codebook.scales import scale as find_scale
from dragoman.errors import InputError
from dragoman.merging import fates
from dragoman.model.actors import Dyad
from dragoman.model.garbage import nothing_is_garbage
from dragoman.model.passed import Material
from dragoman.model.periods import ANY_TIME, Bounds, Step
from dragoman.model.relations import Bloc, Partner, Relation, Triad

KEPT = 16
"""Relations that are kept until the record changes: a page, its twin in JSON and its parts ask the same."""

_KEPT: dict[object, Relation] = {}


class Relations(Opened):
    """Dyads, partners, triads and blocs."""

    def relate(
        self,
        actor: str,
        recipient: str,
        *,
        by: Step = Step.MONTH,
        bounds: Bounds = ANY_TIME,
        scale: str = DEFAULT_SCALE,
    ) -> Relation:
        """Follow one party towards another over time.

        Raises:
            InputError: they are the same party.
            UnknownName: there is no such scale.
        """
        if actor == recipient:
            raise InputError(f"a relation has two parties, not {actor} twice")
        stamp, more = self._record.stamp(), (by, bounds, scale)
        found = _KEPT.get((stamp, actor, recipient, *more))
        if found is None:
            found, back = self._relate(actor, recipient, by=by, bounds=bounds, scale=scale)
            if stamp is not None:
                _KEPT[stamp, actor, recipient, *more] = found
                _KEPT[stamp, recipient, actor, *more] = back
                while len(_KEPT) > KEPT:
                    _KEPT.pop(next(iter(_KEPT)), None)
        return found

    def _relate(
        self, actor: str, recipient: str, *, by: Step, bounds: Bounds, scale: str
    ) -> tuple[Relation, Relation]:
        """What passed one way and the other: who asks for the one soon asks for the other."""
        from dragoman.relating import relate

        known, dyad = find_scale(scale), Dyad(actor, recipient)
        with nothing_is_garbage():
            passed = self._record.passed(actor, recipient)
            material = Material(
                passed=passed,
                covering=self._record.covering(actor, recipient),
                fates=fates(passed.acts),
                as_of=self._record.last_published(),
            )
            return relate(dyad, material, scale=known, step=by, bounds=bounds)

    def partners(
        self, party: str, *, bounds: Bounds = ANY_TIME, scale: str = DEFAULT_SCALE
    ) -> tuple[Partner, ...]:
        """All with whom a party has to do, those with the most cooperation first.

        Raises:
            UnknownName: there is no such scale.
        """
        from dragoman.relating import partners

        acts = self._record.acts(party)
        return partners(party, acts, scale=find_scale(scale), bounds=bounds)

    def triad(
        self,
        parties: tuple[str, str, str],
        *,
        by: Step = Step.YEAR,
        bounds: Bounds = ANY_TIME,
        scale: str = DEFAULT_SCALE,
    ) -> tuple[Triad, ...]:
        """Follow three parties over time, and whether their relations hold together.

        Raises:
            InputError: a party is named twice.
            UnknownName: there is no such scale.
        """
        from dragoman.relating import triad

        if len(set(parties)) < 3:
            raise InputError(f"a triad has three parties: {', '.join(parties)}")
        found = {
            act.event: act
            for pair in combinations(parties, 2)
            for act in self._record.acts_between(*pair)
        }
        acts = found.values()
        return triad(parties, acts, scale=find_scale(scale), step=by, bounds=bounds)

    def blocs(self, *, bounds: Bounds = ANY_TIME, scale: str = DEFAULT_SCALE) -> tuple[Bloc, ...]:
        """Divide all parties into those that cooperate more with each other than with others.

        Raises:
            UnknownName: there is no such scale.
        """
        from dragoman.relating import blocs

        return blocs(self._record.acts(), scale=find_scale(scale), bounds=bounds)
