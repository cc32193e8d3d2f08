"""Bytes to documents."""

from dragoman.ingesting.dating import parse_stated
from dragoman.ingesting.index import IndexEntry, load_index
from dragoman.ingesting.ingest import Ingested, Known, ingest
from dragoman.ingesting.language import READABLE

__all__ = [
    "READABLE",
    "IndexEntry",
    "Ingested",
    "Known",
    "ingest",
    "load_index",
    "parse_stated",
]
