"""Every exception that Dragoman raises on purpose.

Catch :class:`DragomanError` to catch all of ours. Exit codes stand in ``cli/exits.py``.

    DragomanError
    ├── InputError            what was asked cannot be done as asked
    │   ├── QueryError        a search that cannot be read; points at the place
    │   ├── UnknownName       a code, reader or actor that is not there; offers the nearest
    │   └── NotFound          no such document, claim or event
    ├── SourceError           the outside world let us down
    │   ├── FetchError        an address did not answer as it should
    │   └── ExtractError      a file holds no text that can be read
    ├── CodebookError         the tables are wrong; every fault with file and line
    ├── RecordError           the record contradicts itself
    │   ├── EvidenceError     a quote is not what its document says there
    │   └── VersionError      made by another version; says what upgrades it
    └── Unavailable           an optional part is not installed; says how to get it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class DragomanError(Exception):
    """Anything that Dragoman refuses or fails to do.

    Args:
        message: what is wrong, where, with which value.
        hint: what the reader can do about it; may be empty.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(DragomanError):
    """What was asked cannot be done as asked."""


class QueryError(InputError):
    """A search or filter that cannot be read.

    Args:
        message: what is wrong with it.
        query: the words as they were given.
        at: where in the query the fault lies.

    Offsets:
        Code points of ``query``.
    """

    def __init__(self, message: str, *, query: str, at: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.query = query
        self.at = at


class UnknownName(InputError):
    """A name that no table holds; the nearest known ones are offered.

    Args:
        kind: what it should name, in words.
        name: the name as it was given.
        known: all names there are.
        hint: what to do where none is near; else the first of the known ones are told.

    Example:
        >>> raise UnknownName("event type", "ASAULT", known=["ASSAULT", "AID"])
        Traceback (most recent call last):
        ...
        dragoman.errors.UnknownName: no event type is called 'ASAULT'
    """

    def __init__(self, kind: str, name: str, *, known: Iterable[str], hint: str = "") -> None:
        names = sorted(known)
        near = get_close_matches(name, names, n=3, cutoff=0.6)
        if near:
            hint = "Did you mean " + " or ".join(near) + "?"
        elif not names:
            hint = "There are none."
        elif not hint:
            hint = "Known: " + ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
        super().__init__(f"no {kind} is called {name!r}", hint=hint)
        self.name = name
        self.nearest = tuple(near)


class NotFound(InputError):
    """No document, claim or event has this id."""


class SourceError(DragomanError):
    """A file or an address could not be used."""


class FetchError(SourceError):
    """An address did not answer as it should."""


class ExtractError(SourceError):
    """A file was read but holds no text that can be used."""


class CodebookError(DragomanError):
    """The tables of the codebook are wrong.

    Args:
        faults: every fault found, each as ``file:line: what``.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        count = len(faults)
        super().__init__(
            f"the codebook has {count} fault{'s' if count != 1 else ''}:\n" + "\n".join(faults),
            hint="Mend the tables named above, then run 'dragoman codebook check'.",
        )
        self.faults = tuple(faults)


class RecordError(DragomanError):
    """The record contradicts itself or cannot be opened."""


class EvidenceError(RecordError):
    """A quote is not what its document says at that place."""


class VersionError(RecordError):
    """The record was made by another version of Dragoman."""


class Unavailable(DragomanError):
    """An optional part is not installed.

    Args:
        what: the part, in words.
        extra: the extra that brings it.
    """

    def __init__(self, what: str, *, extra: str) -> None:
        super().__init__(f"{what} is not installed", hint=f"pip install 'dragoman[{extra}]'")
        self.extra = extra
