"""Tables of files to roll calls."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from dragoman.model.votes import Choice, RollCalls
from dragoman.voting import gather, read_tables
from dragoman.voting.gather import matrix
from votes_slice import FILES

CALLS = "rcid,date\n1,1990-10-01\n2,1992-10-01\n3,2010-10-01\n"


def gathered(
    folder: Path, *texts: str, known: RollCalls | None = None
) -> tuple[RollCalls, list[str]]:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    rolls, issues = gather(read_tables(paths), known or RollCalls())
    return rolls, [issue.message for issue in issues]


def cast(rolls: RollCalls) -> set[tuple[int, str, Choice]]:
    """All votes as roll call, state and choice."""
    votes = matrix(rolls)
    return {
        (rolls.calls[row].id, rolls.states[column], Choice(int(votes[row, column])))
        for row, column in np.argwhere(votes > 0)
    }


def test_votes_are_put_under_the_state_that_cast_them(tmp_path: Path) -> None:
    votes = "rcid,country,country_code,vote\n1,Russia,RU,no\n2,Russia,RU,yes\n1,Yugoslavia,YU,yes\n3,Yugoslavia,YU,abstain\n"
    rolls, issues = gathered(tmp_path, CALLS, votes)
    assert cast(rolls) == {
        (1, "SUN", Choice.NO),
        (2, "RUS", Choice.YES),
        (1, "YUG", Choice.YES),
        (3, "SRB", Choice.ABSTAIN),
    }
    assert issues == []


def test_names_serve_where_there_is_no_code(tmp_path: Path) -> None:
    votes = (
        "rcid,country,country_code,vote\n1,Federal Republic of Germany,NA,no\n3,Namibia,NA,yes\n"
    )
    rolls, issues = gathered(tmp_path, CALLS, votes)
    assert cast(rolls) == {(1, "DEU", Choice.NO), (3, "NAM", Choice.YES)}
    assert issues == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("9,PE,yes", "1 vote left out: no table describes their roll calls"),
        ("1,QQ,yes", "1 vote left out: no state is known as QQ"),
        ("1,PE,perhaps", "1 vote left out: no choice is known as 'perhaps'"),
        ("3,CS,yes", "1 vote left out: no state is known as CS"),
    ],
)
def test_what_cannot_be_placed_is_left_out_and_told(tmp_path: Path, row: str, message: str) -> None:
    votes = f"rcid,country_code,vote\n{row}\n1,CL,no\n"
    rolls, issues = gathered(tmp_path, CALLS, votes)
    assert cast(rolls) == {(1, "CHL", Choice.NO)}
    assert issues == [message]


def test_adding_in_parts_is_adding_at_once(tmp_path: Path) -> None:
    whole, _ = gather(read_tables(FILES), RollCalls())
    rolls = RollCalls()
    for path in (FILES[1], FILES[0], FILES[2]):
        rolls, issues = gather(read_tables([path]), rolls)
        assert issues == ()
    assert rolls == whole
    assert (len(whole.calls), len(whole.states)) == (325, 21)


def test_adding_twice_changes_nothing() -> None:
    once, _ = gather(read_tables(FILES), RollCalls())
    twice, _ = gather(read_tables(FILES), once)
    assert once == twice


def test_a_later_file_corrects_a_vote_and_keeps_the_issues(tmp_path: Path) -> None:
    votes = "rcid,country_code,vote\n1,PE,yes\n1,CL,no\n"
    issues = "rcid,issue\n1,Human rights\n1,Colonialism\n"
    rolls, _ = gathered(tmp_path, CALLS, votes, issues)
    later, _ = gathered(
        tmp_path,
        "rcid,date,descr\n1,1990-10-02,Corrected\n",
        "rcid,country_code,vote\n1,CL,2\n",
        known=rolls,
    )
    assert cast(later) == {(1, "PER", Choice.YES), (1, "CHL", Choice.ABSTAIN)}
    assert later.calls[0].day == date(1990, 10, 2)
    assert later.calls[0].issues == ("Colonialism", "Human rights")


def test_no_files_are_no_roll_calls() -> None:
    assert gather(read_tables([]), RollCalls()) == (RollCalls(), ())
