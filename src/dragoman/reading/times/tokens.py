"""Words and marks of a text, each with one letter for its class, so that grammar is a plain pattern.

A text becomes a string of class letters, one a token. Patterns over that string see 'on the 5th of
May' as five letters and know nothing of spelling; the table ``times`` knows the spelling.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.tables import read

OTHER = " "
"""The letter of a token that means nothing here."""

CAPITAL = frozenset({"month", "weekday", "wabbr", "weekdays", "zone"})
"""Classes whose words count only with a capital letter."""

_GRAMMAR_WORDS = (
    "month weekday wabbr weekdays season seasons unit year units cent quarter half weekend "
    "part noon zone cardinal magnitude heap vague ordinal decades last prior next this that "
    "these latest current now lately recent soon moment future near deictic tonight early "
    "edge whole adjective fiscal period ago later before every per times once other often "
    "lasting approx more least than the a of on at to and or in from local time old long "
    "oclock meridiem"
)
GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
"""Classes of one word each that the grammar speaks of; a word stands in one of them at most."""

_LEXED_WORDS = (
    "break iso slash clock dec ordnum qcode small number yr qyr comma dash stop stroke poss "
    "apos holiday joined quote"
)
LEXED = tuple(_LEXED_WORDS.split())
"""Classes that the tokeniser finds by shape."""

_ABBREVIATIONS = (
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun"
)

_TOKEN = re.compile(
    rf"""
    (?P<break>\n[^\S\n]*\n)
  | (?P<meridiem>[aApP]\.\ ?[mM]\b\.?)
  | (?P<abbr>(?:{_ABBREVIATIONS})\.)
  | (?P<clitic>['’](?:s|ll|re|ve)\b)
  | (?P<oclock>[oO]['’]clock\b)
  | (?P<qcode>Q[1-4]\b|[1-4]Q\b)
  | (?P<word>[^\W\d_]++(?:['’]t\b)?+(?!\w))
  | (?P<iso>[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}(?:T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?
        (?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?(?![\w-]))
  | (?P<slash>(?:[0-9]{{1,2}}(?P<sep>[/.-])[0-9]{{1,2}}(?P=sep)(?:[12][0-9]{{3}}|[0-9]{{2}})
        |[12][0-9]{{3}}(?P<sep2>[/.])[0-9]{{1,2}}(?P=sep2)[0-9]{{1,2}})(?![\w/]|\.[0-9]))
  | (?P<clock>[0-9]{{1,2}}:[0-5][0-9](?::[0-5][0-9])?(?:[aApP]\.?[mM]\b)?(?![\w:])
        |[0-9]{{1,2}}(?:\.[0-5][0-9])?[aApP][mM]\b
        |[0-9]{{1,2}}\.[0-5][0-9](?=\s(?:[aApP]\.?[mM]\b|GMT\b|UTC\b)))
  | (?P<dec>(?:1[0-9]|20)[0-9]0['’]?s\b|['’‘]?[2-9]0['’]?s\b)
  | (?P<qyr>['’‘][0-9]{{2}}(?!\w))
  | (?P<ordnum>[0-9]{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<num>[0-9]{{1,15}}(?:[.,][0-9]{{1,15}}){{0,6}}(?!\w))
  | (?P<mixed>\w+)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_MARKS = {",": "comma", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "/": "stroke"}
_MARKS |= (
    dict.fromkeys(".!?;:", "stop") | dict.fromkeys("'’", "apos") | dict.fromkeys('"“”', "quote")
)
_MONEY = frozenset("$€£¥₽₴₺₹₩#№")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table ``times``, ready for look-up.

    Args:
        letters: class name to letter.
        words: lower-case word to class name and value.
        phrases: first word to the longer names that start with it, longest first.
        sets: class name to its words, also for classes outside the grammar.
        known: entries ``month-day=year`` of days that are called by month and day alone.
    """

    letters: Mapping[str, str]
    words: Mapping[str, tuple[str, str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    sets: Mapping[str, frozenset[str]]
    known: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """Read the table once."""
    names = sorted(GRAMMAR) + [name for name in LEXED if name not in GRAMMAR]
    letters = {name: chr(0x100 + number) for number, name in enumerate(names)}
    words: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    sets: dict[str, frozenset[str]] = {}
    known: tuple[str, ...] = ()
    for row in read("times"):
        name = row["id"]
        if name == "known":
            known = tuple(row["words"].split())
        entries = [entry.partition("=") for entry in row["words"].split()]
        sets[name] = frozenset(word for word, _, _ in entries)
        for word, _, value in entries:
            if name in GRAMMAR:
                words[word] = (name, value or word)
            elif name in {"holiday", "name"}:
                parts = tuple(m.group().lower() for m in _TOKEN.finditer(word.replace("_", " ")))
                phrases.setdefault(parts[0], []).append((parts, name, value))
    longest = {
        first: tuple(sorted(found, key=lambda item: -len(item[0])))
        for first, found in phrases.items()
    }
    return Lexicon(letters, words, longest, sets, known)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens: ``codes`` has one letter a token, the lists one entry.

    Offsets:
        Code points of ``text``; ``starts`` is in, ``ends`` is out.
    """

    text: str
    codes: str
    words: list[str]
    values: list[str]
    starts: array[int]
    ends: array[int]

    def glued(self, index: int) -> bool:
        """Say whether nothing stands between a token and the one before it."""
        return index > 0 and self.ends[index - 1] == self.starts[index]

    def capital(self, index: int) -> bool:
        """Say whether a token begins with a capital letter."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()


def _number(raw: str) -> tuple[str, str]:
    """The class of a written number, and its value."""
    if raw.isdigit():
        value = int(raw)
        if len(raw) == len("1999") and _FIRST_YEAR <= value <= _LAST_YEAR:
            return "yr", raw
        return ("small" if 1 <= value <= 31 and len(raw) <= len("31") else "number"), str(value)
    whole = raw.replace(",", "")
    return "number", whole if whole.count(".") <= 1 else ""


def _shape(kind: str, raw: str, lower: str) -> tuple[str, str]:
    """The class and value of a token that is no plain word."""
    if kind == "num":
        return _number(raw)
    if kind == "abbr":
        return lexicon().words[lower.rstrip(".")]
    if kind == "mark":
        return _MARKS.get(raw, ""), raw
    if kind == "clitic":
        return ("poss", raw) if lower.endswith("s") else ("", raw)
    if kind == "meridiem":
        return "meridiem", "12" if lower[0] == "p" else "0"
    return ("" if kind == "mixed" else kind), lower


def _classify(kind: str, raw: str, known: Lexicon) -> tuple[str, str, str, bool]:
    """The lower-case word, its value and letter, and whether a longer name may begin with it."""
    lower = raw.lower()
    if kind != "word":
        name, value = _shape(kind, raw, lower)
        return lower, value, known.letters[name] if name else OTHER, False
    entry = known.words.get(lower)
    opens = lower in known.phrases
    if entry is None or (entry[0] in CAPITAL and not raw[0].isupper()):
        return lower, lower, OTHER, opens
    return lower, entry[1], known.letters[entry[0]], opens


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens with their classes, in one pass."""
    known = lexicon()
    words: list[str] = []
    values: list[str] = []
    starts, ends = array("L"), array("L")
    codes: list[str] = []
    waiting: list[int] = []
    seen: dict[str, tuple[str, str, str, bool]] = {}
    previous = ""
    for match in _TOKEN.finditer(text):
        raw = match.group()
        entry = seen.get(raw)
        if entry is None:
            entry = seen[raw] = _classify(match.lastgroup or "", raw, known)
        lower, value, code, opens = entry
        if previous in _MONEY and raw[0].isdigit():
            code = OTHER
        if opens:
            waiting.append(len(codes))
        words.append(lower)
        values.append(value)
        starts.append(match.start())
        ends.append(match.end())
        codes.append(code)
        previous = raw
    for index in waiting:
        _join(index, known, text, words, values, starts, codes)
    return Tokens(text, "".join(codes), words, values, starts, ends)


def _join(
    index: int,
    known: Lexicon,
    text: str,
    words: list[str],
    values: list[str],
    starts: array[int],
    codes: list[str],
) -> None:
    """Take a holiday as one thing, and take out names that only look like times."""
    for parts, name, value in known.phrases[words[index]]:
        if tuple(words[index : index + len(parts)]) != parts:
            continue
        if name == "holiday" and text[starts[index]].isupper():
            codes[index : index + len(parts)] = [known.letters["joined"]] * len(parts)
            codes[index], values[index] = known.letters["holiday"], value
        elif name == "name" and (text[starts[index]].isupper() or len(parts[0]) > 0):
            codes[index : index + len(parts)] = [OTHER] * len(parts)
        return
