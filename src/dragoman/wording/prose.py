"""Small words: dates at their true precision, sums, names and lists."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from dragoman.codebook.gazetteer import Person, gazetteer
from dragoman.codebook.tables import Row, read
from dragoman.model.actors import Actor
from dragoman.model.when import PartialDate, When

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
"""Currencies whose sign every reader knows; the others stand with their code."""

SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
"""Words for large numbers, the largest first; billion is the short scale's."""

NAMES_IN_LIST = 5
"""Names in one list before the rest are counted: a sentence stays one to read."""

QUOTE_LENGTH = 280
"""Characters of a quote inside a line; the whole of it stands among the sources."""

CLAUSE = 120
"""Characters that a quote keeps at least when it is cut at the end of a clause."""

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
"""Offices whose title stands before a name, the highest first."""

_TITLE = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")
_DATELINE = re.compile(r"^[A-Z][A-Z .,/’'-]+(?:, [^—–]{3,24})? [—–-]+ ")
_SENTENCE_END = re.compile(r"[.!?]”$")


def is_itself(actor: Actor) -> bool:
    """Say whether an actor is a state or organisation as such, and no person or body of it."""
    return actor.name == gazetteer().name_of(actor.key)


@cache
def wordings() -> dict[str, Row]:
    """The wordings of figures, votes, stances and outlooks, by id."""
    return {row["id"]: row for row in read("wordings")}


@cache
def _words(entry: str) -> frozenset[str]:
    return frozenset(wordings()[entry]["words"].split())


def join(parts: Sequence[str]) -> str:
    """Join parts as a sentence does.

    Example:
        >>> join(["Chile", "Peru", "Bolivia"])
        'Chile, Peru and Bolivia'
    """
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def unique(parts: Iterable[str]) -> list[str]:
    """Drop repetitions and keep the order."""
    return list(dict.fromkeys(parts))


def articled(name: str, sector: str = "") -> str:
    """Put 'the' before a name that takes it.

    Example:
        >>> articled("United States"), articled("Chile"), articled("Deutsche Bank", "BUS")
        ('the United States', 'Chile', 'Deutsche Bank')
    """
    parts = name.replace(",", " ").split()
    if not parts or sector == "BUS" or parts[0] in _words("name.bare"):
        return name
    known = _words("name.the") & set(parts)
    lower = name[0].islower()
    return f"the {name}" if known and not (lower and parts[0] not in known) else name


def called(actor: Actor) -> str:
    """Name an actor inside a sentence."""
    return articled(actor.name, actor.sector)


def names(actors: Sequence[Actor]) -> str:
    """Name several actors; beyond :data:`NAMES_IN_LIST` the rest are counted."""
    listed = unique(called(actor) for actor in actors)
    if len(listed) > NAMES_IN_LIST:
        rest = len(listed) - NAMES_IN_LIST + 1
        listed = [*listed[: NAMES_IN_LIST - 1], f"{rest} others"]
    return join(listed)


def partner_name(key: str) -> str:
    """Head an entry with the usual name of a party."""
    name = gazetteer().name_of(key)
    return name[:1].upper() + name[1:]


def held_office(actor: Actor, on: date | None) -> tuple[str, str]:
    """Find the office that an actor held on a day.

    Returns:
        The office and the title to put before the name; two empty texts where none is known.
    """
    if on is None or not actor.country:
        return "", ""
    person = Person(name=actor.name, country=actor.country, gender="")
    held = {holding.office: holding.title for holding in gazetteer().offices(person, on=on)}
    for office in OFFICES:
        if office in held:
            title = held[office]
            fits = _TITLE.fullmatch(title) and title.split()[0] not in actor.name
            return office, title if fits else ""
    return "", ""


def _day(day: PartialDate, *, month: bool = True, year: bool = True) -> str:
    parts = [str(day.day)] if day.day else []
    if month and day.month:
        parts.append(calendar.month_name[day.month])
    if year:
        parts.append(str(day.year))
    return " ".join(parts)


def date_words(day: PartialDate) -> str:
    """Write a date at its precision.

    Example:
        >>> date_words(PartialDate(2015, 11)), date_words(PartialDate(2014, 3, 12))
        ('November 2015', '12 March 2014')
    """
    return _day(day)


def _whole(start: PartialDate, end: PartialDate) -> PartialDate | None:
    """The month or year that a stretch fills from its first to its last day."""
    if start == end:
        return start
    for whole in (PartialDate(start.year), PartialDate(start.year, start.month or 1)):
        if (start.earliest, end.latest) == (whole.earliest, whole.latest):
            return whole
    return None


def _bounds(when: When) -> tuple[str, str, str, str]:
    """Preposition before, words of the start, joint, words of the end."""
    start, end = when.start, when.end
    if start is None or end is None:
        if start:
            return "from", _day(start), " on", ""
        return ("until", _day(end), "", "") if end else ("", "", "", "")
    if end.precision != start.precision and end.earliest <= start.earliest <= end.latest:
        end = start
    whole = _whole(start, end)
    if whole is not None:
        return ("on" if whole.day else "in"), _day(whole), "", ""
    same_year, days = start.year == end.year, bool(start.day and end.day)
    if days and same_year and start.month == end.month:
        return "on", str(start.day), "–", _day(end)
    first = _day(start, year=not same_year)
    return ("from", first, " to ", _day(end)) if days else ("between", first, " and ", _day(end))


def time_phrase(when: When) -> str:
    """Write a time as it follows a clause, a space before it; nothing where none is known.

    Example:
        >>> time_phrase(When(start=PartialDate(2013, 11, 20), end=PartialDate(2013, 11, 21)))
        ' on 20–21 November 2013'
        >>> time_phrase(When(start=PartialDate(2016, 3), end=PartialDate(2016, 5)))
        ' between March and May 2016'
    """
    preposition, first, joint, last = _bounds(when)
    return f" {preposition} {first}{joint}{last}" if preposition else ""


def time_label(when: When) -> str:
    """Write a time by itself.

    Example:
        >>> time_label(When(start=PartialDate(2016, 3), end=PartialDate(2016, 5)))
        'March to May 2016'
    """
    preposition, first, joint, last = _bounds(when)
    if preposition in ("from", "until") and not last:
        return f"{preposition} {first}{joint}"
    return first + joint.replace(" and ", " to ") + last


def period_words(start: PartialDate | None, end: PartialDate | None) -> str:
    """Name a period, as in 'November 2015' or 'from 2010'."""
    if start and end:
        return time_label(When(start=start, end=end))
    if start:
        return f"from {date_words(start)}"
    return f"until {date_words(end)}" if end else "the whole record"


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal) -> str:
    """Write a number as readers like it, never rounded.

    Example:
        >>> number(Decimal(300_000_000)), number(Decimal(1_234_567)), number(Decimal("-2.50"))
        ('300 million', '1,234,567', '−2.5')
    """
    sign, size = ("−" if value < 0 else ""), abs(value)
    for scale, word in SCALES:
        if size >= scale and size % (scale / 1000) == 0:
            return f"{sign}{_plain(size / scale)} {word}"
    return sign + _plain(size)


def ordinal(value: Decimal) -> str:
    """Write a place in a row.

    Example:
        >>> ordinal(Decimal(141)), ordinal(Decimal(12)), ordinal(Decimal(2))
        ('141st', '12th', '2nd')
    """
    count = int(value)
    teens = count % 100 in (11, 12, 13)
    return f"{count}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def _one(value: Decimal, unit: str) -> str:
    if unit in SYMBOLS:
        text = number(value)
        return f"−{SYMBOLS[unit]}{text[1:]}" if value < 0 else SYMBOLS[unit] + text
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {number(value)}"
    if unit == "rank":
        return ordinal(value)
    if unit == "persons" and value == 1:
        return "1 person"
    return f"{number(value)} {unit}".strip()


def quantity(value: Decimal, unit: str, top: Decimal | None = None) -> str:
    """Write an amount or a range with its unit.

    Example:
        >>> quantity(Decimal(1_500_000_000), "EUR"), quantity(Decimal(12), "percent")
        ('€1.5 billion', '12 percent')
    """
    if top is None or top == value:
        return _one(value, unit)
    return f"{_one(value, unit)} to {_one(top, unit)}"


def quoted(quote: str) -> str:
    """Set exact words in quotation marks, cut after a clause where they run too long.

    A dateline before the first sentence is left out: the source has it.
    """
    text = _DATELINE.sub("", " ".join(quote.split())).lstrip("—–- ")
    if len(text) > QUOTE_LENGTH:
        head = text[:QUOTE_LENGTH]
        end = max(head.rfind("; "), head.rfind(", "), head.rfind(": "), head.rfind(" – "))
        head = head[:end] if end >= CLAUSE else head.rsplit(" ", 1)[0]
        text = head.rstrip(" ,;:–-") + " …"
    return f"“{text}”"


def sentence(text: str) -> str:
    """Begin with a capital and end with a stop."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) or _SENTENCE_END.search(text) else text + "."


def split_stop(text: str) -> tuple[str, str]:
    """Part a sentence from its last stop, so that sources stand before it."""
    return (text[:-1], text[-1]) if text.endswith(".") else (text, "")
