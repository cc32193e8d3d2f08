"""Noun phrases that name an actor: owner, modifiers, role, 'of' whom, and a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.codebook.gazetteer import Hit, Name, State
from dragoman.codebook.roles import name_words, role_modifiers
from dragoman.reading.actors.choice import Choice
from dragoman.reading.actors.person_names import PersonNames
from dragoman.reading.actors.strip import Strip
from dragoman.reading.actors.titles import HEADED, Title, Titles

POSTED = frozenset({"ambassador", "envoy", "commissioner", "representative", "consul", "delegate"})
"""Posts that somebody holds 'to' another state or an organisation."""

BELONGING = frozenset({"adjective", "demonym", "region"})
"""Kinds of a state's names that stand before what is the state's, and not for the state."""

WITH_PORTFOLIO = frozenset({"minister", "ministry", "department", "commission"})
"""Nouns after which 'of' or 'for' can name a field: 'minister of trade'."""

ABROAD = frozenset({"MIL", "MED"})
"""Sectors whose people are often in a state that is not theirs."""

ABOUT = frozenset({"of", "for"})
TO = frozenset({"to", "at"})


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
        self.titles = Titles(strip)
        self.choice = choice
        self.names = PersonNames(strip, hits, choice)

    def phrase(self, at: int) -> Phrase | None:
        """The noun phrase with a role that starts at a place."""
        start, former = self._former(at)
        owner = self.choice.party(start)
        if owner is None:
            title = self.titles.at(at)
            return self._complete(title.first, None, title) if title else None
        after = self._owned(owner[0])
        title = self.titles.at(after, owned=True) if after is not None else None
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
        title = self.titles.at(at + 1)
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
        if POSTED.intersection(title.words):
            last = self._posted(last)
        name = (
            self._named(last) if title.sort not in HEADED and self.titles.runs(last - 1) else None
        )
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
            at += self.titles.runs(at)
        if strip.word(at) in known["particle"] and not strip.is_capital(at):
            after = at + 1 + (strip.word(at + 1) in known["particle"])
            found = self.names.at(after) if strip.gap(after - 1) in {" ", "-"} else None
            return (at, found[1]) if found else None
        return self.names.at(at)

    def _portfolio(self, title: Title) -> int:
        """The end of 'Minister of Trade and Industry', 'Ministry for Women's Affairs'."""
        strip, step = self._strip, title.last
        if title.noun not in WITH_PORTFOLIO and "secretary" not in title.words:
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
        title = self.titles.at(after) if after is not None else None
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
