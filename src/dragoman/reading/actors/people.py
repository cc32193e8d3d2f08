"""Who a person's name means: somebody told of before, a holder of office, or somebody new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codebook.gazetteer import Gazetteer, Holding, Person
from dragoman.codebook.names import fold
from dragoman.codebook.roles import given_names
from dragoman.model.actors import Actor
from dragoman.reading.actors.sound import SHORTEST, ends_of, heard, sound

FORMER = "ELI"


@dataclass(slots=True, eq=False)
class Figure:
    """A person of the document.

    Args:
        words: the folded words of the fullest name so far.
        actor: who it is; None where the text says no more than the name.
        office: the office's code, for 'his counterpart'.
        title: the words of the title last given.
        supposed: that it is of its state is only supposed: no words say whose its office is.
    """

    words: tuple[str, ...]
    actor: Actor | None
    gender: str = ""
    office: str = ""
    title: tuple[str, ...] = ()
    supposed: bool = False


def gender_of(words: Sequence[str]) -> str:
    """``f`` or ``m`` by the given name, or nothing."""
    gender = given_names().get(words[0], "") if words else ""
    return gender if gender in {"f", "m"} else ""


class People:
    """The persons of one document, in the order in which they appear.

    Args:
        named: how often the document names each state.
    """

    def __init__(self, book: Gazetteer, on: date | None, named: Mapping[str, int]) -> None:
        self._book = book
        self._on = on
        self._named = named
        self._by_surname: dict[str, list[Figure]] = {}

    def known(self, words: tuple[str, ...]) -> Figure | None:
        """Somebody told of before under this name or a part of it."""
        candidates = self._by_surname.get(words[-1]) or (
            self._by_surname.get("~" + sound(words[-1])) if len(words[-1]) >= SHORTEST else None
        )
        for figure in reversed(candidates or ()):
            if _compatible(words, figure.words):
                return figure
        return None

    def add(self, figure: Figure) -> Figure:
        """Remember somebody."""
        surname = figure.words[-1]
        self._by_surname.setdefault(surname, []).append(figure)
        if len(surname) >= SHORTEST:
            self._by_surname.setdefault("~" + sound(surname), []).append(figure)
        return figure

    def holder(self, words: tuple[str, ...], country: str | None, *, titled: bool) -> Figure | None:
        """Somebody of the gazetteer under this name.

        Args:
            country: whose office a title gives; None where no title does.
            titled: a title stands before the name, so that a surname is enough.
        """
        names = self._book.named(" ".join(words))
        persons = {name.target: name.kind for name in names if isinstance(name.target, Person)}
        if not persons and len(words) > 1:
            persons = self._by_sound(words)
        if country:
            persons = {p: kind for p, kind in persons.items() if self._served(p, country)} or (
                {} if len(words) == 1 else persons
            )
        best = self._best(persons, alone=len(words) == 1, titled=titled)
        return self.figure(best) if best else None

    def _by_sound(self, words: tuple[str, ...]) -> dict[Person, str]:
        key = ends_of(words)
        found = heard().get(key) if key else None
        if found is None:
            return {}
        country, name = found
        return {
            each.target: "sound"
            for each in self._book.named(name)
            if isinstance(each.target, Person) and each.target.country == country
        }

    def _served(self, person: Person, country: str) -> bool:
        return person.country == country or any(
            held.country == country for held in self._book.offices(person, on=None)
        )

    def _best(self, persons: dict[Person, str], *, alone: bool, titled: bool) -> Person | None:
        serving = [person for person in persons if self._serves(person)]
        if alone:
            persons = {who: kind for who, kind in persons.items() if not self._is_early(who)}
        if len(serving) == 1 or (serving and self._on is None and not alone):
            return serving[0]
        if serving:
            return self._highest(serving)
        if alone and not titled:
            near = [person for person in persons if self._named.get(person.country)]
            return near[0] if len(near) == 1 else None
        return next(iter(persons)) if len(persons) == 1 else self._latest(persons)

    def _is_early(self, person: Person) -> bool:
        """Say whether somebody's first office began only after the day."""
        held = self._book.offices(person, on=None)
        starts = [each.term.start.earliest for each in held if each.term.start]
        return self._on is not None and bool(starts) and min(starts) > self._on

    def _serves(self, person: Person) -> bool:
        return bool(self._book.offices(person, on=self._on) or self._soon(person))

    def _highest(self, persons: list[Person]) -> Person | None:
        """The one of several in office who leads a state; of one name, the one with more offices."""
        tops = [
            person
            for person in persons
            if any(
                held.office in TOP and not held.title.startswith(SHARED)
                for held in self._book.offices(person, on=self._on) or self._soon(person)
            )
        ]
        if len({person.name for person in tops}) != 1:
            return None
        return max(tops, key=lambda person: len(self._book.offices(person, on=None)))

    def _latest(self, persons: dict[Person, str]) -> Person | None:
        """Of several who all left office, the last one to have held one by the day, not beside a greater one."""
        latest: Person | None = None
        begun: date | None = None
        for person in persons:
            for held in self._book.offices(person, on=None):
                if held.title.startswith(SHARED):
                    continue
                start = held.term.start.earliest if held.term.start else None
                if start and (not self._on or start <= self._on) and (not begun or start > begun):
                    latest, begun = person, start
        return latest

    def figure(self, person: Person) -> Figure:
        """A holder of office as an actor on the day: out of office, of the informal elite."""
        held = self._book.offices(person, on=self._on) or self._soon(person)
        if held:
            country = held[0].country or None
            actor = Actor(name=person.name, country=country, sector=held[0].sector)
        else:
            actor = Actor(name=person.name, country=person.country or None, sector=FORMER)
        return Figure(
            words=fold(person.name),
            actor=actor,
            gender=person.gender,
            office=held[0].office if held else "",
        )

    def _soon(self, person: Person) -> tuple[Holding, ...]:
        """The office that somebody takes within months of the day: elected, and not yet sworn in."""
        if self._on is None:
            return ()
        until = self._on + ELECTED
        return tuple(
            held
            for held in self._book.offices(person, on=None)
            if held.term.start and self._on < held.term.start.earliest <= until
        )


ELECTED = timedelta(days=120)
"""From an election to the oath at most; the longest, in the Americas, take about this long."""

SHARED = "Co-"
"""How titles begin that somebody bears beside a greater one: the French president in Andorra."""

TOP = frozenset({"head_of_state", "head_of_government", "prime_minister"})
"""Offices whose holder is meant where a surname fits several who serve."""


def _compatible(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Say whether a name can be a person whose fuller name is known: no given names at odds."""
    if len(words) == 1 or len(known) == 1:
        return True
    first, other = words[0], known[0]
    if first == other or (len(first) == 1 and other.startswith(first)):
        return True
    if len(other) == 1 and first.startswith(other):
        return True
    if len(first) >= SHORTEST and len(other) >= SHORTEST and sound(first) == sound(other):
        return True
    return words[0] in known[:-1] or known[0] in words[:-1]
