"""A search as it is typed, to what the record is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType

from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.ontology import table
from dragoman.codebook.parties import Organisation, State
from dragoman.errors import InputError, QueryError
from dragoman.model.claims import Kind
from dragoman.model.judgements import Standing
from dragoman.model.queries import Clause, Query, Test
from dragoman.model.text import Span
from dragoman.model.when import PartialDate

LONGEST = 2_000
"""Characters of a search at most."""

MOST = 64
"""Tests in a search at most."""

_UNSEARCHABLE = re.compile(r"[\0\ud800-\udfff]")
"""What no text holds and no database takes: NUL and halves of surrogate pairs."""

_WORD = re.compile(r"\w")
_FIELD = re.compile(r"(?P<name>[A-Za-z_]+)(?P<op>:(?!//)|>=|<=|>|<)")
_VALUE = re.compile(r'"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+)')
_PART = re.compile(r'(?:[^\s,"]|"[^"]*")+|,')
_SIZE = re.compile(r"\S+")
_NUMBER = re.compile(r"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<scale>k|m|bn|tn)?(?P<unit>[A-Za-z]+)?")
_SCALE = {None: 1, "k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}

PARTIES = ("actor", "recipient", "party", "said_by")
"""Fields that name who takes part, or who says so."""

OR = "OR"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a query something stands, for what is said of a fault."""

    query: str
    at: int

    def fault(self, message: str, hint: str = "") -> QueryError:
        return QueryError(message, query=self.query, at=self.at, hint=hint)

    def unknown(self, kind: str, name: str, known: list[str]) -> QueryError:
        letters = sorted(name.upper())
        near = [word for word in known if sorted(word.upper()) == letters]
        near = near or get_close_matches(name, known, n=3, cutoff=0.5)
        near = near or get_close_matches(name.upper(), known, n=3, cutoff=0.5)
        listed = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
        hint = "Did you mean " + " or ".join(near) + "?" if near else f"Known: {listed}"
        return self.fault(f"no {kind} is called {name!r}", hint)


def _one_of(kind: str, known: Callable[[], list[str]], *, upper: bool = False) -> _Read:
    def read(value: str, place: _Place) -> tuple[str, str]:
        value = value.upper() if upper else value.lower()
        if value not in known():
            raise place.unknown(kind, value, known())
        return value, ""

    return read


def _party(value: str, place: _Place) -> tuple[str, str]:
    """A code where one is meant, else a name as it stands."""
    book = gazetteer()
    for code in (value, value.upper()):
        if code in book.states or code in book.organisations:
            return code, ""
    targets = (name.target for name in book.named(value) if name.kind == "name")
    for target in targets:
        if isinstance(target, State | Organisation):
            return target.id, ""
    if value.isupper() and value.isalpha() and len(value) == 3:
        raise place.unknown("state or organisation", value, [*book.states, *book.organisations])
    return value, ""


def _date(value: str, place: _Place) -> tuple[str, str]:
    try:
        return str(PartialDate.parse(value)), ""
    except InputError as error:
        raise place.fault(f"not a date: {value!r}", "Write 2015, 2015-11 or 2015-11-28.") from error


def _amount(value: str, place: _Place) -> tuple[str, str]:
    match = _NUMBER.fullmatch(value)
    if not match:
        raise place.fault(
            f"not an amount: {value!r}", "Write amount>300000, amount>5m or amount>5mUSD."
        )
    number = float(match["value"].replace(",", "")) * _SCALE[match["scale"]]
    return repr(number), match["unit"] or ""


def _share(value: str, place: _Place) -> tuple[str, str]:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise place.fault(
            f"not a confidence: {value!r}", "Write a number from 0 to 1: confidence>0.8."
        )
    return repr(share), ""


def _text(value: str, place: _Place) -> tuple[str, str]:
    return value, ""


_Read = Callable[[str, _Place], tuple[str, str]]

_RANGE = (">", ">=", "<", "<=")

FIELDS: Mapping[str, _Read] = MappingProxyType(
    {
        **dict.fromkeys(PARTIES, _party),
        "kind": _one_of("kind of claim", lambda: [kind.value for kind in Kind]),
        "type": _one_of("event type", lambda: list(table("event_types")), upper=True),
        "mode": _one_of(
            "mode", lambda: sorted({name.partition(".")[2] for name in table("modes")} - {""})
        ),
        "status": _one_of("status", lambda: list(table("statuses"))),
        "is": _one_of("standing", lambda: [standing.value for standing in Standing]),
        "after": _date,
        "before": _date,
        "on": _date,
        "publisher": _text,
        "place": _text,
        "doc": _text,
        "amount": _amount,
        "confidence": _share,
    }
)
"""The fields of the grammar, and how the value of each is read."""

MEASURED = frozenset({"amount", "confidence"})
"""Fields that are compared by size."""


@dataclass(frozen=True, slots=True)
class _Token:
    """One stretch of the query between spaces, with the tests that it makes."""

    tests: tuple[Test, ...]
    start: int
    end: int
    joins: bool = False


def _field(query: str, at: int, match: re.Match[str], *, negated: bool) -> _Token:
    """Read ``name:value`` that begins at a place."""
    name, op, begin = match["name"].lower(), match["op"], match.end()
    where = _Place(query, at)
    if name not in FIELDS:
        raise where.unknown("field", name, list(FIELDS))
    if name in MEASURED and op == ":":
        raise where.fault(f"{name} is compared by size", f"Write {name}>VALUE or {name}<VALUE.")
    if name not in MEASURED and op != ":":
        raise where.fault(f"{name} has no size", f"Write {name}:VALUE.")
    tests, end = [], begin
    pattern = _SIZE if name in MEASURED else _PART
    while end < len(query) and (part := pattern.match(query, end)) is not None:
        end = part.end()
        if part.group() == ",":
            continue
        written = part.group().replace('"', "")
        value, unit = FIELDS[name](written, _Place(query, part.start()))
        tests.append(Test(field=name, op=op, value=value, unit=unit, negated=negated))
    if not tests:
        raise where.fault(f"{name} has no value", f"Write {name}:VALUE.")
    return _Token(tuple(tests), at, end)


def _tokens(query: str) -> Iterator[_Token]:
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        start, negated = at, query[at] == "-"
        at += negated
        match = _FIELD.match(query, at)
        empty = match and query[match.end() : match.end() + 1].strip() == ""
        if match and not (empty and match["name"].lower() not in FIELDS):
            token = _field(query, at, match, negated=negated)
            yield replace(token, start=start)
            at = token.end
        elif value := _VALUE.match(query, at):
            words = value["plain"] if value["quoted"] is None else value["quoted"]
            at = value.end()
            if words == OR and value["quoted"] is None and not negated:
                yield _Token((), start, at, joins=True)
            elif _WORD.search(words):
                test = Test(field="", op=":", value=words.strip(), negated=negated)
                yield _Token((test,), start, at)
        else:
            at += 1


def _clauses(query: str) -> Iterator[Clause]:
    gathered: list[_Token] = []
    joined = False
    for token in _tokens(query):
        if token.joins:
            if not gathered or joined:
                raise _Place(query, token.start).fault(
                    "OR stands between two things", "Write a OR b."
                )
            joined = True
            continue
        if gathered and not joined:
            yield from _clause(query, gathered)
            gathered = []
        gathered.append(token)
        joined = False
    if joined:
        raise _Place(query, len(query.rstrip()) - len(OR)).fault(
            "OR stands between two things", "Write a OR b."
        )
    yield from _clause(query, gathered)


def _clause(query: str, tokens: list[_Token]) -> Iterator[Clause]:
    """One clause of tokens joined by OR; what is excluded stands alone."""
    if not tokens:
        return
    span = Span(start=tokens[0].start, end=tokens[-1].end)
    text = query[span.start : span.end]
    tests = tuple(test for token in tokens for test in token.tests)
    if len(tokens) == 1 and tests[0].negated:
        for test in tests:
            yield Clause(tests=(test,), text=text, span=span)
    else:
        yield Clause(tests=tests, text=text, span=span)


def parse(query: str) -> Query:
    """Understand a search.

    Words and phrases in quotation marks must stand in the quote or the document's title; ``field:value``
    must hold; ``-`` excludes; ``OR`` between two, or a comma between values, asks for one of them.

    Example:
        >>> found = parse('actor:PER type:CONSULT -status:planned "air base"')
        >>> [(test.field, test.value, test.negated) for c in found.clauses for test in c.tests]
        [('actor', 'PER', False), ('type', 'CONSULT', False), ('status', 'planned', True), ('', 'air base', False)]

    Raises:
        QueryError: nothing is asked, or something cannot be understood.

    Offsets:
        The error's place counts code points of ``query``.
    """
    query = _UNSEARCHABLE.sub(" ", query)
    if len(query) > LONGEST:
        raise QueryError(
            f"a search has {LONGEST:,} characters at most, this one {len(query):,}",
            query=query,
            at=LONGEST,
        )
    if query.count('"') % 2:
        raise QueryError(
            "a quotation mark is left open", query=query, at=query.rindex('"'), hint="Close it."
        )
    clauses = tuple(_clauses(query))
    if not clauses:
        raise QueryError("no words to search for", query=query, at=0, hint="Give a word or a name.")
    if sum(len(clause.tests) for clause in clauses) > MOST:
        raise QueryError(
            f"a search asks {MOST} things at most", query=query, at=clauses[-1].span.start
        )
    return Query(text=query, clauses=clauses)
