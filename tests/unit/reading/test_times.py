"""Time expressions: values and the days meant."""

import json
from pathlib import Path

import pytest

from dragoman.model.when import Basis, PartialDate
from dragoman.reading.times import find_times

PROBES = Path(__file__).parents[2] / "data" / "times_probes.jsonl"
DAY = PartialDate(2016, 4, 5)  # a Tuesday


def values(text: str, published: PartialDate | None = DAY) -> list[tuple[str, str]]:
    return [(m.text, m.value) for m in find_times(text, published=published)]


def stretch(text: str, published: PartialDate | None = DAY) -> tuple[str, str]:
    when = find_times(text, published=published)[0].when
    return str(when.start), str(when.end)


@pytest.mark.parametrize(
    "probe",
    [json.loads(line) for line in PROBES.read_text(encoding="utf-8").splitlines()],
    ids=lambda probe: probe["cls"],
)
def test_the_probes(probe):
    found = find_times(probe["text"], published=PartialDate.parse(probe["dct"]))
    got = {(m.span.start, m.span.end, m.value) for m in found}
    assert {(t["start"], t["end"], t["value"]) for t in probe["timexes"]} <= got
    if not probe["timexes"]:
        assert not got


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It came on 12.06.2014.", [("12.06.2014", "2014-06-12")]),
        ("It came on 25/6/14.", [("25/6/14", "2014-06-25")]),
        (
            "the 12th of June, June 12th",
            [("12th of June", "2016-06-12"), ("June 12th", "2016-06-12")],
        ),
        ("Wednesday, October 10 2012", [("Wednesday, October 10 2012", "2012-10-10")]),
        ("on 27-Feb-1998", [("27-Feb-1998", "1998-02-27")]),
        ("at 9:30 p.m. Monday", [("9:30 p.m. Monday", "2016-04-04T21:30")]),
        ("at 1400 GMT on 3 March 2016", [("1400 GMT on 3 March 2016", "2016-03-03T14:00")]),
        (
            "At 16:15 UTC, June 1st",
            [("16:15 UTC", "2016-06-01T16:15Z"), ("June 1st", "2016-06-01")],
        ),
        ("8:00 this morning", [("8:00 this morning", "2016-04-05T08:00")]),
        ("at 10 p.m. on Monday night", [("10 p.m. on Monday night", "2016-04-04T22:00")]),
        ("at 1400 GMT it ended", [("1400 GMT", "2016-04-05T14:00")]),
        ("It fell late in the day after rising.", [("late in the day", "2016-04-05")]),
        ("this past Sunday", [("this past Sunday", "2016-04-03")]),
        ("Years later, he returned.", [("Years later", "FUTURE_REF")]),
        ("Weeks earlier, he left.", [("Weeks earlier", "PAST_REF")]),
        ("one hour and 20 minutes", [("one hour and 20 minutes", "PT1H20M")]),
        ("2 1/2 years", [("2 1/2 years", "P30M")]),
        ("every few years", [("every few years", "PXY")]),
        ("on Monday nights", [("Monday nights", "XXXX-WXX-1TNI")]),
        ("in the morning", [("the morning", "2016-04-05TMO")]),
        ("by late morning", [("late morning", "2016-04-05TMO")]),
        ("the morning of the vote", []),
        ("a decade-old war", [("decade-old", "P1DE")]),
        ("She is in her mid-40s, he in his 30s.", []),
        ("in the same month last year", [("the same month last year", "2015-04")]),
        ("in the same quarter of 2008", [("the same quarter of 2008", "2008-Q2")]),
        ("5 days and 3 days", [("5 days", "P5D"), ("3 days", "P3D")]),
        ("the 2012 fiscal year", [("the 2012 fiscal year", "FY2012")]),
        ("in FY 2013", [("FY 2013", "FY2013")]),
        ("yesterday morning", [("yesterday morning", "2016-04-04TMO")]),
        ("on the night of 5 March", [("the night of 5 March", "2016-03-05TNI")]),
        ("late Monday night", [("late Monday night", "2016-04-04TNI")]),
        ("tonight", [("tonight", "2016-04-05TNI")]),
        ("It rose in the third quarter.", [("the third quarter", "2015-Q3")]),
        ("third-quarter profit rose", [("third-quarter", "2015-Q3")]),
        ("the 2012 third quarter", [("the 2012 third quarter", "2012-Q3")]),
        ("for the quarter ended 31 March", [("the quarter", "P1Q"), ("31 March", "2016-03-31")]),
        ("fiscal 1990", [("fiscal 1990", "FY1990")]),
        ("in the 19th century", [("the 19th century", "18")]),
        ("in the '90s", [("the '90s", "199")]),
        ("every two weeks", [("every two weeks", "P2W")]),
        ("He comes twice a year.", [("twice a year", "P1Y")]),
        ("worth $5.8 million a year", [("a year", "P1Y")]),
        ("half an hour", [("half an hour", "PT30M")]),
        ("a year and a half", [("a year and a half", "P18M")]),
        ("a quarter of a century", [("a quarter of a century", "P25Y")]),
        ("a 12-year-old boy", [("12-year-old", "P12Y")]),
        ("over the past decade", [("the past decade", "P1DE")]),
        ("in recent months", [("recent months", "PXM")]),
        ("They fought for years.", [("years", "PXY")]),
        ("in the future", [("the future", "FUTURE_REF")]),
        ("the future of Syria", []),
        ("in the past.", [("the past", "PAST_REF")]),
        ("the day before yesterday", [("the day before yesterday", "2016-04-03")]),
        ("two weeks from now", [("two weeks from now", "2016-W16")]),
        ("by year-end", [("year-end", "2016")]),
        ("on Christmas Eve 2014", [("Christmas Eve 2014", "2014-12-24")]),
        ("on Easter Monday 2015", [("Easter Monday 2015", "2015-04-06")]),
        ("on Thanksgiving 2013", [("Thanksgiving 2013", "2013-11-28")]),
        ("after the Sept. 11 attacks", [("Sept. 11", "2001-09-11")]),
        ("It lies in Mon State.", []),
        ("June Carter sang and April Jones left", []),
        ("A report in The Sunday Times and USA Today", []),
        ("$2000, 2000 troops, resolution 1973 and the A320", []),
        ("The first half ended, the second came.", []),
        ("In 500 BC", []),
        ("the government fell; prices spring up", []),
    ],
)
def test_values(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("since 2009", "2009", "2016-04"),
        ("last week", "2016-03-28", "2016-04-03"),
        ("in the summer of 2011", "2011-06", "2011-08"),
        ("the second half of June 2014", "2014-06-16", "2014-06-30"),
        ("the late 1990s", "1997", "1999"),
        ("the early 1990s", "1990", "1993"),
        ("the mid-1990s", "1994", "1996"),
        ("a year ago", "2015", "2015"),
        ("four months ago", "2015-12", "2015-12"),
        ("18 – 20 November", "2015-11-18", "2015-11-20"),
        ("January- September 2015", "2015-01", "2015-09"),
        ("30 May – 2 June 2014", "2014-05-30", "2014-06-02"),
        ("from March to May 2014", "2014-03", "2014-05"),
        ("between 1998 and 2004", "1998", "2004"),
        ("2006-12", "2006", "2012"),
        ("In early 2012", "2012-01", "2012-04"),
        ("in late April 2015", "2015-04-21", "2015-04-30"),
        ("12/6/14", "2014", "2014"),
        ("two weeks", "None", "None"),
        ("recently", "None", "None"),
        ("every Monday", "None", "None"),
    ],
)
def test_the_days_meant(text, start, end):
    assert stretch(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("On 10 March 2016 it began. A week later it ended.", "2016-W11"),
        ("In 2011 he won. The following year, he lost.", "2012"),
        ("On 10 March 2016 it began. The same day, it ended.", "2016-03-10"),
        ("It began in May 2014. A year earlier all was calm.", "2013"),
        ("In the third quarter of 1989 sales rose from a year earlier.", "1988-Q3"),
        ("On 10 March 2016 the worst flood since 1983 came. The next day, it ended.", "2016-03-11"),
        ("On 10 March 2016 it rained, two days after the vote.", "P2D"),
        ("They met in July 2013. That September he resigned.", "2013-09"),
        ("They met in July 2013 and again in Lima the following March.", "2014-03"),
        ("They met in July 2013; in January following he resigned.", "2014-01"),
        ("They met in July 2013. The following spring he resigned.", "2014-SP"),
    ],
)
def test_what_rests_on_the_last_date_told(text, last):
    assert values(text)[-1][1] == last


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The law will be signed on Friday.", "2016-04-08"),
        ("The law was signed on Friday.", "2016-04-01"),
        ("They plan to meet on Friday.", "2016-04-08"),
        ("Friday's vote will decide.", "2016-04-08"),
        ("He failed to arrive on Friday.", "2016-04-01"),
        ("It announced plans Friday to close.", "2016-04-01"),
        ("The visit was scheduled for 25 March.", "2016-03-25"),
        ("They are meeting on Friday.", "2016-04-08"),
        ("They were meeting on Friday.", "2016-04-01"),
        ("Parliament votes on Friday.", "2016-04-08"),
        ("Elections will be held in March.", "2017-03"),
        ("On January 25 they met; a May 2012 report says so.", "2016-01-25"),
        ("He said the vote on May 10 matters.", "2016-05-10"),
        ("The envoy was expelled on 25 May.", "2015-05-25"),
    ],
)
def test_tense_decides(text, value):
    assert values(text)[0][1] == value


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The minister flew to Lima on the 2nd and came back on the 4th.", ["2016-04-02", "2016-04-04"]),
        ("They met on 3 May 2014 and parted on the 9th.", ["2014-05-03", "2014-05-09"]),
        ("The road was shut in May 2014. The court sat on the 1st.", ["2014-05", "2014-05-01"]),
        ("They met on 28 May 2014. On the 3rd he resigned.", ["2014-05-28", "2014-06-03"]),
        ("They met on 28 May 2014. He had resigned on the 20th.", ["2014-05-28", "2014-05-20"]),
        ("They met on 28 May 2014. They will meet again on the 20th.", ["2014-05-28", "2016-04-20"]),
        ("He spent the 1st and 2nd in Lima.", ["2016-04-01"]),
        ("The talks are set for the 28th.", ["2016-04-28"]),
        ("On the 3rd Ghana asked for help.", ["2016-04-03"]),
        ("The court on the 1st asked for papers.", ["2016-04-01"]),
        ("On the 8th Army's front nothing moved.", []),
        ("They live on the 5th floor.", []),
        ("They agreed on the 14th package of sanctions.", []),
    ],
)  # fmt: skip
def test_a_day_told_by_its_number(text, days):
    found = find_times(text, published=DAY)
    assert [str(mention.when.start) for mention in found] == days


def test_a_basis_says_on_what_a_date_rests():
    found = find_times("In May 2014, last month and the next day", published=DAY)
    assert [m.when.basis for m in found][:2] == [Basis.TEXT, Basis.PUBLISHED]
    told = find_times("On 1 May 2014 he came. The next day he left.", published=DAY)
    assert told[1].when.basis is Basis.INFERRED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("on Friday", "XXXX-WXX-5"),
        ("on 5 March", "XXXX-03-05"),
        ("in the third quarter", "XXXX-Q3"),
        ("last summer", "XXXX-SU"),
    ],
)
def test_without_publication_what_rests_on_it_stays_open(text, value):
    (found,) = find_times(text, published=None)
    assert found.value == value
    assert not found.when.known


def test_a_publication_month_does_not_tell_days():
    published = PartialDate(2016, 4)
    assert values("yesterday", published) == [("yesterday", "XXXX-XX-XX")]
    assert values("last month", published) == [("last month", "2016-03")]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar(year):
    text = "last week, next decade, a century ago, two days later, next Friday, last winter, Easter"
    assert find_times(text, published=PartialDate(year, 1, 1))
    assert find_times(text, published=PartialDate(year, 12, 31))
