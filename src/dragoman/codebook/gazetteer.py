"""Who is who: states, organisations and office-holders by name and by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

from dragoman.codebook.names import Word, fold
from dragoman.codebook.tables import Row, read
from dragoman.errors import UnknownName
from dragoman.model.when import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """When a name, an office or a membership holds; open where nothing is known."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def holds(self, on: date | None) -> bool:
        """Say whether it holds on a day; an unknown day excludes nothing."""
        if on is None:
            return True
        if self.start and on < self.start.earliest:
            return False
        return not (self.end and on > self.end.latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or territory. ``id`` is ISO 3166-1 alpha-3, ``XKX`` for Kosovo."""

    id: str
    iso2: str
    name: str
    kind: str
    parent: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation, bloc, organ or movement. ``country`` is what a claim gives as its country."""

    id: str
    name: str
    kind: str
    country: str
    parent: str
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who held an office."""

    name: str
    country: str
    gender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An office held by a person for a time."""

    person: Person
    country: str
    office: str
    title: str
    sector: str
    term: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A bloc without a code ('the West'); ``members`` is empty where it is open."""

    name: str
    members: tuple[str, ...]


Target = State | Organisation | Person | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A form by which something is found.

    Args:
        kind: ``name``, ``adjective``, ``capital``, ``acronym``, ``surname`` and so on: the tables' word.
        cased: the form counts only as it is written, for acronyms that are words in lower case.
    """

    form: str
    kind: str
    target: Target
    term: Interval
    cased: bool = False
    number: str = ""


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in a text: the words it takes and all names it can be."""

    first: int
    last: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A form that can mean several things."""

    readings: tuple[str, ...]
    decides: str
    default: str


class Gazetteer:
    """All names of the tables, found longest first.

    Example:
        >>> from dragoman.codebook.names import words
        >>> text = list(words("Nigeria and Niger"))
        >>> [hit.names[0].target.id for hit in gazetteer().find(text)]
        ['NGA', 'NER']
    """

    def __init__(
        self,
        *,
        states: Mapping[str, State],
        organisations: Mapping[str, Organisation],
        holdings: Sequence[Holding],
        names: Sequence[Name],
        ambiguous: Mapping[tuple[str, ...], Ambiguity],
    ) -> None:
        self.states = MappingProxyType(dict(states))
        self.organisations = MappingProxyType(dict(organisations))
        self.holdings = tuple(holdings)
        self.ambiguous = MappingProxyType(dict(ambiguous))
        self._root = _Node()
        self._by_person: dict[tuple[str, str], list[Holding]] = {}
        self._by_office: dict[tuple[str, str], list[Holding]] = {}
        for name in names:
            self._add(name)
        for holding in holdings:
            person = holding.person
            self._by_person.setdefault((person.country, person.name), []).append(holding)
            self._by_office.setdefault((holding.country, holding.office), []).append(holding)

    def _add(self, name: Name) -> None:
        node = self._root
        for word in fold(name.form):
            node = node.children.setdefault(word, _Node())
        node.names.append(name)

    def find(self, text: Sequence[Word]) -> Iterator[Hit]:
        """Find names in a row of words: the longest at each place, none inside another."""
        at, count = 0, len(text)
        while at < count:
            node, step, last, best = self._root, at, at, None
            while step < count and (child := node.children.get(text[step].folded)):
                node, step = child, step + 1
                if node.names and (fitting := self._fitting(node.names, text[at:step])):
                    last, best = step, fitting
            if best:
                yield Hit(at, last, best)
                at = last
            else:
                at += 1

    @staticmethod
    def _fitting(names: Sequence[Name], text: Sequence[Word]) -> tuple[Name, ...]:
        """Keep the names whose writing fits: a name begins with a capital, an acronym is one."""
        first = next((word.text for word in text if word.text[0].isupper()), None)
        if first is None:
            return ()
        written = "".join(word.text.replace(".", "") for word in text)
        return tuple(
            name
            for name in names
            if not name.cased or written == "".join(ch for ch in name.form if ch.isalnum())
        )

    def offices(self, person: Person, *, on: date | None) -> tuple[Holding, ...]:
        """What a person held on a day; on no day, everything."""
        held = self._by_person.get((person.country, person.name), ())
        return tuple(holding for holding in held if holding.term.holds(on))

    def holders(self, country: str, office: str, *, on: date | None) -> tuple[Holding, ...]:
        """Who held an office on a day."""
        held = self._by_office.get((country, office), ())
        return tuple(holding for holding in held if holding.term.holds(on))

    def state(self, code: str) -> State:
        """Look up a state by its code.

        Raises:
            UnknownName: no state has it; the nearest are offered.
        """
        if code not in self.states:
            raise UnknownName("state", code, known=self.states)
        return self.states[code]

    def name_of(self, code: str) -> str:
        """The usual name of a state or organisation, or the code itself where none is known."""
        if code in self.states:
            return self.states[code].name
        return self.organisations[code].name if code in self.organisations else code


def _interval(row: Row) -> Interval:
    start, end = row.get("from"), row.get("to")
    return Interval(
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
    )


def _float(text: str) -> float | None:
    return float(text) if text else None


CASED_LENGTH = 5
"""Acronyms up to this length count only in capitals: 'US' is not 'us', 'WHO' is not 'who'."""


def _cased(form: str, kind: str) -> bool:
    bare = form.replace(".", "")
    return kind in {"abbreviation", "acronym"} or (len(bare) <= CASED_LENGTH and bare.isupper())


def _states() -> dict[str, State]:
    return {
        row["id"]: State(
            id=row["id"],
            iso2=row["iso2"],
            name=row["name"],
            kind=row["kind"],
            parent=row["parent"],
            lat=_float(row["lat"]),
            lon=_float(row["lon"]),
        )
        for row in read("states")
    }


def _organisations() -> dict[str, Organisation]:
    return {
        row["id"]: Organisation(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            parent=row["parent"],
            sector=row["sector"],
        )
        for row in read("organisations")
    }


def _persons() -> tuple[dict[tuple[str, str], Person], list[Name]]:
    rows = read("persons")
    persons = {
        (row["country"], row["person"]): Person(
            name=row["person"], country=row["country"], gender=row["gender"]
        )
        for row in rows
        if row["kind"] == "self"
    }
    names: list[Name] = []
    seen: set[tuple[tuple[str, ...], str, str]] = set()
    surnamed = {(row["country"], row["person"]) for row in rows if row["kind"] == "surname"}
    for row in rows:
        key = (row["country"], row["person"])
        forms = [(row["variant"], "surname" if row["kind"] == "surname" else "person")]
        if row["kind"] != "surname" and key not in surnamed and " " in row["variant"]:
            forms.append((row["variant"].split()[-1], "surname"))
        for form, kind in forms:
            mark = (fold(form), *key)
            if key in persons and mark not in seen:
                seen.add(mark)
                names.append(Name(form=form, kind=kind, target=persons[key], term=Interval()))
    return persons, names


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that Dragoman ships, read once."""
    states, organisations = _states(), _organisations()
    persons, names = _persons()
    for row in read("state_names"):
        names.append(
            Name(
                form=row["form"],
                kind=row["kind"],
                target=states[row["id"]],
                term=_interval(row),
                cased=_cased(row["form"], row["kind"]),
                number=row["number"],
            )
        )
    for row in read("organisation_names"):
        names.append(
            Name(
                form=row["form"],
                kind=row["kind"],
                target=organisations[row["id"]],
                term=_interval(row),
                cased=_cased(row["form"], row["kind"]),
            )
        )
    for row in read("groups"):
        group = Group(name=row["form"], members=tuple(row["members"].split()))
        names.append(Name(form=row["form"], kind="group", target=group, term=Interval()))
    by_name = {name: person for (_, name), person in persons.items()}
    holdings = [
        Holding(
            person=persons.get((row["country"], row["person"])) or by_name[row["person"]],
            country=row["country"],
            office=row["office"],
            title=row["title"],
            sector=row["sector"],
            term=_interval(row),
        )
        for row in read("offices")
    ]
    ambiguous = {
        fold(row["form"]): Ambiguity(tuple(row["ids"].split()), row["decides"], row["default"])
        for row in read("ambiguous")
    }
    return Gazetteer(
        states=states,
        organisations=organisations,
        holdings=holdings,
        names=names,
        ambiguous=ambiguous,
    )
