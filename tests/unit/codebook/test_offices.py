"""The tables of offices against the factbook, and against themselves."""

import sys
from datetime import date, timedelta
from pathlib import Path

TOOLS = Path(__file__).parents[3] / "tools" / "gazetteer"
sys.path.insert(0, str(TOOLS))

from check_offices import EXTRACTS, Comparison, Term, means, same  # noqa: E402
from gaps import empty_stretches, members, report, with_foreign_minister  # noqa: E402


def test_the_factbook_agrees_but_for_known_differences() -> None:
    comparison = Comparison(with_since=False)
    extracts = sorted(EXTRACTS.glob("leaders_*.csv"))
    assert [path.name for path in extracts] == ["leaders_2015.csv", "leaders_2025.csv"]
    for path in extracts:
        comparison.edition(path)
    assert comparison.faults == []
    assert comparison.missing == []
    assert set(comparison.known) == comparison.used
    assert comparison.agreed >= 750


def test_no_office_is_empty_without_a_reason() -> None:
    unexplained, idle = report()
    assert [str(gap) for gap in unexplained] == []
    assert idle == []


def test_all_members_of_the_united_nations_are_asked_about() -> None:
    assert len(members()) == 193
    assert with_foreign_minister() <= set(members())
    assert members()["SSD"] == date(2011, 7, 9)


def term(start: str, end: str) -> Term:
    return Term(where="", person="", start=start, end=end)


def test_an_empty_stretch_is_found() -> None:
    first, last = date(2000, 1, 1), date(2010, 12, 31)
    terms = [term("1999", "2003-05-01"), term("2004", "2004-06"), term("2004-07-10", "")]
    found = list(empty_stretches(terms, first, last, timedelta(days=31)))
    assert found == [(date(2003, 5, 1), date(2004, 1, 1))]


def test_an_office_without_terms_is_empty_throughout() -> None:
    first, last = date(2000, 1, 1), date(2010, 12, 31)
    assert list(empty_stretches([], first, last, timedelta(days=31))) == [(first, last)]
    early = list(empty_stretches([term("", "2005")], first, last, timedelta(days=31)))
    assert early == [(date(2005, 12, 31), last)]


def test_spellings_of_a_surname_meet_and_others_do_not() -> None:
    assert same("lukashenka", "lukashenko")
    assert not same("putin", "medvedev")
    assert means("President Aleksandr LUKASHENKO", ["Alexander Lukashenko"])
    assert not means("President Vladimir PUTIN", ["Dmitry Medvedev"])
