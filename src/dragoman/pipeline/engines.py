"""Where documents are read: in this process, in several beside it, or on a cluster."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from threading import Thread

from dragoman.errors import InputError, UnknownName
from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.reading import read

ENGINES = ("local", "ray")
"""Processes on this machine, or a Ray cluster."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Where to read.

    Args:
        name: one of ``ENGINES``.
        jobs: processes to read with; chosen by the number of documents where None.
        address: of the head of a Ray cluster; one is started here where empty.
    """

    name: str = "local"
    jobs: int | None = None
    address: str = ""

    def __post_init__(self) -> None:
        if self.name not in ENGINES:
            raise UnknownName("engine", self.name, known=ENGINES)
        if self.address and self.name != "ray":
            raise InputError("only the engine 'ray' has an address", hint="Add --engine ray.")


HERE = Engine(jobs=1)
"""This process."""

WORTH_A_PROCESS = 40
"""Documents from which a second process pays for its start: loading the parser takes about 1.5 s."""

AHEAD = 4
"""Documents handed out ahead for each process."""


def _end_with_parent() -> None:
    """End this process when its parent is gone, however it went: a killed one cannot say so."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def jobs_for(documents: int | None) -> int:
    """Choose how many processes to read with.

    Args:
        documents: how many there are; None where that is not known.
    """
    if documents is not None and documents < WORTH_A_PROCESS:
        return 1
    return os.cpu_count() or 1


def read_all(
    documents: Iterable[Document], *, run: Run, engine: Engine = HERE
) -> Iterator[Reading]:
    """Read documents, and give the readings in the order of the documents.

    The readings are the same whatever the engine and the number of processes.

    Raises:
        Unavailable: the engine is not installed.
        SourceError: the cluster does not answer.
    """
    if engine.name == "ray":
        from dragoman.pipeline.cluster import read_on_cluster

        yield from read_on_cluster(documents, run=run, address=engine.address, jobs=engine.jobs)
        return
    if engine.jobs is None:
        documents = list(documents)
        jobs = jobs_for(len(documents))
    else:
        jobs = engine.jobs
    if jobs <= 1:
        for document in documents:
            yield read(document, run=run)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent) as pool:
        waiting: deque[Future[Reading]] = deque()
        try:
            for document in documents:
                waiting.append(pool.submit(read, document, run=run))
                if len(waiting) >= jobs * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
