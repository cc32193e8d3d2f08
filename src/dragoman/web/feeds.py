"""Lists by time as Atom feeds (RFC 4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

ATOM = "http://www.w3.org/2005/Atom"
"""The name of the format, which looks like an address."""

UNDATED = date(1, 1, 1)
"""What Atom has to print where nothing is dated: it knows no entry without a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed.

    Args:
        path: of its page.
        updated: the day on which it was last told of.
    """

    id: str
    title: str
    path: str
    updated: date | None
    summary: str = ""


def _moment(day: date | None) -> str:
    return f"{day or UNDATED:%Y-%m-%d}T00:00:00Z".rjust(20, "0")


def to_atom(title: str, entries: Sequence[Entry], address: str) -> str:
    """Write a feed.

    Args:
        address: of the feed itself; entries are linked from there.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        made.text = text or None
        return made

    days = [entry.updated for entry in entries if entry.updated]
    add(feed, "title", title)
    add(feed, "id", address)
    add(feed, "updated", _moment(max(days, default=None)))
    add(feed, "link", rel="self", href=address)
    add(add(feed, "author"), "name", "Dragoman")
    for entry in entries:
        item = add(feed, "entry")
        add(item, "title", entry.title)
        add(item, "id", f"urn:dragoman:{entry.id}")
        add(item, "updated", _moment(entry.updated))
        add(item, "link", rel="alternate", href=urljoin(address, entry.path))
        if entry.summary:
            add(item, "summary", entry.summary)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode")
