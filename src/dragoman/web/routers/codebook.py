"""The codebook: what the words of the record mean, with examples."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from dragoman.codebook.ontology import Entry, Example, find, table
from dragoman.codebook.scales import DEFAULT, scale
from dragoman.errors import UnknownName
from dragoman.web.desk import AtDesk
from dragoman.web.pages import Page, view
from dragoman.web.words import count

router = APIRouter(tags=["codebook"])

TABLES = {
    "event_types": (
        "Event types",
        "What one party does to or with another, in the sixteen types of PLOVER.",
    ),
    "modes": ("Modes", "The ways in which an act of some type is done."),
    "contexts": ("Contexts", "What an event is about."),
    "statuses": ("Statuses", "Whether it happened."),
    "sectors": ("Sectors", "What an actor is within its state."),
    "indicators": ("Indicators", "What a figure measures."),
    "choices": ("Choices", "How somebody stands on a question put to a body."),
    "polarities": ("Polarities", "How one actor stands to another."),
    "likelihoods": ("Likelihoods", "How likely somebody says that something is."),
}
"""Tables that are shown: name and what they hold."""


def _tables(name: str) -> tuple[str, str]:
    if name not in TABLES:
        raise UnknownName("table of the codebook", name, known=TABLES)
    return TABLES[name]


def _example(example: Example) -> dict[str, Any]:
    return {
        "text": example.text,
        "why": example.why,
        "type": example.type,
        "actors": list(example.actors),
        "recipients": list(example.recipients),
        "status": example.status,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "label": entry.label,
        "definition": entry.definition,
        "not": entry.extra.get("not", ""),
        "cues": list(entry.cues),
        "examples": [_example(example) for example in entry.examples],
        "counter_examples": [_example(example) for example in entry.examples_bad],
        "source": entry.extra.get("source", ""),
    }


ENTRY = {
    "id": "AGREE",
    "label": "an agreement",
    "definition": "Actors bind themselves by word to cooperate.",
    "not": "Talks without a result are CONSULT.",
    "cues": ["signed"],
    "examples": [],
    "counter_examples": [],
    "source": "PLOVER manual 0.7",
}


@view(
    router,
    "/codebook",
    summary="The tables of the codebook",
    examples={".json": {"items": [{"table": "modes", "name": "Modes", "entries": 46}]}},
)
def codebook(desk: AtDesk) -> Page:
    """The tables."""
    del desk
    items = [
        {"table": key, "name": name, "what": what, "entries": len(table(key))}
        for key, (name, what) in TABLES.items()
    ]
    return Page(
        template="codebook.html.j2",
        title="Codebook",
        context={"items": items, "types": table("event_types"), "scale": scale()},
        data=lambda: {"items": items, "total": len(items), "total_exact": True, "next": None},
        made_of=count(len(items), "table"),
    )


@view(
    router,
    "/codebook/{name}",
    summary="One table of the codebook",
    forms=("", ".json", ".csv"),
    examples={".json": {"table": "event_types", "items": [ENTRY]}},
)
def codebook_table(desk: AtDesk, name: str) -> Page:
    """A table with all its entries."""
    del desk
    title, what = _tables(name)
    entries = table(name)
    return Page(
        template="table.html.j2",
        title=title,
        context={"name": name, "what": what, "entries": entries, "scale": scale(DEFAULT)},
        data=lambda: {"table": name, "items": [_entry(entry) for entry in entries.values()]},
        rows=lambda: (
            {"id": e.id, "label": e.label, "definition": e.definition} for e in entries.values()
        ),
        made_of=count(len(entries), "entry", "entries"),
    )


@view(
    router,
    "/codebook/{name}/{entry}",
    summary="One entry of the codebook",
    examples={".json": ENTRY},
)
def codebook_entry(desk: AtDesk, name: str, entry: str) -> Page:
    """An entry with its examples and what it is not."""
    del desk
    title, _ = _tables(name)
    found = find(name, entry)
    modes = [m for m in table("modes").values() if m.id.startswith(f"{found.id}.")]
    weighs = {mode.id: scale().weigh(found.id, mode.id.partition(".")[2]) for mode in modes}
    return Page(
        template="entry.html.j2",
        title=f"{found.id}, {found.label}",
        context={
            "name": name,
            "table_title": title,
            "entry": found,
            "modes": modes if name == "event_types" else [],
            "points": scale().weigh(found.id, "") if name == "event_types" else None,
            "weighs": weighs,
        },
        data=lambda: _entry(found),
        made_of="1 entry",
    )
