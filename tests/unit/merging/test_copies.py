"""Copies of one text are one report; other words about one happening are another."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import documents

from dragoman.ingesting import Known, ingest, load_index
from dragoman.merging import fold, tellers
from dragoman.merging.copies import share, sketch
from dragoman.model.events import Tellers
from dragoman.model.ids import DocumentId, short
from dragoman.model.text import Document
from dragoman.model.when import PartialDate


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def retitled(text: str) -> str:
    return "Another headline for the evening\n\nLONDON, 3 March — " + text.split("\n\n", 1)[1]


def cut(text: str) -> str:
    parts = sentences(text)
    return " ".join(parts[: len(parts) // 2])


def respelt(text: str) -> str:
    swaps = {"our": "or", "ise": "ize", "programme": "program", "per cent": "percent"}
    for british, american in swaps.items():
        text = text.replace(british, american)
    return text


def edited(text: str) -> str:
    anew = "The desk wrote this sentence anew, number {} of them, for its own readers."
    return " ".join(s if n % 3 else anew.format(n) for n, s in enumerate(sentences(text)))


def framed(text: str) -> str:
    return (
        f"Our reporter adds that the weather was fine and the hall full. {text} More will follow."
    )


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    with as_file(files("dragoman") / "sample") as folder:
        known = Known(today=date(2026, 1, 31), index=load_index(folder / "index.json"))
        items = ingest([folder / "articles"], known=known)
        return [item.document for item in items if item.document]


def changed(document: Document, edit: Callable[[str], str], *, later: bool = True) -> Document:
    text = edit(document.text)
    year = document.published.year if document.published else 2010
    return replace(
        document,
        id=DocumentId(short("d", text, edit.__name__)),
        text=text,
        name=f"{document.name} {edit.__name__}",
        published=PartialDate(year + 1 if later else year - 1),
    )


def test_no_two_articles_of_the_sample_are_copies(articles: list[Document]) -> None:
    """Twenty happenings are told there more than once, in other words."""
    assert all(name == first for name, first in fold(articles).items())


@pytest.mark.parametrize("edit", [retitled, cut, respelt, edited, framed])
def test_what_desks_do_to_a_report_leaves_it_a_copy(
    articles: list[Document], edit: Callable[[str], str]
) -> None:
    copies = [changed(document, edit) for document in articles]
    first = fold([*articles, *copies])
    pairs = zip(articles, copies, strict=True)
    assert [c.name for a, c in pairs if first[c.id] != a.id] == []


def test_the_earliest_is_the_original(articles: list[Document]) -> None:
    earlier = changed(articles[0], retitled, later=False)
    first = fold([articles[0], earlier])
    assert first == {articles[0].id: earlier.id, earlier.id: earlier.id}


def test_the_order_changes_nothing(articles: list[Document]) -> None:
    every = [*articles[:20], *(changed(d, e) for d in articles[:20] for e in (cut, framed))]
    expected = fold(every)
    random.Random(7).shuffle(every)
    assert fold(every) == expected


def test_a_few_words_are_too_little_to_tell() -> None:
    text = "Peru signed an agreement with Chile on Tuesday."
    assert share(sketch(text), sketch(text)) == 0.0


def test_copies_are_counted_apart_from_reports(articles: list[Document]) -> None:
    """Nine documents: four reports by three publishers, the first of them printed five times more."""
    wire, other, third, fourth = (
        replace(document, publisher=name)
        for document, name in zip(articles, ["Wire", "Wire", "Sur", "Norte"], strict=False)
    )
    edits = (retitled, cut, respelt, edited, framed)
    copies = [replace(changed(wire, edit), publisher=edit.__name__) for edit in edits]
    told = tellers([fourth, *copies, wire, third, other])
    assert told == Tellers(reports=4, publishers=3, copies=5)
    assert tellers([]) == Tellers(reports=0, publishers=0)


@given(st.lists(documents(), max_size=6))
def test_every_document_has_an_original_that_is_its_own(some: list[Document]) -> None:
    first = fold(some)
    assert set(first) == {document.id for document in some}
    assert all(first[original] == original for original in first.values())


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_share_is_a_share_and_has_no_direction(left: str, right: str) -> None:
    one, two = sketch(left), sketch(right)
    assert 0.0 <= share(one, two) == share(two, one) <= 1.0
