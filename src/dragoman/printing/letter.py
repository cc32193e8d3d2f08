"""A paper as a letter: HTML with its styles in every element, plain text, and a message with both."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

from dragoman.model.digests import Line
from dragoman.model.papers import Block, Lines, Paper, Section, Table
from dragoman.printing.page import parts, template
from dragoman.printing.words import flat, is_marked, mark_of, source_words
from dragoman.wording.prose import split_stop

WIDTH = 72
"""Characters of a line of plain text."""

BOUNDARY = "=_dragoman_"
"""Start of what parts the message's two forms; the paper's id makes it one of its own."""


def to_letter_html(paper: Paper) -> str:
    """Write a paper as HTML that mail programs show: styles in every element, no scripts, no pictures."""
    return template("letter.html.j2").render(**parts(paper))


def _wrapped(text: str, indent: str = "", hang: str = "") -> str:
    return textwrap.fill(
        flat(text), WIDTH, initial_indent=indent, subsequent_indent=indent + hang or indent
    )


def _cited(text: str, numbers: tuple[int, ...]) -> str:
    body, stop = split_stop(text)
    cites = "".join(f"[{number}]" for number in numbers)
    return f"{body} {cites}{stop}" if cites else text


def _line(line: Line) -> Iterator[str]:
    when = f"{line.when}: " if line.when else ""
    mark = f"({mark_of(line)[1]}) " if is_marked(line) else ""
    if not line.versions:
        yield _wrapped(f"* {when}{mark}{_cited(line.text, line.sources)}", hang="  ")
        return
    yield _wrapped(f"* {when}{line.text}", hang="  ")
    for version in line.versions:
        yield _wrapped(f"- {_cited(version.text, version.sources)}", "    ", "  ")


def _table(table: Table) -> Iterator[str]:
    yield _wrapped(table.title + ":")
    for row in table.rows:
        cells = [
            f"{name}: {cell}" if name else cell
            for name, cell in zip(table.columns, row.cells, strict=True)
        ]
        yield _wrapped(f"* {_cited('; '.join(cells), row.sources)}", hang="  ")
    if table.note:
        yield _wrapped(table.note)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Lines):
        if block.heading:
            yield block.heading.upper()
        for line in block.lines:
            yield from _line(line)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield _wrapped(f"{block.title}. {_cited(block.describe, block.sources)}")


def _section(section: Section) -> Iterator[str]:
    yield f"{section.heading}\n{'-' * len(section.heading)}"
    if section.opening:
        yield from _line(section.opening)
    for block in section.blocks:
        yield from _block(block)
    if section.note:
        yield _wrapped(section.note)


def to_text(paper: Paper) -> str:
    """Write a paper as plain text of 72 columns."""
    title = f"{paper.title}: {paper.kicker.lower()}"
    out = [f"{title}\n{'=' * len(title)}", paper.period, _wrapped(paper.made + ".")]
    if not paper.sections:
        out.append(_wrapped(paper.nothing))
    for section in paper.sections:
        out += _section(section)
    if paper.sources:
        out.append("Sources\n-------")
        out += [
            _wrapped(f"[{s.number}] “{flat(s.evidence.quote)}” {source_words(s)}.", hang="    ")
            for s in paper.sources
        ]
    out += [_wrapped(f"What was done. {paper.done}"), _wrapped(f"Cite this. {paper.cite}")]
    return "\n\n".join(out) + "\n"


def to_message(paper: Paper) -> bytes:
    """Write a paper as a message to be sent (.eml): plain text and HTML, without sender or receiver.

    The same paper gives the same bytes; the mail program that sends it adds the date. It opens as a draft.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{paper.title}: {paper.kicker.lower()}, {paper.period}"
    message["X-Unsent"] = "1"
    message.set_content(to_text(paper), cte="quoted-printable")
    message.add_alternative(to_letter_html(paper), subtype="html", cte="quoted-printable")
    message.set_boundary(BOUNDARY + paper.id)
    return message.as_bytes()
