"""Tables of files to roll calls: every vote is put under the state that cast it on that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.seats import voters
from dragoman.model.issues import Issue, Severity
from dragoman.model.votes import Choice, RollCall, RollCalls
from dragoman.voting.files import NULLS, Ballots, Tables

CHOICES: Mapping[str, Choice] = {
    "yes": Choice.YES,
    "abstain": Choice.ABSTAIN,
    "no": Choice.NO,
    "absent": Choice.NONE,
    "1": Choice.YES,
    "2": Choice.ABSTAIN,
    "3": Choice.NO,
    "8": Choice.NONE,
    "9": Choice.NONE,
}
"""The words and numbers of tables of votes (Voeten's codebook: 8 is absent, 9 is no member)."""

NOBODY = -1
"""The column of a vote that is left out."""


def matrix(rolls: RollCalls) -> NDArray[np.uint8]:
    """The votes as rows of roll calls and columns of states; it cannot be written to."""
    return np.frombuffer(rolls.choices, np.uint8).reshape(len(rolls.calls), len(rolls.states))


def gather(tables: Tables, known: RollCalls) -> tuple[RollCalls, tuple[Issue, ...]]:
    """Add what files hold to what is known; the same files twice change nothing.

    Where both tell of one vote, the file wins.

    Returns:
        All roll calls, and what was left out of the files.
    """
    calls = _calls(tables, known)
    cast = [_cast(ballots, calls) for ballots in tables.ballots]
    states = sorted({*known.states, *(state for found in cast for state in found.states)})
    choices = np.zeros((len(calls), len(states)), np.uint8)
    rows = _positions([call.id for call in known.calls], [call.id for call in calls])
    columns = _positions(known.states, states)
    choices[np.ix_(rows, columns)] = matrix(known)
    for found in cast:
        place = _positions(found.states, states)
        choices[found.row, place[found.column]] = found.choice
    rolls = RollCalls(calls=calls, states=tuple(states), choices=choices.tobytes())
    return rolls, tuple(issue for found in cast for issue in found.issues)


def _positions(items: Sequence[int | str], among: Sequence[int | str]) -> NDArray[np.intp]:
    place = {item: number for number, item in enumerate(among)}
    return np.array([place[item] for item in items], np.intp)


def _calls(tables: Tables, known: RollCalls) -> tuple[RollCall, ...]:
    """All roll calls by number, with their issues old and new."""
    found = {call.id: call for call in known.calls}
    for number, call in tables.calls.items():
        before = found[number].issues if number in found else ()
        found[number] = replace(call, issues=before)
    for number, issues in tables.issues.items():
        if number in found:
            merged = tuple(sorted({*found[number].issues, *issues}))
            found[number] = replace(found[number], issues=merged)
    return tuple(found[number] for number in sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """The votes of one table that could be placed, and what could not.

    Shapes:
        ``row``, ``column`` and ``choice``: one entry a vote.
    """

    states: tuple[str, ...]
    row: NDArray[np.intp]
    column: NDArray[np.int16]
    choice: NDArray[np.uint8]
    issues: tuple[Issue, ...]


def _cast(ballots: Ballots, calls: tuple[RollCall, ...]) -> _Cast:
    ids = np.array([call.id for call in calls] or [NOBODY], np.int64)
    row = np.minimum(np.searchsorted(ids, ballots.calls), len(ids) - 1)
    told = ids[row] == ballots.calls
    seats, states = _columns(ballots.voters, calls)
    column = seats[ballots.voter, row]
    by_word = np.array([_choice(word) for word in ballots.words] or [NOBODY], np.int16)
    choice = by_word[ballots.word]
    kept = told & (column != NOBODY) & (choice != NOBODY)
    return _Cast(
        states=states,
        row=row[kept],
        column=column[kept],
        choice=choice[kept].astype(np.uint8),
        issues=(
            *_left_out("unknown_roll_call", "no table describes their roll calls", ~told),
            *_nameless(ballots, told & (column == NOBODY)),
            *_wordless(ballots, choice == NOBODY),
        ),
    )


def _choice(word: str) -> int:
    return CHOICES.get(word.strip().lower(), NOBODY)


def _columns(
    given: tuple[tuple[str, str], ...], calls: tuple[RollCall, ...]
) -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Who votes under each code or name in each roll call, as a number of a state.

    Shapes:
        Voters of the table x roll calls.
    """
    days = np.array([call.day.toordinal() for call in calls] or [0])
    numbers: dict[str, int] = {}
    found = np.full((len(given), len(days)), NOBODY, np.int16)
    book = voters()
    for place, (code, name) in enumerate(given):
        key = code if code in book and (code not in NULLS or name in NULLS) else name
        for voter in book.get(key, ()):
            within = (days >= voter.start.toordinal()) & (days <= voter.end.toordinal())
            if within.any():
                found[place, within] = numbers.setdefault(voter.state, len(numbers))
    return found, tuple(numbers)


def _left_out(code: str, why: str, where: NDArray[np.bool_]) -> tuple[Issue, ...]:
    count = int(where.sum())
    if not count:
        return ()
    votes = f"{count:,} vote{'s' if count > 1 else ''}"
    message = f"{votes} left out: {why}"
    return (
        Issue(stage="voting", code=code, severity=Severity.WARNING, where="votes", message=message),
    )


def _nameless(ballots: Ballots, where: NDArray[np.bool_]) -> tuple[Issue, ...]:
    numbers = np.unique(ballots.voter[where])
    names = ", ".join(" ".join(filter(None, ballots.voters[n])) for n in numbers)
    return _left_out("unknown_voter", f"no state is known as {names}", where)


def _wordless(ballots: Ballots, where: NDArray[np.bool_]) -> tuple[Issue, ...]:
    words = ", ".join(repr(ballots.words[n]) for n in np.unique(ballots.word[where]))
    return _left_out("unknown_choice", f"no choice is known as {words}", where)
