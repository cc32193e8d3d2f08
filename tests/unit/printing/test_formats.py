"""One paper in every format: the same sentences, nothing runs, nothing is fetched."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email import policy
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dragoman.drawing import Bar, Group, bars
from dragoman.errors import Unavailable
from dragoman.model.digests import Chart, Line, LineKind, Source, Version
from dragoman.model.ids import ClaimId
from dragoman.model.papers import Lines, Paper, Row, Section, Table
from dragoman.model.text import Evidence, Span
from dragoman.model.when import PartialDate
from dragoman.printing import (
    paper_to_json,
    to_feed,
    to_html,
    to_letter_html,
    to_markdown,
    to_message,
    to_pdf,
    to_pictures,
    to_text,
)
from making import document

TEXT = "Peru signed <b>an agreement</b> & more with Chile [1] on Tuesday."
DOC = document(TEXT)
NAMES = {"title": "Trade", "describe": "Trade was 3 in 2018."}


def paper() -> Paper:
    source = Source(
        number=1,
        claim=ClaimId("c1"),
        evidence=Evidence.cut(DOC, Span(start=0, end=len(TEXT))),
        doc="one",
        title="A *title*",
        publisher="Andes Post",
        published=PartialDate(2019, 5, 14),
    )
    line = Line(
        text="Peru signed an agreement with Chile.",
        sources=(1,),
        kind=LineKind.HAPPENED,
        claims=(ClaimId("c1"),),
        when="14 May 2019",
    )
    quoted = replace(line, text=f"“{TEXT}”", own=False, claims=(ClaimId("c2"),))
    dispute = replace(
        line,
        text="Accounts differ on the sum.",
        kind=LineKind.DISPUTE,
        versions=(Version(text="$5 (Andes Post)", sources=(1,)),),
        claims=(ClaimId("c3"),),
    )
    drawn = bars(["2018"], [Group(name="Peru", bars=(Bar(value=3.0),))], **NAMES)
    chart = Chart(**NAMES, wide=drawn, narrow=drawn, sources=(1,))
    table = Table(
        title="Figures",
        columns=("year", "what is told about it, at some length"),
        rows=(Row(cells=("2018", "Three | four " * 20), sources=(1,)),),
        numbers=frozenset({0}),
    )
    blocks = (Lines(heading="Diplomacy", lines=(quoted, dispute)), table, chart)
    return Paper(
        id="p1",
        kicker="Brief",
        title="Peru and Chile",
        period="2019",
        made="3 claims",
        sections=(Section(heading="Events", opening=line, blocks=blocks, note="1 left out."),),
        sources=(source,),
        done="Nothing.",
        cite="So.",
        nothing="Nothing is told.",
    )


EMPTY = replace(paper(), sections=(), sources=())


@pytest.mark.parametrize("write", [to_markdown, to_html, to_letter_html, to_text, to_feed])
def test_every_format_has_every_line(write: object) -> None:
    text = re.sub(r"\s+", " ", write(paper()))  # type: ignore[operator]
    assert "Peru signed an agreement with Chile" in text
    assert "$5 (Andes Post)" in text
    assert "Andes Post" in text
    assert "14 May 2019" in text


@pytest.mark.parametrize("write", [to_markdown, to_html, to_letter_html, to_text])
def test_what_holds_nothing_says_so(write: object) -> None:
    assert EMPTY.nothing in write(EMPTY)  # type: ignore[operator]


@pytest.mark.parametrize("write", [to_html, to_letter_html])
def test_pages_run_nothing_and_fetch_nothing(write: object) -> None:
    html = write(paper())  # type: ignore[operator]
    assert "<script" not in html
    assert "<b>an agreement" not in html
    assert re.findall(r"""(?:src|href)=["'](?!#)""", html) == []
    assert not re.search(r"url\((?!#)", html)


def test_a_letter_has_its_styles_in_its_elements() -> None:
    html = to_letter_html(paper())
    assert "<style" not in html
    assert "class=" not in html
    assert "<svg" not in html


def test_ids_of_the_page_are_its_own() -> None:
    html = to_html(paper())
    ids = re.findall(r' id="([^"]+)"', html)
    labelled = re.findall(r'aria-labelledby="([^"]+)"', html)
    assert {name for names in labelled for name in names.split()} <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_message_has_both_forms() -> None:
    message = email.message_from_bytes(to_message(paper()), policy=policy.default)
    assert message["Subject"] == "Peru and Chile: brief, 2019"
    plain, html = (
        message.get_body((form,)).get_content().replace("\r\n", "\n") for form in ("plain", "html")
    )
    assert plain == to_text(paper())
    assert html.strip() == to_letter_html(paper()).strip()
    assert to_message(paper()) == to_message(paper())
    assert max(map(len, to_text(paper()).splitlines())) <= 72


def test_a_feed_is_atom_and_its_ids_last() -> None:
    name = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(to_feed(paper()).encode())
    entries = root.findall(f"{name}entry")
    assert len(entries) == 3
    ids = [entry.findtext(f"{name}id") for entry in entries]
    assert len(set(ids)) == 3
    longer = replace(paper(), period="2020", id="p2")
    again = ElementTree.fromstring(to_feed(longer).encode())
    assert [e.findtext(f"{name}id") for e in again.findall(f"{name}entry")] == ids
    assert {e.findtext(f"{name}updated") for e in entries} == {"2019-05-14T00:00:00Z"}


def test_markdown_tables_hold_their_bars() -> None:
    rows = [line for line in to_markdown(paper()).splitlines() if line.startswith("| 2018")]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 4


def test_json_cites_by_number() -> None:
    data = paper_to_json(paper())
    (section,) = data["sections"]
    assert section["opening"]["sources"] == [1]
    assert data["sources"][0]["quote"] == TEXT


def test_print_is_the_same_each_time_and_has_its_pages() -> None:
    pytest.importorskip("typst")
    first = to_pdf(paper())
    assert first.startswith(b"%PDF-")
    assert first == to_pdf(paper())
    assert all(page.startswith(b"\x89PNG") for page in to_pictures(paper()))
    assert to_pdf(EMPTY).startswith(b"%PDF-")


def test_the_words_of_print_are_those_of_the_page(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    from pypdf import PdfReader

    path = tmp_path / "paper.pdf"
    path.write_bytes(to_pdf(paper()))
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    flat = re.sub(r"\s+", " ", text)
    assert "an agreement</b> & more with Chile [1] on Tuesday" in flat
    assert "Accounts differ on the sum" in flat


def test_print_without_the_typesetter_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Unavailable, match="typesetter") as raised:
        to_pdf(paper())
    assert "dragoman[pdf]" in raised.value.hint
