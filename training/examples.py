"""Annotated passages to labelled windows: what the network is trained on."""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.codebook.ontology import table
from dragoman.model.text import Span
from dragoman.reading.annotate import annotate
from dragoman.reading.annotations import (
    ActorMention,
    AmountMention,
    PlaceMention,
    TimeMention,
)
from dragoman.reading.learned.before import NOWHERE
from dragoman.reading.learned.candidates import Candidate, parties_named
from dragoman.reading.learned.meant import names, stands_in
from dragoman.reading.learned.windows import CORE, Window, windows
from dragoman.scoring import document_of

Json = dict[str, Any]

HERE = Path(__file__).parent
PASSAGES = HERE / "passages"
GOLD = tuple(
    HERE.parent / "gold" / f"{name}.jsonl" for name in ("passages", "articles", "apart", "profiles")
)
"""Passages, whole articles, articles of writers who did not annotate, and found texts: nothing is trained on them."""

SECOND = tuple(
    HERE.parent / "gold" / f"{name}_second.jsonl" for name in ("articles", "apart", "profiles")
)
"""The whole texts as a second annotator coded them."""

ROLES = ("actor", "recipient", "source", "time", "place", "amount")
BASES = ("mention", "month", "none", "other")
NAMED = frozenset(
    {"state", "adjective", "capital", "body", "person", "organisation", "group", "place"}
)


def inventories() -> dict[str, tuple[str, ...]]:
    """The classes of every head, in the order of the codebook."""
    return {
        "event": ("none", *table("event_types")),
        "position": ("none", *table("choices")),
        "stance": ("none", "-2", "-1", "0", "1", "2"),
        "outlook": ("none", *table("likelihoods")),
        "figure": ("none", *table("indicators")),
        "root": tuple(table("event_types")),
        "status": tuple(table("statuses")),
        "mode": ("none", *table("modes")),
        "context": tuple(table("contexts")),
        "basis": BASES,
        "role": ROLES,
        "symmetric": ("no", "yes"),
    }


@dataclass(slots=True, eq=False)
class Target:
    """One trigger of a window with all that is said of it."""

    kind: str
    label: int
    first: int
    last: int
    sentence: int
    status: int
    mode: int = -1
    contexts: tuple[int, ...] = ()
    symmetric: int = -1
    basis: int = -1
    roles: dict[int, set[int]] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    claims: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """Words that stand for a name, and whom the annotation takes them for.

    Args:
        number: which of the window's candidates they are.
        meant: which of its candidates name those meant.
        parties: the keys of those meant.
    """

    number: int
    meant: frozenset[int]
    parties: frozenset[str]


@dataclass(slots=True, eq=False)
class Example:
    """A window with its triggers, for each amount in it whether it is a figure, and whom words mean."""

    passage: str
    window: Window
    targets: list[Target]
    figures: dict[int, int]
    meanings: tuple[Meaning, ...] = ()


def load(paths: Iterable[Path]) -> list[Json]:
    """Read passages; each carries the file that it is from."""
    found = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                found.append({**json.loads(line), "file": path.stem})  # noqa: PERF401
    return found


def nearest(text: str, needle: str, at: int) -> Span | None:
    """Where some words stand, as whole words, that is nearest to a place."""
    if not needle:
        return None
    found = re.finditer(rf"(?<!\w){re.escape(needle)}(?!\w)", text)
    starts = [match.start() for match in found]
    best = min(starts, key=lambda start: abs(start - at), default=None)
    return Span(start=best, end=best + len(needle)) if best is not None else None


def pieces(window: Window, span: Span) -> tuple[int, int]:
    """Word pieces that a stretch of the document covers, among the core and its context."""
    begins = [a for a, _ in window.offsets[1:-1]]
    first = bisect_left(begins, span.start) + 1
    if first > 1 and window.offsets[first - 1][1] > span.start:
        first -= 1
    return first, bisect_left(begins, span.end) + 1


def overlapping(window: Window, span: Span, *kinds: type) -> list[int]:
    """Candidates of some kinds of mention that share a character with a stretch."""
    return [
        number
        for number, candidate in enumerate(window.candidates)
        if isinstance(candidate.mention, kinds) and candidate.mention.span.overlaps(span)
    ]


def _stands_before(candidate: Candidate, anchor: int) -> bool:
    """Say whether a mention stands before a place of the text, or before the whole window."""
    span = candidate.mention.span
    return span.start <= anchor or span == NOWHERE


def countries(candidate: Candidate) -> set[str]:
    """The parties that a candidate names, by country."""
    return {actor.key for actor in parties_named(candidate.mention)}


class _Labeller:
    """Labels the claims of one passage in its windows."""

    def __init__(
        self, passage: Json, classes: dict[str, tuple[str, ...]], *, title: bool = True
    ) -> None:
        self.passage = passage
        self.classes = classes
        self.document = document_of(passage if title else {**passage, "title": ""})
        self.text = self.document.text
        self.month = passage["published"][:7]

    def index(self, head: str, name: str) -> int:
        names = self.classes[head]
        return names.index(name) if name in names else -1

    def trigger(self, claim: Json) -> Span | None:
        quote = self.text.find(claim["quote"])
        if quote < 0:
            return None
        at = claim["quote"].find(claim.get("trigger") or "\0")
        if at < 0:
            return Span(start=quote, end=quote + len(claim["quote"]))
        return Span(start=quote + at, end=quote + at + len(claim["trigger"]))

    def label(self, claim: Json) -> int:
        kind = claim["kind"]
        name = {
            "event": lambda: claim["type"],
            "position": lambda: claim["choice"],
            "stance": lambda: str(claim["polarity"]),
            "outlook": lambda: claim["likelihood"] or "goal",
            "figure": lambda: claim["indicator"],
        }[kind]()
        return self.index(kind, name)

    def party(self, window: Window, actor: Json, trigger: Span) -> tuple[set[int], set[int]]:
        """Candidates that name a party, and those that are left out of the loss."""
        key = actor.get("country") or actor.get("name")
        span = nearest(self.text, actor.get("mention") or "", trigger.start)
        direct = overlapping(window, span, ActorMention, PlaceMention) if span else []
        found = set(direct)
        same = [
            number
            for number, candidate in enumerate(window.candidates)
            if key in countries(candidate)
        ]
        named = [n for n in same if window.candidates[n].tag in NAMED]
        if not any(n in named for n in direct) and named:
            anchor = span.start if span else trigger.start
            before = [n for n in named if _stands_before(window.candidates[n], anchor)]
            pool = before or named
            found.add(
                min(pool, key=lambda n: abs(window.candidates[n].mention.span.start - anchor))
            )
        return found, set(same) - found

    def times(self, window: Window, claim: Json, trigger: Span) -> tuple[set[int], int]:
        start = claim.get("start")
        span = nearest(self.text, claim.get("when_mention") or "", trigger.start)
        if span and start:
            found = overlapping(window, span, TimeMention)
            if found:
                return set(found), BASES.index("mention")
        if not start:
            return set(), BASES.index("none")
        if start == self.month:
            return set(), BASES.index("month")
        equal = [
            number
            for number, candidate in enumerate(window.candidates)
            if isinstance(candidate.mention, TimeMention)
            and candidate.mention.when.start is not None
            and str(candidate.mention.when.start) == start
        ]
        if equal:
            best = min(
                equal, key=lambda n: abs(window.candidates[n].mention.span.start - trigger.start)
            )
            return {best}, BASES.index("mention")
        return set(), BASES.index("other")

    def amounts(self, window: Window, words: str, value: Any, trigger: Span) -> list[int]:
        span = nearest(self.text, words, trigger.start)
        if span:
            return overlapping(window, span, AmountMention)
        equal = [
            number
            for number, candidate in enumerate(window.candidates)
            if isinstance(candidate.mention, AmountMention)
            and value is not None
            and abs(float(candidate.mention.value) - abs(float(value)))
            <= 0.01 * max(abs(float(value)), 1e-9)
        ]
        return sorted(
            equal, key=lambda n: abs(window.candidates[n].mention.span.start - trigger.start)
        )[:1]

    def target(self, window: Window, claim: Json, trigger: Span) -> Target | None:
        kind, label = claim["kind"], self.label(claim)
        if label < 0:
            return None
        first, last = pieces(window, trigger)
        if kind == "figure":
            numbers = self.amounts(window, claim.get("value_mention", ""), claim["value"], trigger)
            if not numbers:
                return None
            candidate = window.candidates[numbers[0]]
            first, last = candidate.first, candidate.last
        if first >= last:
            return None
        sentence = window.sentence(window.offsets[first][0])
        made = Target(kind, label, first, last, sentence, self.index("status", claim["status"]))
        if kind == "event":
            made.mode = max(0, self.index("mode", f"{claim['type']}.{claim.get('mode')}"))
            made.contexts = tuple(
                i for name in claim.get("context", ()) if (i := self.index("context", name)) >= 0
            )
        if kind == "stance":
            made.symmetric = int(bool(claim.get("symmetric")))
        self.parties(window, claim, trigger, made)
        found, made.basis = self.times(window, claim, trigger)
        self.mark(made, "time", found)
        if place := claim.get("place"):
            span = nearest(self.text, place.get("mention") or place["name"], trigger.start)
            if span:
                self.mark(made, "place", overlapping(window, span, object))
        if amount := claim.get("amount"):
            self.mark(
                made,
                "amount",
                self.amounts(window, amount.get("mention", ""), amount.get("value"), trigger),
            )
        return made

    def parties(self, window: Window, claim: Json, trigger: Span, made: Target) -> None:
        slots = {
            "actor": claim.get("actors") or claim.get("about") or (),
            "recipient": claim.get("recipients") or ([claim["body"]] if claim.get("body") else ()),
            "source": [claim["attribution"]] if claim.get("attribution") else (),
        }
        for role, actors in slots.items():
            for actor in actors:
                found, ignored = self.party(window, actor, trigger)
                self.mark(made, role, found)
                made.ignored |= ignored
        made.ignored -= set(made.roles)

    @staticmethod
    def mark(made: Target, role: str, numbers: Iterable[int]) -> None:
        for number in numbers:
            made.roles.setdefault(number, set()).add(ROLES.index(role))

    def marked(self) -> dict[Span, set[str]]:
        """Words that the annotation marks as a party, with the parties' keys."""
        found: dict[Span, set[str]] = {}
        for claim in self.passage["claims"]:
            trigger = self.trigger(claim)
            parties = [
                p for role in ("actors", "recipients", "about") for p in claim.get(role) or ()
            ]
            for party in filter(None, [*parties, claim.get("attribution")]):
                span = trigger and nearest(self.text, party.get("mention") or "", trigger.start)
                if span:
                    found.setdefault(span, set()).add(party.get("country") or party["name"])
        return found

    @staticmethod
    def meanings(window: Window, marked: dict[Span, set[str]]) -> Iterator[Meaning]:
        """Whom those words of a window mean that stand for a name and are a party of a claim."""
        named = [n for n, candidate in enumerate(window.candidates) if names(candidate)]
        for number, candidate in enumerate(window.candidates):
            span = candidate.mention.span
            keys = frozenset[str]().union(*(k for s, k in marked.items() if s.overlaps(span)))
            if keys and named and stands_in(candidate):
                meant = frozenset(n for n in named if countries(window.candidates[n]) <= keys)
                yield Meaning(number, meant, keys)

    def examples(self, lead: int) -> Iterator[Example]:
        claims = [(c, span) for c in self.passage["claims"] if (span := self.trigger(c))]
        marked = self.marked()
        for window in windows(self.document, annotate(self.document), lead=lead):
            targets: list[Target] = []
            figures: dict[int, int] = {}
            for claim, trigger in claims:
                if window.sentence(trigger.start) < 0:
                    continue
                made = self.target(window, claim, trigger)
                if made is not None:
                    _put(targets, made)
            for made in targets:
                if made.kind == "figure":
                    for number, candidate in enumerate(window.candidates):
                        if (candidate.first, candidate.last) == (made.first, made.last):
                            figures[number] = made.label
            meanings = tuple(self.meanings(window, marked))
            yield Example(self.passage["id"], window, targets, figures, meanings)


def _put(targets: list[Target], made: Target) -> None:
    """Add a trigger; what shares the words and the label of another is one with it."""
    for other in targets:
        same = (other.kind, other.label, other.first, other.last)
        if same == (made.kind, made.label, made.first, made.last):
            for number, roles in made.roles.items():
                other.roles.setdefault(number, set()).update(roles)
            other.ignored = (other.ignored | made.ignored) - set(other.roles)
            other.claims += 1
            return
    targets.append(made)


UNTITLED = 0.2
"""Share of the passages whose title is left out in training: not all texts have one."""

LEADS = (CORE // 4, CORE // 2, 3 * CORE // 4, CORE)
"""Word pieces in the first window of a passage, in training: sentences then stand beside others than before."""


def examples(passages: Sequence[Json], cuts: random.Random | None = None) -> list[Example]:
    """Label all windows of some passages.

    Args:
        passages: as they are annotated.
        cuts: draws for each where its first window ends and whether it has its title; without it they are
            cut as in reading.
    """
    classes = inventories()
    made: list[Example] = []
    for passage in passages:
        lead, title = CORE, True
        if cuts:
            lead, title = cuts.choice(LEADS), cuts.random() >= UNTITLED
        made += _Labeller(passage, classes, title=title).examples(lead)
    return made
