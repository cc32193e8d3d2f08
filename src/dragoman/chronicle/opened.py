"""An open record, which every part of the Chronicle asks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman.model.addresses import Address
from dragoman.model.claims import Claim
from dragoman.model.closing import Closing
from dragoman.model.text import Document
from dragoman.store import Record


class Opened(Closing):
    """A record, open until the end of a ``with`` block.

    Args:
        path: the record's file, or ``postgresql://USER@HOST/DATABASE``; ``:memory:`` for one that is gone
            when closed.
        create: make the record where there is none.
        write: open it for adding too; otherwise only for asking.
    """

    def __init__(
        self, path: Path | str | Address, *, create: bool = True, write: bool = True
    ) -> None:
        address = Address.of(path)
        self._record = Record(address, create=create, write=write)
        # What lies beside a record has no place beside one in a database.
        self._path = address.file or Path(":memory:")

    def close(self) -> None:
        """Close the record, where no ``with`` block does."""
        self._record.close()

    def _documents(self, claims: Iterable[Claim]) -> tuple[Document, ...]:
        """The documents of some claims, each once."""
        names = sorted({claim.evidence.doc for claim in claims})
        return tuple(self._record.document(name) for name in names)
