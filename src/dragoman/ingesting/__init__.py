"""Bytes to documents."""

from dragoman.ingesting.dating import parse_stated
from dragoman.ingesting.feeds import Entry, Listing, as_page, listing
from dragoman.ingesting.files import article, web_page
from dragoman.ingesting.index import IndexEntry, load_index
from dragoman.ingesting.ingest import Ingested, Known, ingest, ingest_one
from dragoman.ingesting.language import READABLE
from dragoman.ingesting.sources import Source, load_sources

__all__ = [
    "READABLE",
    "Entry",
    "IndexEntry",
    "Ingested",
    "Known",
    "Listing",
    "Source",
    "article",
    "as_page",
    "ingest",
    "ingest_one",
    "listing",
    "load_index",
    "load_sources",
    "parse_stated",
    "web_page",
]
