"""Whether the words of a passage bear out a sentence of ours, or had better stand for themselves.

A reader of texts errs: on articles about a quarter of its claims agree in every field. So a sentence of ours
is written only where the passage itself names who acts and who is acted on, in that order, with a word for the
act between or beside them, and denies nothing. Everything else is quoted.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from dragoman.codebook.gazetteer import Organisation, Person, State, gazetteer
from dragoman.codebook.names import Word, fold_word, words
from dragoman.model.actors import Actor
from dragoman.model.claims import Claim, Status
from dragoman.model.when import Basis, PartialDate, When
from dragoman.wording.phrases import Phrase
from dragoman.wording.prose import is_itself, wordings

PLAIN = 0.5
"""Confidence from which a claim may be told in a sentence of ours."""

LONGEST = 320
"""Characters of a passage from which it holds too much for one sentence to be sure of its parts."""

NOUNS = frozenset(
    {
        "name",
        "official",
        "variant",
        "abbreviation",
        "acronym",
        "capital",
        "seat",
        "body_gov",
        "title",
    }
)
"""Kinds of a state's names that stand for the state itself: an adjective belongs to something else."""

EITHER_WAY = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose parties may stand in either order."""

REACH = 70
"""Characters between a word for the act and a party to it at most: about one clause."""

STEM = 4
"""Letters by which two forms of a verb are held to be one."""

_DATELINE = re.compile(r"(?:[A-Z][^—–]{2,50} )?[—–-] |[A-Z]{3}[A-Z/ .,]*[^—–-]{0,24} [—–-]+ ")
_WHERE = re.compile(
    r"\b(?:in|at|near|inside|outside|through|eastern|western|northern|southern)\s(?:the\s)?$"
)

_PART_OF = re.compile(
    r"\b(?:members?|states?|countries|governments|some|many|most|part|parts|half|citizens|nationals|guests?"
    r"|firms|companies|counterparts?|opponents|critics)\s(?:states?\s)?of\s(?:the\s)?(?:[\w'’]+\s){0,4}$"
)
"""What stands before a name that is not itself the one who acts: 'member states of the', 'as guests of'."""

_EACH = re.compile(r"\b(?:each|separately|respectively|in turn|counterparts?)\b", re.I)
"""Words of a passage in which each of several did something of their own."""

Mention = tuple[int, int]
"""Where a name begins and ends.

Offsets:
    Code points of the passage.
"""


@cache
def word_list(entry: str) -> frozenset[str]:
    """A list of words of the table of wordings."""
    return frozenset(str(wordings()[entry]["words"]).split())


@lru_cache(maxsize=4096)
def _named(quote: str) -> tuple[tuple[int, int, str, str, str], ...]:
    """Names in a passage: where, what kind of name, whose, and the key of that party."""
    row = tuple(words(quote))
    found = []
    for hit in gazetteer().find(row):
        first, last = row[hit.first], row[hit.last - 1]
        for name in hit.names:
            target = name.target
            where = first.start, last.end
            if name.cased and quote[slice(*where)] != name.form:
                continue
            if isinstance(target, State):
                found.append((*where, name.kind, target.name, target.id))
            elif isinstance(target, Organisation):
                found.append((*where, name.kind, target.name, target.country or target.id))
            elif isinstance(target, Person):
                found.append((*where, "person", target.name, target.country))
    return tuple(found)


def mentions(actor: Actor, quote: str, *, places: bool = False) -> tuple[Mention, ...]:
    """Where a passage names an actor as what they are.

    An adjective does not name a state, nor does a dateline, nor a name after 'in' or 'members of'.

    Args:
        places: a name after 'in' counts too, as for where a visit leads.
    """
    dateline = _DATELINE.match(quote)
    body = dateline.end() if dateline else 0
    known = tuple(
        (start, end)
        for start, end, kind, name, _ in _named(quote)
        if name == actor.name
        and start >= body
        and (kind in NOUNS or kind == "person")
        and (places or not _WHERE.search(quote[:start]))
        and not _PART_OF.search(quote[body:start])
    )
    return known if known or is_itself(actor) else _spelled(actor.name, quote[body:])


def countries_named(quote: str, *, towns: bool = True) -> frozenset[str]:
    """Keys of all whom a passage names in any form: states, organisations, and persons' countries.

    Args:
        towns: capitals count; without them Brussels is not Belgium.
    """
    found = _named(quote)
    return frozenset(key for *_, kind, _, key in found if towns or kind != "capital")


def _spelled(name: str, quote: str) -> tuple[Mention, ...]:
    """A name that no table has, word for word."""
    want = [fold_word(word.text) for word in words(name)]
    row: Sequence[Word] = tuple(words(quote))
    size = len(want)
    return tuple(
        (row[place].start, row[place + size - 1].end)
        for place in range(len(row) - size + 1)
        if [word.folded for word in row[place : place + size]] == want
    )


def _act(phrase: Phrase, quote: str) -> tuple[int, ...]:
    """Where a word for the act stands."""
    small = word_list("content.small_verbs")
    forms = {w for form in (*phrase.said, *phrase.alone) for w in re.findall(r"[a-z]+", form)}
    heads = {word[:STEM] for word in forms - small if len(word) >= STEM - 1}
    low = quote.lower()
    places = [m.start() for m in phrase.cues.finditer(low)] if phrase.cues else []
    places += [word.start for word in words(quote) if word.folded[:STEM] in heads]
    return tuple(sorted(set(places)))


def _in_order(actors: Sequence[Mention], acts: Sequence[int], others: Sequence[Mention]) -> bool:
    """Somebody stands shortly before a word for the act, and whom it is done to shortly after it."""
    return any(
        act - REACH <= start < act
        and any(act < other <= act + REACH for other, _ in others)
        and not any(other < start for other, _ in others)
        for act in acts
        for start, _ in actors
    )


def negated(quote: str) -> bool:
    """Say whether a passage denies something."""
    return any(word.folded in word_list("content.not") for word in words(quote))


def spoken(quote: str) -> frozenset[str]:
    """The words of a passage, folded; a month of May is no 'may'."""
    return frozenset(word.folded for word in words(quote) if word.text != "May")


def hedged(quote: str) -> bool:
    """Say whether a passage holds something to be less than certain."""
    return not spoken(quote).isdisjoint(word_list("content.hedges"))


def sure_of(claim: Claim) -> bool:
    """Say whether a claim is told as a fact, surely enough for a sentence of ours."""
    certain = claim.confidence is None or claim.confidence >= PLAIN
    return certain and claim.status is Status.ACTUAL and len(claim.evidence.quote) <= LONGEST


def _says_thing(phrase: Phrase, quote: str) -> bool:
    """Say whether a passage has the noun of what is signed or recalled, in either number."""
    noun = phrase.thing(quote).rpartition(" ")[2]
    return noun in word_list("content.general") or noun.rstrip("s") in quote.lower()


def borne_out(
    phrase: Phrase, actors: Sequence[Actor], recipients: Sequence[Actor], claim: Claim
) -> bool:
    """Say whether a passage bears out the sentence that a phrase would make of it."""
    quote = claim.evidence.quote
    unclear = phrase.vague or any(" or " in form for form in (*phrase.said, *phrase.alone))
    if unclear or not actors or not sure_of(claim) or hedged(quote):
        return False
    if phrase.type != "REJECT" and negated(quote):
        return False
    keys = {actor.key for actor in actors}
    if keys & {actor.key for actor in recipients}:
        return False
    if len(actors) + len(recipients) > 1 and (
        _EACH.search(quote) or len(keys | {actor.key for actor in recipients}) == 1
    ):
        return False
    if phrase.bodies and not all(a.key in gazetteer().organisations for a in recipients):
        return False
    if phrase.states and not all(map(is_itself, recipients)):
        return False
    if not _says_thing(phrase, quote):
        return False
    acting = [mentions(actor, quote) for actor in actors]
    visit = phrase.mode == "visit"
    acted_on = [mentions(actor, quote, places=visit) for actor in recipients]
    acts = _act(phrase, quote)
    if not acts or not all(acting) or not all(acted_on) or len(acting) + len(acted_on) < 2:
        return False
    first, others = [m for row in acting for m in row], [m for row in acted_on for m in row]
    if phrase.type in EITHER_WAY and not visit:
        starts = sorted(row[0][0] for row in (*acting, *acted_on))
        return starts[-1] - starts[0] <= 2 * REACH and any(
            starts[0] - REACH <= act <= starts[-1] + REACH for act in acts
        )
    return bool(others) and _in_order(first, acts, others)


_DATED = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tonight"
    r"|(?:in|of|early|late|mid) may|may \d|\d may|(?:19|20)\d\d)\b"
)


def dates_itself(claim: Claim) -> bool:
    """Say whether a passage has words for the time at which it is put."""
    return _DATED.search(claim.evidence.quote.lower()) is not None


def time_is_told(when: When, claims: Iterable[Claim]) -> bool:
    """Say whether a time is the text's own; else only the date of publication stands behind it."""
    if not when.known:
        return False
    return when.basis is not Basis.PUBLISHED or any(dates_itself(claim) for claim in claims)


_MONTHS = tuple(calendar.month_name)[1:]
_DATE = re.compile(
    r"(?P<before>(?:\d{1,2}(?:st|nd|rd|th)?(?: (?:and|to|or) |, ?| ?[–-] ?| (?:of )?))*)"
    rf"\b(?P<month>{'|'.join(_MONTHS)})\b(?P<after> \d{{1,2}}(?!\d))?"
)
_OPENS = re.compile(
    r"(?:(?:Only|Earlier|Already|Later|Late|Early) )?(?:On|In|Since|By|Between|From|Until|Before|After|At"
    r"|on|in)(?: arrival)?(?: on)?(?: the \w+ of| early| late| mid)? "
)
"""How a passage begins that puts its own time first."""

_RELATIVE = re.compile(
    r"\b(?:\w+day|next|later|earlier|following|previous|yesterday|today|tomorrow|tonight|ago|last|eve)\b",
    re.I,
)
"""Words that count a time from another one, so that its date need not stand there."""


def _dates(quote: str) -> list[tuple[int, frozenset[int]]]:
    """Months that a passage names, each with its days."""
    return [
        (
            _MONTHS.index(found["month"]) + 1,
            frozenset(map(int, re.findall(r"\d+", found["before"] + (found["after"] or "")))),
        )
        for found in _DATE.finditer(quote)
    ]


def goes_with(when: When, quote: str) -> bool:
    """Say whether a time may stand before a passage, or would contradict the date with which that begins.

    Example:
        >>> from dragoman.model.when import PartialDate
        >>> goes_with(When(start=PartialDate(2017, 4, 14)), "On 11 April it was signed.")
        False
    """
    dateline = _DATELINE.match(quote)
    text = quote[dateline.end() :] if dateline else quote
    opens = _OPENS.match(text)
    first, last = when.start or when.end, when.end or when.start
    if not opens or first is None or last is None or not _DATE.match(text, opens.end()):
        return True
    if first.year != last.year:
        return True
    if first.month is None or last.month is None:
        return False
    if _RELATIVE.search(text):
        return True
    return any(_overlap(first, last, month, days) for month, days in _dates(text))


def _overlap(first: PartialDate, last: PartialDate, month: int, days: frozenset[int]) -> bool:
    """Say whether days of a month, from their first to their last, fall into a stretch of one year."""
    low, high = (month, min(days, default=1)), (month, max(days, default=31))
    start, end = (first.month or 1, first.day or 1), (last.month or 12, last.day or 31)
    return start <= high and low <= end


_STANDING_WORDS = {
    Status.PLANNED: "standing.planned",
    Status.CALLED_OFF: "standing.called_off",
    Status.DENIED: "standing.denied",
    Status.ALLEGED: "standing.alleged",
    Status.HYPOTHETICAL: "standing.hypothetical",
}


def standing_told(claim: Claim) -> Status:
    """The standing of a claim where its words show it; else plain: the words then speak for themselves."""
    entry = _STANDING_WORDS.get(claim.status)
    if entry is None:
        return claim.status
    told = not spoken(claim.evidence.quote).isdisjoint(word_list(entry))
    return claim.status if told else Status.ACTUAL
