"""Commands that ask a record: ``claims``, ``events``, ``show`` and ``search``."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.console import out, write
from dragoman.cli.options import RECORD, About, Format, Layout, RecordFile, code
from dragoman.errors import UnknownName


class Order(StrEnum):
    """What stands first among hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


KINDS = ("event", "figure", "position", "stance", "outlook")


def claims(
    record: RecordFile = RECORD,
    about: About = None,
    kind: Annotated[str | None, typer.Option(help=f"One of: {', '.join(KINDS)}.")] = None,
    format: Format = Layout.TABLE,
) -> None:
    """List claims, each with its words."""
    from dragoman.chronicle import Chronicle
    from dragoman.cli.tables import claims_table
    from dragoman.model.codec import claim_to_json

    if kind is not None and kind not in KINDS:
        raise UnknownName("kind of claim", kind, known=KINDS)
    with Chronicle(record, create=False) as opened:
        found = opened.claims(kind=kind, about=code(about))
        if format is Layout.JSONL:
            for claim in found:
                write(json.dumps(claim_to_json(claim), ensure_ascii=False))
        else:
            claims_table(found)


def events(record: RecordFile = RECORD, about: About = None, format: Format = Layout.TABLE) -> None:
    """List happenings, each once, with how many reports and publishers tell of it."""
    from dragoman.chronicle import Chronicle
    from dragoman.cli.tables import event_to_json, events_table

    with Chronicle(record, create=False) as opened:
        found = ((event, opened.tellers(event)) for event in opened.events(about=code(about)))
        if format is Layout.JSONL:
            for event, tellers in found:
                write(json.dumps(event_to_json(event, tellers), ensure_ascii=False))
        else:
            events_table(found)


def show(
    id: Annotated[
        str, typer.Argument(help="Id of a claim, event or document.", show_default=False)
    ],
    record: RecordFile = RECORD,
) -> None:
    """Show one claim, event or document whole: its words in their passage, and why."""
    from dragoman.chronicle import Chronicle
    from dragoman.cli.judged import show_history, show_judged
    from dragoman.cli.named import explained
    from dragoman.cli.tables import show_claim, show_document, show_event
    from dragoman.model.claims import Claim
    from dragoman.model.events import Event

    with Chronicle(record, create=False) as opened:
        found = explained(opened, id)
        if isinstance(found, Event):
            documents = {c.evidence.doc: opened.document(c.evidence.doc) for c in found.claims}
            if found.id != id:
                out().print(f"{id} is now {found.id}\n")
            sequels, companions = opened.sequels(found), opened.companions(found)
            show_event(found, documents, opened.tellers(found), sequels, companions)
            show_history(opened.history(found.id))
        elif isinstance(found, Claim):
            show_claim(found, opened.document(found.evidence.doc))
            show_judged(opened.judged(found.id), opened.judgements(found.id))
        else:
            show_document(found)


def _is_phrase(word: str) -> bool:
    """Say whether one argument of several words is a phrase, and no query that was quoted whole."""
    parts = word.split()
    return len(parts) > 1 and not any(
        part == "OR" or part[0] == "-" or set(part) & set('":<>') for part in parts
    )


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            help='Words, a "phrase", and field:value, e.g. actor:ARM type:CONSULT after:2015-11'
            " -status:planned.",
            show_default=False,
        ),
    ],
    record: RecordFile = RECORD,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many to pass over.")] = 0,
    order: Annotated[Order, typer.Option(help="What stands first.")] = Order.RELEVANCE,
    facets: Annotated[bool, typer.Option(help="Count the values of each field too.")] = False,
    format: Format = Layout.TABLE,
) -> None:
    """Find claims by their words, their fields and their meaning, the best match first."""
    from dragoman.chronicle import Chronicle
    from dragoman.cli.found import found_table, result_to_json
    from dragoman.model.codec import claim_to_json
    from dragoman.model.queries import Order as Sorted

    query = " ".join(f'"{word}"' if _is_phrase(word) else word for word in words)
    with Chronicle(record, create=False) as opened:
        found = opened.search(query, limit=limit, offset=offset, order=Sorted(order.value))
    if format is Layout.JSONL:
        for hit in found.hits:
            write(json.dumps(claim_to_json(hit.claim), ensure_ascii=False))
        if facets:
            write(json.dumps(result_to_json(found), ensure_ascii=False))
    else:
        found_table(found, facets=facets)


def index(record: RecordFile = RECORD) -> None:
    """Find the meaning of every quote, so that searches find what is said in other words."""
    from dragoman.chronicle import Chronicle
    from dragoman.cli.console import progress

    with Chronicle(record, create=False) as opened, progress("finding meanings") as step:
        count = opened.index(watch=step)
    out().print(f"{count} new quote{'s' if count != 1 else ''}.")


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    for command in (claims, events, show, search, index):
        app.command()(command)
