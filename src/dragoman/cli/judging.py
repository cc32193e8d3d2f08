"""Commands that correct the record: ``judge`` and ``judgements``."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.console import count, out, write
from dragoman.cli.options import RECORD, RecordFile

if TYPE_CHECKING:
    from dragoman.model.judgements import Judgement, Signature

app = typer.Typer(
    no_args_is_help=True,
    help="Say what is right and what is not: signed, in force at once, and undoable.",
)

Who = Annotated[
    str | None,
    typer.Option(help="Who judges; else your name on this machine.", envvar="DRAGOMAN_WHO"),
]
Why = Annotated[str, typer.Option(help="The reason, in your words.")]
Id = Annotated[str, typer.Argument(help="Id of a claim or an event.", show_default=False)]


def _signed(who: str | None, why: str) -> Signature:
    """Sign with a name and the time: the command line is the edge that asks the clock."""
    from dragoman.model.judgements import Signature

    at = datetime.now(UTC)  # noqa: TID251 - the edge
    return Signature(who=who or getpass.getuser(), at=at, why=why)


def _done(judgement: Judgement) -> None:
    from dragoman.cli.judged import judgement_line

    out().print(judgement_line(judgement))


@app.command()
def same(left: Id, right: Id, record: RecordFile = RECORD, who: Who = None, why: Why = "") -> None:
    """Two claims or events tell of one happening."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        _done(opened.same(left, right, signed=_signed(who, why)))


@app.command()
def different(
    left: Id, right: Id, record: RecordFile = RECORD, who: Who = None, why: Why = ""
) -> None:
    """Two claims or events tell of different happenings; or a claim is no part of an event."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        _done(opened.different(left, right, signed=_signed(who, why)))


@app.command()
def accept(id: Id, record: RecordFile = RECORD, who: Who = None, why: Why = "") -> None:
    """A claim, or every claim of an event, is right as it stands."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        _done(opened.accept(id, signed=_signed(who, why)))


@app.command()
def reject(id: Id, record: RecordFile = RECORD, who: Who = None, why: Why = "") -> None:
    """A claim, or every claim of an event, is not what the words say."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        _done(opened.reject(id, signed=_signed(who, why)))


@app.command()
def correct(
    id: Id,
    field: Annotated[
        str, typer.Argument(help="Field of the codebook, e.g. type or actors.", show_default=False)
    ],
    value: Annotated[
        str,
        typer.Argument(
            help="What is right: 'CONSULT', '2015-11', '300 USD', 'PER; Maria Lopez (PER, OPP)'.",
            show_default=False,
        ),
    ],
    record: RecordFile = RECORD,
    who: Who = None,
    why: Why = "",
) -> None:
    """Correct one field of a claim, or of every claim of an event."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        _done(opened.correct(id, field, value, signed=_signed(who, why)))


@app.command()
def add(
    document: Annotated[str, typer.Argument(help="Name or id of a document.", show_default=False)],
    quote: Annotated[str, typer.Argument(help="The exact words that say it.", show_default=False)],
    fields: Annotated[
        list[str],
        typer.Argument(
            help="FIELD=VALUE, e.g. kind=event type=CONSULT actors=PER.", show_default=False
        ),
    ],
    start: Annotated[
        int | None,
        typer.Option(min=0, help="Where the words begin, if they stand there more than once."),
    ] = None,
    record: RecordFile = RECORD,
    who: Who = None,
    why: Why = "",
) -> None:
    """Add a claim that no reader found, on exact words of a document."""
    from dragoman.chronicle import Chronicle
    from dragoman.errors import InputError, UnknownName
    from dragoman.model.claims import Kind

    pairs = [given.partition("=") for given in fields]
    for name, mark, _ in pairs:
        if not mark:
            raise InputError(f"no value: {name!r}", hint="Give each field as FIELD=VALUE.")
    given = {name: value for name, _, value in pairs}
    kind = given.pop("kind", "")
    if kind not in {known.value for known in Kind}:
        raise UnknownName("kind of claim", kind, known=[known.value for known in Kind])
    with Chronicle(record, create=False) as opened:
        signed = _signed(who, why)
        _done(opened.add_claim(document, quote, Kind(kind), given, signed=signed, start=start))


@app.command()
def undo(
    judgement: Annotated[str, typer.Argument(help="Id of a judgement.", show_default=False)],
    record: RecordFile = RECORD,
    who: Who = None,
    why: Why = "",
) -> None:
    """Take a judgement back: what counted before it counts again."""
    from dragoman.chronicle import Chronicle

    with Chronicle(record, create=False) as opened:
        _done(opened.undo(judgement, signed=_signed(who, why)))


class Shape(StrEnum):
    """How judgements are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    TRAINING = "training"


def judgements(
    about: Annotated[
        str | None, typer.Argument(help="Only those on this claim, event or document.")
    ] = None,
    record: RecordFile = RECORD,
    format: Annotated[
        Shape,
        typer.Option(help="For a person, JSON Lines, or what they teach: claims before and after."),
    ] = Shape.TABLE,
) -> None:
    """List what people said: who, when, why, and whether it counts."""
    from dragoman.chronicle import Chronicle
    from dragoman.cli.judged import judgement_line, judgement_to_json
    from dragoman.cli.named import explained

    with Chronicle(record, create=False) as opened:
        found = opened.judgements(about)
        if about is not None and not found:
            about = explained(opened, about).id
            found = opened.judgements(about)
        taught = list(opened.training(about)) if format is Shape.TRAINING else []
    match format:
        case Shape.TRAINING:
            for row in taught:
                write(json.dumps(row, ensure_ascii=False))
        case Shape.JSONL:
            for judgement in found:
                write(json.dumps(judgement_to_json(judgement), ensure_ascii=False))
        case Shape.TABLE:
            for judgement in found:
                out().print(judgement_line(judgement))
            nobody = "" if found or about is None else f": nobody has judged {about}"
            out().print(count(len(found), "judgement") + nobody)


def register(app_: typer.Typer) -> None:
    """Add this file's commands."""
    app_.add_typer(app, name="judge")
    app_.command()(judgements)
