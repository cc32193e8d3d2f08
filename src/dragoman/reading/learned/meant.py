"""Whom the words mean that stand for a name: 'the government', 'both sides', 'it'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.reading.annotations import ActorMention, MentionKind, Named
from dragoman.reading.learned.decode import Settings
from dragoman.reading.learned.model import Encoded, Model
from dragoman.reading.learned.windows import Candidate, Mention, Window, parties_named

STANDING_IN = frozenset({"pronoun", "description", "group", "unknown"})
"""Tags of the words that stand for a name; all others name who they mean."""

OWN_NAMES = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COMPANY, MentionKind.MOVEMENT}
)
"""Kinds of mention that are names of their own, whatever state they belong to."""

BY_NAME = frozenset(Named)
"""Reasons that the rules give for descriptions that name a state or person themselves."""


def _refers(candidate: Candidate) -> bool:
    """Say whether a mention stands for a name that is told elsewhere."""
    mention = candidate.mention
    return (
        candidate.tag in STANDING_IN
        and isinstance(mention, ActorMention)
        and mention.reason not in BY_NAME
    )


def _homeless(mention: Mention) -> bool:
    """Say whether a mention names somebody of whom neither tables nor text tell the state.

    'The Workers' Party' is of the state that the article is about, as a reader knows.
    """
    return (
        isinstance(mention, ActorMention)
        and mention.kind in OWN_NAMES
        and mention.reason not in BY_NAME
        and len(mention.actors) == 1
        and mention.actors[0].country is None
        and mention.actors[0].sector != "IGO"
    )


def stands_in(candidate: Candidate) -> bool:
    """Say whether a mention stands for a name that is told elsewhere, or names somebody of no known state."""
    return _refers(candidate) or _homeless(candidate.mention)


def names(candidate: Candidate) -> bool:
    """Say whether a mention names somebody: 'Kenya', 'its president Ruto', 'Kenya's foreign minister'."""
    return not _refers(candidate) and bool(parties_named(candidate.mention))


def meant(model: Model, encoded: Encoded, window: Window, settings: Settings) -> Window:
    """The same window, in which words that stand for a name mean whom the network takes them for.

    Where it is not sure enough, what the rules say stays.
    """
    candidates = list(window.candidates)
    words = [n for n, candidate in enumerate(candidates) if stands_in(candidate)]
    named = [n for n, candidate in enumerate(candidates) if names(candidate)]
    if not words or not named:
        return window
    for number, scores in zip(words, model.meant(encoded, window, words), strict=True):
        sure = [n for n in named if scores[n] >= settings.meant]
        mention = candidates[number].mention
        if sure and isinstance(mention, ActorMention):
            if _homeless(mention):
                best = max(sure, key=lambda n: float(scores[n]))
                home = parties_named(candidates[best].mention)[0]
                actors: tuple[Actor, ...] = (_settled(mention.actors[0], home),)
            else:
                told = [actor for n in sure for actor in parties_named(candidates[n].mention)]
                actors = _actors(mention, told)
            candidates[number] = replace(
                candidates[number], mention=replace(mention, actors=actors)
            )
    return replace(window, candidates=tuple(candidates))


def _actors(mention: ActorMention, told: Sequence[Actor]) -> tuple[Actor, ...]:
    """Who is meant: the rules' own answer where the parties are the same, else theirs in its stead."""
    first: dict[str, Actor] = {}
    for actor in told:
        first.setdefault(actor.key, actor)
    if {actor.key for actor in mention.actors} == first.keys():
        return mention.actors
    if mention.kind is not MentionKind.DESCRIPTION or len(mention.actors) != 1:
        return tuple(first.values())
    return tuple(moved(mention.actors[0], actor) for actor in first.values())


def _settled(actor: Actor, home: Actor) -> Actor:
    """Somebody of no known state as one of the state or organisation of another."""
    sector = "IGO" if home.sector == "IGO" else actor.sector
    return replace(actor, country=home.country, sector=sector)


def moved(actor: Actor, to: Actor) -> Actor:
    """The same office or body of another state: 'Parliament of Norway' becomes that of Ghana."""
    if actor.country is None or to.country is None or to.sector == "IGO":
        return to
    book = gazetteer()
    old, new = book.name_of(actor.country), book.name_of(to.country)
    # Only as a whole word: 'Azerbaijani presidents' is not renamed letter by letter.
    whole = re.compile(rf"\b{re.escape(old)}\b")
    if not whole.search(actor.name):
        return to
    return replace(actor, name=whole.sub(lambda _: new, actor.name), country=to.country)
