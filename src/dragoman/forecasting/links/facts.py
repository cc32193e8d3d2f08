"""Files of a temporal knowledge graph to facts: who did what to whom on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import InputError, UnknownName

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

COLUMNS = (4, 5)
"""A line has subject, relation, object and time; some files have a fifth column, which is unused."""

FORM = "A line is: subject, relation, object, time, separated by tabs or spaces."


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in columns of equal length; ``day`` counts steps of the graph's time."""

    subject: Ints
    relation: Ints
    object: Ints
    day: Ints

    def __len__(self) -> int:
        return len(self.subject)

    def at(self, chosen: NDArray[np.bool_] | Ints | slice) -> Facts:
        """The facts that a mask, indices or a slice choose."""
        return Facts(
            self.subject[chosen], self.relation[chosen], self.object[chosen], self.day[chosen]
        )

    def both_ways(self, relations: int) -> Facts:
        """The facts and after them their inverses, whose relation is ``relation + relations``."""
        return Facts(
            np.concatenate([self.subject, self.object]),
            np.concatenate([self.relation, self.relation + relations]),
            np.concatenate([self.object, self.subject]),
            np.concatenate([self.day, self.day]),
        )


@dataclass(frozen=True, slots=True)
class Graph:
    """Facts of three parts that follow each other in time, with the names of what they are about.

    Attributes:
        train: what is learned from.
        valid: the days after.
        test: the days that are asked about.
        entities: names by id.
        relations: names by id.
        named: whether the names were given; without, they are the ids.
        step: how many units of the files' time make one day.
        first: the time of day 0 in the files.
    """

    train: Facts
    valid: Facts
    test: Facts
    entities: tuple[str, ...]
    relations: tuple[str, ...]
    named: bool
    step: int
    first: int

    def day_of(self, time: str) -> int:
        """The day of a time as the files write times.

        Raises:
            InputError: it is no time.
        """
        return (_time(time, "the day asked about") - self.first) // self.step

    def entity(self, name: str) -> int:
        """The id of an entity by its name.

        Raises:
            UnknownName: none is called so.
        """
        return _find("entity", name, self.entities)

    def relation(self, name: str) -> int:
        """The id of a relation by its name; ``inverse of NAME`` is the same read from its object.

        Raises:
            UnknownName: none is called so.
        """
        if name.startswith(INVERSE):
            return _find("relation", name[len(INVERSE) :], self.relations) + len(self.relations)
        return _find("relation", name, self.relations)

    def relation_name(self, relation: int) -> str:
        """The name of a relation, also of an inverse one."""
        count = len(self.relations)
        return (
            self.relations[relation]
            if relation < count
            else INVERSE + self.relations[relation - count]
        )

    def everything(self) -> Facts:
        """All facts once each, ordered by day and then by ids, so that the files' order is lost."""
        parts = (self.train, self.valid, self.test)
        columns = [
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("day", "subject", "relation", "object")
        ]
        rows = np.unique(np.stack(columns, axis=1), axis=0)
        return Facts(rows[:, 1], rows[:, 2], rows[:, 3], rows[:, 0])


INVERSE = "inverse of "


def read_graph(
    train: Path,
    valid: Path | None = None,
    test: Path | None = None,
    *,
    entities: Path | None = None,
    relations: Path | None = None,
) -> Graph:
    """Read the three parts and, where there are some, the tables of names.

    Ids are whole numbers; a file whose first line holds words instead is read as names. Times are
    whole numbers in any unit or ISO dates; the graph's day is the greatest step that divides all
    of them. A part without a file has no facts.

    Raises:
        InputError: a file is missing, empty or has a line that is no fact; or the parts do not
            follow each other in time.
    """
    paths = (train, valid, test)
    raw = [_read_lines(path) if path else [] for path in paths]
    names = _Names(_read_names(entities), _read_names(relations))
    parts = [names.facts(str(path), lines) for path, lines in zip(paths, raw, strict=True)]
    step, first = _steps(parts)
    parts = [
        Facts(part.subject, part.relation, part.object, (part.day - first) // step)
        for part in parts
    ]
    last = int(parts[0].day.max())
    for part, path in zip(parts[1:], paths[1:], strict=True):
        if len(part) and int(part.day.min()) <= last:
            raise InputError(
                f"{path} has facts of days that are in {train} too",
                hint="The parts must follow each other: training days first, then validation and test.",
            )
    entity_names, relation_names = names.tables(parts)
    return Graph(
        train=parts[0],
        valid=parts[1],
        test=parts[2],
        entities=entity_names,
        relations=relation_names,
        named=entities is not None or names.words,
        step=step,
        first=first,
    )


class _Names:
    """Ids for what the files call by name, or the check of ids that the files give."""

    def __init__(self, entities: dict[int, str] | None, relations: dict[int, str] | None) -> None:
        self._entities = entities
        self._relations = relations
        self._entity_ids = {name: i for i, name in (entities or {}).items()}
        self._relation_ids = {name: i for i, name in (relations or {}).items()}
        self.words = False

    def facts(self, path: str, lines: list[tuple[int, list[str]]]) -> Facts:
        if lines and not _is_whole(lines[0][1][0]):
            self.words = True
        rows = np.empty((len(lines), 4), dtype=np.int64)
        for at, (number, fields) in enumerate(lines):
            where = f"{path}:{number}"
            if self.words:
                subject = self._entity_ids.setdefault(fields[0], len(self._entity_ids))
                relation = self._relation_ids.setdefault(fields[1], len(self._relation_ids))
                object_ = self._entity_ids.setdefault(fields[2], len(self._entity_ids))
            else:
                subject, relation, object_ = (_whole(field, where) for field in fields[:3])
            rows[at] = (subject, relation, object_, _time(fields[3], where))
        return Facts(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])

    def tables(self, parts: Sequence[Facts]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names by id, at least as many as the facts use."""
        held = [part for part in parts if len(part)]
        used = 1 + max(int(max(part.subject.max(), part.object.max())) for part in held)
        kinds = 1 + max(int(part.relation.max()) for part in held)
        return _table(self._entity_ids, used), _table(self._relation_ids, kinds)


def _table(ids: dict[str, int], used: int) -> tuple[str, ...]:
    size = max(used, 1 + max(ids.values(), default=-1))
    names = [str(i) for i in range(size)]
    for name, i in ids.items():
        names[i] = name
    return tuple(names)


def _read_lines(path: Path) -> list[tuple[int, list[str]]]:
    """The fields of each line that is not blank, with its number."""
    lines: list[tuple[int, list[str]]] = []
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        fields = line.rstrip("\n").split("\t") if "\t" in line else line.split()
        if len(fields) not in COLUMNS:
            raise InputError(f"{path}:{number}: {len(fields)} columns, not 4 or 5", hint=FORM)
        lines.append((number, fields))
    if not lines:
        raise InputError(f"{path} holds no facts", hint=FORM)
    return lines


def _read_names(path: Path | None) -> dict[int, str] | None:
    """Names by id from a table of two columns in either order; a lone count on line 1 is skipped."""
    if path is None:
        return None
    lines = [
        (number, line)
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if line.strip() and not (number == 1 and _is_whole(line))
    ]
    last = all(_is_whole(line.split()[-1]) for _, line in lines)
    rows: list[tuple[int, str, str]] = []
    for number, line in lines:
        if "\t" in line:
            fields = line.split("\t")
        else:
            fields = line.rsplit(None, 1) if last else line.split(None, 1)
        if len(fields) < 2:
            raise InputError(f"{path}:{number}: not a name and its id", hint="A line is: name, id.")
        rows.append((number, fields[0].strip(), fields[1].strip()))
    second = all(_is_whole(row[2]) for row in rows)
    found: dict[int, str] = {}
    for number, left, right in rows:
        key, name = (right, left) if second else (left, right)
        id_ = _whole(key, f"{path}:{number}")
        if id_ in found:
            raise InputError(f"{path}:{number}: id {id_} is given twice")
        found[id_] = name
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start})") from error


def _is_whole(text: str) -> bool:
    return text.strip().isdecimal()


def _whole(text: str, where: str) -> int:
    if not _is_whole(text):
        raise InputError(
            f"{where}: {text.strip()!r} is not an id", hint="Ids are whole numbers from 0."
        )
    return int(text)


def _time(text: str, where: str) -> int:
    text = text.strip()
    if _is_whole(text):
        return int(text)
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError as error:
        raise InputError(
            f"{where}: {text!r} is not a time",
            hint="A time is a whole number or a date: 2014-05-31.",
        ) from error


def _steps(parts: Sequence[Facts]) -> tuple[int, int]:
    """The unit that all times are whole multiples of, and the first time."""
    times = np.unique(np.concatenate([part.day for part in parts]))
    step = int(np.gcd.reduce(np.diff(times))) if len(times) > 1 else 1
    return max(step, 1), int(times[0])


def _find(kind: str, name: str, names: Sequence[str]) -> int:
    try:
        return names.index(name)
    except ValueError:
        raise UnknownName(kind, name, known=names) from None
