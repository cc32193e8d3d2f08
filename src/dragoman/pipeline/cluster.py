"""Documents read over a Ray cluster: on this machine, or on many that have Dragoman installed."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from dragoman.errors import SourceError, Unavailable
from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.reading import read

AHEAD = 4
"""Documents handed out ahead for each processor of the cluster."""

RETRIES = 3
"""How often a document is given to another worker when the first is lost."""

TOKENS = "ray._private.authentication.authentication_token_setup"
"""Where Ray logs that tokens are asked for, which nobody needs to know, and that they are not, which stays."""


def read_on_cluster(
    documents: Iterable[Document], *, run: Run, address: str = "", jobs: int | None = None
) -> Iterator[Reading]:
    """Read documents on a cluster, and give the readings in the order of the documents.

    A lost worker's documents are read by another. The readings are the same as in one process.

    Args:
        address: of the cluster's head, e.g. ``10.0.0.5:6379``; one is started here where empty.
        jobs: processors to use of a cluster that is started here; all where None.

    Raises:
        Unavailable: Ray is not installed.
        SourceError: the cluster does not answer, or a document's workers were lost again and again.
    """
    try:
        from ray.exceptions import RayError
    except ImportError as error:
        raise Unavailable("the engine for clusters (Ray)", extra="ray") from error
    ray: Any = import_module("ray")
    _join(ray, address, jobs)
    try:
        task = ray.remote(read).options(num_cpus=1, max_retries=RETRIES)
        room = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        stamp = ray.put(run)
        waiting: deque[tuple[str, Any]] = deque()
        for document in documents:
            waiting.append((document.name, task.remote(document, run=stamp)))
            if len(waiting) >= room:
                yield _result(ray, RayError, *waiting.popleft())
        while waiting:
            yield _result(ray, RayError, *waiting.popleft())
    finally:
        ray.shutdown()


def _is_worth_saying(record: logging.LogRecord) -> bool:
    """Say whether Ray's log tells more than that a cluster started here lets nobody in without a token."""
    return "authentication is enabled" not in record.getMessage()


def _join(ray: Any, address: str, jobs: int | None) -> None:
    logging.getLogger(TOKENS).addFilter(_is_worth_saying)
    quiet = {"include_dashboard": False} if not address else {}
    try:
        ray.init(
            address=address or "local",
            num_cpus=None if address else jobs,
            log_to_driver=False,
            logging_level="error",
            configure_logging=False,
            **quiet,
        )
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        raise SourceError(
            f"{address or 'a cluster on this machine'}: {error}",
            hint="Check the address of the cluster's head, as 'ray status' prints it.",
        ) from error


def _result(ray: Any, failure: type[Exception], name: str, waiting: Any) -> Reading:
    try:
        reading: Reading = ray.get(waiting)
    except failure as error:
        raise SourceError(
            f"{name}: its workers were lost {RETRIES + 1} times ({type(error).__name__})",
            hint="What was read before is kept; run the command again to go on.",
        ) from error
    return reading
