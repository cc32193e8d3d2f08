"""Phrases and names to mentions: persons, holders of office, bodies of states and organisations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.codebook.gazetteer import Gazetteer, Holding, State
from dragoman.codebook.names import fold
from dragoman.codebook.roles import given_names, name_words, title_states
from dragoman.model.actors import Actor
from dragoman.reading.actors.bodies import (
    body,
    headline,
    named,
    of_state,
    offices_of,
    person_sector,
)
from dragoman.reading.actors.found import Found
from dragoman.reading.actors.people import TOP, Figure, People, gender_of
from dragoman.reading.actors.phrases import BELONGING, Parser, Phrase
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.strip import Strip
from dragoman.reading.actors.titles import Title
from dragoman.reading.annotations import MentionKind, Named, Supposed

PERSONAL = frozenset({"office", "person", "head", "counterpart"})
"""Sorts of role that are one person's."""

GUESSED = frozenset({"GOV", "MIL", "LEG", "JUD", "POL", "OPP", "PTY", "REB"})
"""Sectors whose people, where no owner is named, are of the state in question."""

INDEFINITE = frozenset({"a", "an", "any", "no", "every", "another", "first"})
"""Words before a title that mean no one holder."""

AFTER_NAME = (",", ".", ";", "\n", ")")
"""How the gap begins that ends a name set beside a title."""


@dataclass(slots=True)
class Owned:
    """Whose the role at a place is, where a pronoun or an epithet before it says so.

    Args:
        supposed: the places whose owner a pronoun or an epithet stands for, not a name.
    """

    owners: dict[int, Actor] = field(default_factory=dict)
    supposed: set[int] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class Parties:
    """Resolves the phrases of one document."""

    book: Gazetteer
    on: date | None
    strip: Strip
    parser: Parser
    people: People
    scene: Scene
    owned: Owned
    beside: dict[int, Figure] = field(default_factory=dict)
    listed: int = -1
    """Where the names after a 'Messrs' have come to."""

    def phrase(self, phrase: Phrase) -> Found | None:
        """A phrase that has an owner or a name."""
        title = phrase.title
        if title is None:
            return None
        owner = self.owner(phrase)
        if phrase.name is not None:
            return self._titled(phrase, title, owner)
        if title.sort in PERSONAL:
            return self._unnamed(phrase, title, owner)
        if (
            title.noun in name_words()["organisation"]
            and owner
            and self.strip.word(phrase.first - 1) == "the"
        ):
            told = self.scene.own(phrase.first, owner.country, title.sector)
            if told is not None:
                reason = Named.ORGANISATION
                return Found(phrase.first, phrase.last, MentionKind.DESCRIPTION, (told,), reason)
        owners = (owner, *(named(name, definite=True) for name in phrase.others))
        actors = tuple(
            dict.fromkeys(body(title, each, whole=self._whole(phrase)) for each in owners)
        )
        sort = "state" if title.sort == "state" else "people" if title.sort == "people" else "body"
        self.scene.note(phrase.first, phrase.last, sort, actors, noun=title.noun)
        owned = self.strip.after_possessive(phrase.last)
        if owned is not None and owner is not None:
            self.owned.owners[owned] = owner
        reason = Named.BODY
        return Found(phrase.first, phrase.last, MentionKind.BODY, actors, reason)

    def _whole(self, phrase: Phrase) -> str:
        """What a phrase is called as it stands: with its adjective, or with a region's name."""
        whose, title = phrase.whose, phrase.title
        if whose is None or title is None:
            return ""
        if whose.kind == "region":
            return self.strip.said(phrase.first, phrase.last)
        if whose.kind == "adjective" and title.sort == "people" and not whose.form.isupper():
            return f"{whose.form} {' '.join(title.words)}"
        return ""

    def owner(self, phrase: Phrase) -> Actor | None:
        """The state or organisation whose role a phrase tells."""
        if phrase.whose is not None:
            return named(phrase.whose, definite=True)
        if phrase.title and (code := title_states().get(phrase.title.words)):
            return Actor(name=self.book.name_of(code), country=code, sector="GOV")
        return self.owned.owners.get(phrase.first)

    def _titled(self, phrase: Phrase, title: Title, owner: Actor | None) -> Found:
        """A title with a person's name: 'Kenyan Defence Secretary Aden Duale'."""
        first, last = phrase.name or (phrase.first, phrase.last)
        owner = owner or self._of_state(last)
        figure = self.resolve(first, last, phrase, owner)
        reason = f"{' '.join(title.words)}, as the text says"
        return self.tell(phrase.first, phrase.last, figure, reason)

    def _of_state(self, at: int) -> Actor | None:
        """The state after a name: 'Rosa Pereira of Brazil', 'Mr. Rao (India)'."""
        strip = self.strip
        if strip.word(at) == "of" and strip.joined(at):
            at += 1
        elif strip.gap(at - 1) != " (":
            return None
        party = self.parser.choice.party(at)
        if party is None or not isinstance(party[1].target, State):
            return None
        if party[1].kind in BELONGING or (
            strip.gap(at - 1) == " (" and not strip.gap(party[0].last - 1).startswith(")")
        ):
            return None
        return named(party[1], definite=True)

    def tell(self, first: int, last: int, figure: Figure, reason: str) -> Found:
        """A mention of a person, remembered."""
        actors = (figure.actor,) if figure.actor else ()
        self.scene.note(first, last, "person", actors, figure=figure)
        kind = MentionKind.PERSON if actors else MentionKind.UNKNOWN
        return Found(first, last, kind, actors, Supposed.PERSON if figure.supposed else reason)

    def resolve(self, first: int, last: int, phrase: Phrase, owner: Actor | None) -> Figure:
        """Who a name beside a title is: known, in office, or new."""
        words = tuple(self.strip.folded[first:last])
        title = phrase.title
        country = owner.country if owner else None
        figure = self.people.known(words)
        if figure is not None and figure.actor and country and figure.actor.country != country:
            figure = None
        if figure is None:
            figure = self._holder(words, title, country)
        if figure is None or figure.actor is None:
            label = figure.words if figure else words
            known = figure
            figure = self._new(first, last, phrase, owner)
            if known is not None and len(label) > len(words):
                figure.words = label
        elif title and (title.former or figure.actor.sector == "ELI" or title.sector == "OPP"):
            figure.actor = Actor(
                name=figure.actor.name,
                country=country or figure.actor.country,
                sector="ELI" if title.former else person_sector(phrase, owner),
            )
        if title:
            figure.title = title.words
            figure.office = figure.office or next(iter(offices_of(title)), "")
            figure.gender = figure.gender or _gender(title)
        return self.people.add(figure)

    def _holder(
        self, words: tuple[str, ...], title: Title | None, country: str | None
    ) -> Figure | None:
        """The holder of the titled office whose name has these words, or a person of the tables."""
        place = country or self._here(0 if title is None else title.first)
        if title is not None and place:
            for held in self._held(place, offices_of(title, place)):
                if set(words) <= set(fold(held.person.name)):
                    return self.people.figure(held.person)
        return self.people.holder(words, country, titled=True)

    def _here(self, at: int) -> str | None:
        here = self.scene.here(at)
        return here.country if here else None

    def _held(self, country: str, offices: tuple[str, ...]) -> list[Holding]:
        return [
            held for office in offices for held in self.book.holders(country, office, on=self.on)
        ]

    def _new(self, first: int, last: int, phrase: Phrase, owner: Actor | None) -> Figure:
        """Somebody in no table, by the title beside the name."""
        words = tuple(self.strip.folded[first:last])
        sector = person_sector(phrase, owner)
        country = owner.country if owner else None
        supposed = phrase.whose is None and phrase.first in self.owned.supposed
        if owner is None and phrase.title and phrase.title.sector in GUESSED:
            country, supposed = self._here(first), True
        actor = Actor(name=self.strip.said(first, last), country=country, sector=sector)
        return Figure(words=words, actor=actor, gender=gender_of(words), supposed=supposed)

    def _unnamed(self, phrase: Phrase, title: Title, owner: Actor | None) -> Found:
        """A holder who is not named: 'the Foreign Minister of Armenia'."""
        figure = self.beside.get(phrase.first) or self.apposed(phrase, owner)
        reason: str = Named.PERSON
        if figure is None and title.sort == "counterpart":
            figure = self._counterpart(phrase, owner)
            reason = "the same office on the other side"
        indefinite = self.strip.word(phrase.first - 1) in INDEFINITE
        if figure is None and owner is not None and not indefinite:
            figure = self.holder(title, owner)
            reason = Named.HOLDER
        if figure is None:
            actor = body(title, owner)
            if phrase.of and phrase.of.title and title.sector == "GOV":
                actor = Actor(
                    name=actor.name, country=actor.country, sector=person_sector(phrase, owner)
                )
            figure = Figure(words=title.words, actor=actor, title=title.words)
            reason = Named.OFFICE
        actors = (figure.actor,) if figure.actor else ()
        figure.gender = figure.gender or _gender(title)
        self.scene.note(phrase.first, phrase.last, "person", actors, noun=title.noun, figure=figure)
        return Found(phrase.first, phrase.last, MentionKind.DESCRIPTION, actors, reason)

    def holder(self, title: Title, owner: Actor) -> Figure | None:
        """The one person who held an office of a state on the document's day."""
        if self.on is None or owner.country is None or owner.sector not in {"GOV", "IGO"}:
            return None
        for office in offices_of(title, owner.country):
            fitting = [h for h in self._held(owner.country, (office,)) if _fits(title, h)]
            staying = [h for h in fitting if not (h.term.end and h.term.end.latest == self.on)]
            holders = {held.person.name: held for held in staying or fitting}
            if len(holders) == 1:
                held = next(iter(holders.values()))
                actor = Actor(name=held.person.name, country=held.country, sector=held.sector)
                figure = Figure(
                    words=fold(held.person.name),
                    actor=actor,
                    gender=held.person.gender,
                    office=office,
                    title=title.words,
                )
                return self.people.add(figure)
        return None

    def _counterpart(self, phrase: Phrase, owner: Actor | None) -> Figure | None:
        """'His Kenyan counterpart': the last person's office, held for the owner."""
        last = self.scene.last_person(phrase.first)
        if last is None or owner is None or owner.country is None:
            return None
        if last.office and self.on:
            for held in self._held(owner.country, (last.office,)):
                figure = self.people.figure(held.person)
                figure.office = last.office
                return self.people.add(figure)
        if not last.title or last.actor is None:
            return None
        name = f"{headline(last.title)} of {of_state(owner.name)}"
        actor = Actor(name=name, country=owner.country, sector=last.actor.sector)
        return Figure(words=last.title, actor=actor, office=last.office, title=last.title)

    def apposed(self, phrase: Phrase, owner: Actor | None) -> Figure | None:
        """The person named after a title and a comma: 'Hungary's prime minister, Viktor Orbán,'."""
        if self.strip.gap(phrase.last - 1) != ", ":
            return None
        beside = self.parser.phrase(phrase.last)
        name = beside.name if beside and beside.owner is None else None
        name = name or self.parser.names.at(phrase.last)
        if (
            name is None
            or name[1] - name[0] < 2
            or not self.strip.gap(name[1] - 1).startswith(AFTER_NAME)
        ):
            return None
        return self.resolve(*name, phrase, owner)

    def person(self, at: int) -> Found | None:
        """A capitalised name without a title before it."""
        strip, start = self.strip, at
        gender = _honorific(strip.folded[at])
        if gender is not None and strip.gap(at) in {" ", ". "} and strip.is_capital(at + 1):
            start = at + 1
        name = self.parser.names.at(start)
        if name is None:
            return None
        first, last = name
        listed = self._goes_on(at)
        if listed or strip.folded[at] in name_words()["honorific_list"]:
            self.listed = last
        if listed and gender is None:
            gender = ""
        words = tuple(strip.folded[first:last])
        figure = self.people.known(words) or self.people.holder(
            words, None, titled=gender is not None
        )
        told = self._told(last)
        if told is not None and (
            figure is None or figure.actor is None or figure.actor.sector == "ELI"
        ):
            figure = self.resolve(first, last, told, self.owner(told))
        if figure is None and (owner := self._of_state(last)) is not None:
            sector = "GOV" if strip.gap(last - 1) == " (" else ""
            actor = Actor(name=strip.said(first, last), country=owner.country, sector=sector)
            figure = Figure(words=words, actor=actor, gender=gender or gender_of(words))
        if figure is None:
            return self._stranger(at, first, last, gender)
        self.people.add(figure)
        if told is not None:
            self.beside[told.first] = figure
            figure.title = figure.title or (told.title.words if told.title else ())
        figure.gender = figure.gender or gender or ""
        return self.tell(at, last, figure, "a name told of before or in the table of offices")

    def _goes_on(self, at: int) -> bool:
        """Say whether a name goes on with a list: 'Messrs Bildt, Owen and Steinberg'."""
        if self.strip.word(at - 1) == "and":
            return self.listed == at - 1
        return self.listed == at and self.strip.gap(at - 1) == ", "

    def _told(self, last: int) -> Phrase | None:
        """What is told of a person right after the name: ', the prime minister of Serbia,'."""
        strip = self.strip
        if strip.gap(last - 1) not in {", ", " (", " – ", " — "}:
            return None
        start = last + (strip.word(last) in {"the", "a", "an", "then"})
        phrase = self.parser.phrase(start)
        if (
            phrase is None
            or phrase.title is None
            or phrase.title.sort not in PERSONAL
            or phrase.name
        ):
            return None
        return phrase

    def _stranger(self, at: int, first: int, last: int, gender: str | None) -> Found | None:
        """A name that nobody knows: kept with no actor, so that nothing else is taken for it."""
        strip = self.strip
        words = tuple(strip.folded[first:last])
        human = gender is not None or words[0] in given_names()
        if last - first == 1 and strip.opens[first] and gender is None and not human:
            return None
        if human:
            figure = Figure(words=words, actor=None, gender=gender or gender_of(words))
            self.people.add(figure)
            return self.tell(at, last, figure, "a person in no table")
        return Found(at, last, MentionKind.UNKNOWN, (), "a name in no table")


def _fits(title: Title, held: Holding) -> bool:
    """Say whether an office is what a title calls it: a president is no prime minister."""
    if title.noun in {"leader", "ruler", "strongman", "government", "state"}:
        return True
    president = "president" in fold(held.title)
    return president is ("president" in title.words) or held.office not in TOP


def _honorific(word: str) -> str | None:
    known = name_words()
    if word in known["honorific_m"]:
        return "m"
    if word in known["honorific_f"]:
        return "f"
    return "" if word in known["honorific"] | known["honorific_list"] else None


def _gender(title: Title) -> str:
    if title.noun in name_words()["female_noun"]:
        return "f"
    return "m" if title.noun in name_words()["male_noun"] else ""
