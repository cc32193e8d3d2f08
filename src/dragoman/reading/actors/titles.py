"""Roles as they stand in a text: modifiers, then nouns."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codebook.roles import Modifier, Role, name_words, role_modifiers, roles
from dragoman.reading.actors.strip import APOSTROPHES, Strip

MOST_MODIFIERS = 4
"""Words between an owner and its role noun at most: 'Kenya's newly appointed deputy chief justice'."""

LONGEST_FIELD = 3
"""Words of a portfolio at most: 'Water and Sanitation Minister'."""

MINISTERS = frozenset({"minister", "ministers", "ministry", "secretary"})
"""Nouns before which any words are a portfolio."""

HEADED = frozenset({"body", "people", "state"})
"""Sorts of role whose noun can stand before another: 'army spokesman', 'foreign ministry official'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A role as it stands in a text.

    Args:
        words: the title's own words, without loose modifiers.
        sector: of the noun, or of the noun before a noun that says little.
    """

    first: int
    last: int
    words: tuple[str, ...]
    sector: str
    sort: str
    former: bool
    noun: str


class Titles:
    """Finds roles in one strip."""

    def __init__(self, strip: Strip) -> None:
        self._strip = strip

    def at(self, at: int, *, owned: bool = False) -> Title | None:
        """The role that starts at a place: modifiers, then nouns.

        Args:
            owned: a state stands right before it, so that what follows is a noun phrase.
        """
        strip, first, step = self._strip, at, at
        words: list[str] = []
        sector, former = "", False
        for _ in range(MOST_MODIFIERS + 1):
            role = roles().at(strip.folded, step)
            found = role_modifiers().at(strip.folded, step)
            if role and self._whole(step, step + role[0]) and not self._qualifies(step, found):
                return self._nouns(first, step, words, sector, former=former)
            if words and strip.word(step) == "and" and self.runs(step):
                step += 1
                continue
            if found is None and (owned or strip.capital[step]) and (field := self._field(step)):
                words += strip.folded[step:field]
                step = field
                continue
            if found is None or not self.runs(step + found[0] - 1):
                return None
            size, modifier = found
            if modifier.sort in {"degree", "portfolio"}:
                words += strip.folded[step : step + size]
            elif first == step and modifier.sort == "loose" and not modifier.sector:
                first = step + size
            former = former or modifier.sort == "former"
            sector = modifier.sector or sector
            step += size
        return None

    def _field(self, at: int) -> int:
        """The end of a portfolio in no table, before a minister: 'Irrigation Minister'; 0 for none."""
        strip, known = self._strip, name_words()
        for step in range(at, min(at + LONGEST_FIELD, strip.count)):
            word = strip.word(step)
            verb = word in known["saying"] or word in known["subject_blocker"]
            if verb or word in known["opener"] or not word.isalpha():
                return 0
            if strip.capital[step] != strip.capital[at] or not strip.joined(step + 1):
                return 0
            if strip.word(step + 1) in MINISTERS and strip.capital[step + 1] == strip.capital[at]:
                return step + 1
        return 0

    def _qualifies(self, step: int, found: tuple[int, Modifier] | None) -> bool:
        """Say whether a word that is a role, too, qualifies the next: 'deputy foreign minister'."""
        if found is None or found[1].sort != "degree" or not self.runs(step + found[0] - 1):
            return False
        after = step + found[0]
        following = role_modifiers().at(self._strip.folded, after)
        if following and following[1].sort == "portfolio":
            after += following[0]
        role = roles().at(self._strip.folded, after)
        return role is not None and role[1].sort in {"office", "person", "head"}

    def runs(self, at: int) -> bool:
        """Say whether a word and the next are in one phrase."""
        strip = self._strip
        if strip.gap(at) == ". ":
            return strip.word(at) in name_words()["abbreviation"] and at + 1 < strip.count
        return strip.gap(at) in {" ", "-", "–"} and at + 1 < strip.count

    def _whole(self, first: int, last: int) -> bool:
        """Say whether words stand in one phrase, with nothing but blanks and hyphens between."""
        return all(
            self.runs(at) or self._strip.gap(at) in APOSTROPHES for at in range(first, last - 1)
        )

    def _nouns(
        self, first: int, step: int, words: list[str], sector: str, *, former: bool
    ) -> Title:
        """The role nouns from a place on: 'army chief of staff', 'foreign ministry spokeswoman'."""
        strip, noun, sort = self._strip, "", ""
        body_sector = sector
        while True:
            found = roles().at(strip.folded, step)
            if found is None or not self._whole(step, step + found[0]):
                break
            size, role = found
            words = [*words, *role.words]
            noun, sort = role.words[-1], role.sort
            sector = self._sector(role, body_sector)
            step += size
            if not self._goes_on(step, role):
                break
            body_sector = role.sector if role.sort in HEADED else body_sector
            step = self._skip_modifiers(step)
        return Title(
            first=first,
            last=step,
            words=tuple(words),
            sector=sector,
            sort=sort,
            former=former,
            noun=noun,
        )

    @staticmethod
    def _sector(role: Role, before: str) -> str:
        if role.sort == "head" and before:
            return before
        if role.sort in {"people", "person"} and before in {"OPP", "REB"} and role.sector != "MED":
            return before
        return role.sector

    def _goes_on(self, step: int, role: Role) -> bool:
        """Say whether another role noun belongs to the same phrase: 'police chief', 'Lt. Gen.'."""
        strip = self._strip
        if not self.runs(step - 1):
            return False
        following = roles().at(strip.folded, self._skip_modifiers(step))
        if following is None:
            return False
        if role.sort == "people":
            return False
        if role.sort in HEADED:
            return following[1].sort in {"head", "person", "office", "people"}
        return (
            strip.capital[step - 1]
            and strip.capital[step]
            and following[1].sort in {"person", "office"}
        )

    def _skip_modifiers(self, step: int) -> int:
        found = role_modifiers().at(self._strip.folded, step)
        if found and found[1].sort == "degree" and self._strip.joined(step + found[0]):
            following = roles().at(self._strip.folded, step + found[0])
            return step + found[0] if following else step
        return step
