"""What a position is on, in the words of its sentence: for people to read, since the network names no question."""

from __future__ import annotations

import re

CLAUSE = re.compile(
    r"[,;:—–()]|\s(?:and|but|while|which|who|when|as|because|provided|although|though|if|"
    r"is|are|was|were|has|have|had|will|would)\s"
)
"""Where a phrase ends."""

AGENDA = re.compile(
    r"(?:\b(?:the|an?|its|their|his|her|this|any)\s(?:[\w’'-]+\s){0,2})?"
    r"\b(?:accession|accord|agreement|amendment|annexation|appeal|bill|budget|candidacy|"
    r"compromise|constitution|convention|decision|declaration|deployment|draft|embargo|independence|"
    r"initiative|law|mandate|membership|motion|plan|project|proposal|protocol|recommendation|"
    r"referendum|reform|resolution|sanctions|treaty)s?\b"
    r"(?:\s\d[\d/]*)?(?:\s(?:on|against|for|of|to|that|in)\s[^,;:.()—–]*)?",
    re.IGNORECASE,
)
"""What is put to a body, with what it is about."""

ASIDE = re.compile(
    r"(?:and|but|so|as|too|also|when|while|since|if|provided|though|not|nor|or|than|rather|it|this|"
    r"him|her|them|there|then|yesterday|today|every|together|alongside|along|before|after|by|"
    r"without|of it|above all|once|only|again|unanimously|"
    r"(?:on |in |last |next |this |for )?(?:\d+|\w+day|week|month|year|spring|summer|autumn|winter|"
    r"January|February|March|April|May|June|July|August|September|October|November|December))\b|\W",
    re.IGNORECASE,
)
"""What begins words behind a vote that do not say what it was on."""

LEADING = re.compile(
    r"^(?:on|upon|of|for|against|about|over|in favou?r of|to(?=\s(?:the|an?|its|their|any|this)\s))\s",
    re.IGNORECASE,
)
"""What joins a question to the words before it and is no part of it."""

LENGTH = 120
"""Characters of a question, at most."""


def _phrase(words: str) -> str:
    words = LEADING.sub("", words)
    stop = CLAUSE.search(words)
    return (words[: stop.start()] if stop else words)[:LENGTH].strip(" ,;:.'\"‘’“”")


def question(sentence: str, first: int, last: int) -> str:
    """Take the words behind a vote where they say what it was on, else the nearest thing put to a vote.

    >>> question("Peru abstained on the draft on fishing, as did Chile.", 5, 14)
    'the draft on fishing'
    >>> question("When the bill came up, Peru abstained, as did Chile.", 28, 37)
    'the bill'
    >>> question("Peru abstained, as did Chile.", 5, 14)
    ''

    Args:
        sentence: where the position is told.
        first: where the words that tell it begin.
        last: where they end.
    """
    rest = sentence[last:].lstrip()
    if not rest.startswith((",", ";", ":", "(", ".")) and not ASIDE.match(rest):
        words = _phrase(rest)
        if " " in words:
            return words
    named = (
        words
        for found in sorted(AGENDA.finditer(sentence), key=lambda found: abs(found.start() - first))
        if " " in (words := _phrase(found.group()))
    )
    return next(named, "")
