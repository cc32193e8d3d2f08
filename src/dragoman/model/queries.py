"""A search as it was asked, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.claims import Claim
from dragoman.model.ids import ClaimId, DocumentId, EventId
from dragoman.model.judgements import Standing
from dragoman.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One thing that is asked of a claim.

    Args:
        field: what of the claim is asked; empty for words that it must hold.
        op: ``:``, ``>``, ``>=``, ``<`` or ``<=``.
        value: as the record has it: a code, an id, an ISO date, a number.
        unit: of an amount; empty for any.
        negated: the claim must not be so.
    """

    field: str
    op: str
    value: str
    unit: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a query, of whose tests one must hold.

    Offsets:
        ``span`` counts code points of the query as it was typed.
    """

    tests: tuple[Test, ...]
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search, understood: all its clauses must hold.

    Args:
        text: as it was typed.
    """

    text: str
    clauses: tuple[Clause, ...]

    @property
    def words(self) -> str:
        """The words that are sought, in their order, without what is excluded."""
        found = [
            test.value
            for clause in self.clauses
            for test in clause.tests
            if not test.field and not test.negated
        ]
        return " ".join(found)

    def without(self, clause: Clause) -> str:
        """The search as it would be typed without one of its clauses."""
        return " ".join(other.text for other in self.clauses if other is not clause)


class Order(StrEnum):
    """How hits are sorted: by how well they match, or by when it happened, the newest or oldest first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A claim that was found.

    Args:
        event: the event that it is part of; None where it is in none.
        marks: where the words that were sought stand in the quote.
        why: what it was found by, in words.
        by_words: False where only its meaning is near what was sought.

    Offsets:
        ``marks`` count code points of the claim's quote.
    """

    claim: Claim
    event: EventId | None
    standing: Standing
    publisher: str
    published: str
    marks: tuple[Span, ...]
    why: tuple[str, ...]
    by_words: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of the claims found have one value of a facet.

    Args:
        value: as the record has it; empty where it is unknown.
        term: what narrows the search to it, as it would be typed.
    """

    value: str
    claims: int
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The values of one field among the claims found, the most frequent first.

    Args:
        more: values beyond those that are listed.
    """

    field: str
    counts: tuple[Count, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Claims found whose time begins in a month or year.

    Args:
        period: ``2015`` or ``2015-11``.
        coarse: how many of them are known only to lie in a longer time, which begins there.
    """

    period: str
    claims: int
    coarse: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search found.

    Args:
        total: claims that hold all that is asked; exact.
        near: claims that hold all else that is asked and whose meaning is near the words sought.
        bars: by month where all lies within a few years, else by year.
        undated: claims found that have no date.
        offset: how many hits stand before the first one here.
        ranked_by: how the hits are sorted, in words.
        meaning: share of all quotes whose meaning is known, from 0 to 1; without it nothing is near.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    near: int
    facets: tuple[Facet, ...]
    bars: tuple[Bar, ...]
    undated: int
    offset: int
    ranked_by: str
    meaning: float

    @property
    def next_offset(self) -> int | None:
        """Where the next page begins; None after the last one."""
        after = self.offset + len(self.hits)
        return after if self.hits and after < self.total + self.near else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarDocument:
    """A document like another, and why."""

    document: DocumentId
    name: str
    title: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarEvent:
    """An event like another, and why."""

    event: EventId
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearClaim:
    """A claim whose quote means nearly the same as another's, with the cosine of their vectors."""

    claim: ClaimId
    cosine: float
