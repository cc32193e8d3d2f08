"""Every sentence and every number of what is written from the sample leads to exact words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman import chronicle
from dragoman.chronicle import Chronicle
from dragoman.model.digests import Line
from dragoman.model.papers import Lines, Paper, Table
from dragoman.model.when import PartialDate

Ask = Callable[[Chronicle], chronicle.Written]

ASKED: dict[str, Ask] = {
    "digest": lambda record: record.digest("BLR"),
    "digest of a year": lambda record: record.digest(
        "ETH", start=PartialDate(2018), end=PartialDate(2018)
    ),
    "digest of a month": lambda record: record.digest(
        "BLR", start=PartialDate(2016, 2), end=PartialDate(2016, 2)
    ),
    "brief": lambda record: record.brief("AZE", "BLR", start=PartialDate(2010)),
    "brief of neighbours": lambda record: record.brief("SRB", "XKX"),
    "compare": lambda record: record.compare("BLR", ["AZE", "ARM", "RUS"]),
    "outlooks": lambda record: record.outlooks_paper(),
}

QUOTED = re.compile(r"“([^”]*)”")


def cited(paper: Paper) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every sentence, row and caption with the numbers of its sources."""
    for section in paper.sections:
        lines = [section.opening] if section.opening else []
        lines += [line for b in section.blocks if isinstance(b, Lines) for line in b.lines]
        for line in lines:
            yield from told(line)
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (("; ".join(row.cells), row.sources) for row in block.rows)
            elif not isinstance(block, Lines):
                yield block.describe, block.sources


def told(line: Line) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield line.text, line.sources
    for version in line.versions:
        yield version.text, version.sources


@pytest.mark.parametrize("asked", ASKED)
def test_every_sentence_leads_to_exact_words(sample_record: Path, asked: str) -> None:
    with Chronicle(sample_record, create=False) as record:
        paper = chronicle.to_paper(ASKED[asked](record))
        texts = {d.id: d.text for d in record.documents()}
        claims = {c.id: c for c in record.claims()}
    assert paper.sections
    numbered = {source.number: source for source in paper.sources}
    assert sorted(numbered) == list(range(1, len(numbered) + 1))
    for source in paper.sources:
        span = source.evidence.span
        assert texts[source.evidence.doc][span.start : span.end] == source.evidence.quote
        assert claims[source.claim].evidence == source.evidence
    used: set[int] = set()
    for text, numbers in cited(paper):
        assert numbers, f"nothing is cited for: {text}"
        assert set(numbers) <= set(numbered)
        used |= set(numbers)
        words = " ".join(" ".join(numbered[n].evidence.quote.split()) for n in numbers)
        for quote in QUOTED.findall(text):
            for part in quote.removesuffix(" …").split(" … "):
                assert part.rstrip(".”") in words, f"not in its source: {quote}"
    assert used == set(numbered), "a source that nothing cites"


@pytest.mark.parametrize("asked", ["digest", "brief", "compare", "outlooks"])
def test_asking_twice_gives_the_same_paper(sample_record: Path, asked: str) -> None:
    with Chronicle(sample_record, create=False) as record:
        first, second = (chronicle.to_paper(ASKED[asked](record)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("party", ["RUS", "SRB", "EU"])
def test_no_line_claims_more_than_its_words(sample_record: Path, party: str) -> None:
    """A sentence of ours names only whom its passages name."""
    from dragoman.wording.support import countries_named

    with Chronicle(sample_record, create=False) as record:
        paper = chronicle.to_paper(record.digest(party))
    numbered = {source.number: source.evidence.quote for source in paper.sources}
    own = [line for s in paper.sections for line in [s.opening] if line and line.own] + [
        line
        for s in paper.sections
        for b in s.blocks
        if isinstance(b, Lines)
        for line in b.lines
        if line.own and not line.versions
    ]
    assert own
    for line in own:
        there = countries_named(" ".join(numbered[n] for n in line.sources))
        assert countries_named(line.text) <= there, line.text
