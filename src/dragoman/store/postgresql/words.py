"""The words of quotes, looked up by PostgreSQL as FTS5 looks them up.

Words are cut and folded here and go to the server as ready vectors: its dictionaries, which differ from
machine to machine, have no say in what is found. Ranks are those of FTS5, by the same formula.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.store.database import Database

if TYPE_CHECKING:
    from dragoman.store.database import Array

SATURATION = 1.2
"""k1 of BM25, as FTS5 has it: how soon further mentions of a word stop to count."""

EVENNESS = 0.75
"""b of BM25, as FTS5 has it: how much longer texts count less."""

LEAST = 1e-6
"""What a word counts at least, however common it is; FTS5's own bound."""

LONGEST = 500
"""Letters of a word: PostgreSQL takes no lexeme of more than 2 KB."""

LAST = 16_383
"""The last place that a vector of PostgreSQL can tell; words after it share it."""


def words_of(text: str) -> Iterator[str]:
    """The words of a text as they are looked up: runs of letters and digits, without accents and capitals.

    Example:
        >>> list(words_of("Côte-d’Ivoire’s 2nd"))
        ['cote', 'd', 'ivoire', 's', '2nd']
    """
    word: list[str] = []
    for letter in unicodedata.normalize("NFD", text.lower()):
        sort = unicodedata.category(letter)
        if sort[0] in "LN" or sort == "Co":
            word.append(letter)
        elif not unicodedata.combining(letter) and word:
            yield "".join(word)[:LONGEST]
            word = []
    if word:
        yield "".join(word)[:LONGEST]


def vector(words: Sequence[str]) -> str:
    """Words with their places, as PostgreSQL reads them.

    Example:
        >>> vector(["talks", "on", "talks"])
        "'on':2 'talks':1,3"
    """
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words, 1):
        places.setdefault(word, []).append(min(at, LAST))
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in sorted(places.items()))


def _asked(words: Sequence[str]) -> str:
    return " <-> ".join(f"'{word}'" for word in words)


class ServerWords:
    """The index of words.

    Args:
        db: the record.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, number: int, quote: str, title: str) -> None:
        """Add the words of an entry."""
        quoted, titled = list(words_of(quote)), list(words_of(title))
        self._db.execute(
            "insert into words values (?, ?::tsvector, ?::tsvector, ?)",
            (number, vector(quoted), vector(titled), len(quoted) + len(titled)),
        )

    def drop(self, number: int, quote: str, title: str) -> None:
        """Drop the words of an entry."""
        self._db.execute("delete from words where number = ?", (number,))

    def match(self, phrases: Sequence[str]) -> Array:
        """Numbers of the entries that have all phrases, sorted."""
        import numpy as np

        asked = _phrases(phrases)
        if not asked:
            return np.zeros(0, dtype=np.int64)
        test, values = _test(asked)
        rows = self._db.execute(f"select number from words where {test} order by number", values)
        return np.array([row[0] for row in rows], dtype=np.int64)

    def ranks(self, phrases: Sequence[str], title_weight: float) -> list[tuple[int, float]]:
        """Entries that have all phrases with their BM25 scores, by number."""
        asked = _phrases(phrases)
        if not asked:
            return []
        total, length = self._db.execute(
            "select count(*), coalesce(sum(length), 0) from words"
        ).fetchone()
        weights = [self._weight(phrase, total) for phrase in asked]
        test, values = _test(asked)
        sought = sorted({word for phrase in asked for word in phrase})
        marks = ", ".join("?" * len(sought))
        quote, title = (
            "array(select lexeme || ':' || array_to_string(positions, ',')"
            f" from unnest({column}) where lexeme in ({marks}))"
            for column in ("quote", "title")
        )
        rows = self._db.execute(
            f"select number, length, {quote}, {title} from words where {test} order by number",
            (*sought, *sought, *values),
        )
        mean = int(length) / max(total, 1)
        found = []
        for number, size, quoted, titled in rows:
            where = (_places(quoted), 1.0), (_places(titled), title_weight)
            score = 0.0
            for phrase, weight in zip(asked, weights, strict=True):
                often = sum(share * _often(phrase, at) for at, share in where)
                damped = SATURATION * (1 - EVENNESS + EVENNESS * size / mean)
                score += weight * often * (SATURATION + 1) / (often + damped)
            found.append((number, -score))
        return found

    def _weight(self, phrase: Sequence[str], total: int) -> float:
        test, values = _test([phrase])
        query = f"select count(*) from words where {test}"
        (holding,) = self._db.execute(query, values).fetchone()
        rare = math.log((total - holding + 0.5) / (holding + 0.5))
        return rare if rare > 0 else LEAST


def _phrases(phrases: Sequence[str]) -> list[list[str]]:
    """The words of phrases; those without a word say nothing."""
    return [words for words in (list(words_of(phrase)) for phrase in phrases) if words]


def _test(asked: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    test = " and ".join(["(quote @@ ?::tsquery or title @@ ?::tsquery)"] * len(asked))
    return test, [_asked(phrase) for phrase in asked for _ in range(2)]


def _places(told: Sequence[str]) -> dict[str, set[int]]:
    found = {}
    for one in told:
        word, _, at = one.rpartition(":")
        found[word] = set(map(int, at.split(",")))
    return found


def _often(phrase: Sequence[str], places: dict[str, set[int]]) -> int:
    """How often the words of a phrase stand one after the other."""
    starts = places.get(phrase[0], set())
    for after, word in enumerate(phrase[1:], 1):
        there = places.get(word, set())
        starts = {at for at in starts if at + after in there}
    return len(starts)
