"""Charts say what they were given, and stand alone."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dragoman.drawing import (
    Bar,
    Dot,
    Group,
    Length,
    Line,
    bars,
    curve,
    lengths,
    lines,
    printed,
)
from dragoman.drawing.axes import Frame, ticks

NAMES = {"title": "Chile towards Peru", "describe": "Two months of 2019, then silence."}
SVG = "{http://www.w3.org/2000/svg}"


def dots() -> list[Dot]:
    return [
        Dot(label="2019-01", value=4.0, low=3.0, high=6.0, count=3),
        Dot(label="2019-02", value=-2.0, low=-3.0, high=0.0, count=5, flag="worse & worse"),
        Dot(label="2019-03", value=None, band="quiet"),
        Dot(label="2019-04", value=None, band="unreported"),
        Dot(label="2020-01", value=1.0, count=1, href="/events?<x>"),
    ]


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_a_curve_is_well_formed_and_named() -> None:
    root = parse(curve(dots(), **NAMES))
    labelled = root.attrib["aria-labelledby"].split()
    ids = {e.attrib["id"]: e.text for e in root.iter() if "id" in e.attrib}
    assert [ids[name] for name in labelled] == list(NAMES.values())


def written(svg: str) -> list[str | None]:
    return [e.text for e in parse(svg).iter(f"{SVG}text")]


def test_months_of_one_year_are_named_and_of_several_years_are_not() -> None:
    one = [Dot(label=f"2019-0{n}", value=1.0) for n in (1, 2)]
    assert {"Jan 2019", "Feb"} <= set(written(curve(one, **NAMES)))
    assert {"2019", "2020"} <= set(written(curve(dots(), **NAMES)))
    quarters = [Dot(label=f"2019-Q{n}", value=1.0) for n in (1, 2)]
    assert {"Q1 2019", "Q2"} <= set(written(curve(quarters, **NAMES)))


def test_a_name_with_a_hyphen_keeps_it() -> None:
    line = Line(name="Guinea-Bissau", values=(-0.5,))
    titles = [e.text for e in parse(lines(["2019"], [line], **NAMES)).iter(f"{SVG}title")]
    assert "Guinea-Bissau, 2019: −0.50" in titles


def test_a_curve_joins_only_neighbours() -> None:
    root = parse(curve(dots(), **NAMES))
    (line,) = root.iter(f"{SVG}polyline")
    assert len(line.attrib["points"].split()) == 2


def test_each_value_has_words_and_its_link() -> None:
    root = parse(curve(dots(), **NAMES))
    titles = [e.text for e in root.iter(f"{SVG}title")]
    assert "February 2019: −2.0; worse & worse" in titles
    assert "January 2020: 1 event" in titles
    assert [a.attrib["href"] for a in root.iter(f"{SVG}a")] == ["/events?<x>"]
    assert root.attrib["role"] == "group"


def test_quiet_and_unreported_look_different() -> None:
    root = parse(curve(dots(), **NAMES))
    shaded = [r.attrib["fill"] for r in root.iter(f"{SVG}rect") if r.attrib["height"] == "150"]
    assert len(shaded) == len(set(shaded)) == 2


def test_higher_values_stand_higher() -> None:
    frame = Frame(left=0, right=10, top=0, bottom=100, steps=ticks(-4, 8), places=2)
    assert frame.y(8) < frame.y(0) < frame.y(-4) <= 100


def test_a_gap_is_not_a_zero() -> None:
    group = Group(name="exports", bars=(Bar(value=None), Bar(value=0.0), Bar(value=7.0)))
    root = parse(bars(["2017", "2018", "2019"], [group], **NAMES))
    drawn = [e.text for e in root.iter(f"{SVG}title") if e.text and e.text.startswith("exports")]
    assert drawn == ["exports, 2018: 0", "exports, 2019: 7"]


def test_second_series_differs_by_more_than_colour() -> None:
    groups = [Group(name=name, bars=(Bar(value=2.0),)) for name in ("there", "back")]
    root = parse(bars(["2019"], groups, **NAMES))
    fills = {e.attrib["fill"] for e in root.iter(f"{SVG}rect")}
    assert any(fill.startswith("url(#") for fill in fills)
    ids = {e.attrib["id"] for e in root.iter(f"{SVG}pattern")}
    used = {fill[5:-1] for fill in fills if fill.startswith("url(#")}
    assert used <= ids


def test_several_charts_share_no_id() -> None:
    one, two = curve(dots(), **NAMES), curve(dots()[:3], **NAMES)
    ids = [{e.attrib["id"] for e in parse(svg).iter() if "id" in e.attrib} for svg in (one, two)]
    assert not ids[0] & ids[1]


def test_lengths_run_both_ways() -> None:
    rows = [Length(name="Peru", value=3.0), Length(name="Bolivia", value=-2.0, words="minus two")]
    root = parse(lengths(rows, **NAMES))
    texts = [e.text for e in root.iter(f"{SVG}text")]
    assert "minus two" in texts
    assert "Peru" in texts


def test_print_has_no_variables() -> None:
    assert "var(" in curve(dots(), **NAMES)
    assert "var(" not in printed(curve(dots(), **NAMES))


@pytest.mark.parametrize(
    ("labels", "groups"),
    [
        ([], []),
        (["a"], [Group(name="x", bars=())]),
        (["a"], [Group(name="x", bars=(Bar(value=1),))] * 5),
    ],
)
def test_what_cannot_be_drawn_is_refused(labels: list[str], groups: list[Group]) -> None:
    with pytest.raises(ValueError, match="series"):
        bars(labels, groups, **NAMES)
