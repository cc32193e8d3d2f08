"""What needs no record: reading files and annotating texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.errors import InputError, UnknownName
from dragoman.ingesting import Known, load_index, parse_stated
from dragoman.model.ids import DocumentId, short
from dragoman.model.issues import Issue, Reading
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.pipeline import make_run, read_paths
from dragoman.reading import DEFAULT, LAYERS, Annotations
from dragoman.reading import annotate as annotate_document


def what_is_known(*, index: Path | None, published: str | None, today: date) -> Known:
    """Gather what the user says of the files beforehand.

    Raises:
        InputError: the index cannot be read, or the date is none or lies in the future.
    """
    day = parse_stated(published, "--published") if published else None
    if day is not None and day.earliest > today:
        raise InputError(f"--published {day} lies in the future")
    return Known(today=today, index=load_index(index) if index else None, published=day)


def read(
    paths: Sequence[Path],
    *,
    known: Known,
    note: Callable[[Issue], None],
    reader: str | None = None,
    least: float | None = None,
) -> Iterator[Reading]:
    """Read files without a record.

    Args:
        note: called with everything that was left out.
        reader: who reads; the default reader where None.
        least: confidence below which a claim is left out; None for the reader's own measure.

    Raises:
        UnknownName: there is no such reader.
    """
    return read_paths(paths, known=known, run=make_run(reader or DEFAULT, least=least), note=note)


def layers_named(text: str) -> tuple[str, ...]:
    """Read the layers of an annotation, with commas between.

    Raises:
        UnknownName: there is no such layer.

    Example:
        >>> layers_named("amounts, times")
        ('amounts', 'times')
    """
    asked = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in asked or (text,):
        if name not in LAYERS:
            raise UnknownName("layer", name, known=LAYERS)
    return asked


def annotate(
    text: str,
    *,
    published: PartialDate | None = None,
    layers: Collection[str] = LAYERS,
    book: Gazetteer | None = None,
) -> Annotations:
    """Find the times, actors, places and amounts that a text names.

    Args:
        text: any text; it is taken as it is.
        published: the day against which 'last week' and 'the president' are read.
        layers: which of ``LAYERS`` to find.
        book: the actors that are known; the shipped ones where None.

    Offsets:
        Code points of ``text``.

    Example:
        >>> named = annotate("They paid $3m.", layers=["amounts"])
        >>> [(mention.text, mention.unit) for mention in named.amounts]
        [('$3m', 'USD')]
    """
    name = DocumentId(short("d", text, str(published)))
    document = Document(id=name, name=name, text=text, published=published)
    return annotate_document(document, layers=layers, book=book)
