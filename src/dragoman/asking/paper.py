"""Answers as papers, from which every format is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dragoman.asking.sheets import outlook_table
from dragoman.model.digests import Chart, Line, Source
from dragoman.model.dossiers import Comparison, Dossier
from dragoman.model.ids import short
from dragoman.model.outlooks import Expectation, Verdict
from dragoman.model.papers import Block, Lines, Paper, Section, Table
from dragoman.wording.notes import DONE, Notes, made_of, plural
from dragoman.wording.prose import period_words
from dragoman.wording.weigh import Documents

COUNTING = (
    " A verdict on an outlook is given only where a later passage names the same parties and tells of the"
    " same act or shares three words with it besides; silence leaves an outlook open."
)
"""What was done about outlooks, after what was done to the documents."""


def _texts(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.opening:
            yield section.opening.text
        for block in section.blocks:
            if isinstance(block, Lines):
                yield from (line.text for line in block.lines)
            elif isinstance(block, Table):
                yield from ("|".join(row.cells) for row in block.rows)
            else:
                yield block.describe


def _lines(heading: str, lines: tuple[Line, ...], note: str = "") -> Iterator[Section]:
    if lines:
        yield Section(heading=heading, blocks=(Lines(heading="", lines=lines),), note=note)


def _blocks(heading: str, *blocks: Block | None) -> Iterator[Section]:
    held = tuple(block for block in blocks if block is not None)
    if held:
        yield Section(heading=heading, blocks=held)


def _paper(
    kicker: str,
    title: str,
    period: str,
    made: str,
    sections: Sequence[Section],
    sources: tuple[Source, ...],
) -> Paper:
    claims = [source.claim for source in sources]
    return Paper(
        id=short("p", kicker, title, period, *_texts(sections), *claims),
        kicker=kicker,
        title=title,
        period=period[:1].upper() + period[1:],
        made=made,
        sections=tuple(sections),
        sources=sources,
        done=DONE + COUNTING,
        cite=f"Dragoman, “{title}: {kicker.lower()}, {period}”, {made}.",
        nothing="The record holds nothing about this. Widen the period, or add documents.",
    )


def _dossier_sections(dossier: Dossier) -> Iterator[Section]:
    state = (Lines(heading="", lines=dossier.state),) if dossier.state else ()
    sheet = (dossier.years,) if dossier.years else ()
    relation = tuple(c for c in dossier.charts if "towards" in c.title)
    other: tuple[Chart, ...] = tuple(c for c in dossier.charts if c not in relation)
    if state or relation or sheet:
        yield Section(heading="State of relations", blocks=(*state, *relation, *sheet))
    left = dossier.left_out
    note = f"{plural(left, 'passage')} of less weight left out." if left > 0 else ""
    yield from _lines("Key events", dossier.events, note)
    yield from _blocks("Figures", *other, *dossier.figures)
    bound = "As told; the record does not say which of them still bind."
    yield from _lines("Agreements", dossier.agreements, bound)
    yield from _lines("Where they stand", dossier.thirds)
    yield from _blocks("Planned and done", dossier.plans)
    yield from _blocks("Outlooks", dossier.outlooks)


def dossier_paper(dossier: Dossier) -> Paper:
    """Lay a dossier out in sections."""
    told = f"{plural(dossier.claims, 'claim')} about {plural(dossier.happenings, 'happening')}"
    made = made_of(told, dossier.sources, dossier.documents, dossier.publishers)
    return _paper(
        "Brief",
        " and ".join(dossier.names),
        period_words(dossier.start, dossier.end),
        made,
        tuple(_dossier_sections(dossier)),
        dossier.sources,
    )


def _comparison_sections(comparison: Comparison) -> Iterator[Section]:
    yield from _blocks("Side by side", comparison.chart, comparison.table)
    for partner in comparison.partners:
        lines = (Lines(heading="", lines=partner.lines),) if partner.lines else ()
        if lines or partner.charts:
            yield Section(heading=partner.name, blocks=(*partner.charts, *lines))


def comparison_paper(comparison: Comparison) -> Paper:
    """Lay a comparison out: the table first, then a section a partner."""
    told = (
        f"{plural(comparison.claims, 'claim')} about {plural(comparison.happenings, 'happening')}"
    )
    made = made_of(told, comparison.sources, comparison.documents, comparison.publishers)
    names = [partner.name for partner in comparison.partners]
    return _paper(
        "Comparison",
        f"{comparison.name} towards {', '.join(names[:-1])} and {names[-1]}"
        if len(names) > 1
        else f"{comparison.name} towards {names[0]}",
        period_words(comparison.start, comparison.end),
        made,
        tuple(_comparison_sections(comparison)),
        comparison.sources,
    )


HEADINGS = {Verdict.MET: "Met", Verdict.NOT_MET: "Not met", Verdict.OPEN: "Open"}


def outlooks_paper(found: Sequence[Expectation], documents: Documents, title: str) -> Paper:
    """Lay outlooks out by their verdicts, those that are decided first."""
    notes = Notes(documents)
    ranked = sorted(found, key=lambda item: list(HEADINGS).index(item.verdict))
    sections = []
    for verdict, group in groupby(ranked, key=lambda item: item.verdict):
        sheet = outlook_table(tuple(group), notes, HEADINGS[verdict], named=False)
        if sheet:
            sections.append(Section(heading=HEADINGS[verdict], blocks=(sheet,)))
    cited = {source.evidence.doc for source in notes.sources}
    publishers = len({documents[doc].publisher for doc in cited} - {""})
    made = made_of(plural(len(found), "outlook"), notes.sources, len(cited), publishers)
    sources = tuple(notes.sources)
    return _paper("Outlooks", title, "the whole record", made, sections, sources)
