"""One row of numbers for each question and candidate, all from earlier days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.forecasting.links.candidates import Candidates, candidates_of
from dragoman.forecasting.links.homes import STATE
from dragoman.forecasting.links.hops import Hops
from dragoman.forecasting.links.rules import Bodies, Pairs, Rules
from dragoman.forecasting.links.tallies import COUNT, FAST, LAST, MIDDLE, SLOW

if TYPE_CHECKING:
    from dragoman.forecasting.links.facts import Ints
    from dragoman.forecasting.links.past import Past
    from dragoman.forecasting.links.protocol import Questions
    from dragoman.forecasting.links.tallies import Singles

_ALL = (COUNT, LAST, SLOW, MIDDLE, FAST)
_COLUMNS = {COUNT: "times", LAST: "days since", SLOW: "slow", MIDDLE: "middle", FAST: "fast"}

TAKEN: dict[str, tuple[int, ...]] = {
    "sro": _ALL,
    "os": (LAST, SLOW, FAST),
    "so": _ALL,
    "ro": _ALL,
    "o": (LAST, SLOW, MIDDLE, FAST),
    "sr": (COUNT, LAST, SLOW, MIDDLE),
    "cro": (LAST, SLOW, MIDDLE, FAST),
    "co": (SLOW, MIDDLE, FAST),
    "kro": (SLOW, MIDDLE),
    "src": (SLOW, MIDDLE, FAST),
    "srk": (SLOW, MIDDLE),
    "sc": (SLOW, MIDDLE, FAST),
    "crc": (SLOW, MIDDLE, FAST),
    "cc": (SLOW, FAST),
    "krk": (SLOW,),
}
"""Which columns of which tally a row holds; ``os`` is the same fact the other way round."""

GROUPS: dict[str, str] = {
    "sro": "the same fact before",
    "os": "the same fact the other way round",
    "so": "dealings of the two",
    "ro": "what the object usually undergoes",
    "o": "how much the object is in the news",
    "sr": "what the subject usually does",
    "cro": "what the subject's country does to the object",
    "co": "dealings of the subject's country with the object",
    "kro": "what actors of its sector do to the object",
    "src": "what the subject does to the object's country",
    "srk": "what the subject does to the object's sector",
    "sc": "the subject's dealings with the object's country",
    "crc": "what the one country does to the other",
    "cc": "dealings of the two countries",
    "krk": "what the one sector does to the other",
    "rules": "rules set off by past events of the two",
    "hops": "events with third parties",
    "embedding": "likeness to others' dealings",
    "habits": "how much such questions repeat the past",
    "kind": "what sort of actors they are",
    "first": "first order of candidates",
}
"""In words, what a group of features speaks of."""

_OTHERS: tuple[tuple[str, str], ...] = (
    ("sro", "share slow"),
    ("sro", "share middle"),
    ("so", "share middle"),
    ("so", "share fast"),
    ("ro", "share slow"),
    ("cro", "share slow"),
    ("rules", "strongest"),
    ("rules", "together"),
    ("rules", "recent"),
    ("rules", "own"),
    ("rules", "together, of the best"),
    ("hops", "lately"),
    ("hops", "longer"),
    ("hops", "partners"),
    ("hops", "alike"),
    ("embedding", "deeds"),
    ("embedding", "company"),
    ("kind", "same country"),
    ("kind", "object is a state"),
    ("kind", "subject is a state"),
    ("kind", "itself"),
    ("first", "prior"),
    ("first", "prior, of the best"),
    ("first", "prior, place"),
    ("sro", "slow, of the best"),
    ("so", "middle, of the best"),
    ("sro", "days since, after the latest"),
    ("so", "days since, after the latest"),
    ("sro", "middle, of the best"),
    ("so", "fast, of the best"),
    ("ro", "middle, of the best"),
    ("cro", "slow, of the best"),
    ("hops", "longer, of the best"),
    ("hops", "partners, of the best"),
    ("embedding", "deeds, of the best"),
    ("rules", "own, of the best"),
    ("rules", "together, place"),
    ("so", "middle, place"),
    ("habits", "relation repeats"),
    ("habits", "relation stays with partners"),
    ("habits", "subject repeats"),
    ("habits", "subject stays with partners"),
    ("habits", "objects of the subject in the relation"),
    ("habits", "partners of the subject"),
    ("habits", "relation, slow"),
)

NAMES: tuple[tuple[str, str], ...] = (
    *((name, _COLUMNS[column]) for name, columns in TAKEN.items() for column in columns),
    *_OTHERS,
)
"""Group and name of each feature, in the order of a row."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of would-be facts.

    Attributes:
        questions: what was asked.
        candidates: who is looked at.
        bodies: the past relations of each would-be pair.
        values: shape (q * k, features); no columns where only rules are learnt.
    """

    questions: Questions
    candidates: Candidates
    bodies: Bodies
    values: Singles


class Desk:
    """Makes rows for the questions of one day, from what was before it.

    Args:
        past: the state before the day.
        rules: what was learnt before the day.
        pairs: to look past relations up.
        full: whether features are wanted, or only what rules learn from.
    """

    def __init__(self, past: Past, rules: Rules, pairs: Pairs, *, full: bool = True) -> None:
        self._past, self._rules, self._pairs = past, rules, pairs
        self._hops = Hops(past) if full else None

    def rows(self, questions: Questions) -> Rows:
        """Rows for some of the day's questions."""
        past = self._past
        reach = self._hops.reach(questions.subject, questions.relation) if self._hops else None
        candidates = candidates_of(past, questions, reach)
        subject, relation, object_ = candidates.flat(questions)
        bodies = self._pairs.bodies(past, subject, relation, object_)
        if reach is None:
            return Rows(questions, candidates, bodies, np.zeros((len(subject), 0), np.float32))
        values = np.empty((len(subject), len(NAMES)), dtype=np.float32)
        at = self._tallied(values, subject, relation, object_)
        width = candidates.chosen.shape[1]
        at = self._shared(values, at, questions, object_, width)
        found = self._rules.features(bodies, len(subject))
        values[:, at : at + 4] = found
        values[:, at + 4] = _of_best(found[:, 1], width)
        at += 5
        row = np.repeat(np.arange(len(questions)), width)
        for share in (reach.lately, reach.longer, reach.partners, reach.alike):
            values[:, at] = share[row, object_]
            at += 1
        if past.embedding is None:
            values[:, at : at + 2] = 0.0
        else:
            values[:, at], values[:, at + 1] = past.embedding.fits(subject, relation, object_)
        at += 2
        country, sector = past.homes.country, past.homes.sector
        values[:, at] = country[subject] == country[object_]
        values[:, at + 1] = sector[object_] == STATE
        values[:, at + 2] = sector[subject] == STATE
        values[:, at + 3] = subject == object_
        at += 4
        prior = candidates.prior[row, object_]
        values[:, at] = prior
        values[:, at + 1] = _of_best(prior, width)
        values[:, at + 2] = _place(prior, width)
        self._compared(values, at + 3, width)
        values[:, -_HABITS:] = np.repeat(self._habits(questions), width, axis=0)
        return Rows(questions, candidates, bodies, values)

    def _habits(self, questions: Questions) -> Singles:
        """What holds for a question as a whole, shape (q, _HABITS)."""
        past = self._past
        out = np.empty((len(questions), _HABITS), dtype=np.float32)
        out[:, 0:2] = past.habits.shares(past.habits.relation, questions.relation)
        out[:, 2:4] = past.habits.shares(past.habits.subject, questions.subject)
        head = questions.subject * past.relations + questions.relation
        for column, name, key in ((4, "sro", head), (5, "so", questions.subject)):
            tally = past.tallies[name]
            row, at = tally.slices(key * past.entities, (key + 1) * past.entities)
            seen = tally.values[at, COUNT] > 0
            out[:, column] = np.bincount(row[seen], minlength=len(questions))
        kinds = past.tallies["r"]
        out[:, 6] = kinds.values[kinds.find(questions.relation), SLOW]
        return out

    @staticmethod
    def _compared(values: Singles, at: int, width: int) -> None:
        """Fill in what is set against the other candidates of the question."""
        for column in (_SRO_SLOW, _SO_MIDDLE):
            values[:, at] = _of_best(values[:, column], width)
            at += 1
        for column in (_SRO_AGE, _SO_AGE):
            ages = values[:, column].reshape(-1, width)
            values[:, at] = (ages - ages.min(axis=1, keepdims=True)).ravel()
            at += 1
        for column in _BESTS:
            values[:, at] = _of_best(values[:, column], width)
            at += 1
        for column in (_TOGETHER, _SO_MIDDLE):
            values[:, at] = _place(values[:, column], width)
            at += 1

    def _tallied(self, values: Singles, subject: Ints, relation: Ints, object_: Ints) -> int:
        """Fill in the columns of tallies; give the next free one."""
        past, at = self._past, 0
        half = past.relations // 2
        for name, columns in TAKEN.items():
            asked, tally = relation, name
            if name == "os":
                asked, tally = (relation + half) % past.relations, "sro"
            book = past.tallies[tally]
            found = book.values[book.find(past.key(tally, subject, asked, object_))]
            for column in columns:
                values[:, at] = (
                    np.minimum(past.day - found[:, LAST], LONG_AGO)
                    if column == LAST
                    else found[:, column]
                )
                at += 1
        return at

    def _shared(
        self, values: Singles, at: int, questions: Questions, object_: Ints, width: int
    ) -> int:
        """Fill in shares of the subject's, the relation's and the country's whole."""
        past = self._past
        spoken = {
            "sr": past.key("sr", questions.subject, questions.relation, questions.subject),
            "s": past.key("o", questions.subject, questions.relation, questions.subject),
            "r": past.key("r", questions.subject, questions.relation, questions.subject),
            "cr": past.key("cr", questions.subject, questions.relation, questions.subject),
        }
        for part, column, whole in (
            (_SRO_SLOW, SLOW, "sr"),
            (_SRO_SLOW + 1, MIDDLE, "sr"),
            (_SO_MIDDLE, MIDDLE, "s"),
            (_SO_MIDDLE + 1, FAST, "s"),
            (_RO_SLOW, SLOW, "r"),
            (_CRO_SLOW, SLOW, "cr"),
        ):
            # Inverses stream along, so what an entity does as a subject equals what it undergoes.
            tally = past.tallies["o" if whole == "s" else whole]
            total = tally.values[tally.find(spoken[whole]), column]
            values[:, at] = values[:, part] / np.repeat(np.maximum(total, 1e-3), width)
            at += 1
        return at


LONG_AGO = 2000.0
"""Days since, for what has never been."""


def _column(group: str, name: str) -> int:
    return NAMES.index((group, name))


_SRO_AGE = _column("sro", "days since")
_SRO_SLOW = _column("sro", "slow")
_SO_MIDDLE = _column("so", "middle")
_RO_SLOW = _column("ro", "slow")
_CRO_SLOW = _column("cro", "slow")
_SO_AGE = _column("so", "days since")
_TOGETHER = _column("rules", "together")
_BESTS = tuple(
    _column(group, name)
    for group, name in (
        ("sro", "middle"),
        ("so", "fast"),
        ("ro", "middle"),
        ("cro", "slow"),
        ("hops", "longer"),
        ("hops", "partners"),
        ("embedding", "deeds"),
        ("rules", "own"),
    )
)
_HABITS = sum(group == "habits" for group, _ in NAMES)


def _of_best(values: Singles, width: int) -> Singles:
    """Values as shares of the greatest of their question."""
    table = values.reshape(-1, width)
    best = np.maximum(table.max(axis=1, keepdims=True), 1e-6)
    shares: Singles = (table / best).ravel().astype(np.float32)
    return shares


def _place(values: Singles, width: int) -> Singles:
    """The place of each value in its question's order, 0 the greatest."""
    table = values.reshape(-1, width)
    order = np.argsort(-table, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(width)[None, :], axis=1)
    return places.ravel().astype(np.float32)
