"""Records and signatures for tests of judgements and searches."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from dragoman.chronicle import Chronicle
from dragoman.merging import blocks, merge
from dragoman.model.claims import Claim
from dragoman.model.issues import Reading
from dragoman.model.judgements import Signature
from dragoman.model.runs import Run
from dragoman.model.text import Document

RUN = Run.of(version="1", reader="rules", codebook="x")
LATER = Run.of(version="2", reader="learned", codebook="y")
ANN = Signature(who="Ann", at=datetime(2026, 1, 31, 12, tzinfo=UTC), why="I was there")
BEN = Signature(who="Ben", at=datetime(2026, 2, 1, 9, tzinfo=UTC))


def keep(chronicle: Chronicle, told: Document, claims: Iterable[Claim], run: Run = RUN) -> None:
    """Keep a reading of a document, as adding it would."""
    stamped = tuple(replace(claim, run=run.id) for claim in claims)
    reading = Reading(document=told, claims=stamped)
    chronicle._record.keep(reading, run=run, blocks=blocks, merge=merge)


def shown(chronicle: Chronicle) -> object:
    """All that a record shows: claims and events whole."""
    return list(chronicle.claims()), list(chronicle.events())
