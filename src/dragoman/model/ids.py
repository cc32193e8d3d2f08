"""Ids made from content: the same thing has the same id on every machine."""

from __future__ import annotations

import hashlib
from typing import NewType

DocumentId = NewType("DocumentId", str)
ClaimId = NewType("ClaimId", str)
EventId = NewType("EventId", str)
RunId = NewType("RunId", str)
JudgementId = NewType("JudgementId", str)

ID_LENGTH = 16
"""Hexadecimal digits kept of a sha256: 64 bits, a collision in a million things has odds of 3e-8."""

_SEPARATOR = "\x1f"


def digest(*parts: str) -> str:
    """Hash texts into one hexadecimal sha256.

    The parts are joined by a control character that clean text never holds, so that
    ``("ab", "c")`` and ``("a", "bc")`` differ.

    Example:
        >>> digest("ab", "c") == digest("a", "bc")
        False
    """
    return hashlib.sha256(_SEPARATOR.join(parts).encode("utf-8")).hexdigest()


def short(prefix: str, *parts: str) -> str:
    """Make a short id with a one-letter prefix that says what it names.

    Example:
        >>> short("c", "a text")[0], len(short("c", "a text"))
        ('c', 17)
    """
    return prefix + digest(*parts)[:ID_LENGTH]
