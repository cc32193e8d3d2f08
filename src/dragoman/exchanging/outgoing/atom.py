"""Events as an Atom feed (RFC 4287), the latest told first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from dragoman.exchanging.outgoing.dyads import Told
from dragoman.exchanging.outgoing.writing import Written, replacing
from dragoman.model.actors import Actor
from dragoman.model.events import Event
from dragoman.model.when import PartialDate

NAMESPACE = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01T00:00:00Z"
"""When nothing is known of when a thing was told: a feed must have a time."""


def write_atom(told: Iterable[Told], title: str, folder: Path) -> Written:
    """Write the feed; times are those of publication, so that the same record gives the same feed."""
    entries = sorted(told, key=lambda one: (_updated(one), one.event.id), reverse=True)
    ids = "".join(sorted(one.event.id for one in entries))
    feed = Element("feed", {"xmlns": NAMESPACE})
    SubElement(feed, "title").text = title
    SubElement(feed, "id").text = f"urn:sha256:{hashlib.sha256(ids.encode()).hexdigest()}"
    SubElement(feed, "updated").text = max(map(_updated, entries), default=EPOCH)
    SubElement(SubElement(feed, "author"), "name").text = "Dragoman"
    SubElement(feed, "generator").text = "Dragoman"
    for one in entries:
        _entry(feed, one)
    indent(feed)
    path = folder / "events.atom"
    with replacing(path) as beside:
        ElementTree(feed).write(beside, encoding="utf-8", xml_declaration=True)
    return Written(
        path=path,
        format="atom",
        mediatype="application/atom+xml",
        what="Events with the words of their claims, the latest told first.",
        rows=len(entries),
    )


def _entry(feed: Element, one: Told) -> None:
    event = one.event
    entry = SubElement(feed, "entry")
    SubElement(entry, "title").text = headline(event)
    SubElement(entry, "id").text = f"urn:dragoman:event:{event.id}"
    SubElement(entry, "updated").text = _updated(one)
    SubElement(entry, "category", {"term": event.type, "scheme": "urn:plover:type"})
    SubElement(entry, "category", {"term": event.status.value, "scheme": "urn:dragoman:status"})
    for document in one.documents:
        if document.url.startswith(("http://", "https://")):
            SubElement(entry, "link", {"rel": "via", "href": document.url})
    words = [f"“{' '.join(claim.evidence.quote.split())}” ({claim.doc})" for claim in event.claims]
    SubElement(entry, "content", {"type": "text"}).text = "\n".join(words)


def headline(event: Event) -> str:
    """An event in one line: type, who to whom, when, and its standing where it did not just happen."""
    to = f" to {_names(event.recipients)}" if event.recipients else ""
    when = f", {event.when.start}" if event.when.start else ""
    mode = f" ({event.mode})" if event.mode else ""
    standing = (
        "" if event.status.value == "actual" else f" [{event.status.value.replace('_', ' ')}]"
    )
    return f"{event.type}{mode}: {_names(event.actors) or 'somebody'}{to}{when}{standing}"


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(actor.name for actor in actors)


def _updated(one: Told) -> str:
    dates = [d.published.latest for d in one.documents if isinstance(d.published, PartialDate)]
    return f"{max(dates).isoformat()}T00:00:00Z" if dates else EPOCH
