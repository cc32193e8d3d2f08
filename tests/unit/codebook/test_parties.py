"""When a name or an office holds."""

from datetime import date

import pytest

from dragoman.codebook.parties import Interval, is_cased
from dragoman.errors import InputError


@pytest.mark.parametrize(
    ("start", "end", "on", "holds"),
    [
        ("", "", "2020-01-01", True),
        ("2020-05", "", "2020-04-30", False),
        ("2020-05", "", "2020-05-01", True),
        ("", "2020-05", "2020-05-31", True),
        ("", "2020-05", "2020-06-01", False),
        ("2019", "2020", "2020-12-31", True),
    ],
)
def test_an_interval_holds_from_the_first_day_it_can_mean_to_the_last(
    start: str, end: str, on: str, holds: bool
) -> None:
    assert Interval.parse(start, end).holds(date.fromisoformat(on)) is holds


def test_an_unknown_day_excludes_nothing() -> None:
    assert Interval.parse("2019", "2020").holds(None)


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(InputError, match="not a date"):
        Interval.parse("May 2020", "")


@pytest.mark.parametrize(
    ("form", "kind", "cased"),
    [
        ("US", "abbreviation", True),
        ("U.S.S.R.", "abbreviation", True),
        ("WHO", "name", True),
        ("UNESCO", "name", False),
        ("UNESCO", "acronym", True),
        ("The Times", "title", True),
        ("Chad", "name", False),
    ],
)
def test_which_forms_count_only_as_written(form: str, kind: str, cased: bool) -> None:
    assert is_cased(form, kind) is cased
