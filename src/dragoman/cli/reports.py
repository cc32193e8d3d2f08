"""Commands that write reports: ``digest`` and ``demo``."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.console import err, out, show_issues, write
from dragoman.cli.options import RECORD, RecordFile, code
from dragoman.cli.sampling import add_sample
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.model.digests import Digest

DEMO_STATE = "BLR"
"""The state of the sample on which most articles bear."""

FIRST_SCREEN = 44
"""Lines of the digest that the demo prints."""


class Format(StrEnum):
    """How a digest is written."""

    MD = "md"
    HTML = "html"
    JSON = "json"


def render(digest: Digest, format: Format) -> str:
    """Write a digest in a format."""
    from dragoman import chronicle

    match format:
        case Format.MD:
            return chronicle.to_markdown(digest)
        case Format.HTML:
            return chronicle.to_html(digest)
        case Format.JSON:
            return json.dumps(chronicle.to_json(digest), ensure_ascii=False, indent=1)


def digest(
    about: Annotated[str, typer.Option(help="A state's code (ISO 3166 alpha-3), e.g. BLR.")],
    record: RecordFile = RECORD,
    since: Annotated[
        str | None, typer.Option("--from", help="First date, e.g. 2015-11.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last date, e.g. 2015-12.", show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option(help="How it is written.")] = Format.MD,
    out_file: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file.", show_default=False)
    ] = None,
) -> None:
    """Write the digest of a state's foreign relations, every line with its sources."""
    from dragoman.chronicle import Chronicle
    from dragoman.model.when import PartialDate

    state = code(about) or ""
    start = PartialDate.parse(since) if since else None
    end = PartialDate.parse(until) if until else None
    if start and end and end.latest < start.earliest:
        raise InputError(f"--to {end} lies before --from {start}")
    with Chronicle(record, create=False) as opened:
        text = render(opened.digest(state, start=start, end=end), format)
    if out_file is None:
        write(text)
    else:
        out_file.write_text(text, encoding="utf-8")
        err().print(f"written to {out_file}")


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
    for format in Format:
        (out_folder / f"digest.{format.value}").write_text(render(digest, format), encoding="utf-8")
    lines = render(digest, Format.MD).splitlines()
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
