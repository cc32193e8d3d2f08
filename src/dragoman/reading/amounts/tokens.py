"""A text in words and marks, each with one letter for its class, so that numbers are plain patterns."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache

from dragoman.reading.amounts.words import OTHER, Phrase, words

MARK = "."
"""The letter of a mark, and of what ends a sentence or is no plain word."""

SYMBOLS = "$£€¥₽₴₸₼֏₾₺₪₦₵₹৳؋฿₫៛₭₱₩₮₡₲"
"""Signs of money that are no letters."""

BARE_SIGNS = frozenset("RNPK")
"""Signs of money of one letter: they count only before a number with its magnitude."""


@cache
def _token() -> re.Pattern[str]:
    written = (sign for sign in words().signs if sign.isalpha())
    codes = "|".join(sorted(written, key=lambda sign: (-len(sign), sign)))
    return re.compile(
        rf"""
        (?P<sign>[^\W\d_]{{0,3}}[{SYMBOLS}](?:[A-Z]{{1,2}}(?=\ ?[0-9]))?)
      | (?P<abbr>(?:[^\W\d_]\.){{2,}})
      | (?P<word>[^\W\d_]++(?:['’][^\W\d_]{{1,3}})?+(?!\w))
      | (?P<code>(?:{codes})(?=[0-9]))
      | (?P<ordnum>[0-9]{{1,6}}(?:,[0-9]{{3}})?(?:st|nd|rd|th)\b)
      | (?P<num>[0-9]{{1,3}}(?:[,\u00a0\u202f\u2009\u0020][0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,9}})?(?![0-9])
            |[0-9]{{1,2}}(?:,[0-9]{{2}}){{1,4}},[0-9]{{3}}(?![0-9])
            |[0-9]{{1,4}},[0-9]{{1,2}}(?=\s?(?:%|per|(?i:[mbt][a-z]*ll?ion|[mbt]l?n\b|m(?:io|rd)\b)))
            |[0-9]{{1,15}}(?:\.[0-9]{{1,9}})?(?!\.?[0-9]))
      | (?P<break>\n\s*?\n)
      | (?P<mixed>\w+)
      | (?P<mark>[^\w\s])
        """,
        re.VERBOSE,
    )


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens: ``codes`` has one letter a token, the lists one entry.

    Letters beside those of ``words``: ``n`` a number in digits, ``r`` an ordinal in digits, ``s`` a
    sign of money, ``.`` a mark, ``w`` any other word.

    Offsets:
        Code points of ``text``; ``starts`` is in, ``ends`` is out.
    """

    text: str
    codes: str
    lower: list[str]
    starts: array[int]
    ends: array[int]

    def word(self, index: int) -> str:
        """The word at a token, in lower case; '' beyond the ends."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def raw(self, index: int) -> str:
        """The word at a token as it is written; '' beyond the ends."""
        if not 0 <= index < len(self.lower):
            return ""
        return self.text[self.starts[index] : self.ends[index]]

    def code(self, index: int) -> str:
        """The letter of a token; a mark's beyond the ends."""
        return self.codes[index] if 0 <= index < len(self.codes) else MARK

    def glued(self, index: int) -> bool:
        """Say whether nothing stands between a token and the one before it."""
        return 0 < index < len(self.lower) and self.ends[index - 1] == self.starts[index]

    def among(self, name: str, index: int) -> bool:
        """Say whether the word at a token stands in a class of the table."""
        return self.word(index) in words().sets[name]

    def phrase(self, first: int, last: int) -> Phrase:
        """The words of a stretch, in lower case."""
        return tuple(self.lower[max(first, 0) : last])


def _code(kind: str, raw: str, lower: str) -> str:
    """The letter of a token by its shape and word."""
    known = words()
    if kind in {"sign", "code"} or raw in known.signs:
        return "s"
    if kind == "num":
        return "n"
    if kind == "ordnum":
        return "r"
    if kind in {"break", "mixed"}:
        return MARK
    return known.letters.get(lower, MARK if kind == "mark" else OTHER)


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens with their letters, in one pass."""
    lowers: list[str] = []
    codes: list[str] = []
    starts, ends = array("L"), array("L")
    seen: dict[str, tuple[str, str]] = {}
    short = words().sets["short"]
    for match in _token().finditer(text):
        raw = match.group()
        entry = seen.get(raw)
        if entry is None:
            kind = match.lastgroup or ""
            lower = raw.lower().replace(".", "") if kind == "abbr" else raw.lower()
            entry = seen[raw] = (lower, _code(kind, raw, lower))
        lower, code = entry
        start = match.start()
        if lower in short and codes and codes[-1] == "n":
            after_sign = len(codes) > 1 and codes[-2] == "s"
            code = "m" if after_sign or ends[-1] == start else code
        lowers.append(lower)
        codes.append(code)
        starts.append(start)
        ends.append(match.end())
    money = words().money
    for index, lower in enumerate(lowers[1:-1], 1):
        if lower in short and codes[index - 1] == "n" and lowers[index + 1] in money:
            codes[index] = "m"
    return Tokens(text, "".join(codes), lowers, starts, ends)
