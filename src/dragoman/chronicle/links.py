"""Who does what to whom next, over files of facts; needs no record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.forecasting.links import Expected, Outcome


def benchmark_links(
    parts: tuple[Path, Path, Path],
    *,
    names: tuple[Path | None, Path | None] = (None, None),
    threads: int | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Learn from training facts, rank validation and test facts, beside the recurrency baseline.

    Args:
        parts: files of training, validation and test facts.
        names: files of the names of entities and of relations.
        threads: processors to use; all where None. Scores do not depend on it.
        note: told in words what is being done.

    Raises:
        InputError: a file cannot be used; names it and the line.
        Unavailable: LightGBM or SciPy is not installed.
    """
    from dragoman.forecasting.links import Settings, benchmark, read_graph

    graph = read_graph(*parts, entities=names[0], relations=names[1])
    return benchmark(graph, Settings(threads=threads), note)


def expect_links(
    parts: tuple[Path, Path | None],
    question: tuple[str, str],
    *,
    names: tuple[Path | None, Path | None] = (None, None),
    day: str | None = None,
    limit: int = 10,
    threads: int | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> tuple[Expected, ...]:
    """Say whom a subject is expected to act on, with the past events and rules that carry it.

    Args:
        parts: files of facts to learn from, and of those after them, which are known only.
        question: names of the subject and the relation; ``inverse of NAME`` asks who acts on it.
        names: files of the names of entities and of relations.
        day: the day asked about, written as the files write times; the day after the last fact
            where None. Facts of that day and later are not looked at.
        limit: how many entities at most.
        threads: processors to use; all where None.
        note: told in words what is being done.

    Raises:
        InputError: a file cannot be used, or the day is in the training days.
        UnknownName: nothing is called so.
        Unavailable: LightGBM or SciPy is not installed.
    """
    from dragoman.forecasting.links import Settings, Stream, explain, read_graph

    graph = read_graph(*parts, entities=names[0], relations=names[1])
    subject, relation = graph.entity(question[0]), graph.relation(question[1])
    last = int(graph.train.day.max())
    after = 1 + max(last, int(graph.valid.day.max()) if len(graph.valid) else last)
    asked = graph.day_of(day) if day is not None else after
    if asked <= last:
        raise InputError(
            f"day {day} is one of the training days",
            hint="Ask about a day after them, or train on fewer.",
        )
    stream = Stream(graph, Settings(threads=threads, rows=1_000_000), note)
    stream.learn()
    return explain(stream, subject, relation, asked, limit=limit)
