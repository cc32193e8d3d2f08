"""Forecasts and their ledger. Nothing here enters a digest, a relation or an export of facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dragoman.chronicle.asking import Questions
from dragoman.codebook.event_classes import classes_of, event_class, quad_classes
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.scales import DEFAULT as DEFAULT_SCALE
from dragoman.errors import InputError
from dragoman.model.actors import Dyad
from dragoman.model.forecasts import (
    BY_RECORD,
    Course,
    Entry,
    Forecast,
    Score,
    Settled,
    Settlement,
    Standing,
)
from dragoman.model.outlooks import Expectation
from dragoman.model.periods import Step

if TYPE_CHECKING:
    from dragoman.forecasting.dyads import History

LONGEST = 366
"""Days that a question may run: the rates that it is answered from look back no further."""


class Forecasts(Questions):
    """What may come, how likely it is, and how good such forecasts were."""

    def forecast(
        self,
        actor: str,
        recipient: str,
        event_class: str,
        *,
        days: int = 30,
        as_of: date | None = None,
        keep: bool = True,
    ) -> Forecast:
        """Forecast at least one event of a class from one party towards another in the next days.

        Args:
            event_class: a quad class, ``visit``, ``agreement``, ``sanction``, ``threat``, ``force``, an
                event type, or a type and a mode as in ``CONSULT.visit``.
            as_of: the last day of which anything may be known; else the last day of the record.
            keep: enter it into the ledger, from which nothing is taken back.

        Raises:
            InputError: the parties are the same, the days are too many, or too little is known by then.
            UnknownName: there is no such class.
        """
        found = self._foresee(Dyad(actor, recipient), event_class, days, as_of)
        if keep:
            self._record.enter([found])
        return found

    def forecasts(self, standing: Standing = Standing.ALL) -> tuple[Entry, ...]:
        """The ledger: forecasts with what came of them, by the day they were made."""
        entries = self._record.entries()
        if standing is Standing.ALL:
            return tuple(entries)
        wanted = standing is Standing.SETTLED
        return tuple(entry for entry in entries if (entry.settled is not None) is wanted)

    def forecast_entry(self, name: str) -> Entry:
        """One forecast of the ledger by its id.

        Raises:
            NotFound: the ledger has none with this id.
        """
        return self._record.entry(name)

    def enter_outlooks(self) -> int:
        """Enter the outlooks of the record as forecasts of their authors.

        Bare goals and outlooks of unknown date are left out: they name no probability or no day.

        Returns:
            How many are new.
        """
        from dragoman.forecasting.ledger import from_outlook

        found = map(from_outlook, self.outlooks())
        return self._record.enter(item for item in found if item is not None)

    def settle(
        self,
        name: str | None = None,
        *,
        on: date,
        came: bool | None = None,
        by: str = "",
        why: str = "",
    ) -> Settled:
        """Settle what can be settled: by the record, or one forecast by a person's word.

        Args:
            name: the id of the forecast that a person settles; None for all that the record settles.
            on: the day of the settling.
            came: what came, by a person's word.
            by: who says so.
            why: what it rests on.

        Raises:
            InputError: a person's word lacks its author, its reason or what came.
            NotFound: the ledger has no such forecast.
        """
        if name is None:
            fresh = self._settle_by_record(on)
        else:
            fresh = (self._signed(name, on, came, by, why),)
        self._record.keep_settlements(fresh)
        left = [entry.forecast for entry in self.forecasts(Standing.OPEN)]
        due = [f.id for f in left if not f.question.dyad and f.question.end and f.question.end < on]
        return Settled(settlements=fresh, open=len(left), due=tuple(due))

    def forecast_scores(self) -> tuple[Score, ...]:
        """How good the settled forecasts were: all, by method, and by method and class."""
        from dragoman.forecasting.ledger import scores

        return scores(self._record.entries())

    def course(
        self,
        actor: str,
        recipient: str,
        *,
        ahead: int = 3,
        by: Step = Step.MONTH,
        scale: str = DEFAULT_SCALE,
    ) -> Course:
        """Forecast what a relation will be worth in the periods to come, with 80 % intervals.

        Raises:
            InputError: too little is told of the pair, or both are the same party.
            UnknownName: there is no such scale.
        """
        from dragoman.forecasting.levels import course

        return course(self.relate(actor, recipient, by=by, scale=scale), ahead=ahead)

    def reliability_chart(self, score: Score) -> str:
        """Draw the reliability diagram of a score as an SVG text."""
        from dragoman.drawing.reliability import Tenth, reliability

        tenths = [
            Tenth(
                mean=item.mean,
                share=item.share,
                low=item.low_share,
                high=item.high_share,
                count=item.count,
            )
            for item in score.bins
        ]
        what = " ".join(filter(None, (score.method, score.event_class))) or "all methods"
        return reliability(
            tenths,
            title=f"Reliability of forecasts: {what}",
            describe=f"{score.count} settled forecasts; of those said with a probability, the share that came.",
        )

    def _history(self) -> History:
        from dragoman.forecasting.dyads import History

        book = gazetteer()
        happenings = self._record.happenings(
            classes_of, lambda key: key in book.states or key in book.organisations
        )
        return History(happenings, signals=quad_classes())

    def _foresee(self, dyad: Dyad, name: str, days: int, as_of: date | None) -> Forecast:
        from dragoman.forecasting.dyads import foresee

        if dyad.actor == dyad.recipient:
            raise InputError(f"a forecast has two parties, not {dyad.actor} twice")
        if not 1 <= days <= LONGEST:
            raise InputError(f"a question runs 1 to {LONGEST} days, not {days}")
        asked = event_class(name)
        last = as_of or self._record.last_published()
        if last is None:
            raise InputError("the record has no article with a date, so nothing can be forecast")
        book = gazetteer()
        names = (book.name_of(dyad.actor), book.name_of(dyad.recipient))
        return foresee(self._history(), dyad, asked, as_of=last, days=days, names=names)

    def _settle_by_record(self, on: date) -> tuple[Settlement, ...]:
        from dragoman.forecasting.ledger import settle_by_claims, settle_by_events

        happenings = self._history().happenings
        told = self._record.last_published()
        expected: dict[str, Expectation] = {}
        entries = self.forecasts()
        if any(entry.forecast.claim for entry in entries):
            expected = {item.id: item for item in self.outlooks()}
        found = []
        for entry in entries:
            claim = entry.forecast.claim
            if claim is None:
                found.append(settle_by_events(entry, happenings, told_until=told, on=on))
            elif claim in expected:
                found.append(settle_by_claims(entry, expected[claim], on=on))
        return tuple(item for item in found if item is not None)

    def _signed(self, name: str, on: date, came: bool | None, by: str, why: str) -> Settlement:
        entry = self._record.entry(name)
        if came is None:
            raise InputError(f"{name}: say whether it came")
        if not by.strip() or by.strip() == BY_RECORD:
            raise InputError(f"{name}: a settlement by a person needs that person's name")
        if not why.strip():
            raise InputError(f"{name}: a settlement by a person needs a reason")
        return Settlement(
            forecast=entry.forecast.id, came=came, by=by.strip(), on=on, why=why.strip()
        )
