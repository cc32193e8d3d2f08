"""What a time expression is read against: the publication date, the last date told, and tense."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from dragoman.model.when import Basis, PartialDate
from dragoman.reading.times.calendar import Stretch
from dragoman.reading.times.tokens import Tokens, lexicon

LOOK_BACK = 30
"""Tokens before an expression in which its verb is looked for; a bound that keeps reading linear."""

LOOK_AHEAD = 16
"""Tokens after it, where none stands before."""

LIST_LENGTH = 10
"""Tokens after a date without a year in which the year of its list may stand."""

PAST, SAID, FUTURE, LIKELY, NONE = "past", "said", "future", "likely", ""
"""What the verb beside an expression says. Weak signs: ``SAID``, the past of a verb of saying, and
``LIKELY``, a future that may be told of the past ('was scheduled for', 'would')."""


@cache
def _letters(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(lexicon().letters[name] for name in names)


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in tokens, not yet in code points.

    Args:
        last: the token after its last.
        tells: whether 'the same day' may point back to it.
    """

    first: int
    last: int
    type: str
    stretch: Stretch
    basis: Basis = Basis.UNKNOWN
    tells: bool = False


@dataclass(slots=True)
class Scene:
    """The text under the reader's eye, and what was told before."""

    tokens: Tokens
    published: PartialDate | None
    told: Stretch | None = None
    told_at: int = -1
    told_day: PartialDate | None = None
    tense_at: dict[int, str] = field(default_factory=dict)

    def word(self, index: int) -> str:
        """The word at a token, in lower case; '' beyond the ends."""
        return self.tokens.words[index] if 0 <= index < len(self.tokens.words) else ""

    def code(self, index: int, *names: str) -> bool:
        """Say whether a token is of one of the classes."""
        codes = self.tokens.codes
        return 0 <= index < len(codes) and codes[index] in _letters(names)

    def value(self, name: str, first: int, last: int) -> str:
        """The value of the first token of a class in a stretch, or ''."""
        index = self.find(name, first, last)
        return self.tokens.values[index] if index >= 0 else ""

    def find(self, name: str, first: int, last: int) -> int:
        """Where the first token of a class stands, or -1."""
        return self.tokens.codes.find(lexicon().letters[name], first, last)

    def among(self, name: str, index: int) -> bool:
        """Say whether the word at a token stands in a class of the table, grammar or not."""
        return self.word(index) in lexicon().sets[name]

    def turn(self, index: int) -> int | None:
        """Steps from publication that 'last', 'this' and 'next' mean; None for 'the following'."""
        if not self.code(index, "last", "this", "next") or self.among("following", index):
            return None
        return int(self.tokens.values[index])

    def closed(self, index: int) -> bool:
        """Say whether a clause ends before a token."""
        return (
            index >= len(self.tokens.words)
            or self.code(index, "comma", "stop", "break", "quote", "dash")
            or self.among("joining", index)
        )

    def ends_sentence(self, index: int) -> bool:
        """Say whether a token ends a sentence."""
        return self.code(index, "break") or self.word(index) in {".", "!", "?"}

    def same_sentence(self, index: int) -> bool:
        """Say whether the last date told stands in the sentence of a token, not too far back."""
        if not 0 <= self.told_at <= index or index - self.told_at > 2 * LOOK_BACK:
            return False
        return not any(self.ends_sentence(k) for k in range(self.told_at, index))

    @property
    def today(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.published.earliest if self.published and self.published.day else None

    def tense(self, first: int, last: int) -> str:
        """What the nearest verb says, weak signs of the future taken as the future."""
        verdict = self.sign(first, last)
        return FUTURE if verdict == LIKELY else verdict

    def sign(self, first: int, last: int) -> str:
        """What the nearest verb says: before the expression, else after it."""
        if first not in self.tense_at:
            self.tense_at[first] = self._before(first) or self._after(last)
        return self.tense_at[first]

    def _before(self, first: int) -> str:
        if self.word(first - 1) in {"until", "till"}:
            return FUTURE
        if self.word(first - 1 - self.code(first - 1, "on")) in {"is", "are"}:
            return FUTURE
        for index in range(first - 1, max(-1, first - 1 - LOOK_BACK), -1):
            if self.ends_sentence(index):
                return NONE
            if self.word(index).endswith("ing") and self.among("going_on", index - 1):
                return LIKELY
            if verdict := self._verb(index):
                return verdict
        return NONE

    def _after(self, last: int) -> str:
        for index in range(last, min(len(self.tokens.words), last + LOOK_AHEAD)):
            if self.ends_sentence(index):
                return NONE
            if self.word(index) == "to":
                continue
            if verdict := self._verb(index):
                return verdict
        return NONE

    def _verb(self, index: int) -> str:
        word = self.word(index)
        if self.code(index, "month"):
            return NONE
        if word == "to" and self.among("base", index + 1):
            return PAST if self.among("backward", index - 1) else FUTURE
        if self.among("future_sign", index):
            if self._noun(index):
                return NONE
            return LIKELY if self.among("maybe", index) else FUTURE
        if self.among("speech", index):
            return NONE if self._passive(index) else SAID
        if self.among("past_sign", index):
            return PAST if not self._passive(index) else NONE
        plain = word.endswith("ed") and len(word) > len("need")
        if plain and not self.among("plain_ed", index):
            return NONE if self._passive(index) else PAST
        return NONE

    def _noun(self, index: int) -> bool:
        """'Announced plans', 'its hopes', 'than expected': no verb of what is to come."""
        before = self.word(index - 1)
        if before in {"than", "as"}:
            return True
        return self.word(index).endswith("s") and (
            self.among("owns", index - 1) or before.endswith("ed") or before in {"of", "no"}
        )

    def _passive(self, index: int) -> bool:
        """'To be released', 'will be released': the word before tells the tense."""
        return not {"be", "is", "are"}.isdisjoint((self.word(index - 1), self.word(index - 2)))

    def listed_year(self, last: int) -> int | None:
        """The year that a list or range gives at its end: 'in March and April 2011'."""
        if not self.code(last, "to", "and", "or", "dash", "comma", "stroke"):
            return None
        month = False
        for index in range(last, last + LIST_LENGTH):
            if self.code(index, "month"):
                month = True
            elif self.code(index, "yr"):
                return int(self.tokens.values[index]) if month else None
            elif not self.code(
                index, "to", "and", "or", "dash", "comma", "small", "ordnum", "of", "the", "early"
            ) and not self.code(index, "weekday", "stroke"):
                return None
        return None

    def anchor(self, unit: str = "Y") -> tuple[PartialDate | None, Basis]:
        """The date that 'the following' counts from: the last told, else publication.

        Where the last told is too coarse for the unit, the last day told is taken.
        """
        fine = unit in {"D", "W", "WE", "F"}
        if fine and self.told_day:
            return self.told_day, Basis.INFERRED
        if self.told and self.told.start and not (fine and not self.told.start.day):
            return self.told.start, Basis.INFERRED
        return self.published, Basis.PUBLISHED

    def year_after(self, month: int) -> int | None:
        """The year in which a month comes next after the date told."""
        told = self.told.start if self.told else None
        return told.year + (month <= (told.month or 0)) if told else None

    def tell(self, found: Found) -> None:
        """Keep the last date told."""
        if found.tells and found.stretch.start:
            self.told, self.told_at = found.stretch, found.last
            if found.stretch.unit == "D":
                self.told_day = found.stretch.start
