"""Bytes to documents."""

from dragoman.ingesting.dating import parse_stated
from dragoman.ingesting.index import IndexEntry, load_index
from dragoman.ingesting.ingest import Ingested, Known, ingest

__all__ = ["IndexEntry", "Ingested", "Known", "ingest", "load_index", "parse_stated"]
