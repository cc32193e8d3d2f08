"""Names to actors: what the gazetteer finds, composed with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.gazetteer import (
    Gazetteer,
    Group,
    Hit,
    Name,
    Organisation,
    Person,
    State,
    gazetteer,
)
from dragoman.codebook.lexicon import role_nouns
from dragoman.codebook.names import Word, words
from dragoman.model.actors import Actor
from dragoman.model.text import Document, Span
from dragoman.reading.annotations import ActorMention, MentionKind

PLACE_WORDS = frozenset(
    {"in", "at", "near", "outside", "around", "from", "to", "via", "through", "for"}
)
"""Prepositions after which a capital is a place."""

SEATS = {
    "seat": "GOV",
    "seat_leg": "LEG",
    "seat_mil": "MIL",
    "seat_jud": "JUD",
    "body_mil": "MIL",
    "body_gov": "GOV",
}
QUALIFIERS = frozenset(
    [
        "foreign",
        "defence",
        "defense",
        "interior",
        "prime",
        "deputy",
        "vice",
        "first",
        "new",
        "former",
        "then",
        "acting",
        "finance",
        "economy",
        "trade",
        "energy",
        "justice",
        "central",
        "national",
        "state",
        "top",
        "senior",
        "ruling",
        "supreme",
        "constitutional",
        "security",
        "air",
        "armed",
        "border",
        "customs",
        "interim",
        "re-elected",
        "elected",
        "outgoing",
        "newly",
        "long-serving",
        "veteran",
        "presidential",
        "parliamentary",
        "opposition",
        "business",
        "special",
    ]
)
FORMER = frozenset({"former", "ex", "late", "ousted", "deposed"})
MALE, FEMALE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
HEADS = {
    "president": "head_of_state",
    "leader": "head_of_state",
    "king": "head_of_state",
    "premier": "head_of_government",
    "chancellor": "head_of_government",
    "prime minister": "head_of_government",
    "foreign minister": "foreign_minister",
    "foreign secretary": "foreign_minister",
    "defence minister": "defence_minister",
    "defense minister": "defence_minister",
}


@dataclass(slots=True)
class _Scene:
    """What has been named so far, for pronouns and bare titles."""

    persons: list[tuple[Person, Actor]]
    states: list[Actor]


def _person_actor(book: Gazetteer, person: Person, on: date | None, *, former: bool) -> Actor:
    held = book.offices(person, on=on)
    if held and not former:
        return Actor(name=person.name, country=held[0].country, sector=held[0].sector)
    sector = "ELI" if former or on is not None else "GOV"
    return Actor(name=person.name, country=person.country, sector=sector)


def _kind(name: Name) -> MentionKind:
    target = name.target
    if isinstance(target, State):
        if name.kind in {"adjective", "demonym", "capital"}:
            return MentionKind(name.kind)
        return MentionKind.SEAT if name.kind in SEATS else MentionKind.STATE
    if isinstance(target, Person):
        return MentionKind.PERSON
    if isinstance(target, Organisation):
        return MentionKind.MOVEMENT if target.kind == "movement" else MentionKind.ORGANISATION
    return MentionKind.GROUP


def _actor(book: Gazetteer, name: Name, on: date | None, *, former: bool) -> Actor:
    target = name.target
    if isinstance(target, State):
        sector = SEATS.get(name.kind, "GOV")
        label = name.form if name.kind in SEATS and name.kind != "seat" else target.name
        return Actor(name=label, country=target.id, sector=sector)
    if isinstance(target, Person):
        return _person_actor(book, target, on, former=former)
    if isinstance(target, Organisation):
        return Actor(name=target.name, country=target.country or None, sector=target.sector)
    country = target.members[0] if isinstance(target, Group) and len(target.members) == 1 else None
    return Actor(name=target.name, country=country, sector="GOV")


def _choose(book: Gazetteer, hit: Hit, text: Sequence[Word], on: date | None) -> Name | None:
    """One name of those that a form can be: valid on the day, in office before out of it."""
    live = [name for name in hit.names if name.term.holds(on)] or list(hit.names)
    key = tuple(word.folded for word in text[hit.first : hit.last])
    ambiguous = book.ambiguous.get(key)
    if ambiguous is not None:
        by_id = {getattr(name.target, "id", ""): name for name in live}
        if ambiguous.default in by_id:
            return by_id[ambiguous.default]
        if not ambiguous.default and len(by_id) != 1:
            return None

    def rank(name: Name) -> tuple[int, int]:
        target = name.target
        if isinstance(target, Person):
            serving = bool(book.offices(target, on=on))
            return (0 if serving else 2 if name.kind == "surname" else 1, 0)
        return (0, 0 if name.kind != "capital" else 1)

    live.sort(key=rank)
    best = live[0]
    if isinstance(best.target, Person) and best.kind == "surname":
        rivals = {n.target for n in live if rank(n) == rank(best)}
        if len(rivals) > 1 or rank(best)[0] == 2:
            return None
    return best


class Namer:
    """Finds and resolves the actors of one document, from its start to its end."""

    def __init__(self, document: Document, book: Gazetteer | None = None) -> None:
        self._book = gazetteer() if book is None else book
        self._text = document.text
        self._on = document.published.latest if document.published else None
        self._words = list(words(document.text))
        self._known: dict[str, Person] = {}
        self._scene = _Scene([], [])

    def find(self) -> Iterator[ActorMention]:
        """Give the mentions in the order of the text."""
        hits = {hit.first: hit for hit in self._book.find(self._words)}
        at = 0
        while at < len(self._words):
            hit = hits.get(at)
            if hit is not None:
                mention = self._named(hit, hits)
                if mention is not None:
                    yield mention
                    at = max(hit.last, self._word_after(mention.span.end, hit.last))
                    continue
                at = hit.last
                continue
            mention = self._anaphor(at)
            if mention is not None:
                yield mention
                at = self._word_after(mention.span.end, at + 1)
                continue
            at += 1

    def _word_after(self, end: int, start: int) -> int:
        while start < len(self._words) and self._words[start].start < end:
            start += 1
        return start

    def _span(self, first: int, last: int) -> Span:
        return Span(start=self._words[first].start, end=self._words[last - 1].end)

    def _folded(self, at: int) -> str:
        return self._words[at].folded if 0 <= at < len(self._words) else ""

    def _gap(self, at: int) -> str:
        """What stands between a word and the next."""
        if at + 1 >= len(self._words):
            return "."
        return self._text[self._words[at].end : self._words[at + 1].start]

    def _named(self, hit: Hit, hits: dict[int, Hit]) -> ActorMention | None:
        name = self._resolve(hit)
        if name is None:
            return None
        former = self._folded(hit.first - 1) in FORMER
        actor = _actor(self._book, name, self._on, former=former)
        kind = _kind(name)
        if isinstance(name.target, Person):
            self._known[self._folded(hit.last - 1)] = name.target
            self._scene.persons.append((name.target, actor))
            return self._mention(hit.first, hit.last, kind, (actor,), "a holder of office")
        if kind is MentionKind.CAPITAL and self._is_place(hit):
            kind = MentionKind.PLACE
        if isinstance(name.target, State):
            self._scene.states.append(actor)
            composed = self._compose(hit, actor, kind, hits)
            if composed is not None:
                return composed
        return self._mention(hit.first, hit.last, kind, (actor,), name.kind)

    def _resolve(self, hit: Hit) -> Name | None:
        surnames = [n for n in hit.names if n.kind == "surname" and isinstance(n.target, Person)]
        known = self._known.get(self._folded(hit.last - 1))
        for name in surnames:
            if name.target == known:
                return name
        return _choose(self._book, hit, self._words, self._on)

    def _is_place(self, hit: Hit) -> bool:
        return self._folded(hit.first - 1) in PLACE_WORDS

    def _compose(
        self, hit: Hit, actor: Actor, kind: MentionKind, hits: dict[int, Hit]
    ) -> ActorMention | None:
        """'Belarusian foreign ministry', 'Serbia's president', 'Kenyan troops'."""
        at = hit.last
        if self._folded(at) == "s" and self._gap(at - 1) in {"'", "’"}:
            at += 1
        elif kind in {MentionKind.STATE, MentionKind.PLACE, MentionKind.SEAT}:
            if self._gap(hit.last - 1) != "'" and self._gap(hit.last - 1) != " ":
                return None
        former = self._folded(hit.first - 1) in FORMER
        start = at
        parts: list[str] = []
        nouns = role_nouns()
        while (
            at < len(self._words)
            and self._gap(at - 1) in {" ", "-", "' ", "’ ", "\n"}
            and at - start < 5
        ):
            word = self._folded(at)
            if at in hits and at > start and not parts:
                break
            if word in nouns:
                parts.append(word)
                at += 1
                if self._folded(at) in nouns and self._gap(at - 1) == " ":
                    continue
                return self._body(
                    hit, at, actor, " ".join(self._folded(i) for i in range(start, at)), former
                )
            if word not in QUALIFIERS:
                return None
            former = former or word in FORMER
            at += 1
        return None

    def _body(self, hit: Hit, last: int, actor: Actor, title: str, former: bool) -> ActorMention:
        noun = title.split()[-1]
        sector = role_nouns()[noun]
        office = HEADS.get(title) or HEADS.get(noun)
        if former:
            who = Actor(name=f"Former {title} of {actor.name}", country=actor.country, sector="ELI")
            return self._mention(hit.first, last, MentionKind.BODY, (who,), "a former holder")
        if office and actor.country and "deputy" not in title and "vice" not in title:
            holders = self._book.holders(actor.country, office, on=self._on) if self._on else ()
            if len(holders) == 1:
                holder = holders[0]
                who = Actor(name=holder.person.name, country=holder.country, sector=holder.sector)
                self._scene.persons.append((holder.person, who))
                self._known[self._folded_last(holder.person.name)] = holder.person
                return self._mention(
                    hit.first, last, MentionKind.DESCRIPTION, (who,), "the holder on the day"
                )
        label = self._text[self._words[hit.first].start : self._words[last - 1].end]
        return self._mention(
            hit.first,
            last,
            MentionKind.BODY,
            (Actor(name=label, country=actor.country, sector=sector),),
            "a body of the state",
        )

    @staticmethod
    def _folded_last(name: str) -> str:
        return [word.folded for word in words(name)][-1]

    def _anaphor(self, at: int) -> ActorMention | None:
        word = self._folded(at)
        if word in MALE or word in FEMALE:
            gender = "m" if word in MALE else "f"
            for person, actor in reversed(self._scene.persons[-6:]):
                if person.gender == gender:
                    return self._mention(
                        at, at + 1, MentionKind.PRONOUN, (actor,), "the last person of this gender"
                    )
            return None
        pair = f"{word} {self._folded(at + 1)}"
        if pair in {
            "both countries",
            "both sides",
            "both states",
            "both presidents",
            "both leaders",
        } or (
            pair
            in {
                "two countries",
                "two sides",
                "two states",
                "two presidents",
                "two leaders",
                "two nations",
            }
        ):
            recent = list(dict.fromkeys(reversed([s for s in self._scene.states[-8:]])))[:2]
            if len(recent) == 2:
                return self._mention(
                    at,
                    at + 2,
                    MentionKind.DESCRIPTION,
                    tuple(sorted(recent)),
                    "the last two states named",
                )
        if word == "the" and self._folded(at + 1) in {"president", "premier", "chancellor"}:
            if re.match(r"\s+of\b", self._text[self._words[at + 1].end :][:5]):
                return None
            for person, actor in reversed(self._scene.persons[-6:]):
                held = self._book.offices(person, on=self._on)
                if any(HEADS[self._folded(at + 1)] == h.office for h in held):
                    return self._mention(
                        at, at + 2, MentionKind.DESCRIPTION, (actor,), "the last holder named"
                    )
        return None

    def _mention(
        self, first: int, last: int, kind: MentionKind, actors: tuple[Actor, ...], reason: str
    ) -> ActorMention:
        span = self._span(first, last)
        return ActorMention(
            span=span,
            text=self._text[span.start : span.end],
            kind=kind,
            actors=actors,
            reason=reason,
        )


def find_actors(document: Document, *, book: Gazetteer | None = None) -> tuple[ActorMention, ...]:
    """Find who is named in a document, and who that is on its date.

    Args:
        book: the actors that are known; the shipped ones where None.
    """
    return tuple(Namer(document, book).find())
