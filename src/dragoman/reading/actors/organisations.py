"""Organisations in no table, by the nouns of their names: 'University of Zagreb', 'Tarvek Corp.'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.codebook.gazetteer import Hit, State
from dragoman.codebook.roles import OrganisationNoun, given_names, name_words, organisation_nouns
from dragoman.reading.actors.choice import Choice
from dragoman.reading.actors.strip import APOSTROPHES, HYPHENS, Strip

LONGEST = 9
"""Words of an organisation's name at most."""

LINKS = frozenset({"of", "for", "on", "the", "and", "de", "in", "against"})
OPENERS = frozenset({"of", "for", "on", "against"})
WITHIN = frozenset({" ", " & "}) | HYPHENS
STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "POL"})
"""Sectors of bodies that a state has one of: without a country, the one in question is meant."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation by its name alone.

    Args:
        state: the state in its name, if there is one.
    """

    first: int
    last: int
    sector: str
    state: State | None

    @property
    def is_of_state(self) -> bool:
        """Say whether it is a body of some state."""
        return self.sector in STATE_SECTORS


class Organisations:
    """Finds organisations by their nouns in one strip."""

    def __init__(self, strip: Strip, hits: Mapping[int, Hit], choice: Choice) -> None:
        self._strip = strip
        self._hits = hits
        self._choice = choice

    def at(self, first: int) -> Body | None:
        """The organisation whose name starts at a place."""
        strip = self._strip
        known, text = name_words(), strip.words[first].text
        if strip.word(first) in known["opener"] - known["organisation_opener"] and (
            len(text) < 2 or not text.isupper()
        ):
            return None
        last, sector = self._extent(first)
        if last - first < 2 or self._is_person(first, last):
            return None
        state = self._state(first, last)
        return Body(first, last, sector, state)

    def _extent(self, first: int) -> tuple[int, str]:
        """Where the name ends and its sector; the first place where it is none."""
        strip, step, best, sector = self._strip, first, first, ""
        while step < strip.count and step - first < LONGEST and self._goes_on(first, step):
            if not strip.capital[step]:
                step += 1
                continue
            found = organisation_nouns().at(strip.folded, step)
            if found and all(
                strip.capital[step + n] or strip.word(step + n) in LINKS for n in range(found[0])
            ):
                size, nouns = found
                noun = self._fitting(nouns, step, first, step + size)
                if noun is not None:
                    best, sector = step + size, sector if self._keeps(sector, noun) else noun.sector
                    step += size
                    if noun.opens and (end := self._complement(step)) > step:
                        best = step = end
                    continue
            step += 1
        return best, sector

    @staticmethod
    def _keeps(sector: str, noun: OrganisationNoun) -> bool:
        return bool(sector) and (noun.sector == "GOV" or sector == "REB")

    def _fitting(
        self, nouns: tuple[OrganisationNoun, ...], step: int, first: int, after: int
    ) -> OrganisationNoun | None:
        opens = self._strip.word(after) in OPENERS and self._complement(after) > after
        for noun in nouns:
            if noun.opens and opens and not (noun.closes and step > first and len(nouns) > 1):
                return noun
        return next((noun for noun in nouns if noun.closes and step > first), None)

    def _goes_on(self, first: int, step: int) -> bool:
        strip = self._strip
        if step == first:
            return strip.capital[step]
        gap = strip.gap(step - 1)
        if gap in APOSTROPHES:
            return strip.word(step) == "s" and strip.is_capital(step + 1)
        if gap == "’ " or gap == "' ":
            return strip.capital[step]
        if gap not in WITHIN:
            return False
        if strip.capital[step]:
            return True
        return (
            strip.word(step) in {"and", "for", "of"}
            and strip.is_capital(step + 1)
            and step > first + 1
            and (strip.word(step) != "and" or self._noun_follows(step))
        )

    def _noun_follows(self, step: int) -> bool:
        """Say whether 'and' stands inside a name: a noun closes the name right after it."""
        return organisation_nouns().at(
            self._strip.folded, step + 2
        ) is not None and self._strip.is_capital(step + 2)

    def _complement(self, step: int) -> int:
        """The end of 'of the Liberation of Cabinda'."""
        strip, end = self._strip, step
        if strip.word(step) not in OPENERS or not strip.joined(step):
            return step
        while step < strip.count and strip.gap(step - 1) in WITHIN:
            if strip.capital[step]:
                hit = self._hits.get(step)
                step = hit.last if hit else step + 1
                end = step
                if strip.gap(end - 1) not in WITHIN:
                    break
            elif strip.word(step) in LINKS and (
                strip.word(step) != "and"
                or (strip.is_capital(step + 1) and step + 1 not in self._hits)
            ):
                step += 1
            else:
                break
        return end

    def _state(self, first: int, last: int) -> State | None:
        for at in range(first, last):
            party = self._choice.party(at)
            if party is not None and isinstance(party[1].target, State) and party[0].last <= last:
                return party[1].target
        return None

    def _is_person(self, first: int, last: int) -> bool:
        """'Paul Church', 'John Post': a given name and one noun that is a surname, too."""
        strip = self._strip
        return last - first == 2 and strip.word(first) in given_names() and first not in self._hits
