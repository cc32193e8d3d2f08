"""A text as a strip of words, with what stands between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dragoman.codebook.names import words
from dragoman.codebook.roles import name_words
from dragoman.model.text import Passage, Span

STOP = re.compile(r"[.!?…]")
BREAK = re.compile(r"\n\s*\n")
SPACE = re.compile(r"\s+")
OPENING = re.compile(r"[:\s][\"'“‘«]|: ")
"""What stands before words that open a speech, which begin with a capital whatever they are."""

END = "\n\n"
"""The gap after the last word, and every gap at which a paragraph ends."""

APOSTROPHES = frozenset("'’ʼ`")
HYPHENS = frozenset({"-", "–", "‑"})


@lru_cache(maxsize=4096)
def _tidy(gap: str) -> str:
    """A gap with its white space made one blank; a stop with a new line ends everything."""
    ends = BREAK.search(gap) or ("\n" in gap and STOP.search(gap))
    return END if ends else SPACE.sub(" ", gap)


@lru_cache(maxsize=4096)
def _stops(gap: str) -> bool:
    """Say whether a gap can end a sentence before a capital."""
    return gap == END or (STOP.search(gap) is not None and (" " in gap or "\n" in gap))


class Strip:
    """The words of a text in order, and for each what the finder asks again and again.

    Args:
        folded: the word as names are compared.
        capital: it begins with a capital.
        gaps: what stands between it and the next word, white space made one blank.
        sentence: the number of its sentence.
        paragraph: the number of its paragraph: a passage, or what an empty line ends.
        opens: it is the first of its sentence.
    """

    def __init__(self, text: str, passages: Sequence[Passage] = ()) -> None:
        self.text = text
        self.words = list(words(text))
        self.count = len(self.words)
        self.folded = [word.folded for word in self.words]
        self.capital = [word.text[0].isupper() for word in self.words]
        self.gaps = self._gaps()
        self._end_passages(passages)
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        self.opens: list[bool] = []
        self._cut()

    def _gaps(self) -> list[str]:
        text, found = self.text, self.words
        between = [
            " "
            if after.start == before.end + 1 and text[before.end] == " "
            else _tidy(text[before.end : after.start])
            for before, after in pairwise(found)
        ]
        return [*between, END] if found else []

    def _end_passages(self, passages: Sequence[Passage]) -> None:
        """End a paragraph where a passage of the document begins."""
        starts = [word.start for word in self.words]
        for passage in passages:
            at = bisect_left(starts, passage.span.start)
            if 0 < at < self.count:
                self.gaps[at - 1] = END

    def _cut(self) -> None:
        """Number sentences and paragraphs."""
        short = name_words()["abbreviation"]
        sentence = paragraph = 0
        opens = True
        for at, gap in enumerate(self.gaps):
            self.sentence.append(sentence)
            self.paragraph.append(paragraph)
            self.opens.append(opens)
            opens = gap != " " and OPENING.search(gap) is not None
            if gap == " " or not _stops(gap):
                continue
            word = self.folded[at]
            ends = gap == END or not gap.startswith(".") or not (len(word) == 1 or word in short)
            if ends and (at + 1 == self.count or not self.words[at + 1].text[0].islower()):
                sentence += 1
                opens = True
            paragraph += gap == END
        self.opens.append(True)

    def word(self, at: int) -> str:
        """The folded word at a place, or nothing beyond the ends."""
        return self.folded[at] if 0 <= at < self.count else ""

    def gap(self, at: int) -> str:
        """What follows a word."""
        return self.gaps[at] if 0 <= at < self.count else END

    def joined(self, at: int) -> bool:
        """Say whether nothing but a blank stands before a word that exists."""
        return 0 < at < self.count and self.gaps[at - 1] == " "

    def is_capital(self, at: int) -> bool:
        """Say whether a word exists and begins with a capital."""
        return 0 <= at < self.count and self.capital[at]

    def span(self, first: int, last: int) -> Span:
        """Where some words stand in the text.

        Offsets:
            ``first`` is in, ``last`` is out, both count words; the span counts code points.
        """
        return Span(start=self.words[first].start, end=self.words[last - 1].end)

    def said(self, first: int, last: int) -> str:
        """Some words as they stand in the text, on one line."""
        return SPACE.sub(" ", self.text[self.words[first].start : self.words[last - 1].end])

    def after_possessive(self, at: int) -> int | None:
        """Where what is owned begins, if the word before a place is in the possessive."""
        if self.gap(at - 1)[:1] not in APOSTROPHES:
            return None
        if self.gap(at - 1) in APOSTROPHES and self.word(at) == "s" and self.gap(at) == " ":
            return at + 1
        return at if self.gap(at - 1)[1:] == " " and self.word(at - 1).endswith("s") else None
