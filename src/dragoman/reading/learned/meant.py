"""Whom the words mean that stand for a name: 'the government', 'both sides', 'it'."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.actors import Actor
from dragoman.reading.annotations import SUPPOSED, ActorMention, MentionKind, Named
from dragoman.reading.learned.candidates import Candidate, Mention, parties_named
from dragoman.reading.learned.decode import Settings
from dragoman.reading.learned.model import Encoded, Model
from dragoman.reading.learned.windows import Window

STANDING_IN = frozenset({"pronoun", "description", "group", "unknown"})
"""Tags of the words that stand for a name; all others name who they mean."""

OWN_NAMES = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COMPANY, MentionKind.MOVEMENT}
)
"""Kinds of mention that are names of their own, whatever state they belong to."""

DUAL = re.compile(r"(?:the |these |those )?(?:two|both)\b", re.IGNORECASE)
"""How words begin that mean two parties."""

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
    """Say whether a mention names somebody of whom neither tables nor words tell the state.

    'The Workers' Party' is of the state that the article is about, as a reader knows; of which state
    'Senator Alva' is, the rules only suppose.
    """
    return (
        isinstance(mention, ActorMention)
        and mention.kind in OWN_NAMES
        and mention.reason not in BY_NAME
        and len(mention.actors) == 1
        and (mention.reason in SUPPOSED or mention.actors[0].country is None)
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

    'Both' and 'the two' mean the two likeliest parties, all else the likeliest one. Where the network is not
    sure enough, what the rules say stays.
    """
    candidates = list(window.candidates)
    words = [n for n, candidate in enumerate(candidates) if stands_in(candidate)]
    named = [n for n, candidate in enumerate(candidates) if names(candidate)]
    if not words or not named:
        return window
    homes = {n for n in named if n not in words and parties_named(candidates[n].mention)[0].country}
    said = zip(words, model.meant(encoded, window, words), strict=True)
    # Names first: 'he' is of the state that the senator turns out to be of.
    for number, scores in sorted(said, key=lambda each: not _homeless(candidates[each[0]].mention)):
        mention = candidates[number].mention
        if not isinstance(mention, ActorMention):
            continue
        homeless = _homeless(mention)
        chances = _chances({n: float(scores[n]) for n in named})
        told = _told({candidates[n]: p for n, p in chances.items() if not homeless or n in homes})
        if not told or told[0][1] < settings.meant:
            continue
        if homeless:
            actors: tuple[Actor, ...] = (_settled(mention.actors[0], told[0][0]),)
        else:
            count = 2 if DUAL.match(mention.text) else 1
            actors = _actors(mention, [actor for actor, _ in told[:count]])
        candidates[number] = replace(candidates[number], mention=replace(mention, actors=actors))
    return replace(window, candidates=tuple(candidates))


def _chances(scores: Mapping[int, float]) -> dict[int, float]:
    """How likely each of some mentions is meant; that none is has the score 0."""
    most = max(0.0, *scores.values())
    weights = {n: math.exp(score - most) for n, score in scores.items()}
    total = sum(weights.values()) + math.exp(-most)
    return {n: weight / total for n, weight in weights.items()}


def _told(chances: Mapping[Candidate, float]) -> list[tuple[Actor, float]]:
    """The parties that some mentions name, the likeliest first, each as its likeliest mention tells it."""
    shares: dict[str, float] = {}
    first: dict[str, Actor] = {}
    for candidate, chance in sorted(chances.items(), key=lambda each: -each[1]):
        for actor in parties_named(candidate.mention):
            shares[actor.key] = shares.get(actor.key, 0.0) + chance
            first.setdefault(actor.key, actor)
    keys = sorted(shares, key=lambda key: (-shares[key], key))
    return [(first[key], shares[key]) for key in keys]


def _actors(mention: ActorMention, told: Sequence[Actor]) -> tuple[Actor, ...]:
    """Who is meant: the rules' own answer where the parties are the same, else theirs in its stead."""
    if {actor.key for actor in mention.actors} == {actor.key for actor in told}:
        return mention.actors
    if mention.kind is not MentionKind.DESCRIPTION or len(mention.actors) != 1:
        return tuple(told)
    return tuple(moved(mention.actors[0], actor) for actor in told)


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
