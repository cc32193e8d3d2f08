"""A paper as plain JSON: everything that its page shows, the charts by what they describe."""

from __future__ import annotations

from typing import Any

from dragoman.model.digests import Line, Source
from dragoman.model.papers import Block, Lines, Paper, Section, Table

Json = dict[str, Any]


def line_to_json(line: Line) -> Json:
    """One line with its sources by number."""
    return {
        "text": line.text,
        "when": line.when,
        "theme": line.theme,
        "own": line.own,
        "sources": list(line.sources),
        "kind": line.kind.value,
        "status": line.status.value,
        "claims": list(line.claims),
        "versions": [{"text": v.text, "sources": list(v.sources)} for v in line.versions],
    }


def source_to_json(source: Source) -> Json:
    """One source: its exact words and where they stand."""
    span = source.evidence.span
    return {
        "number": source.number,
        "claim": source.claim,
        "doc": source.doc,
        "document": source.evidence.doc,
        "quote": source.evidence.quote,
        "span": [span.start, span.end],
        "publisher": source.publisher,
        "title": source.title,
        "published": str(source.published) if source.published else None,
    }


def _block(block: Block) -> Json:
    if isinstance(block, Lines):
        return {"lines": [line_to_json(line) for line in block.lines], "heading": block.heading}
    if isinstance(block, Table):
        rows = [{"cells": list(row.cells), "sources": list(row.sources)} for row in block.rows]
        return {"table": block.title, "columns": list(block.columns), "rows": rows}
    return {"chart": block.title, "describe": block.describe, "sources": list(block.sources)}


def _section(section: Section) -> Json:
    return {
        "heading": section.heading,
        "opening": line_to_json(section.opening) if section.opening else None,
        "blocks": [_block(block) for block in section.blocks],
        "note": section.note,
    }


def paper_to_json(paper: Paper) -> Json:
    """Write a paper as plain JSON."""
    return {
        "id": paper.id,
        "kicker": paper.kicker,
        "title": paper.title,
        "period": paper.period,
        "made": paper.made,
        "sections": [_section(section) for section in paper.sections],
        "sources": [source_to_json(source) for source in paper.sources],
        "done": paper.done,
        "cite": paper.cite,
    }
