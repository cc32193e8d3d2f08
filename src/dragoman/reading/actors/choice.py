"""Which of its meanings a found name has, by the day and by the words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from dragoman.codebook.gazetteer import Gazetteer, Group, Hit, Name, Organisation, Person, State
from dragoman.codebook.roles import deciders, given_names, name_words, short_forms
from dragoman.reading.actors.strip import HYPHENS, Strip

PROPER = frozenset({"name", "official", "variant", "capital", "seat", "demonym", "adjective"})
"""Kinds of a state's names; the others name a body of it."""

SINGLE = frozenset({"name", "variant", "capital"})
"""Kinds of a state's names that can be a person's given name or surname."""

LOOK_BACK = 4
"""Words before a capital in which a word of motion makes it a place."""

WORLDWIDE = frozenset({"ngo"})
"""Kinds of organisation that act outside the state of their seat: the Red Cross."""


class Choice:
    """Chooses among the meanings of names in one document."""

    def __init__(
        self, book: Gazetteer, strip: Strip, on: date | None, hits: Mapping[int, Hit]
    ) -> None:
        self._book = book
        self._strip = strip
        self._on = on
        self._hits = hits
        self._seen = frozenset(strip.folded)
        self._chosen: dict[int, Name | None] = {}
        self.weights = self._weigh()

    def ruling(self) -> str | None:
        """The state that the document names most."""
        found = Counter(self.weights)
        if not found:
            chosen = [self.name(hit) for hit in self._hits.values()]
            found.update(
                name.target.id for name in chosen if name and isinstance(name.target, State)
            )
        return max(sorted(found), key=lambda code: found[code]) if found else None

    def _weigh(self) -> Counter[str]:
        """How often each state is named by a form that can mean nothing else."""
        found: Counter[str] = Counter()
        for hit in self._hits.values():
            states = {name.target.id for name in hit.names if isinstance(name.target, State)}
            key = tuple(self._strip.folded[hit.first : hit.last])
            if key not in self._book.ambiguous and (
                len(states) == 1 == len({id(name.target) for name in hit.names})
            ):
                found.update(states)
        return found

    def name(self, hit: Hit) -> Name | None:
        """The name meant by a hit, or none where nothing decides."""
        if hit.first not in self._chosen:
            self._chosen[hit.first] = self._choose(hit)
        return self._chosen[hit.first]

    def party(self, at: int) -> tuple[Hit, Name] | None:
        """The state, organisation or group that is named from a place on."""
        hit = self._hits.get(at)
        if hit is None:
            return None
        name = self.name(hit)
        if name is None or isinstance(name.target, Person):
            return None
        return hit, name

    def short(self, word: str) -> str | None:
        """What a word with a capital after 'the' is short for in this document."""
        for code, near in short_forms().get((word,), ()):
            if near & self._seen:
                return code
        return None

    def _choose(self, hit: Hit) -> Name | None:
        live = [name for name in hit.names if name.term.holds(self._on)] or list(hit.names)
        live = [name for name in live if not isinstance(name.target, Person)]
        if not live:
            return None
        key = tuple(self._strip.folded[hit.first : hit.last])
        live = self._decided(key, live, hit)
        live.sort(key=self._rank)
        return live[0] if live and not self._is_other(hit, live[0]) else None

    def _decided(self, key: tuple[str, ...], live: list[Name], hit: Hit) -> list[Name]:
        """The readings left by the words of the document."""
        ambiguous = self._book.ambiguous.get(key)
        default = ambiguous.default if ambiguous else ""
        if not self.weights[default]:
            for reading, near in deciders().get(key, ()):
                if near & self._seen:
                    return [name for name in live if _id(name) == reading]
        if ambiguous is None:
            return live
        known = [name for name in live if self.weights[_id(name)]]
        if self._is_foreign(default):
            return known
        if default and (self.weights[default] or not known or key in deciders()):
            return [name for name in live if _id(name) == default] or self._organ(
                default, live, hit
            )
        if known:
            best = max(self.weights[_id(name)] for name in known)
            return [name for name in known if self.weights[_id(name)] == best]
        return live if self._strip.word(hit.last) in name_words()["saying"] else []

    def _is_foreign(self, code: str) -> bool:
        """Say whether an organisation is of a state that the document, telling of others, never names."""
        organisation = self._book.organisations.get(code)
        if organisation is None or organisation.kind in WORLDWIDE:
            return False
        home = organisation.country
        return home in self._book.states and bool(self.weights) and home not in self._states

    @cached_property
    def _states(self) -> frozenset[str]:
        """All states that some name of the document can mean."""
        names = [name for hit in self._hits.values() for name in hit.names]
        return frozenset(name.target.id for name in names if isinstance(name.target, State))

    def _organ(self, code: str, live: list[Name], hit: Hit) -> list[Name]:
        """A seat that stands for an organisation: Brussels, where it is no place."""
        organisation = self._book.organisations.get(code)
        if organisation is None or self._is_other(hit, live[0]):
            return live
        if self.is_place(hit) and (self._strip.word(hit.first - 1) != "from" or self._moves(hit)):
            return live
        return [replace(name, kind="seat", target=organisation) for name in live[:1]]

    def _rank(self, name: Name) -> tuple[int, int, int]:
        target = name.target
        order = {"name": 0, "official": 0, "variant": 1, "adjective": 1, "demonym": 2}
        weight = self.weights[getattr(target, "country", "") or _id(name)]
        sort = 0 if isinstance(target, State) else 1 if isinstance(target, Organisation) else 2
        if isinstance(target, Organisation) and name.cased:
            sort = 0
        return (sort, -weight, order.get(name.kind, 3))

    def _is_other(self, hit: Hit, name: Name) -> bool:
        """Say whether the words around make it a sea, a language, a person or nothing."""
        strip, known = self._strip, name_words()
        before, after = strip.word(hit.first - 1), strip.word(hit.last)
        follows = strip.joined(hit.last)
        if not isinstance(name.target, State):
            return False
        if (
            follows
            and after in known["place_after"]
            and (strip.capital[hit.last] or after == "sprouts")
        ):
            return True
        back = hit.first - 1 - (before == "the")
        if strip.word(back) == "of" and strip.word(back - 1) in known["place_before"]:
            return strip.is_capital(back - 1)
        if name.kind == "adjective" and before in known["language_cue"] and not follows:
            return True
        if (
            name.kind == "adjective"
            and before in known["language_cue"]
            and after in {"and", "or", "on", "at", "to"}
        ):
            return before != "in" or not strip.is_capital(hit.last + 1)
        if strip.joined(hit.first) and strip.capital[hit.first - 1]:
            form = strip.word(hit.first)
            if before == "new" or (form == "america" and before in known["continent"]):
                return True
        if self._is_american_place(hit):
            return True
        return hit.last - hit.first == 1 and name.kind in SINGLE and self._is_person(hit)

    def _is_american_place(self, hit: Hit) -> bool:
        """'Atlanta, Georgia', 'the state of Georgia': a state of the Union."""
        strip = self._strip
        if strip.word(hit.first) not in {"georgia", "washington"}:
            return False
        state_of = strip.word(hit.first - 1) == "of" and strip.word(hit.first - 2) == "state"
        return state_of or (strip.word(hit.last) == "state" and strip.joined(hit.last))

    def _is_person(self, hit: Hit) -> bool:
        """'Jordan Peterson', 'Michael Jordan', 'Israel Vázquez'."""
        strip, given, known = self._strip, given_names(), name_words()
        before, after = strip.word(hit.first - 1), strip.word(hit.last)
        if strip.joined(hit.first) and strip.capital[hit.first - 1] and before in given:
            return hit.first - 1 not in self._hits or not isinstance(
                self._hits[hit.first - 1].names[0].target, State
            )
        form = strip.word(hit.first)
        if (
            form not in known["given_state"]
            or not strip.joined(hit.last)
            or not strip.capital[hit.last]
        ):
            return False
        return not self._names_party(hit.last) and after not in known["opener"]

    def _names_party(self, at: int) -> bool:
        """Say whether a name from a place on can be one of a state or an organisation."""
        hit = self._hits.get(at)
        return hit is not None and any(not isinstance(name.target, Person) for name in hit.names)

    def is_place(self, hit: Hit) -> bool:
        """Say whether a capital is meant as a place and not as its government."""
        strip, known = self._strip, name_words()
        before = strip.word(hit.first - 1)
        if strip.gap(hit.last - 1) in HYPHENS and strip.word(hit.last) == "based":
            return True
        if before in known["inside"]:
            return True
        if before in {"to", "for", "towards", "toward", "of"}:
            return self._moves(hit)
        if before == "from":
            back = self._back(hit)
            return not any(word in known["given"] for word in back) or strip.word(hit.last) == "to"
        if before in known["moving"] and before not in {"ambassador", "envoy", "embassy"}:
            return True
        return strip.gap(hit.last - 1).startswith(", ") and self._is_dateline(hit)

    def _back(self, hit: Hit) -> list[str]:
        """The words before the preposition before a name."""
        return [self._strip.word(at) for at in range(hit.first - 1 - LOOK_BACK, hit.first - 1)]

    def _moves(self, hit: Hit) -> bool:
        """Say whether a word of motion stands before a name."""
        moving = name_words()["moving"]
        return self._strip.word(hit.last) == "to" or any(word in moving for word in self._back(hit))

    def _is_dateline(self, hit: Hit) -> bool:
        """'TEHRAN, 12 May', 'Paris, France': a place that something stands at."""
        after = self._hits.get(hit.last)
        if self._strip.opens[hit.first] and self._strip.word(hit.last)[:1].isdigit():
            return True
        names = after.names if after is not None else self._hits[hit.first].names[:0]
        return any(isinstance(name.target, State) and name.kind == "name" for name in names)


def _id(name: Name) -> str:
    target = name.target
    if isinstance(target, State | Organisation | Group):
        return target.id
    return ""
