"""Commands that write reports: ``digest`` and ``demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.console import out, show_issues
from dragoman.cli.options import RECORD, RecordFile, Since, Until, code
from dragoman.cli.sampling import add_sample
from dragoman.cli.writing import Format, FormatOption, OutFile, deliver, render
from dragoman.model.periods import Bounds

DEMO_STATE = "BLR"
"""The state of the sample on which most articles bear."""

FIRST_SCREEN = 44
"""Lines of the digest that the demo prints."""


SHOWN = (Format.MD, Format.HTML, Format.JSON)
"""Formats in which the demo writes its digest."""


def digest(
    about: Annotated[
        str,
        typer.Option(
            help="A code: of a state (ISO 3166 alpha-3), e.g. BLR, or an organisation, e.g. EU."
        ),
    ],
    record: RecordFile = RECORD,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.MD,
    out_file: OutFile = None,
) -> None:
    """Write the digest of a state's or organisation's relations, every line with its sources."""
    from dragoman.chronicle import Chronicle

    state = code(about) or ""
    asked = Bounds.read(since, until)
    with Chronicle(record, create=False) as opened:
        written = opened.digest(state, start=asked.start, end=asked.end)
    deliver(written, format, out_file)


def demo(
    out_folder: Annotated[Path, typer.Option("--out", help="Folder for what it makes.")] = Path(
        "out"
    ),
) -> None:
    """Read the bundled sample, write its digest, and print the first screen of it."""
    from rich.markdown import Markdown

    from dragoman import chronicle

    out_folder.mkdir(parents=True, exist_ok=True)
    record = out_folder / "sample.dragoman"
    with chronicle.Chronicle(record) as opened:
        tally = add_sample(opened)
        digest = opened.digest(DEMO_STATE)
        counts = opened.counts()
    show_issues(tally.issues)
    for format in SHOWN:
        (out_folder / f"digest.{format.value}").write_bytes(render(digest, format))
    lines = render(digest, Format.MD).decode().splitlines()
    out().print(Markdown("\n".join(lines[:FIRST_SCREEN])))
    out().print(
        f"\n[bold]{counts['documents']} articles, {counts['claims']} claims, {counts['events']}"
        f" events.[/] The whole digest: {out_folder / 'digest.html'} (page),"
        f" {out_folder / 'digest.md'}, {out_folder / 'digest.json'}; the record: {record}"
    )


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(digest)
    app.command()(demo)
