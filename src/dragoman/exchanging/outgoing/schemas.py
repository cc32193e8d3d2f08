"""The columns of what is written, with their types and meanings; their version is in every file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.exchanging.incoming.layouts import EVENT_COLUMNS

VERSION = 1
"""Of the tables of claims, events and foreign events. A column that changes its meaning raises it."""

_ACTOR = "struct(name varchar, country varchar, sector varchar)"
_PLACE = "struct(name varchar, country varchar)"


class Cell(StrEnum):
    """How a value stands in a cell of CSV."""

    TEXT = "string"
    MAYBE = "string?"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    LIST = "array"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        cell: how it stands in CSV: lists and objects as JSON, nothing as an empty cell.
        sql: its type in Parquet.
    """

    name: str
    cell: Cell
    sql: str
    what: str


def _text(name: str, what: str) -> Column:
    return Column(name, Cell.TEXT, "varchar", what)


def _maybe(name: str, what: str) -> Column:
    return Column(name, Cell.MAYBE, "varchar", what)


def _number(name: str, what: str) -> Column:
    return Column(name, Cell.NUMBER, "double", what)


def _actors(name: str, what: str) -> Column:
    return Column(name, Cell.LIST, f"{_ACTOR}[]", what)


_SOURCE = _text(
    "source", "who tells: 'dragoman' for what this program read, else the foreign source"
)

CLAIMS: tuple[Column, ...] = (
    _text("id", "the claim's id, made from where it stands"),
    _SOURCE,
    _text("doc", "the document's name"),
    _text("document", "the document's id"),
    Column("span", Cell.LIST, "bigint[]", "start and end of the quote in the document's text, in code points"),
    _text("kind", "event, figure, position, stance or outlook"),
    _text("quote", "the exact words"),
    _text("status", "actual, planned, called_off, denied, alleged or hypothetical"),
    Column("attribution", Cell.OBJECT, _ACTOR, "who is cited as saying so; nothing where the document does"),
    _maybe("start", "first date, as precise as the text: a year, a month or a day"),
    _maybe("end", "last date, likewise"),
    _text("basis", "where the date is from: text, published, inferred or unknown"),
    _text("note", "for an arbitrary call"),
    _number("confidence", "how likely it is right, 0 to 1"),
    _maybe("run", "the run that read it"),
    _maybe("type", "events: PLOVER's type"),
    _maybe("mode", "events: PLOVER's mode"),
    Column("context", Cell.LIST, "varchar[]", "events: PLOVER's contexts"),
    _actors("actors", "who acts, holds or is meant"),
    _actors("recipients", "events and stances: who is acted on"),
    Column("place", Cell.OBJECT, _PLACE, "events: where"),
    Column("amount", Cell.OBJECT, "struct(value double, unit varchar)", "events: how much"),
    _maybe("indicator", "figures: what is measured"),
    _actors("about", "figures: whom it is about"),
    _number("value", "figures: the number"),
    _maybe("unit", "figures: its unit"),
    _maybe("of", "figures: what is counted"),
    _number("value_max", "figures: the upper end of a range"),
    _maybe("choice", "positions: for, against, abstain and so on"),
    _maybe("question", "positions: on what"),
    Column("body", Cell.OBJECT, _ACTOR, "positions: in which body"),
    Column("polarity", Cell.NUMBER, "bigint", "stances: from -2 (enemy) to 2 (ally)"),
    Column("symmetric", Cell.BOOLEAN, "boolean", "stances: whether it holds both ways"),
    _maybe("proposition", "outlooks: what is expected"),
    _maybe("likelihood", "outlooks: how likely, as worded"),
    _maybe("condition", "outlooks: on what condition"),
    _maybe("horizon", "outlooks: by when"),
)  # fmt: skip
"""A claim a row; columns of other kinds are empty."""

_LINK = 'struct("left" varchar, "right" varchar, score double, reasons varchar[])'
_ACCOUNT = 'struct("value" varchar, claims varchar[])'

EVENTS: tuple[Column, ...] = (
    _text("id", "the event's id"),
    _SOURCE,
    _text("type", "PLOVER's type"),
    _text("mode", "PLOVER's mode"),
    _text("status", "what its claims settle on"),
    _actors("actors", "who acts"),
    _actors("recipients", "who is acted on; none where the actors act together"),
    Column("context", Cell.LIST, "varchar[]", "PLOVER's contexts"),
    Column("place", Cell.OBJECT, _PLACE, "where"),
    _maybe("start", "first date, as precise as it is told"),
    _maybe("end", "last date, likewise"),
    _text("basis", "where the date is from"),
    Column("claims", Cell.LIST, "varchar[]", "ids of the claims that tell it"),
    Column("links", Cell.LIST, f"{_LINK}[]", "why the claims are held to tell one event"),
    Column("disputes", Cell.LIST, f"struct(field varchar, accounts {_ACCOUNT}[])[]", "what accounts differ on"),
)  # fmt: skip
"""A happening a row."""

_FOREIGN_WORDS = {
    "id": "the source's id of the event",
    "day": "first day on which it can have happened",
    "until": "last day, where the source gives one",
    "precision": "day, week, month or year",
    "type": "PLOVER's type; empty where the source's code has none",
    "mode": "PLOVER's mode",
    "quad": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "code": "the source's own code of the act",
    "context": "the source's contexts",
    "intensity": "on the source's own scale",
    "actor": "ISO 3166-1 alpha-3 or an organisation's id",
    "actor_name": "as the source writes it",
    "actor_code": "the source's own code",
    "actor_sector": "our sector",
    "recipient": "as actor",
    "recipient_name": "as the source writes it",
    "recipient_code": "the source's own code",
    "recipient_sector": "our sector",
    "place": "as the source writes it",
    "place_country": "ISO 3166-1 alpha-3",
    "lat": "degrees north",
    "lon": "degrees east",
    "mentions": "reports, as the source counts them",
    "sources": "publishers, as the source counts them",
    "articles": "articles, as the source counts them",
    "tone": "the source's tone",
    "fatalities": "deaths, the source's best guess",
    "publisher": "whose report it is",
    "url": "its address",
}

FOREIGN: tuple[Column, ...] = (
    _SOURCE,
    *(
        Column(
            name,
            Cell.MAYBE if kind in {"varchar", "date"} else Cell.NUMBER,
            kind,
            _FOREIGN_WORDS[name],
        )
        for name, kind in EVENT_COLUMNS.items()
    ),
)
"""A row of a foreign source."""
