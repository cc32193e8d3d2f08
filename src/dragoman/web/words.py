"""Values in words, as pages print them: times at their precision, standings, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from dragoman.chronicle import date_words, quantity, time_label
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table
from dragoman.model.actors import Actor
from dragoman.model.claims import Body, Claim, Status
from dragoman.model.claims import EventBody as EventOf
from dragoman.model.claims import FigureBody as FigureOf
from dragoman.model.claims import OutlookBody as OutlookOf
from dragoman.model.claims import PositionBody as PositionOf
from dragoman.model.claims import StanceBody as StanceOf
from dragoman.model.events import Event
from dragoman.model.when import Basis, PartialDate, When

STANDING = {
    Status.ACTUAL: "actual",
    Status.PLANNED: "planned",
    Status.CALLED_OFF: "called off",
    Status.DENIED: "denied",
    Status.ALLEGED: "unconfirmed",
    Status.HYPOTHETICAL: "conditional",
}
"""The word beside the shape of a status."""

BASES = {
    Basis.TEXT: "",
    Basis.PUBLISHED: "date taken from publication",
    Basis.INFERRED: "date inferred",
    Basis.UNKNOWN: "",
}
"""What has to be said of a date that the text itself does not give."""


def when(time: When) -> str:
    """A time by itself.

    Example:
        >>> when(When.at(PartialDate(2015, 11))), when(When())
        ('November 2015', 'undated')
    """
    return time_label(time) or "undated"


def day(value: PartialDate | date | None) -> str:
    """A date at its precision."""
    if value is None:
        return "undated"
    return date_words(PartialDate.of(value) if isinstance(value, date) else value)


_ISO = re.compile(r"(?<![\w-])\d{4}-\d{2}(?:-\d{2})?(?![\w-])")
_QUOTED = re.compile(r"(?<!\w)'([^']*)'(?!\w)")
_CODE = re.compile(r"`([^`]+)`")
_CAPITALS = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)


def dated(text: str) -> str:
    """A sentence of ours with its dates in words; not for quotes, which stay as they are.

    Example:
        >>> dated("From 2014-07-01 to 2014-09-28")
        'From 1 July 2014 to 28 September 2014'
    """
    return _ISO.sub(lambda found: day(PartialDate.parse(found[0])), text)


def curled(text: str) -> str:
    """A message with its quotation marks as pages set them.

    Example:
        >>> curled("no event has the id 'e0'")
        'no event has the id ‘e0’'
    """
    return _QUOTED.sub(r"‘\1’", text)


def coded(text: str) -> Markup:
    """A text of the codebook, with what stands in backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def uncapped(title: str) -> str:
    """A title that its source has in capitals as a title is written; any other as it is.

    Example:
        >>> uncapped("CUBA, U.S. EMBARGO AND THE GENERAL ASSEMBLY"), uncapped("On Bosnia")
        ('Cuba, U.S. Embargo and the General Assembly', 'On Bosnia')
    """
    if not title.isupper():
        return title

    def write(found: re.Match[str]) -> str:
        word = found[0]
        if "." in word:
            return word
        lower = word.lower()
        return lower if found.start() and lower in _SMALL else word[0] + lower[1:]

    return _CAPITALS.sub(write, title)


def month(key: str) -> str:
    """A month or year of the calendar, written as ISO, in words.

    Example:
        >>> month("2015-11"), month("2015"), month("2015-Q4")
        ('November 2015', '2015', 'fourth quarter of 2015')
    """
    if "Q" in key:
        year, _, nth = key.partition("-Q")
        return f"{('first', 'second', 'third', 'fourth')[int(nth) - 1]} quarter of {year}"
    return date_words(PartialDate.parse(key)) if key else "undated"


def standing(status: Status) -> str:
    """The word for a status."""
    return STANDING[status]


def basis(time: When) -> str:
    """What has to be said of where a date comes from; nothing where the text gives it."""
    return BASES[time.basis] if time.known else ""


def party(key: str) -> str:
    """The usual name of a party, with a capital."""
    name = gazetteer().name_of(key)
    return name[:1].upper() + name[1:]


def _called(name: str, id: str) -> str:
    entry = table(name).get(id)
    return entry.label if entry else id


def type_label(id: str) -> str:
    """An event type in words.

    Example:
        >>> type_label("AGREE")
        'an agreement'
    """
    return _called("event_types", id)


def mode_label(mode: str, type: str) -> str:
    """A mode of an event type in words."""
    return _called("modes", f"{type}.{mode}")


def context_label(id: str) -> str:
    """What an event is about, in words."""
    return _called("contexts", id)


def sector_label(id: str) -> str:
    """Of which sector an actor is, in words."""
    return _called("sectors", id)


def indicator_label(id: str) -> str:
    """What a figure is about, in words."""
    return _called("indicators", id)


def polarity_label(value: int) -> str:
    """How one stands to another, in a word."""
    return _called("polarities", str(value))


def likelihood_label(code: str) -> str:
    """How likely something is said to be."""
    found = [e for e in table("likelihoods").values() if e.extra.get("code", e.id) == code]
    return found[0].label if found else code


def definition(name: str, id: str) -> str:
    """What the codebook says of an entry, with its first example; nothing where it has none."""
    entry = table(name).get(id)
    if entry is None:
        return ""
    example = f" For example: {entry.examples[0].text}" if entry.examples else ""
    return entry.definition + example


def _names(actors: tuple[Actor, ...]) -> str:
    listed = list(dict.fromkeys(actor.name for actor in actors))
    if len(listed) < 2:
        return "".join(listed)
    return ", ".join(listed[:-1]) + " and " + listed[-1]


def gist(body: Body) -> str:
    """What a claim says, in one short line."""
    match body:
        case EventOf():
            to = f" → {_names(body.recipients)}" if body.recipients else ""
            kind = mode_label(body.mode, body.type) if body.mode else type_label(body.type)
            return f"{_names(body.actors) or 'unnamed'}{to}: {kind.removeprefix('a ').removeprefix('an ')}"
        case FigureOf():
            of = f" of {body.of}" if body.of else ""
            amount = quantity(body.value, body.unit, body.value_max)
            return f"{_names(body.about)}: {indicator_label(body.indicator)}{of}, {amount}"
        case PositionOf():
            on = f" on {body.question}" if body.question else ""
            return f"{_names(body.actors)}: {_called('choices', body.choice)}{on}"
        case StanceOf():
            arrow = "↔" if body.symmetric else "→"
            label = polarity_label(body.polarity)
            return f"{_names(body.actors)} {arrow} {_names(body.recipients)}: {label}"
        case OutlookOf():
            word = likelihood_label(body.likelihood) if body.likelihood else "a goal"
            about = f" on {_names(body.actors)}" if body.actors else ""
            return f"Outlook{about}: {word}"


def between(event: Event) -> str:
    """Who acts, and on whom, in a few names."""
    to = f" → {_names(event.recipients)}" if event.recipients else ""
    return f"{_names(event.actors) or 'unnamed'}{to}"


def account(value: str, field: str) -> str:
    """One version of something on which accounts differ, in words.

    Example:
        >>> account("2010-06-21", "date"), account("called_off", "status")
        ('21 June 2010', 'called off')
    """
    if field == "status" and value in set(Status):
        return STANDING[Status(value)]
    if field == "date":
        ends = [PartialDate.parse(part) for part in value.split(" to ") if part[:4].isdigit()]
        return when(When(start=ends[0], end=ends[-1])) if ends else value
    return value


def quote(claim: Claim) -> str:
    """The words of a claim on one line."""
    return " ".join(claim.evidence.quote.split())


def count(number: int, noun: str, many: str = "") -> str:
    """Count things in words.

    Example:
        >>> count(1, "report"), count(1200, "reply", "replies")
        ('1 report', '1,200 replies')
    """
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def signed(value: float | None, digits: int = 1) -> str:
    """A number with its sign, the minus a true one; a dash for none.

    Example:
        >>> signed(-3.14), signed(2.0), signed(None)
        ('−3.1', '+2.0', '–')
    """
    if value is None:
        return "–"
    text = f"{abs(value):.{digits}f}"
    if not text.strip("0."):
        return text
    return ("−" if value < 0 else "+") + text


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{share * 100:.0f}%"


def svg(drawn: str) -> Markup:
    """A chart of ours as it is: :mod:`dragoman.drawing` escapes every word that it was given."""
    return Markup(drawn)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "when": when,
    "day": day,
    "month": month,
    "dated": dated,
    "coded": coded,
    "curled": curled,
    "uncapped": uncapped,
    "standing": standing,
    "basis": basis,
    "party": party,
    "type_label": type_label,
    "mode_label": mode_label,
    "context_label": context_label,
    "sector_label": sector_label,
    "indicator_label": indicator_label,
    "polarity_label": polarity_label,
    "likelihood_label": likelihood_label,
    "account": account,
    "between": between,
    "gist": gist,
    "quote": quote,
    "count": count,
    "definition": definition,
    "signed": signed,
    "percent": percent,
    "quantity": quantity,
    "svg": svg,
}
"""What templates call as filters."""
