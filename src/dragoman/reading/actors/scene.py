"""What has been told of so far, for the words that point back at it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from dragoman.codebook.gazetteer import State
from dragoman.codebook.names import fold
from dragoman.codebook.roles import name_words
from dragoman.model.actors import Actor
from dragoman.reading.actors.people import Figure
from dragoman.reading.actors.strip import Strip

REACH = 2
"""Paragraphs back in which a word finds what it points at."""

NEAR = 3
"""Sentences back in which two states joined by 'and' are those that 'the two' means."""

MEMORY = 40
"""Mentions kept of each sort: more lie out of reach in any text."""

HERE = frozenset({"state", "adjective", "body"})
"""Sorts that say which state is in question."""

STANDING = frozenset({"state", "adjective", "body", "people", "person"})
"""Sorts that stand for a state, for 'the two countries'."""

STATE_SORTS = frozenset({"state", "adjective"})

SINGLE_SORTS = frozenset({"state", "organisation", "body"})


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that was told of.

    Args:
        sort: ``state``, ``organisation``, ``body``, ``person``, ``people`` or ``pair``.
        noun: the role noun, for 'the ministry'.
        subject: it stands where subjects do.
    """

    sort: str
    at: int
    sentence: int
    paragraph: int
    actors: tuple[Actor, ...]
    subject: bool
    noun: str = ""
    figure: Figure | None = None


class Scene:
    """The memory of one document."""

    def __init__(self, strip: Strip, states: Mapping[str, State]) -> None:
        self._strip = strip
        self._states = states
        self._traces: list[Trace] = []
        self._last: tuple[int, Trace] | None = None
        self._ruling: Actor | None = None

    def settle(self, ruling: str | None) -> None:
        """Say which state the document is about, for where nothing nearer is told of."""
        state = self._states.get(ruling or "")
        self._ruling = Actor(name=state.name, country=state.id, sector="GOV") if state else None

    def note(
        self,
        first: int,
        last: int,
        sort: str,
        actors: tuple[Actor, ...],
        *,
        noun: str = "",
        figure: Figure | None = None,
    ) -> None:
        """Remember a mention."""
        trace = Trace(
            sort,
            first,
            self._strip.sentence[first],
            self._strip.paragraph[first],
            actors,
            self._is_subject(first),
            noun,
            figure,
        )
        pair = self._joined(first, trace)
        self._traces.append(trace)
        if pair is not None:
            self._traces.append(pair)
        self._last = (last, pair or trace)
        if len(self._traces) > 2 * MEMORY:
            del self._traces[:MEMORY]

    def _is_subject(self, at: int) -> bool:
        strip = self._strip
        before = strip.word(at - 1)
        if before in {"the", "a", "an"}:
            before = strip.word(at - 2)
        return strip.opens[at] or before not in name_words()["subject_blocker"]

    def _joined(self, first: int, trace: Trace) -> Trace | None:
        """'Kenya and Ethiopia' as a pair."""
        if self._last is None:
            return None
        end, before = self._last
        words = self._strip.folded[end:first]
        gap = self._strip.gap(end - 1)
        if words not in (["and"], ["and", "the"], [], ["the"]) or before.sentence != trace.sentence:
            return None
        if not (words[:1] == ["and"] or gap == ", "):
            return None
        actors = tuple(dict.fromkeys((*before.actors, *trace.actors)))
        if len(actors) < 2 or not before.actors or not trace.actors:
            return None
        sort = (
            trace.sort
            if trace.sort == (before.noun if before.sort == "pair" else before.sort)
            else ""
        )
        return Trace(
            "pair", before.at, trace.sentence, trace.paragraph, actors, before.subject, sort
        )

    def back(self, at: int) -> Iterator[Trace]:
        """What is in reach before a place, the last first."""
        paragraph = self._strip.paragraph[at]
        for trace in reversed(self._traces):
            if trace.at >= at:
                continue
            if paragraph - trace.paragraph > REACH:
                return
            yield trace

    def person(self, at: int, gender: str, *, is_object: bool) -> Figure | None:
        """Whom 'he' or 'she' means: the nearest fitting subject, or else the nearest that fits.

        Args:
            is_object: the pronoun is 'him', who is not the subject of his own sentence.
        """
        nearest: Trace | None = None
        sentence = self._strip.sentence[at]
        for trace in self.back(at):
            if trace.figure is None or trace.figure.gender not in {gender, ""}:
                continue
            if is_object and trace.sentence == sentence and self._opens(trace.at):
                continue
            if nearest is not None and nearest.sentence - trace.sentence > 1:
                break
            nearest = nearest or trace
            if trace.subject:
                return self._given(trace.figure, gender)
        return self._given(nearest.figure, gender) if nearest and nearest.figure else None

    def _opens(self, at: int) -> bool:
        """Say whether a mention opens its sentence, but for an article."""
        opens = self._strip.opens
        return opens[at] or (at > 0 and opens[at - 1])

    @staticmethod
    def _given(figure: Figure, gender: str) -> Figure:
        figure.gender = figure.gender or gender
        return figure

    def speaker(self, at: int, *, alone: bool) -> tuple[Actor, ...]:
        """Who speaks: for 'I' the last person who was a subject, for 'we' the last state.

        For 'we', persons were tried, and organisations: on the passages of the learned reader both
        were right less often than states alone.
        """
        sort = "person" if alone else "state"
        for trace in self.back(at):
            if trace.subject and len(trace.actors) == 1 and trace.sort == sort:
                return trace.actors
        return (self._ruling,) if self._ruling and not alone else ()

    def just_before(self, at: int) -> tuple[Actor, ...]:
        """What was told of last, if nothing but a comma stands between."""
        if self._last is None or self._last[0] != at:
            return ()
        return self._last[1].actors

    def last_person(self, at: int) -> Figure | None:
        """The person told of last."""
        return next((trace.figure for trace in self.back(at) if trace.figure), None)

    def thing(self, at: int, *, same_sentence: bool) -> tuple[Actor, ...]:
        """What 'it' or 'its' means: the last state or organisation that was a subject."""
        sentence = self._strip.sentence[at]
        nearest: tuple[Actor, ...] = ()
        for trace in self.back(at):
            if sentence - trace.sentence > 1:
                break
            if trace.sort not in SINGLE_SORTS or (same_sentence and trace.sentence != sentence):
                continue
            if len(trace.actors) == 1:
                nearest = nearest or trace.actors
                if trace.subject:
                    return trace.actors
        return nearest

    def several(self, at: int) -> tuple[Actor, ...]:
        """Whom 'they' means: the last pair or people."""
        sentence = self._strip.sentence[at]
        for trace in self.back(at):
            if sentence - trace.sentence > 1:
                return ()
            if trace.sort in {"pair", "people"}:
                return trace.actors
        return ()

    def two(self, at: int, sort: str) -> tuple[Actor, ...]:
        """The two told of last: a pair, or the last two that differ.

        Args:
            sort: ``person`` for 'the two leaders', ``state`` for 'the two countries', ``party`` for
                'both sides', which can be organisations, too.
        """
        if sort == "person":
            return self._pair(at, {"person"}, lambda actor: actor)
        organisations = {"organisation"} if sort == "party" else set()
        return self._joined_states(at) or self._pair(at, STANDING | organisations, self._state_of)

    def _joined_states(self, at: int) -> tuple[Actor, ...]:
        """The last two states that 'and' or a hyphen joined, not far back."""
        sentence = self._strip.sentence[at]
        for trace in self.back(at):
            if sentence - trace.sentence > NEAR:
                return ()
            if trace.sort == "pair" and trace.noun == "state" and len(trace.actors) == 2:
                return trace.actors
        return ()

    def _pair(
        self, at: int, sorts: Collection[str], stands_for: Callable[[Actor], Actor | None]
    ) -> tuple[Actor, ...]:
        found: dict[Actor, None] = {}
        for trace in self.back(at):
            if trace.sort == "pair" and trace.noun in sorts and len(trace.actors) == 2:
                pair = tuple(filter(None, map(stands_for, trace.actors)))
                if len(pair) == 2:
                    return pair
            if trace.sort in sorts:
                found.update(dict.fromkeys(filter(None, map(stands_for, trace.actors))))
            if len(found) >= 2:
                return tuple(found)[1::-1]
        return ()

    def _state_of(self, actor: Actor) -> Actor | None:
        """The state behind an actor; an organisation stands for itself."""
        state = self._states.get(actor.country or "")
        if state is None or actor.sector == "IGO":
            return actor if actor.sector == "IGO" else None
        return Actor(name=state.name, country=state.id, sector="GOV")

    def state(self, at: int, members: Collection[str] = ()) -> Actor | None:
        """The state told of last, one of some; a subject before another."""
        nearest: Actor | None = None
        for trace in self.back(at):
            if trace.sort not in STATE_SORTS or (
                nearest and trace.paragraph != self._strip.paragraph[at]
            ):
                continue
            for actor in trace.actors[:1]:
                if not members or actor.country in members:
                    nearest = nearest or actor
                    if trace.subject and trace.sort == "state":
                        return actor
        if nearest is None and self._ruling and (not members or self._ruling.country in members):
            return self._ruling
        return nearest

    def here(self, at: int) -> Actor | None:
        """The state in question at a place: the last subject, or else the document's own.

        A body counts as its state. People and persons do not: with them fewer were right on the
        passages of the learned reader.
        """
        nearest: Actor | None = None
        paragraph = self._strip.paragraph[at]
        for trace in self.back(at):
            if trace.sort not in HERE or (nearest and trace.paragraph != paragraph):
                continue
            state = self._states.get(trace.actors[0].country or "") if trace.actors else None
            if state is None:
                continue
            actor = Actor(name=state.name, country=state.id, sector="GOV")
            nearest = nearest or actor
            if trace.subject and trace.sort != "adjective":
                return actor
        return nearest or self._ruling

    def named(self, at: int, word: str) -> Actor | None:
        """The last organisation told of with a word in its name."""
        for trace in self.back(at):
            if trace.sort == "organisation" and word in fold(trace.actors[0].name):
                return trace.actors[0]
        return None

    def own(self, at: int, country: str | None, sector: str) -> Actor | None:
        """The last organisation told of in a state and a sector: 'the Italian company'."""
        for trace in self.back(at):
            actor = trace.actors[0] if trace.sort == "organisation" else None
            if actor and actor.country == country and actor.sector == sector:
                return actor
        return None

    def organisation(self, at: int, *, union: bool) -> tuple[Actor, ...]:
        """The organisation told of last; of states where a bloc is asked for."""
        for trace in self.back(at):
            if trace.sort == "organisation" and (not union or trace.actors[0].sector == "IGO"):
                return trace.actors
        return ()

    def role(self, at: int, noun: str) -> Trace | None:
        """The last body, people or person told of under a role noun."""
        return next((trace for trace in self.back(at) if trace.noun == noun and trace.actors), None)

    def office(self, at: int, offices: Collection[str], title: tuple[str, ...]) -> Figure | None:
        """The last person told of who holds one of some offices, or bears a title."""
        nearest: Trace | None = None
        for trace in self.back(at):
            figure = trace.figure
            if nearest and trace.sentence != nearest.sentence:
                break
            if figure is None or figure.actor is None:
                continue
            if figure.office in offices or _is_part(title, figure.title):
                nearest = nearest or trace
                if trace.subject:
                    return figure
        return nearest.figure if nearest else None


def _is_part(title: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Say whether a title is another or its end: 'the prince' after 'Crown Prince'."""
    return bool(title) and whole[-len(title) :] == title
