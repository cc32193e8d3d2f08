"""Who votes with whom."""

import csv
from datetime import date

import pytest

from dragoman.errors import InputError, NotFound, UnknownName
from dragoman.model.votes import Choice, RollCall, RollCalls, Within, Years
from dragoman.voting import Assembly
from votes_slice import FILES, NATO, WARSAW_PACT


def made(states: tuple[str, ...], *rows: tuple[int, bytes]) -> Assembly:
    """An assembly with a year and the votes of each roll call."""
    calls = tuple(RollCall(id=n, day=date(year, 10, 1)) for n, (year, _) in enumerate(rows))
    return Assembly(RollCalls(calls=calls, states=states, choices=b"".join(row for _, row in rows)))


def test_equal_votes_count_one_and_abstentions_half() -> None:
    asked = made(
        ("CHL", "PER"), *[(2001, row) for row in (b"\1\1", b"\1\2", b"\1\3", b"\2\2", b"\0\1")]
    )
    (found,) = asked.agreement("PER", "CHL")
    assert (found.shared, found.same, found.half, found.opposed) == (4, 2, 1, 1)
    assert found.index == 2.5 / 4


def test_agreement_is_counted_as_by_hand(assembly: Assembly) -> None:
    """Against the rows of the file, one by one."""
    weight = {"yes": 1.0, "abstain": 0.5, "no": 0.0}
    votes: dict[str, dict[str, float]] = {"IN": {}, "US": {}}
    with FILES[0].open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["country_code"] in votes:
                votes[row["country_code"]][row["rcid"]] = weight[row["vote"]]
    both = votes["IN"].keys() & votes["US"].keys()
    index = sum(1 - abs(votes["IN"][n] - votes["US"][n]) for n in both) / len(both)
    (found,) = assembly.agreement("IND", "USA")
    assert found.shared == len(both)
    assert found.index == pytest.approx(index)


def test_years_add_up_to_the_whole(assembly: Assembly) -> None:
    (whole,) = assembly.agreement("FRA", "POL")
    years = assembly.agreement("FRA", "POL", by=Within.YEAR)
    assert sum(part.shared for part in years) == whole.shared
    assert sum(part.same for part in years) == whole.same
    (some,) = assembly.agreement("FRA", "POL", years=Years(1975, 1977))
    assert some.shared == sum(part.shared for part in years if "1975" <= part.within <= "1977")


def test_issues_are_told_apart(assembly: Assembly) -> None:
    issues = {part.within: part for part in assembly.agreement("USA", "BRA", by=Within.ISSUE)}
    assert "Colonialism" in issues
    assert issues["Colonialism"].index != issues["Human rights"].index


def test_a_seat_is_one_series_under_the_names_of_its_holders(assembly: Assembly) -> None:
    as_russia = assembly.agreement("RUS", "POL", by=Within.YEAR)
    as_soviet_union = assembly.agreement("SUN", "POL", by=Within.YEAR)
    assert [pair.index for pair in as_russia] == [pair.index for pair in as_soviet_union]
    assert as_russia[0].within < "1991" < as_russia[-1].within
    near = {pair.second for pair in assembly.near("POL", years=Years(1985, 1985))}
    later = {pair.second for pair in assembly.near("POL", years=Years(1993, 1995))}
    assert ("SUN" in near, "RUS" in near) == (True, False)
    assert ("SUN" in later, "RUS" in later) == (False, True)


def test_the_nearest_in_the_cold_war_are_allies(assembly: Assembly) -> None:
    allies = [pair.second for pair in assembly.near("BLR", years=Years(1976, 1985))]
    assert set(allies[:5]) == set(WARSAW_PACT) - {"BLR"}
    assert set(allies[-3:]) <= set(NATO)
    own = [pair.second for pair in assembly.near("GBR", years=Years(1976, 1985))]
    assert set(own[:6]) & set(NATO) == set(own[:6]) - {"JPN"}


def test_states_that_share_few_votes_are_not_compared() -> None:
    few = made(("CHL", "PER", "URY"), *[(2001, b"\1\1\0")] * 12, (2001, b"\1\1\1"))
    assert [pair.second for pair in few.near("PER")] == ["CHL"]
    with pytest.raises(InputError, match="URY voted in 1 roll calls of 2001; fewer than 10"):
        few.near("URY", years=Years(2001, 2001))


def test_what_was_never_there_is_refused(assembly: Assembly) -> None:
    with pytest.raises(UnknownName, match="no state with a vote is called 'KEN'"):
        assembly.agreement("KEN", "FRA")
    with pytest.raises(InputError) as raised:
        assembly.near("FRA", years=Years(2001, 2001))
    assert raised.value.hint == "The roll calls run from 1972 to 1995."
    with pytest.raises(InputError, match="there are no roll calls in 1900"):
        assembly.ideal(year=1900)
    with pytest.raises(NotFound, match="no roll calls"):
        Assembly(RollCalls())


def test_a_choice_is_found_by_state_and_roll_call(assembly: Assembly) -> None:
    call = next(call for call in assembly.calls if call.id == 1308)
    assert assembly.choice("BRA", call) is Choice.YES
    assert assembly.choice("BLR", call) is Choice.ABSTAIN
    assert assembly.has("SUN")
    assert not assembly.has("KEN")
