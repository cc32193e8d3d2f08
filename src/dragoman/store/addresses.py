"""Addresses of records: a file, or a database of a PostgreSQL server."""

from __future__ import annotations

import re
from pathlib import Path

SCHEMES = ("postgresql://", "postgres://")

_SECRET = re.compile(r"(?<=://).*@|(?:ssl)?password=[^&]*&?", re.IGNORECASE)


def is_server(address: Path | str) -> bool:
    """Say whether an address names a database of a server.

    Example:
        >>> is_server("postgresql://ann@localhost/work"), is_server("work.dragoman")
        (True, False)
    """
    return str(address).startswith(SCHEMES)


def shown(address: Path | str) -> str:
    """An address as it may be printed: without who signs in, and with which password.

    Example:
        >>> shown("postgresql://ann:secret@localhost/work")
        'postgresql://localhost/work'
        >>> shown("postgresql:///work?host=/tmp&password=secret")
        'postgresql:///work?host=/tmp&'
    """
    return _SECRET.sub("", str(address)) if is_server(address) else str(address)
