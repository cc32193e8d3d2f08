"""A search as it is typed, to what the record is asked."""

from __future__ import annotations

import re

from dragoman.errors import QueryError

_PART = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w")
_UNSEARCHABLE = re.compile(r"[\0\ud800-\udfff]")
"""What no text holds and no database takes: NUL and halves of surrogate pairs."""


def parse(query: str) -> tuple[str, ...]:
    """Cut a search into words and quoted phrases, all of which must be found.

    Example:
        >>> parse('visit "air base"')
        ('visit', 'air base')

    Raises:
        QueryError: nothing is asked, or a quote is left open.

    Offsets:
        The error's place counts code points of ``query``.
    """
    query = _UNSEARCHABLE.sub(" ", query)
    if query.count('"') % 2:
        raise QueryError(
            "a quotation mark is left open", query=query, at=query.rindex('"'), hint="Close it."
        )
    parts = [match.group(1) or match.group(2) or "" for match in _PART.finditer(query)]
    words = tuple(part.strip() for part in parts if _WORD.search(part))
    if not words:
        raise QueryError("no words to search for", query=query, at=0, hint="Give a word or a name.")
    return words
