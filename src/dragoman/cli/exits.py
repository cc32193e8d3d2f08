"""Errors to exit codes: one table, nearest class first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dragoman.errors import (
    CodebookError,
    DragomanError,
    InputError,
    RecordError,
    SourceError,
    Unavailable,
)

EXITS: Mapping[type[DragomanError], int] = MappingProxyType(
    {
        DragomanError: 1,
        InputError: 2,
        SourceError: 3,
        CodebookError: 4,
        RecordError: 5,
        Unavailable: 6,
    }
)

INTERRUPTED = 130
"""What shells expect after Ctrl-C."""


def exit_code(kind: type[BaseException]) -> int:
    """The exit code of an error's class or its nearest listed parent.

    Example:
        >>> from dragoman.errors import EvidenceError
        >>> exit_code(EvidenceError)
        5
    """
    for parent in kind.__mro__:
        if issubclass(parent, DragomanError) and parent in EXITS:
            return EXITS[parent]
    return 1
