"""Where documents are read: in this process, or in several beside it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from threading import Thread

from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.reading import reader

WORTH_A_PROCESS = 40
"""Documents from which a second process pays for its start: loading the parser takes about 1.5 s."""

AHEAD = 4
"""Documents handed out ahead for each process."""


def _read(document: Document, run: Run) -> Reading:
    return reader(run.reader)(document, run=run)


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


def read_all(documents: Iterable[Document], *, run: Run, jobs: int) -> Iterator[Reading]:
    """Read documents, and give the readings in the order of the documents.

    The readings are the same whatever the number of processes.
    """
    if jobs <= 1:
        for document in documents:
            yield _read(document, run)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_end_with_parent) as pool:
        waiting: deque[Future[Reading]] = deque()
        try:
            for document in documents:
                waiting.append(pool.submit(_read, document, run))
                if len(waiting) >= jobs * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
