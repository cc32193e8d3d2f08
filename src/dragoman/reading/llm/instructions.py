"""What a language model is told: the codebook's own tables, and the shape of its answer."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from dragoman.codebook.ontology import table
from dragoman.codebook.tables import DATA

Json = dict[str, Any]

OWN_FIELDS = ("id", "doc")
"""Fields of a claim that the reader gives itself."""

TASK = """You read reporting on international affairs and list every claim that a careful analyst would keep.
A claim is one thing that one passage says: an event (somebody did something to or with somebody), a figure,
a position on a question put to a body, a stance of one actor to another, or an outlook.
Copy each quote letter by letter from the text: the shortest clause or sentence that supports the claim, at
most 300 characters. Give only what the text says. What it does not say is null or empty, never guessed.
One claim for each distinct act; the same act told twice is one claim. Countries are ISO 3166-1 alpha-3 codes,
organisations of states their acronym. Dates are ISO, at the precision of the text: 2015, 2015-11 or 2015-11-28.
Answer with JSON: {"claims": [...]}."""

TABLES = {
    "event_types": "Event types",
    "statuses": "Statuses",
    "indicators": "Indicators of figures",
    "choices": "Choices of positions",
    "polarities": "Polarities of stances",
    "likelihoods": "Likelihoods of outlooks",
    "sectors": "Sectors of actors",
}


@cache
def instructions() -> str:
    """The whole instruction, the same for every text."""
    parts = [TASK]
    for name, title in TABLES.items():
        entries = table(name).values()
        parts.append(
            title + ":\n" + "\n".join(f"- {entry.id}: {entry.definition}" for entry in entries)
        )
    return "\n\n".join(parts)


@cache
def claim_schema() -> Json:
    """The JSON Schema of one claim as a model gives it: without the fields that are ours."""
    found: Json = json.loads((DATA / "schemas" / "claim.json").read_text("utf-8"))
    common = found["$defs"]["common"]
    for name in OWN_FIELDS:
        common["properties"].pop(name)
    common["required"] = [name for name in common["required"] if name not in OWN_FIELDS]
    return found


@cache
def answer_schema() -> Json:
    """The JSON Schema of a whole answer."""
    claim = claim_schema()
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": {"oneOf": claim["oneOf"]}}},
        "required": ["claims"],
        "additionalProperties": False,
        "$defs": claim["$defs"],
    }
