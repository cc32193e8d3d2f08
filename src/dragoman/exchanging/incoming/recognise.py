"""Which layout a file has, by what its user says and what its first lines show."""

from __future__ import annotations

from dragoman.errors import ExtractError
from dragoman.exchanging.incoming import conflict, gdelt, icews, polecat
from dragoman.exchanging.incoming.heads import Head
from dragoman.exchanging.incoming.layouts import Layout
from dragoman.exchanging.incoming.mapped import Mapped
from dragoman.model.foreign import ForeignFormat


def recognise(head: Head, format: ForeignFormat, mapping: Mapped | None) -> Layout:
    """Find the layout of a file.

    Raises:
        ExtractError: it is no file of this format; says why, and which it may be.
    """
    match format:
        case ForeignFormat.GDELT:
            return _gdelt(head, gdelt.ONE, "GDELT 1.0 events (57 or 58)", gdelt.TWO, "gdelt2")
        case ForeignFormat.GDELT2:
            shapes = "GDELT 2.0 events (61) or mentions (14 or 16)"
            return _gdelt(head, gdelt.TWO, shapes, gdelt.ONE, "gdelt")
        case ForeignFormat.ICEWS:
            return icews.layout(head)
        case ForeignFormat.POLECAT:
            return polecat.layout(head)
        case ForeignFormat.ACLED:
            return conflict.acled(head)
        case ForeignFormat.UCDP:
            return conflict.ucdp(head)
        case ForeignFormat.CSV:
            assert mapping is not None, "asked for before"  # noqa: S101
            return mapping.layout(head)


def _gdelt(
    head: Head, mine: dict[int, Layout], shapes: str, others: dict[int, Layout], other: str
) -> Layout:
    width = head.width("\t")
    if width in mine:
        return mine[width]
    if width in others:
        raise ExtractError(
            f"{head.shown}: {width} columns, which are not those of {shapes}",
            hint=f"Give --source {other}.",
        )
    plural = "s" if width != 1 else ""
    raise ExtractError(
        f"{head.shown}: {width} column{plural} parted by tabs, which is not the number of {shapes}",
        hint="Is it a file of this source, parted by tabs and without a header?",
    )
