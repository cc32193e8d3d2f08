"""The Python API: open a record, add to it, ask it. One file a theme; ``Chronicle`` has them all."""

from __future__ import annotations

from dragoman.chronicle.browsing import Browsing
from dragoman.chronicle.digests import Digests
from dragoman.chronicle.export import Exports, read_claims, read_events
from dragoman.chronicle.forecasts import Forecasts
from dragoman.chronicle.frames import Table
from dragoman.chronicle.judgements import Judgements
from dragoman.chronicle.papers import (
    Written,
    to_feed,
    to_html,
    to_json,
    to_letter_html,
    to_markdown,
    to_message,
    to_paper,
    to_pdf,
    to_text,
)
from dragoman.chronicle.records import Records
from dragoman.chronicle.relations import Relations
from dragoman.chronicle.reviewing import Reviewing, fields_of
from dragoman.chronicle.searching import Searching
from dragoman.chronicle.tables import Tables
from dragoman.chronicle.texts import annotate, layers_named, read, what_is_known
from dragoman.chronicle.votes import Votes
from dragoman.chronicle.watching import Watching
from dragoman.codebook.gazetteer import gazetteer_with
from dragoman.ingesting import parse_stated
from dragoman.pipeline import Engine
from dragoman.reading import LAYERS, annotations_to_json, label
from dragoman.wording.prose import date_words, quantity, time_label

__all__ = [
    "LAYERS",
    "Chronicle",
    "Engine",
    "Table",
    "Written",
    "annotate",
    "annotations_to_json",
    "date_words",
    "fields_of",
    "gazetteer_with",
    "label",
    "layers_named",
    "parse_stated",
    "quantity",
    "read",
    "read_claims",
    "read_events",
    "time_label",
    "to_feed",
    "to_html",
    "to_json",
    "to_letter_html",
    "to_markdown",
    "to_message",
    "to_paper",
    "to_pdf",
    "to_text",
    "what_is_known",
]


class Chronicle(
    Records,
    Judgements,
    Reviewing,
    Searching,
    Browsing,
    Digests,
    Tables,
    Forecasts,
    Relations,
    Votes,
    Exports,
    Watching,
):
    """A record, open for asking and adding. Use it as a context manager.

    Args:
        path: the record's file, or ``postgresql://USER@HOST/DATABASE``; ``:memory:`` for one that is gone
            when closed.
        create: make the record where there is none.
        write: open it for adding too; otherwise only for asking.

    Example:
        >>> with Chronicle(":memory:") as chronicle:
        ...     chronicle.counts()["documents"]
        0
    """
