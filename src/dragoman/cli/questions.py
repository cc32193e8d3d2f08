"""Commands that put a question to the record as a whole: ``brief``, ``compare`` and ``outlooks``."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.console import err, write
from dragoman.cli.options import RECORD, About, RecordFile, Since, Until, code
from dragoman.cli.writing import Format, FormatOption, OutFile, deliver
from dragoman.model.periods import Bounds

if TYPE_CHECKING:
    from dragoman.model.outlooks import Expectation


class Listing(StrEnum):
    """How outlooks are written: as any paper, or one a line with its evidence."""

    MD = "md"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    TXT = "txt"
    PDF = "pdf"
    ATOM = "atom"
    MAIL = "mail"
    EML = "eml"


Party = Annotated[
    str, typer.Argument(help="A state's or an organisation's code, e.g. AZE.", show_default=False)
]


def brief(
    first: Party,
    second: Party,
    record: RecordFile = RECORD,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.MD,
    out_file: OutFile = None,
) -> None:
    """Write the dossier of two parties: relations, events, figures, agreements, plans, outlooks."""
    from dragoman.chronicle import Chronicle

    asked = Bounds.read(since, until)
    with Chronicle(record, create=False) as opened:
        found = opened.brief(
            code(first) or "", code(second) or "", start=asked.start, end=asked.end
        )
    deliver(found, format, out_file)


def compare(  # noqa: PLR0913 - the options of a command
    about: Party,
    towards: Annotated[
        list[str],
        typer.Option(
            "--towards", help="A partner's code; name several, one option each.", show_default=False
        ),
    ],
    others: Annotated[
        list[str] | None, typer.Argument(help="Further partners.", show_default=False)
    ] = None,
    record: RecordFile = RECORD,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.MD,
    out_file: OutFile = None,
) -> None:
    """Put one party's relations with several others side by side."""
    from dragoman.chronicle import Chronicle

    asked = Bounds.read(since, until)
    partners = [code(name) or "" for name in (*towards, *(others or ()))]
    with Chronicle(record, create=False) as opened:
        found = opened.compare(code(about) or "", partners, start=asked.start, end=asked.end)
    deliver(found, format, out_file)


def outlooks(
    record: RecordFile = RECORD,
    about: About = None,
    format: Annotated[
        Listing, typer.Option(help="How it is written; 'jsonl' is one a line, with its evidence.")
    ] = Listing.MD,
    out_file: OutFile = None,
) -> None:
    """List who expected what, by when, and whether later reports bear it out."""
    from dragoman.chronicle import Chronicle

    key = code(about)
    with Chronicle(record, create=False) as opened:
        if format is not Listing.JSONL:
            deliver(opened.outlooks_paper(key), Format(format.value), out_file)
            return
        found = opened.outlooks(key)
    lines = [json.dumps(outlook_to_json(one), ensure_ascii=False) for one in found]
    if out_file is None:
        for line in lines:
            write(line)
    else:
        out_file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        err().print(f"written to {out_file}")


def outlook_to_json(found: Expectation) -> dict[str, Any]:
    """An outlook with its verdict and evidence as plain JSON."""
    due = found.due
    return {
        "id": found.id,
        "claims": [claim.id for claim in found.claims],
        "holder": found.holder.name if found.holder else None,
        "about": [actor.key for actor in found.about],
        "proposition": found.proposition,
        "quote": found.claim.evidence.quote,
        "doc": found.claim.doc,
        "likelihood": found.likelihood,
        "condition": found.condition,
        "expects": found.expects,
        "made": str(found.made) if found.made else None,
        "due": {
            "start": str(due.start) if due.start else None,
            "end": str(due.end) if due.end else None,
        },
        "verdict": found.verdict.value,
        "why": found.why,
        "bearings": [
            {
                "claim": bearing.claim.id,
                "doc": bearing.claim.doc,
                "quote": bearing.claim.evidence.quote,
                "came": bearing.came,
                "in_time": bearing.in_time,
                "reasons": list(bearing.reasons),
            }
            for bearing in found.bearings
        ],
        "near": [claim.id for claim in found.near],
    }


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    for command in (brief, compare, outlooks):
        app.command()(command)
