"""A paper as Markdown, for editors and terminals."""

from __future__ import annotations

import re

from dragoman.model.digests import Chart, Line
from dragoman.model.papers import Block, Lines, Paper, Section, Table
from dragoman.printing.words import flat, is_marked, mark_of, source_words
from dragoman.wording.prose import split_stop

_SPECIAL = re.compile(r"([\\`*_<>\[\]|])")


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", flat(text))


def _numbers(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _cited(text: str, numbers: tuple[int, ...]) -> str:
    body, stop = split_stop(text)
    return f"{_plain(body)} {_numbers(numbers)}{stop}"


def _mark(line: Line) -> str:
    shape, word = mark_of(line)
    return f"{shape} *{word}* · " if is_marked(line) else ""


def _line(line: Line) -> str:
    when = f"**{_plain(line.when)}** · " if line.when else ""
    if line.versions:
        told = "; ".join(_cited(v.text, v.sources) for v in line.versions)
        return f"- {when}{_plain(split_stop(line.text)[0])}: {told}."
    return f"- {when}{_mark(line)}{_cited(line.text, line.sources)}"


def _table(table: Table, under: str) -> list[str]:
    rule = ["---:" if nth in table.numbers else "---" for nth in range(len(table.columns))]
    rows = [[_plain(cell) for cell in row.cells] for row in table.rows]
    cited = [_numbers(row.sources) for row in table.rows]
    out = [f"*{_plain(table.title)}*", ""] if table.title != under else []
    out.append("| " + " | ".join([*map(_plain, table.columns), "sources"]) + " |")
    out.append("| " + " | ".join([*rule, "---"]) + " |")
    out += ["| " + " | ".join([*row, cite]) + " |" for row, cite in zip(rows, cited, strict=True)]
    return out + (["", _plain(table.note)] if table.note else [])


def _block(block: Block, under: str) -> list[str]:
    if isinstance(block, Lines):
        head = [f"*{block.heading}*", ""] if block.heading else []
        return [*head, *(_line(line) for line in block.lines)]
    if isinstance(block, Table):
        return _table(block, under)
    return _chart(block)


def _chart(chart: Chart) -> list[str]:
    return [f"*{_plain(chart.title)}.* {_cited(chart.describe, chart.sources)}"]


def _section(section: Section) -> list[str]:
    out = [f"## {_plain(section.heading)}", ""]
    line = section.opening
    if line is not None:
        text, stop = split_stop(line.text)
        when = f"{_plain(line.when)}: " if line.when else ""
        out += [f"{_mark(line)}**{when}{_plain(text)}** {_numbers(line.sources)}{stop}", ""]
        out += [f"- {_cited(v.text, v.sources)}" for v in line.versions]
        out += [""] if line.versions else []
    for block in section.blocks:
        out += [*_block(block, section.heading), ""]
    return out + ([_plain(section.note), ""] if section.note else [])


def to_markdown(paper: Paper) -> str:
    """Write a paper as Markdown; sources stand numbered at its end."""
    out = [f"# {_plain(paper.title)}: {paper.kicker.lower()}", "", _plain(paper.period)]
    out += ["", f"{_plain(paper.made)}.", ""]
    if not paper.sections:
        out += [paper.nothing, ""]
    for section in paper.sections:
        out += _section(section)
    if paper.sources:
        out += ["## Sources", ""]
        for source in paper.sources:
            quote = _plain(source.evidence.quote)
            out.append(f"{source.number}. “{quote}” {_plain(source_words(source))}.")
        out.append("")
    out += ["---", "", f"**What was done.** {paper.done}"]
    out += ["", f"**Cite this.** {_plain(paper.cite)}"]
    return "\n".join(out) + "\n"
