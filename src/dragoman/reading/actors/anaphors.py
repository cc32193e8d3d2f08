"""Words that point back: pronouns, 'the two countries', 'the kingdom', 'the ministry', 'the rebels'."""

from __future__ import annotations

from dragoman.codebook.roles import epithets, name_words, title_states
from dragoman.model.actors import Actor
from dragoman.reading.actors.bodies import body, offices_of
from dragoman.reading.actors.found import Found
from dragoman.reading.actors.parties import PERSONAL, Owned, Parties
from dragoman.reading.actors.people import Figure
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.strip import Strip
from dragoman.reading.actors.titles import Title
from dragoman.reading.annotations import MentionKind, Named

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
PLURALS = frozenset({"they", "them", "their"})
THINGS = frozenset({"it", "its"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "whose"})
ALONE = frozenset({"i", "my", "me"})
SPEAKERS = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
POINTERS = frozenset(
    {*GENDERS, *PLURALS, *THINGS, *SPEAKERS, "the", "both", "neither", "whose", "this", "that"}
)

LONGEST_EPITHET = 4
"""Words between 'the' and the noun of an epithet at most."""

CERTAIN = frozenset({"MIL", "POL", "LEG", "JUD", "REB", "OPP", "GOV"})
"""Sectors whose people are somebody's without 'the': 'troops', 'lawmakers', 'rebels'."""


class Anaphors:
    """Resolves the words of one document that point back."""

    def __init__(self, strip: Strip, scene: Scene, parties: Parties, owned: Owned) -> None:
        self._strip = strip
        self._scene = scene
        self._parties = parties
        self._owned = owned
        known = name_words()
        self._after_both = (
            known["saying"] | known["subject_blocker"] | known["clause_start"] | {"of"}
        )

    def at(self, at: int) -> Found | None:
        """What a pointing word at a place means, with the words that belong to it."""
        word = self._strip.folded[at]
        if word in GENDERS:
            return self._person(at, GENDERS[word])
        if word in THINGS:
            return self._thing(at)
        if word in PLURALS:
            return self._pronoun(at, self._scene.several(at), "the last pair or group told of")
        if word in SPEAKERS:
            return self._speaker(at)
        if word == "whose":
            return self._whose(at)
        if word == "neither":
            return self._both(at, at + 1)
        if word == "both":
            return self._two(at, at + 1)
        if word == "the" and self._strip.word(at + 1) in {"two", "both"}:
            return self._two(at, at + 2)
        return self._epithet(at) or self._body(at) or self._role_after(at)

    def _person(self, at: int, gender: str) -> Found | None:
        is_object = self._strip.word(at) == "him"
        figure = self._scene.person(at, gender, is_object=is_object)
        if figure is None:
            return None
        actors = (figure.actor,) if figure.actor else ()
        return self._pronoun(at, actors, "the last person of this gender", keep=True)

    def _speaker(self, at: int) -> Found | None:
        """'We', 'our', 'I': of the one who speaks; not the number or letter."""
        if self._strip.words[at].text.isupper() and self._strip.word(at) not in {"i"}:
            return None
        alone = self._strip.word(at) in ALONE
        return self._pronoun(at, self._scene.speaker(at, alone=alone), "the one who speaks")

    def _thing(self, at: int) -> Found | None:
        strip = self._strip
        own = strip.word(at) == "its"
        if not own and self._is_empty(at):
            return None
        actors = self._scene.thing(at, same_sentence=own) or self._scene.thing(
            at, same_sentence=False
        )
        if own and not actors:
            state = self._scene.here(at)
            actors = (state,) if state else ()
        return self._pronoun(at, actors, "the last state or organisation that was a subject")

    def _is_empty(self, at: int) -> bool:
        """Say whether 'it' stands for nothing that was named: 'it is likely', 'it would be'."""
        known, following = name_words(), self._strip.word(at + 1)
        if following in known["modal"]:
            return self._strip.word(at + 2) in known["modal_empty"]
        return following in known["pleonastic"]

    def _pronoun(
        self, at: int, actors: tuple[Actor, ...], reason: str, *, keep: bool = False
    ) -> Found | None:
        if not actors and not keep:
            return None
        if self._strip.word(at) in POSSESSIVES and len(actors) == 1:
            self._own(at + 1, actors[0])
        return Found(at, at + 1, MentionKind.PRONOUN, actors, reason)

    def _own(self, at: int, actor: Actor) -> None:
        """Say that what begins at a place is an actor's: its army, his government."""
        if actor.country is None:
            return
        book = self._parties.book
        sector = "GOV" if actor.country in book.states else actor.sector
        if actor.country in book.organisations:
            sector = book.organisations[actor.country].sector
        name = book.name_of(actor.country)
        self._owned.owners[at] = Actor(name=name, country=actor.country, sector=sector)
        self._owned.supposed.add(at)

    def _two(self, at: int, noun: int) -> Found | None:
        """'The two countries', 'both sides', 'the two leaders'."""
        strip, last = self._strip, noun
        nouns = name_words()["two_parties"] | name_words()["two_persons"]
        while last < noun + 2 and strip.word(last) not in nouns:
            last += 1
        word = strip.word(last)
        if word not in nouns or not all(strip.joined(n) for n in range(at + 1, last + 1)):
            return self._roles_of_two(at, noun) or self._both(at, noun)
        known = name_words()
        sort = "party" if word in known["two_sides"] else "state"
        sort = "person" if word in known["two_persons"] else sort
        actors = self._scene.two(at, sort)
        if len(actors) < 2:
            actors = self._scene.two(at, "state" if sort == "person" else "person")
        if len(actors) < 2:
            return None
        self._scene.note(at, last + 1, "pair", actors, noun=sort)
        return Found(at, last + 1, MentionKind.DESCRIPTION, actors, "the last two told of")

    def _roles_of_two(self, at: int, noun: int) -> Found | None:
        """'Both parliaments', 'the two armies': the same role in the last two states."""
        title = self._parties.parser.titles.at(noun) if self._strip.joined(noun) else None
        if title is None or (title.sort != "people" and not title.noun.endswith("s")):
            return None
        owners = self._scene.two(at, "state")
        actors = tuple(body(title, owner) for owner in owners)
        if len(actors) < 2:
            return None
        self._scene.note(at, title.last, "pair", actors, noun="body")
        reason = "of the last two told of"
        return Found(at, title.last, MentionKind.DESCRIPTION, actors, reason)

    def _whose(self, at: int) -> Found | None:
        """'Rwanda, whose army': of what stands right before it."""
        actors = self._scene.just_before(at)
        return self._pronoun(at, actors, "what stands right before it")

    def _both(self, at: int, last: int) -> Found | None:
        """'Both' and 'the two' alone: before a verb, a stop or a preposition."""
        strip = self._strip
        if strip.word(at) == "two" or (
            strip.joined(last) and strip.word(last) not in self._after_both
        ):
            return None
        actors = self._scene.two(at, "party")
        if len(actors) < 2:
            return None
        return Found(at, last, MentionKind.PRONOUN, actors, "the last two told of")

    def _epithet(self, at: int) -> Found | None:
        """'The country', 'the former Soviet republic', 'the Gulf state'."""
        strip, step = self._strip, at + 1
        members: frozenset[str] = frozenset()
        while step <= at + LONGEST_EPITHET and strip.joined(step):
            found = epithets().at(strip.folded, step)
            if found is None:
                return None
            size, epithet = found
            members = (
                members & epithet.members
                if members and epithet.members
                else members | epithet.members
            )
            step += size
            if epithet.is_noun and epithets().at(strip.folded, step) is None:
                return self._state(at, step, members)
            if epithet.is_noun and not strip.joined(step):
                return self._state(at, step, members)
        return None

    def _state(self, at: int, last: int, members: frozenset[str]) -> Found | None:
        strip = self._strip
        follows = strip.word(last)
        if strip.joined(last) and (strip.capital[last] or follows in name_words()["after_state"]):
            return None
        state = self._scene.state(at, members)
        if state is None or (members and state.country not in members):
            return None
        self._scene.note(at, last, "state", (state,))
        owned = strip.after_possessive(last)
        if owned is not None:
            self._own(owned, state)
        reason = "the last state told of that fits the words"
        return Found(at, last, MentionKind.DESCRIPTION, (state,), reason)

    def _body(self, at: int) -> Found | None:
        """'The bloc', 'the organisation', 'the company': the last that was told of."""
        strip, noun, known = self._strip, self._strip.word(at + 1), name_words()
        if (
            strip.word(at) not in {"the", "this"}
            or not strip.joined(at + 1)
            or strip.capital[at + 1]
        ):
            return None
        if noun in {"neighbours", "neighbors"}:
            return self._two(at, at + 1)
        if noun not in known["union"] | known["organisation"] or strip.word(at + 2) in {
            "of",
            "for",
        }:
            return None
        actors = self._scene.organisation(at, union=noun in known["union"])
        if not actors:
            return None
        self._scene.note(at, at + 2, "organisation", actors)
        return Found(at, at + 2, MentionKind.DESCRIPTION, actors, "the last organisation told of")

    def _role_after(self, at: int) -> Found | None:
        """'The army', 'the rebels', 'the foreign minister': a role without an owner, after 'the'."""
        strip = self._strip
        if strip.word(at) != "the" or not strip.joined(at + 1) or strip.capital[at + 1]:
            return None
        phrase = self._parties.parser.phrase(at + 1)
        if (
            phrase is None
            or phrase.whose is not None
            or phrase.name is not None
            or phrase.title is None
        ):
            return None
        if phrase.first in self._parties.beside or phrase.title.words in title_states():
            return None
        found = self._role(phrase, phrase.title, definite=True)
        return (
            None if found is None else Found(at, found.last, found.kind, found.actors, found.reason)
        )

    def role(self, phrase: Phrase) -> Found | None:
        """A role with neither owner nor name."""
        title = phrase.title
        if title is None or self._strip.word(phrase.first - 1) in name_words()["prefix_of"]:
            return None
        if self._is_adjective(title) or self._strip.word(phrase.first - 1) == "foreign":
            return None
        owned = phrase.first in self._owned.owners
        beside = self._parties.beside.get(phrase.first)
        if beside is not None and beside.actor is not None:
            reason = Named.PERSON
            return Found(
                phrase.first, phrase.last, MentionKind.DESCRIPTION, (beside.actor,), reason
            )
        definite = self._strip.word(phrase.first - 1) == "the"
        if definite and not self._strip.capital[phrase.first]:
            return None
        if owned or definite or self._is_certain(phrase, title):
            return self._role(phrase, title, definite=owned or definite)
        return None

    def _is_adjective(self, title: Title) -> bool:
        """'A major supplier', 'a general election': a rank that is none, before a noun."""
        strip, after = self._strip, title.last
        if title.words[-1] not in {"major", "general"} or strip.capital[after - 1]:
            return False
        known = name_words()
        return strip.joined(after) and not any(
            strip.word(after) in known[group]
            for group in ("saying", "opener", "subject_blocker", "clause_start")
        )

    def _is_certain(self, phrase: Phrase, title: Title) -> bool:
        """Say whether a role is somebody's though it has no article."""
        if (
            title.sort in {"people", "body", "state"}
            and " ".join(title.words) in name_words()["alone"]
        ):
            return True
        if title.sort == "people":
            return title.noun not in name_words()["vague"]
        if title.sector == "LEG" and title.sort == "body" and self._strip.capital[phrase.first]:
            return True
        indefinite = self._strip.word(phrase.first - 1) in {"a", "an"}
        return indefinite and title.sort in PERSONAL and title.sector in CERTAIN

    def _role(self, phrase: Phrase, title: Title, *, definite: bool) -> Found | None:
        at = phrase.first
        owner = self._owned.owners.get(at)
        if owner is None and (definite or title.sort not in PERSONAL):
            found = self._told(at, title)
            if found is not None:
                return self._describe(phrase, title, *found)
        if title.words == ("secretary", "general"):
            owner = next(iter(self._scene.organisation(at, union=True)), owner)
        owner = owner or self._scene.here(at)
        if owner is None or title.former or self._is_foreign(title):
            return None
        if title.sort not in PERSONAL or not definite:
            return self._describe(phrase, title, body(title, owner), "of the state in question")
        if not offices_of(title) and title.sector not in CERTAIN:
            return None
        figure = self._parties.apposed(phrase, owner) or self._parties.holder(title, owner)
        actor = figure.actor if figure and figure.actor else body(title, owner)
        figure = figure or Figure(words=title.words, actor=actor, title=title.words)
        reason = "the holder in the state in question"
        return self._describe(phrase, title, actor, reason, figure)

    @staticmethod
    def _is_foreign(title: Title) -> bool:
        """Say whether a role is somebody's from abroad, or no role at all: 'the side'."""
        known = name_words()
        if title.sort == "state":
            return title.noun not in known["own_state"]
        return title.words[0] == "foreign" and title.noun not in known["foreign_post"]

    def _told(self, at: int, title: Title) -> tuple[Actor, str, Figure | None] | None:
        """Who was told of under this role before."""
        if title.sort in PERSONAL:
            figure = self._scene.office(at, offices_of(title), title.words)
            if figure is not None and figure.actor is not None:
                return figure.actor, "the last holder told of", figure
        if title.sort in PERSONAL and len(title.words) > 1:
            return None
        trace = self._scene.role(at, title.noun)
        if trace is None or title.sort == "state":
            return None
        return trace.actors[0], f"the {title.noun} told of last", trace.figure

    def _describe(
        self, phrase: Phrase, title: Title, actor: Actor, reason: str, figure: Figure | None = None
    ) -> Found:
        sort = "person" if title.sort in PERSONAL else title.sort
        self._scene.note(phrase.first, phrase.last, sort, (actor,), noun=title.noun, figure=figure)
        return Found(phrase.first, phrase.last, MentionKind.DESCRIPTION, (actor,), reason)
