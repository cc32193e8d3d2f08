"""Noun phrases that name an actor: owner, modifiers, role, 'of' whom, and a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.codebook.gazetteer import Hit, Name, Organisation, Person, State
from dragoman.codebook.roles import Modifier, Role, given_names, name_words, role_modifiers, roles
from dragoman.reading.actors.choice import Choice
from dragoman.reading.actors.strip import APOSTROPHES, HYPHENS, Strip

LONGEST_NAME = 7
"""Words of a person's name at most."""

MOST_MODIFIERS = 4
"""Words between an owner and its role noun at most: 'Kenya's newly appointed deputy chief justice'."""

HEADED = frozenset({"body", "people", "state"})
"""Sorts of role whose noun can stand before another: 'army spokesman', 'foreign ministry official'."""

BELONGING = frozenset({"adjective", "demonym", "region"})
"""Kinds of a state's names that stand before what is the state's, and not for the state."""

ABROAD = frozenset({"MIL", "MED"})
"""Sectors whose people are often in a state that is not theirs."""

ABOUT = frozenset({"of", "for"})
TO = frozenset({"to", "at"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase; what it lacks is None.

    Args:
        owner: the state or organisation whose role it is.
        title: the role.
        name: the words of a person's name that follows at once.
        of: the phrase after 'of': 'commander of the Malian army'.
        others: further owners: 'the presidents of Peru, Chile and Bolivia'.
        at: where its people are, as far as that says whose they are: 'a deputy minister in Tokyo'.
        stop: where it ends before the name.
    """

    first: int
    last: int
    stop: int
    owner: tuple[Hit, Name] | None = None
    title: Title | None = None
    name: tuple[int, int] | None = None
    of: Phrase | None = None
    at: Name | None = None
    others: tuple[Name, ...] = ()

    @property
    def whose(self) -> Name | None:
        """The owner's name, before the role or after its 'of'."""
        if self.owner:
            return self.owner[1]
        return self.of.whose if self.of else self.at


class Parser:
    """Finds noun phrases in one strip."""

    def __init__(self, strip: Strip, hits: Mapping[int, Hit], choice: Choice) -> None:
        self._strip = strip
        self._hits = hits
        self.choice = choice

    def phrase(self, at: int) -> Phrase | None:
        """The noun phrase with a role that starts at a place."""
        start, former = self._former(at)
        owner = self.choice.party(start)
        if owner is None:
            title = self.title(at)
            return self._complete(title.first, None, title) if title else None
        after = self._owned(owner[0])
        title = self.title(after) if after is not None else None
        if title is None and after == owner[0].last and owner[1].kind in BELONGING:
            title = self._past_noun(after)
        if title is None:
            return None
        if former:
            title = replace(title, former=True)
        return self._complete(at, owner, title)

    def _past_noun(self, at: int) -> Title | None:
        """The people after an adjective and any one noun: 'Bangladeshi garment workers'."""
        strip, word, known = self._strip, self._strip.word(at), name_words()
        if strip.capital[at] or not strip.joined(at + 1) or word.endswith("ed"):
            return None
        if word in known["opener"] or word in known["saying"] or word in known["subject_blocker"]:
            return None
        title = self.title(at + 1)
        return title if title is not None and title.sort == "people" else None

    def _former(self, at: int) -> tuple[int, bool]:
        """Where an owner stands after 'former': 'former Sri Lankan president'."""
        found = role_modifiers().at(self._strip.folded, at)
        if found and found[1].sort == "former" and self._strip.joined(at + 1):
            return at + 1, True
        return at, False

    def _owned(self, hit: Hit) -> int | None:
        """Where what a name owns or qualifies begins."""
        possessive = self._strip.after_possessive(hit.last)
        if possessive is not None:
            return possessive
        return hit.last if self._strip.joined(hit.last) else None

    def title(self, at: int) -> Title | None:
        """The role that starts at a place: modifiers, then nouns."""
        strip, first, step = self._strip, at, at
        words: list[str] = []
        sector, former = "", False
        for _ in range(MOST_MODIFIERS + 1):
            role = roles().at(strip.folded, step)
            found = role_modifiers().at(strip.folded, step)
            if role and self._whole(step, step + role[0]) and not self._qualifies(step, found):
                return self._nouns(first, step, words, sector, former=former)
            if words and strip.word(step) == "and" and self._runs(step):
                step += 1
                continue
            if found is None or not self._runs(step + found[0] - 1):
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

    def _qualifies(self, step: int, found: tuple[int, Modifier] | None) -> bool:
        """Say whether a word that is a role, too, qualifies the next: 'deputy foreign minister'."""
        if found is None or found[1].sort != "degree" or not self._runs(step + found[0] - 1):
            return False
        after = step + found[0]
        following = role_modifiers().at(self._strip.folded, after)
        if following and following[1].sort == "portfolio":
            after += following[0]
        role = roles().at(self._strip.folded, after)
        return role is not None and role[1].sort in {"office", "person", "head"}

    def _runs(self, at: int) -> bool:
        """Say whether a word and the next are in one phrase."""
        strip = self._strip
        if strip.gap(at) == ". ":
            return strip.word(at) in name_words()["abbreviation"] and at + 1 < strip.count
        return strip.gap(at) in {" ", "-", "–"} and at + 1 < strip.count

    def _whole(self, first: int, last: int) -> bool:
        """Say whether words stand in one phrase, with nothing but blanks and hyphens between."""
        return all(
            self._runs(at) or self._strip.gap(at) in APOSTROPHES for at in range(first, last - 1)
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
        if not self._runs(step - 1):
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

    def _complete(self, at: int, owner: tuple[Hit, Name] | None, title: Title) -> Phrase:
        """Add what follows the role: its portfolio, 'of' whom, 'to' whom, and the name."""
        last, of = self._portfolio(title), None
        if last > title.last:
            title = replace(title, words=(*self._field(title.last, last), *title.words))
        if self._strip.word(last) in ABOUT and self._strip.joined(last):
            of = self._of(last + 1, needs_owner=owner is None)
            if of is not None and (owner is None or of.title is not None):
                last = of.last
            else:
                of = None
        if "ambassador" in title.words or "envoy" in title.words or "commissioner" in title.words:
            last = self._posted(last)
        name = self._named(last) if title.sort not in HEADED and self._runs(last - 1) else None
        others: tuple[Name, ...] = ()
        if of is not None and of.title is None and title.sort == "people":
            last, others = self._others(last)
        whose, after = None, last
        if owner is None and of is None and not name:
            whose, after = self._placed(last, title)
        return Phrase(
            first=at,
            last=name[1] if name else last,
            at=whose,
            others=others or (self._others(after)[1] if whose else ()),
            stop=last,
            owner=owner,
            title=title,
            of=of,
            name=name,
        )

    def _named(self, at: int) -> tuple[int, int] | None:
        """The name after a title, past 'Mr' or 'Dr' and with 'de' or 'al' before its capital."""
        strip, known = self._strip, name_words()
        if strip.word(at) in known["honorific"] | known["honorific_m"] | known["honorific_f"]:
            at += self._runs(at)
        if strip.word(at) in known["particle"] and not strip.is_capital(at):
            after = at + 1 + (strip.word(at + 1) in known["particle"])
            found = self.name(after) if strip.gap(after - 1) in {" ", "-"} else None
            return (at, found[1]) if found else None
        return self.name(at)

    def _portfolio(self, title: Title) -> int:
        """The end of 'Minister of Trade and Industry', 'Ministry for Women's Affairs'."""
        strip, step = self._strip, title.last
        if title.noun not in {"minister", "ministry", "secretary", "department", "commission"}:
            return step
        if strip.word(step) not in {"of", "for"} or not strip.joined(step):
            return step
        step += 1 + (strip.word(step + 1) == "the")
        start = step
        while step < strip.count and strip.joined(step) and step not in self._hits:
            found = role_modifiers().at(strip.folded, step)
            if not (found and found[1].sort == "portfolio") and not (
                strip.capital[step] and strip.capital[title.last - 1]
            ):
                break
            step += found[0] if found else 1
        if step > start and strip.word(step - 1) == "and":
            step -= 1
        return step if step > start else title.last

    def _field(self, first: int, last: int) -> tuple[str, ...]:
        """The portfolio's own words: 'of Foreign Affairs' is foreign."""
        words = self._strip.folded[first:last]
        kept = [word for word in words[1:] if word not in {"the", "affairs"}]
        return tuple(kept or words[1:])

    def _of(self, at: int, *, needs_owner: bool) -> Phrase | None:
        """What follows 'of': a state, or a body of one."""
        start = at + (self._strip.word(at) == "the")
        if not self._strip.joined(start):
            return None
        inner = self.choice.party(start)
        if inner is None:
            return None
        hit = inner[0]
        after = self._owned(hit)
        title = self.title(after) if after is not None else None
        if title is not None and title.sort in HEADED:
            return Phrase(first=start, last=title.last, stop=title.last, owner=inner, title=title)
        if not needs_owner or self._strip.after_possessive(hit.last) is not None:
            return None
        if inner[1].kind in BELONGING:
            return None
        return Phrase(first=start, last=hit.last, stop=hit.last, owner=inner)

    def _others(self, at: int) -> tuple[int, tuple[Name, ...]]:
        """The states that a list goes on with, and where it ends: ', Chile and Bolivia'."""
        strip, last = self._strip, at
        found: list[Name] = []
        while True:
            step = last + (strip.word(last) == "and")
            step += strip.word(step) == "the"
            if strip.gap(last - 1) not in {" ", ", "} or (
                step == last and strip.gap(last - 1) == " "
            ):
                return last, tuple(found)
            party = self.choice.party(step)
            if (
                party is None
                or not isinstance(party[1].target, State)
                or party[1].kind in BELONGING
            ):
                return last, tuple(found)
            if strip.after_possessive(party[0].last) or not (
                step > last or self._list_ends(party[0].last)
            ):
                return last, tuple(found)
            found.append(party[1])
            last = party[0].last

    def _list_ends(self, at: int) -> bool:
        """Say whether a list goes on after one of its members: ', ... and' or 'and' itself."""
        strip = self._strip
        return strip.word(at) == "and" or (strip.gap(at - 1) == ", " and strip.is_capital(at))

    def _placed(self, at: int, title: Title) -> tuple[Name | None, int]:
        """The state whose people stand 'in' or 'from' it; those abroad may be anybody's."""
        strip, word = self._strip, self._strip.word(at)
        if word not in {"in", "from"} or not strip.joined(at):
            return None, at
        if word == "in" and (title.sector in ABROAD or title.noun in name_words()["abroad"]):
            return None, at
        start = at + 1 + (strip.word(at + 1) == "the")
        party = self.choice.party(start) if strip.joined(start) else None
        if party is None or not isinstance(party[1].target, State) or party[1].kind in BELONGING:
            return None, at
        return party[1], party[0].last

    def _posted(self, last: int) -> int:
        """The end of 'to Iraq' after 'ambassador'."""
        strip = self._strip
        if strip.word(last) not in TO or not strip.joined(last):
            return last
        start = last + 1 + (strip.word(last + 1) == "the")
        inner = self.choice.party(start)
        return inner[0].last if inner and inner[1].kind not in BELONGING else last

    def name(self, at: int) -> tuple[int, int] | None:
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
            return word in name_words()["particle"] and strip.is_capital(step + 1) and gap == " "
        if step == first or gap in HYPHENS or gap in APOSTROPHES:
            return True
        return not self._ends_name(first, step)

    def _ends_name(self, first: int, step: int) -> bool:
        """Say whether a capitalised word belongs to something else: a state, a role, a month."""
        strip, word = self._strip, self._strip.word(step)
        hit = self._hits.get(step)
        if hit is not None and self.choice.party(step) is not None:
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
        party = self.choice.party(at)
        return party is not None and isinstance(party[1].target, State | Organisation)
