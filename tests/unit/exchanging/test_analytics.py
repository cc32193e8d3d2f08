"""Questions to foreign events, against counts by hand."""

from collections import Counter
from pathlib import Path

import pytest

from dragoman.chronicle import Chronicle
from dragoman.codebook.ontology import weigh
from dragoman.errors import InputError, NotFound, UnknownName
from dragoman.exchanging.comparing import spearman
from dragoman.merging import blocks, merge
from dragoman.model.claims import Status
from dragoman.model.foreign import CountBy, Grain
from dragoman.model.issues import Reading
from dragoman.model.periods import Bounds
from dragoman.model.runs import Run
from dragoman.model.when import PartialDate
from dragoman.store import Record
from foreign import ACLED, POLECAT, UCDP, acled, gdelt, polecat, quoted, ucdp, write
from making import act, claim, document

ROWS = [
    # day, actor, recipient, code: two years, both ways, and others
    ("20180105", "PER", "CHL", "042"),
    ("20180120", "CHL", "PER", "190"),
    ("20180303", "PER", "CHL", "070"),
    ("20190512", "PER", "CHL", "042"),
    ("20190513", "PER", "BRA", "111"),
    ("20190513", "PER", "PER", "010"),
]
QUADS = {"042": "1", "190": "4", "070": "2", "111": "3", "010": "1"}
SCORES = {"042": "1.9", "190": "-10", "070": "7", "111": "-2", "010": "0"}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    lines = [
        gdelt(n, SQLDATE=day, Actor1CountryCode=a, Actor2CountryCode=b, EventCode=code,
              QuadClass=QUADS[code], GoldsteinScale=SCORES[code])
        for n, (day, a, b, code) in enumerate(ROWS)
    ]  # fmt: skip
    path = tmp_path / "r.dragoman"
    other = [
        polecat(1, Actor_Country="CHL", Recipient_Country="PER", Event_Date="2018-03-04"),
        polecat(2, Actor_Country="CHL", Recipient_Country="PER", Event_Type="AID", Event_Mode=""),
    ]
    with Chronicle(path) as chronicle:
        chronicle.import_foreign([write(tmp_path / "g.csv", *lines)], format="gdelt", threads=1)
        file = write(tmp_path / "p.txt", "\t".join(POLECAT), *other)
        chronicle.import_foreign([file], format="polecat", threads=1)
    return path


def test_a_series_by_month_and_year(record: Path) -> None:
    with Chronicle(record) as chronicle:
        months = chronicle.foreign_series("PER", "CHL", sources=["gdelt"])
        years = chronicle.foreign_series("CHL", "PER", by=Grain.YEAR)
        days = chronicle.foreign_series("PER", "CHL", by=Grain.DAY, sources=["gdelt"])
    assert [(p.period, p.sum.events) for p in months] == [
        ("2018-01", 2),
        ("2018-03", 1),
        ("2019-05", 1),
    ]
    assert months[0].sum.quads == (1, 0, 0, 1)
    assert months[0].sum.intensity == pytest.approx((1.9 - 10) / 2)
    assert [(p.sum.source, p.period, p.sum.events) for p in years] == [
        ("gdelt", "2018", 3),
        ("gdelt", "2019", 1),
        ("polecat", "2018", 1),
        ("polecat", "2021", 1),
    ]
    assert [p.period for p in days] == ["2018-01-05", "2018-01-20", "2018-03-03", "2019-05-12"]


def test_one_way_only_and_within_bounds(record: Path) -> None:
    bounds = Bounds(PartialDate.parse("2018-01-06"), PartialDate.parse("2018"))
    with Chronicle(record) as chronicle:
        there = chronicle.foreign_series("PER", "CHL", sources=["gdelt"], directed=True)
        back = chronicle.foreign_series("CHL", "PER", sources=["gdelt"], directed=True)
        some = chronicle.foreign_series("PER", "CHL", sources=["gdelt"], bounds=bounds)
    assert (sum(p.sum.events for p in there), sum(p.sum.events for p in back)) == (3, 1)
    assert [(p.period, p.sum.events) for p in some] == [("2018-01", 1), ("2018-03", 1)]


def test_what_is_dated_to_a_year_is_in_no_month(record: Path, tmp_path: Path) -> None:
    rows = [
        ucdp(1, side_a="Government of Peru", side_b="Government of Ecuador", date_prec="5"),
        ucdp(2, side_a="Government of Peru", side_b="Government of Ecuador", date_prec="4"),
    ]
    with Chronicle(record) as chronicle:
        file = write(tmp_path / "u.csv", quoted(UCDP), *rows)
        chronicle.import_foreign([file], format="ucdp", threads=1)
        counted = {
            grain: sum(p.sum.events for p in chronicle.foreign_series("PER", "ECU", by=grain))
            for grain in Grain
        }
    assert counted == {Grain.DAY: 0, Grain.MONTH: 1, Grain.YEAR: 2}


@pytest.mark.parametrize("by", list(CountBy))
def test_counts_add_up(record: Path, by: CountBy) -> None:
    with Chronicle(record) as chronicle:
        found = chronicle.foreign_counts(by=by, sources=["gdelt"])
    assert sum(one.events for one in found) == len(ROWS)
    assert [one.events for one in found] == sorted((one.events for one in found), reverse=True)
    if by is CountBy.ACTOR:
        assert {one.key: one.events for one in found} == Counter(row[1] for row in ROWS)
    if by is CountBy.TYPE:
        assert {one.key: one.events for one in found}[""] == 1, "a comment has no type"


def test_pairs_are_directed_and_never_with_oneself(record: Path) -> None:
    with Chronicle(record) as chronicle:
        found = chronicle.foreign_pairs(sources=["gdelt"])
        about = chronicle.foreign_pairs(sources=["gdelt"], about="BRA")
    assert [(str(p.dyad), p.sum.events) for p in found] == [
        ("PER-CHL", 3),
        ("CHL-PER", 1),
        ("PER-BRA", 1),
    ]
    assert [str(p.dyad) for p in about] == ["PER-BRA"]


def test_points_are_those_of_our_scale(record: Path) -> None:
    with Chronicle(record) as chronicle:
        gdelt_, polecat_ = chronicle.foreign_composition("PER", "CHL")
    acts = [("CONSULT", "visit"), ("ASSAULT", ""), ("AID", ""), ("CONSULT", "visit")]
    assert gdelt_.points == pytest.approx(sum(weigh(*one) for one in acts) / 4)
    assert gdelt_.quads == (2, 1, 0, 1)
    assert (polecat_.source, polecat_.events) == ("polecat", 2)


def test_ours_stands_beside_them(record: Path) -> None:
    run = Run.of(version="1", reader="rules", codebook="x")
    bodies = [
        (act("AID"), "2018-03-03", Status.ACTUAL),
        (act("CONSULT", mode="visit"), "2019-05-12", Status.ACTUAL),
        (act("SANCTION"), "2019-06-01", Status.PLANNED),
        (act("AID", when=None) if False else act("REJECT"), "2019", Status.ACTUAL),
    ]
    with Record(record) as kept:
        for number, (body, when, status) in enumerate(bodies):
            told = document(f"Peru and Chile, number {number}.", name=f"d{number}")
            from dataclasses import replace

            one = replace(claim(told, body, when=when, status=status), run=run.id)
            kept.keep(Reading(document=told, claims=(one,)), run=run, blocks=blocks, merge=merge)
    with Chronicle(record) as chronicle:
        found = chronicle.compare_sources("PER", "CHL", by=Grain.YEAR)
        ours = chronicle.compare_sources("PER", "CHL", sources=["dragoman"])
        two = chronicle.compare_sources("PER", "CHL", sources=["gdelt", "dragoman"], by=Grain.MONTH)
    assert [one.source for one in found.whole] == ["gdelt", "polecat", "dragoman"]
    assert found.whole[-1].events == 3, "a plan has not happened"
    assert {p.period: p.events for p in found.periods} == {
        "2018": (3, 1, 1),
        "2019": (1, 0, 2),
        "2021": (0, 1, 0),
    }
    assert dict(found.types)["CONSULT"] == (2, 1, 1)
    assert dict(found.types)["REJECT"] == (0, 0, 1)
    assert [one.source for one in ours.whole] == ["dragoman"]
    assert {p.period: p.events[1] for p in two.periods} == {
        "2018-01": 0,
        "2018-03": 1,
        "2019-05": 1,
    }, "what is dated to a year is in no month"


def test_what_cannot_be_asked(record: Path, tmp_path: Path) -> None:
    with Chronicle(record) as chronicle:
        with pytest.raises(InputError, match="twice"):
            chronicle.foreign_series("PER", "PER")
        with pytest.raises(UnknownName, match="gdeld"):
            chronicle.foreign_counts(sources=["gdeld"])
        with pytest.raises(NotFound, match="FIN and LAO"):
            chronicle.compare_sources("FIN", "LAO")
        assert chronicle.foreign_series("FIN", "LAO") == ()
    with Chronicle(tmp_path / "new.dragoman") as chronicle, pytest.raises(NotFound):
        chronicle.foreign_counts()


def test_a_folder_whose_name_is_a_pattern(tmp_path: Path) -> None:
    home = tmp_path / "a[1]*b"
    home.mkdir()
    with Chronicle(home / "r.dragoman") as chronicle:
        file = write(tmp_path / "a.csv", quoted(ACLED), acled(1))
        chronicle.import_foreign([file], format="acled", threads=1)
        assert [event.id for event in chronicle.foreign_events()] == ["FJI1"]


def test_rank_correlation() -> None:
    assert spearman([1, 2, 3, 4], [8, 6, 4, 2]) == pytest.approx(-1)
    # By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4 give 4.5 over the root of 4.5 times 5.
    assert spearman([1, 5, 5, 9], [1, 2, 3, 4]) == pytest.approx(4.5 / (4.5 * 5) ** 0.5)
