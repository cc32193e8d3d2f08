"""Who votes under a code, and whose seat that is."""

from datetime import date

import pytest

from dragoman.codebook.seats import holder, seats, voters


def on(given: str, day: str) -> str:
    when = date.fromisoformat(day)
    return next(v.state for v in voters()[given] if v.start <= when <= v.end)


@pytest.mark.parametrize(
    ("given", "day", "state"),
    [
        ("RU", "1975-10-01", "SUN"),
        ("RU", "1991-12-24", "SUN"),
        ("RU", "1991-12-25", "RUS"),
        ("YU", "1975-10-01", "YUG"),
        ("YU", "2004-10-01", "SCG"),
        ("YU", "2015-10-01", "SRB"),
        ("CS", "1975-10-01", "CSK"),
        ("CS", "2005-10-01", "SCG"),
        ("DD", "1975-10-01", "DDR"),
        ("YD", "1975-10-01", "YMD"),
        ("BY", "1950-10-01", "BLR"),
        ("Federal Republic of Germany", "1975-10-01", "DEU"),
        ("Yemen Arab Republic", "1975-10-01", "YEM"),
        ("KEN", "1975-10-01", "KEN"),
        ("Kenya", "1975-10-01", "KEN"),
    ],
)
def test_a_code_is_who_voted_under_it_on_that_day(given: str, day: str, state: str) -> None:
    assert on(given, day) == state


def test_a_code_given_twice_is_nobody_between() -> None:
    with pytest.raises(StopIteration):
        on("CS", "1998-10-01")


def test_a_seat_has_one_holder_a_day() -> None:
    assert holder("RUS", date(1991, 12, 24)) == "SUN"
    assert holder("RUS", date(1991, 12, 25)) == "RUS"
    assert holder("SRB", date(2004, 1, 1)) == "SCG"
    assert holder("SRB", date(2015, 1, 1)) == "SRB"
    assert dict(seats()) == {"SUN": "RUS", "SCG": "SRB"}
