"""Sentences of a passage, cut by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.codebook.lexicon import stops
from dragoman.model.text import Span

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n\s*\n")
"""What can end a sentence: a stop with what closes after it, or an empty line."""

_NEXT = re.compile(r"\s+[\"'“‘«(\[–—-]*\s*(?P<first>\w)")
_LAST_WORD = re.compile(r"(?P<word>[\w.&-]+)\Z")

LONGEST_STARTER = 12
"""Characters from a sentence's start within which a starter's word ends."""


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Say whether a stop ends a sentence."""
    if stop.group().isspace():
        return True
    following = _NEXT.match(text, stop.end())
    if following is None:
        return True
    if following["first"].islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(0, stop.start() - 24), stop.start())
    word = before["word"].casefold() if before else ""
    if len(word) == 1 and word.isalpha():
        return False
    words = stops()
    if word not in words["abbreviations"]:
        return True
    start = following.start("first")
    first = text[start : start + LONGEST_STARTER].split()[0].casefold()
    return word in words["closers"] and first in words["starters"]


def sentences(text: str, *, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Cut a stretch of text into sentences.

    Args:
        text: the whole document's text.
        start: where the stretch begins.
        end: where it ends; the text's end where None.

    Offsets:
        Code points of ``text``; white space at the edges belongs to no sentence.

    Example:
        >>> text = "Mr. Rao met the U.S. envoy. They signed nothing."
        >>> [text[s.start : s.end] for s in sentences(text)]
        ['Mr. Rao met the U.S. envoy.', 'They signed nothing.']
    """
    last = len(text) if end is None else end
    at = start
    for stop in _END.finditer(text, start, last):
        if _ends(text, stop):
            yield from _trimmed(text, at, stop.end())
            at = stop.end()
    yield from _trimmed(text, at, last)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield Span(start=start + left, end=start + right)
