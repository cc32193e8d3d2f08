"""Claims, events and documents as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.console import out
from dragoman.model.actors import Actor
from dragoman.model.claims import (
    Claim,
    EventBody,
    FigureBody,
    OutlookBody,
    PositionBody,
    StanceBody,
    Status,
)
from dragoman.model.codec import actor_to_json, number
from dragoman.model.events import Companion, Event, Outcome, Sequel, Tellers
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.model.when import When

MARKS = {
    Status.ACTUAL: "[green]●[/] actual",
    Status.PLANNED: "[blue]○[/] planned",
    Status.CALLED_OFF: "[magenta]✕[/] called off",
    Status.DENIED: "[red]≠[/] denied",
    Status.ALLEGED: "[yellow]?[/] alleged",
    Status.HYPOTHETICAL: "[dim]◇[/] hypothetical",
}
"""Status in word and shape, so that colour is never needed to tell."""

CONTEXT = 160
"""Characters of the passage shown on each side of a quote."""


def when_text(when: When) -> str:
    """A time at its own precision; a dash where none is known."""
    if when.start is None:
        return f"to {when.end}" if when.end else "–"
    if when.end is None or when.end == when.start:
        return str(when.start)
    return f"{when.start} to {when.end}"


def names(actors: Iterable[Actor]) -> str:
    """Names with their countries."""
    return ", ".join(
        f"{actor.name} ({actor.country})" if actor.country else actor.name for actor in actors
    )


def what(claim: Claim) -> str:
    """What a claim says, in its fields."""
    body = claim.body
    match body:
        case EventBody():
            to = f" → {names(body.recipients)}" if body.recipients else ""
            mode = f" {body.mode}" if body.mode else ""
            return f"{body.type}{mode}: {names(body.actors) or '?'}{to}"
        case FigureBody():
            top = f"–{number(body.value_max):,}" if body.value_max is not None else ""
            return f"{body.indicator}: {number(body.value):,}{top} {body.unit}, {names(body.about)}"
        case PositionBody():
            on = f" on {body.question}" if body.question else ""
            return f"{body.choice}: {names(body.actors)}{on}"
        case StanceBody():
            arrow = "↔" if body.symmetric else "→"
            return f"{body.polarity:+d}: {names(body.actors)} {arrow} {names(body.recipients)}"
        case OutlookBody():
            return f"{body.likelihood or 'goal'}: {names(body.actors)}"


def claims_table(claims: Iterable[Claim]) -> None:
    """Print claims in blocks: what, when, status, and the words."""
    console = out()
    count = 0
    for claim in claims:
        count += 1
        head = f"[bold]{escape(what(claim))}[/]"
        line = f"{MARKS[claim.status]}  {when_text(claim.when)}  [dim]{claim.kind} {claim.id} in {escape(claim.doc)}[/]"
        said = f"{escape(claim.said_by.name)}: " if claim.said_by else ""
        quote = " ".join(claim.evidence.quote.split())
        console.print(head)
        console.print(Padding(line, (0, 0, 0, 2)))
        console.print(Padding(f"[italic]{said}“{escape(quote)}”[/]", (0, 0, 1, 2)))
    console.print(f"{count} claim{'s' if count != 1 else ''}")


def tellers_text(tellers: Tellers) -> str:
    """How many tell of it, copies apart.

    Example:
        >>> tellers_text(Tellers(reports=9, publishers=4, copies=2))
        '9 reports by 4 publishers, 2 copies'
    """
    parts = [f"{tellers.reports} report{'s' if tellers.reports != 1 else ''}"]
    if tellers.reports > 1 and tellers.publishers:
        parts[0] += f" by {tellers.publishers} publisher{'s' if tellers.publishers != 1 else ''}"
    if tellers.copies:
        parts.append(f"{tellers.copies} {'copies' if tellers.copies != 1 else 'copy'}")
    return ", ".join(parts)


def event_to_json(event: Event, tellers: Tellers) -> dict[str, Any]:
    """An event as plain JSON, its claims and documents by id."""
    place = event.place
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "start": str(event.when.start) if event.when.start else None,
        "end": str(event.when.end) if event.when.end else None,
        "actors": [actor_to_json(actor) for actor in event.actors],
        "recipients": [actor_to_json(actor) for actor in event.recipients],
        "context": list(event.context),
        "place": {"name": place.name, "country": place.country} if place else None,
        "claims": [claim.id for claim in event.claims],
        "documents": list(event.documents),
        "reports": tellers.reports,
        "publishers": tellers.publishers,
        "copies": tellers.copies,
        "disputes": [
            {"field": d.field, "accounts": {a.value: list(a.claims) for a in d.accounts}}
            for d in event.disputes
        ],
    }


def events_table(events: Iterable[tuple[Event, Tellers]]) -> None:
    """Print events, one a line, each with those who tell of it."""
    grid = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("when", "status", "what", "who", "to whom", "told by"):
        grid.add_column(heading, overflow="fold")
    grid.add_column("id", no_wrap=True)
    count = 0
    for event, tellers in events:
        count += 1
        mode = f" {event.mode}" if event.mode else ""
        differ = " [yellow]accounts differ[/]" if event.disputes else ""
        told = tellers_text(tellers) + differ
        grid.add_row(
            when_text(event.when),
            MARKS[event.status],
            event.type + mode,
            escape(names(event.actors)),
            escape(names(event.recipients)),
            told,
            f"[dim]{event.id}[/]",
        )
    console = out()
    console.print(grid)
    console.print(f"{count} event{'s' if count != 1 else ''}")


def _in_passage(claim: Claim, document: Document) -> Text:
    """The quote, marked, with some of its passage around it."""
    span = claim.evidence.span
    start, end = max(0, span.start - CONTEXT), min(len(document.text), span.end + CONTEXT)
    before = " ".join(document.text[start : span.start].split())
    after = " ".join(document.text[span.end : end].split())
    text = Text("… " + before + " " if before else "", style="dim")
    text.append(" ".join(claim.evidence.quote.split()), style="not dim bold")
    text.append(" " + after + " …" if after else "", style="dim")
    return text


def _source(document: Document) -> str:
    parts = [
        document.publisher,
        document.title or document.name,
        str(document.published or "undated"),
    ]
    return escape(", ".join(part for part in parts if part))


def _account(claim: Claim, document: Document) -> Group:
    said = f" [dim]according to[/] {escape(claim.said_by.name)}" if claim.said_by else ""
    sure = f", confidence {claim.confidence:.2f}" if claim.confidence is not None else ""
    head = f"{MARKS[claim.status]}{said}  [dim]{claim.id}{sure}, {_source(document)}[/]"
    return Group(head, Padding(_in_passage(claim, document), (0, 0, 1, 2)))


def show_claim(claim: Claim, document: Document) -> None:
    """Print a claim with its words in their passage."""
    console = out()
    console.print(f"[bold]{escape(what(claim))}[/]")
    console.print(f"when: {when_text(claim.when)} [dim](from {claim.when.basis})[/]")
    console.print(_account(claim, document))


OUTCOMES = {
    Outcome.HELD: "the plan was carried out",
    Outcome.CALLED_OFF: "the plan was called off",
    Outcome.HELD_LATER: "put off, and held later",
    Outcome.PUT_OFF: "put off to another day",
}


def _sequels(console: Console, event: Event, found: Iterable[Sequel]) -> None:
    for sequel in found:
        other = sequel.later if event.id == sequel.plan else sequel.plan
        way = "see" if event.id == sequel.plan else "announced in"
        reasons = escape("; ".join(sequel.reasons))
        console.print(f"[bold]{OUTCOMES[sequel.outcome]}[/], {way} {other} [dim]({reasons})[/]\n")


def _companions(console: Console, event: Event, found: Iterable[Companion]) -> None:
    for companion in found:
        other = companion.other if event.id == companion.meeting else companion.meeting
        reasons = escape("; ".join(companion.reasons))
        console.print(f"[bold]on the same occasion[/], see {other} [dim]({reasons})[/]\n")


def show_event(
    event: Event,
    documents: Mapping[DocumentId, Document],
    tellers: Tellers,
    found: Iterable[Sequel] = (),
    companions: Iterable[Companion] = (),
) -> None:
    """Print an event: every account, what they differ on, and why it is one event."""
    console = out()
    to = f" → {names(event.recipients)}" if event.recipients else ""
    mode = f" {event.mode}" if event.mode else ""
    console.print(
        f"[bold]{escape(event.type + mode)}: {escape(names(event.actors) or '?')}{escape(to)}[/]"
    )
    console.print(f"{MARKS[event.status]}  {when_text(event.when)}  [dim]{event.id}[/]")
    console.print(f"[dim]told by {tellers_text(tellers)}[/]\n")
    for claim in event.claims:
        console.print(_account(claim, documents[claim.evidence.doc]))
    _disputes(console, event)
    _sequels(console, event, found)
    _companions(console, event, companions)
    if event.links:
        console.print("[bold]Why one event[/]")
        for link in event.links:
            reasons = escape("; ".join(link.reasons))
            console.print(f"  {link.left} – {link.right}: {reasons} [dim]({link.score:.2f})[/]")


def _disputes(console: Console, event: Event) -> None:
    if not event.disputes:
        return
    console.print("[bold]Accounts differ[/]")
    for dispute in event.disputes:
        told = "; ".join(f"{a.value} ({', '.join(a.claims)})" for a in dispute.accounts)
        console.print(f"  {dispute.field}: {escape(told)}")
    console.print()


def show_document(document: Document) -> None:
    """Print a document as the record has it, with the roles of its passages."""
    console = out()
    console.print(f"[bold]{escape(document.title or document.name)}[/]")
    basis = document.published_basis.value
    console.print(f"[dim]{document.id}, {_source(document)} (date {basis})[/]\n")
    for passage in document.passages:
        words = document.text[passage.span.start : passage.span.end]
        style = "" if passage.role.value in {"lead", "body"} else "dim"
        console.print(Text(words, style=style))
        console.print()
