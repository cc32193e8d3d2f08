"""One pass over a document: at each place the phrase, name or word that names an actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.codebook.gazetteer import Gazetteer, Group, Hit, Name, Organisation, State
from dragoman.codebook.parties import ALWAYS
from dragoman.codebook.roles import (
    name_words,
    regions,
    role_modifiers,
    roles,
    state_prefixes,
    title_states,
)
from dragoman.model.actors import Actor
from dragoman.model.text import Document
from dragoman.reading.actors.anaphors import POINTERS, Anaphors
from dragoman.reading.actors.bodies import SEATS, named
from dragoman.reading.actors.choice import Choice
from dragoman.reading.actors.found import Found
from dragoman.reading.actors.organisations import Body, Organisations
from dragoman.reading.actors.parties import Owned, Parties
from dragoman.reading.actors.people import People
from dragoman.reading.actors.phrases import Parser, Phrase
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.strip import HYPHENS, Strip
from dragoman.reading.annotations import ActorMention, MentionKind, Supposed

WITH_THE = frozenset({"capital", "title"})
"""Kinds of name whose article belongs to them: The Hague, The Hindu."""

NAMED = frozenset({"name", "variant", "abbreviation"})
"""Kinds of a state's names that stand before a capital only inside a longer name."""

STATE_KINDS = {
    "adjective": MentionKind.ADJECTIVE,
    "demonym": MentionKind.DEMONYM,
    "capital": MentionKind.CAPITAL,
    "region": MentionKind.ADJECTIVE,
}


def _goes_on(phrase: Phrase, hit: Hit) -> bool:
    """'High Commissioner for Refugees': a name that the tables know, of which a bare office is a part."""
    bare = phrase.whose is None and phrase.name is None
    return bare and hit.first == phrase.first and hit.last > phrase.stop


def _kind(name: Name) -> MentionKind:
    target = name.target
    if isinstance(target, State):
        if name.kind in SEATS:
            return MentionKind.SEAT if name.kind == "seat" else MentionKind.BODY
        return STATE_KINDS.get(name.kind, MentionKind.STATE)
    if isinstance(target, Organisation):
        if target.sector == "BUS":
            return MentionKind.COMPANY
        return MentionKind.MOVEMENT if target.sector == "REB" else MentionKind.ORGANISATION
    return MentionKind.GROUP


class Finder:
    """Finds and resolves the actors of one document, from its start to its end."""

    def __init__(self, document: Document, book: Gazetteer) -> None:
        on = document.published.latest if document.published else None
        self._book = book
        self._strip = strip = Strip(document.text, document.passages)
        self._hits = {hit.first: hit for hit in book.find(strip.words)}
        self._hits.update(_regional(strip, book, self._hits.values()))
        self._choice = Choice(book, strip, on, self._hits)
        self._parser = Parser(strip, self._hits, self._choice)
        self._organisations = Organisations(strip, self._hits, self._choice)
        self._scene = Scene(strip, book.states)
        self._scene.settle(self._choice.ruling())
        people = People(book, on, self._choice.weights)
        owned = Owned()
        self._parties = Parties(
            book=book,
            on=on,
            strip=strip,
            parser=self._parser,
            people=people,
            scene=self._scene,
            owned=owned,
        )
        self._anaphors = Anaphors(strip, self._scene, self._parties, owned)

    def find(self) -> Iterator[ActorMention]:
        """Give the mentions in the order of the text."""
        strip, hits, at = self._strip, self._hits, 0
        wanted = _starters()
        while at < strip.count:
            if not strip.capital[at] and strip.folded[at] not in wanted and at not in hits:
                at += 1
                continue
            found = self._at(at)
            if found is None:
                at += 1
                continue
            at = max(found.last, at + 1)
            span = strip.span(found.first, found.last)
            yield ActorMention(
                span=span,
                text=strip.text[span.start : span.end],
                kind=found.kind,
                actors=found.actors,
                reason=found.reason,
            )

    def _at(self, at: int) -> Found | None:
        word = self._strip.folded[at]
        if word in POINTERS and at not in self._hits:
            return self._anaphors.at(at)
        if (short := self._short(at)) is not None:
            return short
        phrase = self._parser.phrase(at)
        party = self._choice.party(at)
        organisation = self._organisations.at(at) if self._strip.capital[at] else None
        if organisation is not None:
            taken = phrase.stop if phrase else party[0].last if party else at
            if organisation.last > taken or self._is_titled(phrase, organisation):
                return self._organisation(organisation)
        if phrase is not None and not (party and _goes_on(phrase, party[0])):
            found = self._phrase(phrase)
            if found is None and party is None and organisation is not None:
                return self._organisation(organisation)
            if found is not None or party is None:
                return found
        if (pair := self._pair(at)) is not None:
            return pair
        if party is not None:
            return self._party(*party)
        return self._parties.person(at) if self._strip.capital[at] else None

    def _is_titled(self, phrase: Phrase | None, organisation: Body) -> bool:
        """'Bank of Ghana', 'Kenya Electoral Commission': a body whose capitals make it a name."""
        if phrase is None or phrase.title is None or phrase.title.sort != "body":
            return False
        if phrase.of is not None:
            return phrase.of.title is None and self._strip.capital[phrase.first]
        if phrase.owner is None or organisation.last < phrase.stop:
            return False
        hit, name = phrase.owner
        beside = self._strip.joined(hit.last) and self._strip.capital[hit.last]
        return beside and name.kind in NAMED and phrase.stop - hit.last > 1

    def _phrase(self, phrase: Phrase) -> Found | None:
        own = phrase.title is not None and phrase.title.words in title_states()
        if phrase.whose is None and phrase.name is None and not own:
            return self._anaphors.role(phrase)
        return self._parties.phrase(phrase)

    def _party(self, hit: Hit, name: Name) -> Found:
        """A state, organisation or group by its own name."""
        before = self._strip.word(hit.first - 1)
        actor = named(name, definite=before == "the")
        kind = _kind(name)
        if kind is MentionKind.CAPITAL and self._choice.is_place(hit):
            kind = MentionKind.PLACE
        sort = "organisation" if isinstance(name.target, Organisation) else "state"
        if kind is MentionKind.BODY or isinstance(name.target, Group):
            sort = "body"
        if actor.sector == "CVL":
            sort = "people"
        if kind is MentionKind.ADJECTIVE:
            sort = "adjective"
        article = self._strip.word(hit.first) == "the" and name.kind not in WITH_THE
        self._scene.note(hit.first, hit.last, sort, (actor,))
        return Found(hit.first + article, hit.last, kind, (actor,), f"the table's {name.kind}")

    def _organisation(self, body_: Body) -> Found | None:
        """An organisation in no table, by the nouns of its name."""
        strip = self._strip
        label = strip.said(body_.first, body_.last)
        country = body_.state.id if body_.state else None
        reason: str = "an organisation by the nouns of its name"
        if country is None and body_.is_of_state:
            here = self._scene.here(body_.first)
            country = here.country if here else None
            reason = Supposed.BODY
        actor = Actor(name=label, country=country, sector=body_.sector)
        kind = MentionKind.COMPANY if body_.sector == "BUS" else MentionKind.ORGANISATION
        self._scene.note(body_.first, body_.last, "organisation", (actor,))
        return Found(body_.first, body_.last, kind, (actor,), reason)

    def _short(self, at: int) -> Found | None:
        """'The Union', 'the North': one word with a capital, short for what the text is about."""
        strip = self._strip
        word = strip.word(at)
        if not strip.capital[at] or strip.word(at - 1) != "the" or at in self._hits:
            return None
        if strip.is_capital(at + 1) and strip.joined(at + 1):
            return None
        told = self._scene.named(at, word)
        code = None if told else self._choice.short(word)
        if told is None and code is None:
            return None
        actor = told or Actor(
            name=self._book.name_of(code or ""),
            country=self._country(code or ""),
            sector="GOV" if code in self._book.states else "IGO",
        )
        sort = "state" if code in self._book.states else "organisation"
        kind = MentionKind.STATE if sort == "state" else MentionKind.ORGANISATION
        self._scene.note(at, at + 1, sort, (actor,))
        owned = strip.after_possessive(at + 1)
        if owned is not None:
            self._parties.owned.owners[owned] = actor
        return Found(at, at + 1, kind, (actor,), "short for what the text is about")

    def _country(self, code: str) -> str | None:
        organisation = self._book.organisations.get(code)
        return (organisation.country or None) if organisation else code

    def _pair(self, at: int) -> Found | None:
        """'Sino-Russian', 'US-Iran': two states or more in one word."""
        strip, last, actors = self._strip, at, []
        prefix = state_prefixes().get(strip.folded[at])
        if prefix and strip.gap(at) in HYPHENS:
            state = self._book.state(prefix)
            actors.append(Actor(name=state.name, country=state.id, sector="GOV"))
            last = at + 1
        while (party := self._choice.party(last)) and isinstance(party[1].target, State):
            if party[1].kind in SEATS:
                return None
            actors.append(named(party[1], definite=True))
            last = party[0].last
            if strip.gap(last - 1) not in HYPHENS or last not in self._hits:
                break
        if len({actor.country for actor in actors}) < 2 or (prefix and last == at + 1):
            return None
        found = tuple(dict.fromkeys(actors))
        self._scene.note(at, last, "pair", found, noun="state")
        return Found(at, last, MentionKind.ADJECTIVE, found, "states joined by a hyphen")


def _regional(strip: Strip, book: Gazetteer, hits: Iterable[Hit]) -> dict[int, Hit]:
    """Adjectives and peoples of regions, where no longer name takes them."""
    known = regions()
    found = [at for at, word in enumerate(strip.folded) if word in known and strip.capital[at]]
    if not found:
        return {}
    taken = {at for hit in hits for at in range(hit.first, hit.last)}
    return {at: _region(strip, book, at) for at in found if at not in taken}


def _region(strip: Strip, book: Gazetteer, at: int) -> Hit:
    code, kind, number = regions()[strip.folded[at]]
    form = strip.words[at].text
    name = Name(form=form, kind=kind, target=book.state(code), term=ALWAYS, number=number)
    return Hit(at, at + 1, (name,))


@cache
def _starters() -> frozenset[str]:
    """Words in lower case at which something can start."""
    known = name_words()
    return frozenset(
        {
            *POINTERS,
            *roles().starts,
            *role_modifiers().starts,
            *known["particle"] & {"al", "el", "bin", "ibn"},
        }
    )
