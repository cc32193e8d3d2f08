"""Where a record is: in a file, or in a database of a PostgreSQL server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SCHEMES = ("postgresql://", "postgres://")

_SECRET = re.compile(r"(?<=://).*@|(?:ssl)?password=[^&]*&?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a record is. Printed, it tells neither who signs in to a server nor with which password.

    Args:
        file: the record's file; None where it is in a database.
        server: the address of the database, as libpq reads it; empty for a file.
    """

    file: Path | None = None
    server: str = ""

    @classmethod
    def of(cls, place: Path | str | Address) -> Address:
        """Read what a person wrote.

        Example:
            >>> str(Address.of("postgresql://ann:secret@localhost/work"))
            'postgresql://localhost/work'
            >>> str(Address.of("postgresql:///work?password=secret&host=/tmp"))
            'postgresql:///work?host=/tmp'
            >>> Address.of("work.dragoman").file.name
            'work.dragoman'
        """
        if isinstance(place, Address):
            return place
        if str(place).startswith(SCHEMES):
            return cls(server=str(place))
        return cls(file=Path(place))

    def __str__(self) -> str:
        return _SECRET.sub("", self.server) if self.file is None else str(self.file)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"
