"""Feeds and sitemaps: what a site says is new."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import ExtractError

FEEDS = (".xml", ".rss", ".atom")
"""How the names of saved feeds end."""

MAX_ENTRIES = 50_000
"""Entries of one feed or sitemap at most; the sitemap protocol allows no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article that a feed or a sitemap names.

    Args:
        url: where it stands.
        title: as the feed has it.
        published: ISO date, or empty.
        stamp: whatever of it changes when the article does; an entry is fetched anew when this does.
        text: the article itself as HTML, where the feed carries it whole.
    """

    url: str
    title: str = ""
    published: str = ""
    stamp: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or sitemap lists: articles, and further sitemaps."""

    title: str = ""
    entries: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()


def as_page(entry: Entry) -> bytes:
    """An article that a feed carries whole, as a page of its own."""
    head = f"<meta charset='utf-8'><title>{escape(entry.title)}</title>"
    return f"<html><head>{head}</head><body><article>{entry.text}</article></body></html>".encode()


_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)\b")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def listing(data: bytes, url: str) -> Listing:
    """Read a feed (RSS, Atom) or a sitemap, whichever it is.

    Args:
        url: where it stands; links in it count from there.

    Raises:
        ExtractError: it is neither, or its XML is broken.
    """
    if _ENTITY.search(data[:65536]):
        raise ExtractError(f"{url}: defines entities of its own, which feeds never need")
    if _SITEMAP.search(data[:4096]):
        return _sitemap(data, url)
    return _feed(data, url)


def _sitemap(data: bytes, url: str) -> Listing:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExtractError(f"{url}: a broken sitemap ({error})") from error
    entries: list[Entry] = []
    further: list[str] = []
    for node in list(root)[:MAX_ENTRIES]:
        said = {
            str(etree.QName(child).localname): (child.text or "").strip()
            for child in node
            if isinstance(child.tag, str)
        }
        if not (place := said.get("loc")):
            continue
        if str(etree.QName(node).localname) == "sitemap":
            further.append(urljoin(url, place))
        else:
            changed = said.get("lastmod", "")
            entries.append(Entry(url=urljoin(url, place), stamp=changed))
    return Listing(entries=tuple(entries), further=tuple(further))


def _feed(data: bytes, url: str) -> Listing:
    import feedparser

    found: Any = feedparser.parse(data)
    items = [dict(item) for item in found.entries[:MAX_ENTRIES]]
    entries = [_entry(item, url) for item in items if item.get("link", "").strip()]
    if not entries and (found.bozo or not found.get("version")):
        why = f" ({found.bozo_exception})" if found.bozo else ""
        raise ExtractError(f"{url}: no feed and no sitemap{why}")
    return Listing(title=str(found.feed.get("title", "")), entries=tuple(entries))


def _entry(item: dict[str, Any], url: str) -> Entry:
    when = item.get("published_parsed") or item.get("updated_parsed")
    day = datetime.fromtimestamp(calendar.timegm(when), UTC).date().isoformat() if when else ""
    whole = "".join(str(part.get("value", "")) for part in item.get("content", ()))
    return Entry(
        url=urljoin(url, item["link"].strip()),
        title=str(item.get("title", "")),
        published=day,
        stamp=str(item.get("updated") or item.get("published") or ""),
        text=whole,
    )
