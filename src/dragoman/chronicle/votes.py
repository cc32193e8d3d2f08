"""Votes of whole bodies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.chronicle.opened import Opened
from dragoman.model.votes import Choice, Matched, VotesTally

if TYPE_CHECKING:
    from dragoman.voting import Assembly


class Votes(Opened):
    """Roll calls, and the positions that articles tell of."""

    def add_votes(self, paths: Sequence[Path]) -> VotesTally:
        """Add tables of roll calls, Parquet or CSV; what is there already changes nothing.

        Raises:
            InputError: a file is not there, or is no table of votes, roll calls or issues.
            ExtractError: a file is not what its name says.
            Unavailable: a file is Parquet, and what reads it is not installed.
        """
        from dragoman.voting import gather, read_tables

        rolls, issues = gather(read_tables(paths), self._record.votes())
        self._record.keep_votes(rolls)
        return VotesTally(
            calls=len(rolls.calls),
            votes=len(rolls.choices) - rolls.choices.count(Choice.NONE),
            states=len(rolls.states),
            issues=issues,
        )

    def assembly(self) -> Assembly:
        """The roll calls in the record, open for asking: agreement, neighbours, ideal points.

        Raises:
            NotFound: there are none.
        """
        from dragoman.voting import Assembly

        return Assembly(self._record.votes())

    def matched_positions(self, *, about: str | None = None) -> tuple[Matched, ...]:
        """Positions read from articles, each with the roll call that it is about where one fits.

        Raises:
            NotFound: there are no roll calls.
        """
        from dragoman.voting import match_positions

        return match_positions(self._record.claims(kind="position", about=about), self.assembly())
