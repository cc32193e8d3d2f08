"""Where the names of persons begin and end, by their capitals."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.codebook.gazetteer import Hit, Organisation, Person, State
from dragoman.codebook.roles import given_names, name_words, roles
from dragoman.reading.actors.choice import Choice
from dragoman.reading.actors.strip import APOSTROPHES, HYPHENS, Strip

LONGEST_NAME = 7
"""Words of a person's name at most."""


class PersonNames:
    """Finds the names of persons in one strip."""

    def __init__(self, strip: Strip, hits: Mapping[int, Hit], choice: Choice) -> None:
        self._strip = strip
        self._hits = hits
        self._choice = choice

    def at(self, at: int) -> tuple[int, int] | None:
        """The person's name that starts at a place, by its capitals."""
        strip = self._strip
        if not strip.is_capital(at) or self._not_a_name(at):
            return None
        step = at
        while step < strip.count and step - at < LONGEST_NAME:
            if not self._in_name(at, step):
                break
            step += 1
            gap = strip.gap(step - 1)
            initial = gap == ". " and len(strip.word(step - 1)) == 1
            if not (gap == " " or gap in HYPHENS or gap in APOSTROPHES or initial):
                break
        while (
            step > at
            and not strip.capital[step - 1]
            and strip.gap(step - 2) not in HYPHENS | APOSTROPHES
        ):
            step -= 1
        return (at, step) if step > at and self._is_long_enough(at, step) else None

    def _is_long_enough(self, first: int, last: int) -> bool:
        return last - first > 1 or len(self._strip.word(first)) > 1

    def _in_name(self, first: int, step: int) -> bool:
        """Say whether a word goes on with a name."""
        strip = self._strip
        word, gap = strip.word(step), strip.gap(step - 1)
        if not strip.capital[step]:
            if step == first:
                return False
            if gap in HYPHENS:
                return strip.gap(step - 2) != gap or True
            if gap in APOSTROPHES:
                return len(word) > 2 and word not in {"s", "re", "ll", "ve"}
            particles = name_words()["particle"]
            after = (
                step + 1 + (strip.word(step + 1) in particles and not strip.is_capital(step + 1))
            )
            return word in particles and strip.is_capital(after) and gap == " "
        if not word.isalpha():
            return False
        if step == first or gap in HYPHENS or gap in APOSTROPHES:
            return True
        return not self._ends_name(first, step)

    def _ends_name(self, first: int, step: int) -> bool:
        """Say whether a capitalised word belongs to something else: a state, a role, a month."""
        strip, word = self._strip, self._strip.word(step)
        hit = self._hits.get(step)
        if hit is not None and self._choice.party(step) is not None:
            surname = step - first <= 2 and strip.word(step - 1) in given_names()
            return not (surname and hit.last - hit.first == 1)
        if word in name_words()["calendar"]:
            return True
        role = roles().at(strip.folded, step)
        return role is not None and role[0] > 1

    def _not_a_name(self, at: int) -> bool:
        word = self._strip.word(at)
        if word in name_words()["calendar"] or (
            word in name_words()["opener"] and word not in given_names()
        ):
            return True
        hit = self._hits.get(at)
        if hit is None or any(isinstance(name.target, Person) for name in hit.names):
            return False
        party = self._choice.party(at)
        return party is not None and isinstance(party[1].target, State | Organisation)
