"""A record copied from a file into a database, or back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.model.addresses import Address
from dragoman.store import Record


def copy_record(
    source: Path | str | Address,
    target: Path | str | Address,
    *,
    watch: Callable[[str], None] = lambda _: None,
) -> int:
    """Copy a record whole: what people said, forecasts, votes and what was fetched included.

    What lies beside a file (foreign events, who may sign in) is not part of the record and stays there.

    Args:
        target: a file that is not there yet, or an empty database or schema.
        watch: called with the name of what is copied, batch by batch.

    Returns:
        Rows copied.

    Raises:
        InputError: the target is not empty.
        RecordError: there is no record to copy, or a server does not answer.
    """
    with Record(source, create=False, write=False) as old, Record(target) as new:
        return old.copy_to(new, watch)
