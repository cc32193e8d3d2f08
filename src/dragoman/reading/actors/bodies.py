"""Phrases to actors: what a role and its owner make together."""

from __future__ import annotations

import re

from dragoman.codebook.gazetteer import Group, Name, Organisation, State
from dragoman.codebook.roles import adjectives, titles
from dragoman.model.actors import Actor
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.titles import Title

WITH_ARTICLE = re.compile(
    r"^(United|Central African|Dominican|Czech|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros"
    r"|Democratic Republic|Republic|Holy See|Vatican|Soviet Union|Marshall|Solomon|European|African"
    r"|World|International|Shanghai|Collective)"
    r"|(Islands|Emirates|States|Organi[sz]ation|Community|League|Council|Union)$"
)
"""Names of states and organisations that take 'the' in running text."""

SMALL = frozenset({"of", "and", "for", "to", "the", "in"})

ACRONYMS = frozenset({"tv", "mps", "ngo", "ngos", "ceo", "mp"})

SECTORS_OF_ORGANISATIONS = frozenset({"IGO", "REB", "PTY", "BUS", "MED", "NGO", "EDU", "OPP"})
"""Organisations whose people have the organisation's own sector."""

ITSELF = frozenset(
    {"party", "group", "movement", "company", "bank", "airline", "militia", "newspaper"}
)
"""Nouns beside an organisation's name that say what it is: 'the Zanu-PF party'."""

SEATS = {
    "seat": "GOV",
    "seat_leg": "LEG",
    "seat_mil": "MIL",
    "seat_jud": "JUD",
    "body_mil": "MIL",
    "body_gov": "GOV",
}
"""Kinds of a state's names that mean a body of it, to the body's sector."""


def of_state(name: str) -> str:
    """A state's name after 'of'."""
    return f"the {name}" if WITH_ARTICLE.search(name) else name


def headline(words: tuple[str, ...]) -> str:
    """Words of a title with capitals, as in 'Foreign Minister'."""
    return " ".join(
        word.upper() if word in ACRONYMS else word if word in SMALL else word.capitalize()
        for word in words
    )


def named(name: Name, *, definite: bool) -> Actor:
    """The actor that a name by itself means."""
    target = name.target
    if isinstance(target, State):
        if name.kind == "demonym" and name.number == "plural" and not definite:
            return Actor(name=name.form, country=target.id, sector="CVL")
        sector = SEATS.get(name.kind, "GOV")
        own = name.kind == "region" or (name.kind in SEATS and name.kind != "seat")
        label = name.form if own else target.name
        return Actor(name=label, country=target.id, sector=sector)
    if isinstance(target, Organisation):
        return Actor(name=target.name, country=target.country or None, sector=target.sector)
    country = target.members[0] if isinstance(target, Group) and len(target.members) == 1 else None
    return Actor(name=target.name, country=country, sector="GOV")


def offices_of(title: Title, country: str | None = None) -> tuple[str, ...]:
    """The offices that a title can mean in a state; none for a former holder or another post."""
    if title.sort not in {"office", "head", "person"} or title.former:
        return ()
    for meant in titles().get(title.words, ()):
        if not meant.states or country in meant.states:
            return meant.offices
    return ()


def body(title: Title, owner: Actor | None, *, whole: str = "") -> Actor:
    """A body, people or unnamed holder of a state or an organisation.

    Args:
        owner: the state or organisation; None where nobody knows.
        whole: what the actor is called where title and owner do not say.
    """
    if owner is None:
        return Actor(name=whole or headline(title.words), sector=title.sector)
    if title.sort == "state" and owner.sector == "GOV" and not title.former:
        return owner
    if owner.sector in SECTORS_OF_ORGANISATIONS and title.noun in ITSELF:
        return owner
    sector = owner.sector if owner.sector in SECTORS_OF_ORGANISATIONS else title.sector
    sector = "ELI" if title.former and title.sort != "people" else sector
    return Actor(name=whole or _label(title, owner), country=owner.country, sector=sector)


def _label(title: Title, owner: Actor) -> str:
    former = "Former " if title.former else ""
    if title.sort == "people":
        adjective = adjectives().get(owner.country or "") if owner.sector == "GOV" else None
        return f"{adjective or owner.name} {' '.join(title.words)}"
    return f"{former}{headline(title.words)} of {of_state(owner.name)}"


def person_sector(phrase: Phrase, owner: Actor | None) -> str:
    """The sector of somebody who bears a title."""
    title = phrase.title
    if title is None:
        return owner.sector if owner else ""
    if phrase.of and phrase.of.title and title.sort in {"head", "person"} and title.sector == "GOV":
        return phrase.of.title.sector
    if title.former:
        return "ELI"
    if owner and owner.sector in SECTORS_OF_ORGANISATIONS:
        return owner.sector
    return title.sector
