"""The text under the reader's eye: its words, and what the writing itself says about them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property

from dragoman.codebook.names import Word, words
from dragoman.codebook.tables import read

LOUD_SHARE = 0.7
"""Share of words with a capital from which a line is a headline, where capitals say nothing."""
LOUD_WORDS = 4
LOUD_LETTERS = 4
"""Words that a line needs to be judged so, and letters that each of them needs to count."""
_ENDS = re.compile(r"[.!?:\n\"“”•|]")
_JOINED = frozenset({" ", "-", "’", "'", "‘", "\n", "‑", "–", ""})
_DATELINE = re.compile(
    r"^[ \t]*([^\W\d_a-z][^\n()]{1,60}?)\s*(?:\(([^)\n]{2,40})\)\s*(?:[—–:-]|--)|(?:—|–|--|:)|\s-\s)",
    re.MULTILINE,
)


@cache
def cues() -> dict[str, frozenset[str]]:
    """The classes of words around a name, by their id."""
    return {row["id"]: frozenset(row["words"].split()) for row in read("place_cues")}


class Scene:
    """Words by number, with the gaps between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = list(words(text))

    def folded(self, at: int) -> str:
        """A word as it is compared; empty beyond the ends."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Say whether a word is written with a capital."""
        return 0 <= at < len(self.words) and self.words[at].text[0].isupper()

    def gap(self, at: int) -> str:
        """What stands between a word and the next."""
        if not 0 <= at < len(self.words) - 1:
            return "\n"
        return self.text[self.words[at].end : self.words[at + 1].start]

    def joined(self, at: int) -> bool:
        """Say whether a word and the next can belong to one name."""
        gap = self.gap(at)
        return gap in _JOINED or (gap == ". " and self.folded(at) in cues()["stopped"])

    def beside(self, at: int) -> bool:
        """Say whether only a space stands between a word and the next."""
        return self.gap(at) == " " or (
            self.gap(at) == ". " and self.folded(at) in cues()["stopped"]
        )

    def opens(self, at: int) -> bool:
        """Say whether a sentence, a line or a quotation begins with a word."""
        if at == 0:
            return True
        gap = self.gap(at - 1)
        if gap == ". " and self.folded(at - 1) in cues()["stopped"]:
            return False
        return _ENDS.search(gap) is not None

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def _loud_lines(self) -> frozenset[int]:
        ends = [*self._line_ends, len(self.text)]
        stopped = {
            line
            for line, end in enumerate(ends)
            if self.text[end - 1 : end] in {".", "!", "”", '"'}
        }
        counts: dict[int, list[int]] = {}
        for word in self.words:
            if len(word.text) >= LOUD_LETTERS:
                count = counts.setdefault(bisect_left(self._line_ends, word.start), [0, 0])
                count[0] += 1
                count[1] += word.text[0].isupper()
        return frozenset(
            line
            for line, (all_, high) in counts.items()
            if line not in stopped and all_ >= LOUD_WORDS and high >= LOUD_SHARE * all_
        )

    def loud(self, at: int) -> bool:
        """Say whether a word stands in a headline."""
        return bisect_left(self._line_ends, self.words[at].start) in self._loud_lines

    @cached_property
    def datelines(self) -> tuple[tuple[int, int], ...]:
        """Stretches of text that say where a report was written: 'KABUL, Afghanistan (Reuters) -'."""
        found = []
        for match in _DATELINE.finditer(self.text):
            first = match[1].split(",")[0]
            if first.isupper() or match[2]:
                found.append(match.span(1))
        return tuple(found)

    def dated(self, at: int) -> bool:
        """Say whether a word stands in a dateline."""
        start = self.words[at].start
        place = bisect_right(self.datelines, (start, len(self.text) + 1)) - 1
        return place >= 0 and start < self.datelines[place][1]
