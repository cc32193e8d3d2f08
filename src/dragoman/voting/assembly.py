"""Roll calls, open for asking: one column a seat, whatever its holder was called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.seats import holder, seats
from dragoman.errors import InputError, NotFound, UnknownName
from dragoman.model.votes import (
    Agreement,
    Choice,
    IdealPoint,
    Move,
    RollCall,
    RollCalls,
    Within,
    Years,
)
from dragoman.voting.gather import matrix
from dragoman.voting.ideal import Scaled, ideal_points

LEAST_SHARED = 10
"""Roll calls that two states must share before they are compared with others: fewer say too little."""

ANCHOR = "USA"
"""The state at the positive end of the ideal points: a line has no direction of its own."""

Calls = NDArray[np.bool_]
"""Which roll calls are meant.

Shapes:
    One entry a roll call.
"""


class Assembly:
    """Roll calls with what can be asked of them.

    A state that continued another's seat is one series with it: asked for 1975, ``RUS`` is the Soviet
    Union, and answers name it by the code it had then.

    Raises:
        NotFound: there are no roll calls.
    """

    def __init__(self, rolls: RollCalls) -> None:
        if not rolls.calls:
            raise NotFound(
                "this record has no roll calls", hint="Add them with 'dragoman votes add FILE...'."
            )
        self.calls = rolls.calls
        continued = seats()
        members = [continued.get(state, state) for state in rolls.states]
        self.states = tuple(sorted(set(members)))
        votes = matrix(rolls)
        self._choices = np.zeros((len(rolls.calls), len(self.states)), np.uint8)
        for column, member in enumerate(members):
            place = self.states.index(member)
            np.maximum(self._choices[:, place], votes[:, column], out=self._choices[:, place])
        self._years = np.array([call.day.year for call in rolls.calls])
        self._rows = {call.id: place for place, call in enumerate(rolls.calls)}

    def has(self, state: str) -> bool:
        """Say whether a state, or whoever continued its seat, ever voted."""
        return self._seat(state) in self.states

    def choice(self, state: str, call: RollCall) -> Choice:
        """How a state voted in one roll call.

        Raises:
            UnknownName: the state never voted.
        """
        return Choice(int(self._choices[self._rows[call.id], self._column(state)]))

    def agreement(
        self, first: str, second: str, *, by: Within = Within.ALL, years: Years | None = None
    ) -> tuple[Agreement, ...]:
        """How alike two states vote: the share of equal votes, an abstention counting half.

        Years and issues without a common roll call are left out.

        Raises:
            UnknownName: a state never voted.
        """
        pair = self._choices[:, self._column(first)], self._choices[:, self._column(second)]
        shared, same, half = _compare(*pair)
        found = []
        for name, chosen in self._parts(by, self._chosen(years)):
            counts = [int((kind & chosen).sum()) for kind in (shared, same, half)]
            if counts[0]:
                found.append(_agreement(first, second, name, counts))
        return tuple(found)

    def near(self, state: str, *, years: Years | None = None) -> tuple[Agreement, ...]:
        """All other states by how alike they vote with one, the most alike first.

        Raises:
            UnknownName: the state never voted.
            InputError: it took part in too few roll calls of these years.
        """
        chosen = self._chosen(years)
        own = self._column(state)
        shared, same, half = _compare(self._choices[chosen], self._choices[chosen, own][:, None])
        counts = np.stack([kind.sum(axis=0) for kind in (shared, same, half)], axis=1)
        if counts[own, 0] < LEAST_SHARED:
            raise InputError(
                f"{state} voted in {counts[own, 0]} roll calls of {years or 'all years'};"
                f" fewer than {LEAST_SHARED} tell nothing"
            )
        last = self.calls[int(np.flatnonzero(chosen)[-1])].day
        found = [
            _agreement(state, holder(other, last), str(years or Within.ALL), counts[place])
            for place, other in enumerate(self.states)
            if place != own and counts[place, 0] >= LEAST_SHARED
        ]
        return tuple(sorted(found, key=lambda pair: (-pair.index, pair.second)))

    def ideal(self, *, year: int | None = None, state: str | None = None) -> tuple[IdealPoint, ...]:
        """Ideal points by year and value; see ``docs/explanation/votes.md`` for the method.

        Raises:
            UnknownName: the state never voted.
            InputError: there was no vote in the year.
        """
        scaled = self._scaled
        if year is not None and year not in scaled.years:
            raise self._no_votes(year)
        columns = range(len(self.states)) if state is None else [self._column(state)]
        points = (
            self._point(row, column)
            for row, known in enumerate(scaled.years)
            for column in columns
            if year in (None, int(known)) and scaled.votes[row, column]
        )
        return tuple(sorted(points))

    def moved(self, before: int, after: int) -> tuple[Move, ...]:
        """How far states moved between two years, the farthest first.

        Raises:
            InputError: there was no vote in one of the years.
        """
        then = {self._seat(point.state): point for point in self.ideal(year=before)}
        now = {self._seat(point.state): point for point in self.ideal(year=after)}
        both = sorted(then.keys() & now.keys())
        moves = [Move(state=now[s].state, before=then[s], after=now[s]) for s in both]
        return tuple(sorted(moves, key=lambda move: -abs(move.distance)))

    @cached_property
    def _scaled(self) -> Scaled:
        anchor = self.states.index(ANCHOR) if ANCHOR in self.states else 0
        return ideal_points(self._choices, self._years, anchor=anchor)

    def _point(self, row: int, column: int) -> IdealPoint:
        scaled = self._scaled
        year = int(scaled.years[row])
        last = max(call.day for call in self._calls_of(year))
        return IdealPoint(
            year=year,
            value=round(float(scaled.values[row, column]), 4),
            state=holder(self.states[column], last),
            votes=int(scaled.votes[row, column]),
        )

    def _calls_of(self, year: int) -> Iterable[RollCall]:
        return (self.calls[place] for place in np.flatnonzero(self._years == year))

    @staticmethod
    def _seat(state: str) -> str:
        return seats().get(state, state)

    def _column(self, state: str) -> int:
        member = self._seat(state)
        if member not in self.states:
            raise UnknownName("state with a vote", state, known=self.states)
        return self.states.index(member)

    def _chosen(self, years: Years | None) -> Calls:
        if years is None:
            return np.ones(len(self.calls), bool)
        chosen: Calls = (self._years >= years.first) & (self._years <= years.last)
        if not chosen.any():
            raise self._no_votes(years)
        return chosen

    def _no_votes(self, years: object) -> InputError:
        hint = f"The roll calls run from {self._years.min()} to {self._years.max()}."
        return InputError(f"there are no roll calls in {years}", hint=hint)

    def _parts(self, by: Within, chosen: Calls) -> Iterator[tuple[str, Calls]]:
        """The roll calls of each year or issue; one of several issues counts in each."""
        match by:
            case Within.ALL:
                yield Within.ALL.value, chosen
            case Within.YEAR:
                for year in np.unique(self._years[chosen]):
                    yield str(year), chosen & (self._years == year)
            case Within.ISSUE:
                for issue in sorted({issue for call in self.calls for issue in call.issues}):
                    about = np.array([issue in call.issues for call in self.calls])
                    yield issue, chosen & about


def _compare(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> tuple[Calls, Calls, Calls]:
    """Where both voted, where they voted the same, and where one of them abstained."""
    shared: Calls = (left > 0) & (right > 0)
    same: Calls = shared & (left == right)
    abstained: Calls = (left == Choice.ABSTAIN) | (right == Choice.ABSTAIN)
    return shared, same, shared & ~same & abstained


def _agreement(first: str, second: str, within: str, counts: Iterable[int]) -> Agreement:
    shared, same, half = map(int, counts)
    return Agreement(first=first, second=second, within=within, shared=shared, same=same, half=half)
