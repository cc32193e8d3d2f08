"""Where claims are from, as PROV-JSON: documents, the runs that read them, claims and events.

Written by hand as plain JSON after the W3C Member Submission 'The PROV-JSON Serialization' (2013); there
is no library in it. A claim is a quotation of its document, an event is derived from its claims.

Source:
    W3C, PROV-DM (Recommendation, 2013); PROV-JSON (Member Submission, 24 April 2013).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.exchanging.outgoing.writing import Written, replacing
from dragoman.model.claims import Claim
from dragoman.model.events import Event
from dragoman.model.ids import short
from dragoman.model.text import Document

SPACE = "urn:dragoman:"
Json = dict[str, Any]


def write_prov(
    documents: Iterable[Document], claims: Iterable[Claim], events: Iterable[Event], folder: Path
) -> Written:
    """Write the provenance of all claims and events."""
    found = provenance(documents, claims, events)
    path = folder / "provenance.json"
    with replacing(path) as beside:
        beside.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Written(
        path=path,
        format="prov-json",
        mediatype="application/json",
        what="W3C PROV in JSON: each claim is a quotation of its document, made by a run of a reader;"
        " each event is derived from its claims.",
        rows=len(found["entity"]),
    )


def provenance(
    documents: Iterable[Document], claims: Iterable[Claim], events: Iterable[Event]
) -> Json:
    """Documents, claims and events as entities, runs as activities, readers and publishers as agents."""
    parts: dict[str, Json] = {
        name: {}
        for name in (
            "entity",
            "activity",
            "agent",
            "wasDerivedFrom",
            "wasGeneratedBy",
            "used",
            "wasAssociatedWith",
            "wasAttributedTo",
        )
    }
    parts["agent"]["dragoman:reader"] = {
        "prov:type": _name("prov:SoftwareAgent"),
        "prov:label": "Dragoman",
    }
    for document in documents:
        _document(parts, document)
    for claim in claims:
        _claim(parts, claim)
    for event in events:
        parts["entity"][f"dragoman:{event.id}"] = {
            "prov:type": _name("dragoman:Event"),
            "dragoman:type": event.type,
            "dragoman:status": event.status.value,
        }
        for claim in event.claims:
            _relate(parts, "wasDerivedFrom", f"dragoman:{event.id}", f"dragoman:{claim.id}")
    prefix = {"dragoman": SPACE, "prov": "http://www.w3.org/ns/prov#"}
    return {"prefix": prefix, **{name: part for name, part in parts.items() if part}}


def _name(qualified: str) -> Json:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}


def _document(parts: dict[str, Json], document: Document) -> None:
    key = f"dragoman:{document.id}"
    entity: Json = {
        "prov:type": _name("dragoman:Document"),
        "prov:label": document.title or document.name,
    }
    if document.url:
        entity["prov:location"] = document.url
    if document.published:
        entity["dragoman:published"] = str(document.published)
    parts["entity"][key] = entity
    if document.publisher:
        agent = f"dragoman:{short('a', document.publisher)}"
        parts["agent"][agent] = {
            "prov:type": _name("prov:Organization"),
            "prov:label": document.publisher,
        }
        _relate(parts, "wasAttributedTo", key, agent)


def _claim(parts: dict[str, Json], claim: Claim) -> None:
    key, document = f"dragoman:{claim.id}", f"dragoman:{claim.evidence.doc}"
    span = claim.evidence.span
    parts["entity"][key] = {
        "prov:type": _name("dragoman:Claim"),
        "prov:value": claim.evidence.quote,
        "dragoman:kind": claim.kind.value,
        "dragoman:start": span.start,
        "dragoman:end": span.end,
    }
    _relate(parts, "wasDerivedFrom", key, document, **{"prov:type": _name("prov:Quotation")})
    if claim.run:
        run = f"dragoman:{claim.run}"
        if run not in parts["activity"]:
            parts["activity"][run] = {"prov:type": _name("dragoman:Reading")}
            _relate(parts, "wasAssociatedWith", run, "dragoman:reader")
        _relate(parts, "wasGeneratedBy", key, run)
        _relate(parts, "used", run, document)


_ENDS = {
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity"),
    "wasGeneratedBy": ("prov:entity", "prov:activity"),
    "used": ("prov:activity", "prov:entity"),
    "wasAssociatedWith": ("prov:activity", "prov:agent"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
}


def _relate(parts: dict[str, Json], relation: str, one: str, other: str, **more: Json) -> None:
    first, second = _ENDS[relation]
    key = f"_:{short('r', relation, one, other)}"
    parts[relation][key] = {first: one, second: other, **more}
