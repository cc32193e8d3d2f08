"""Adding articles takes seconds or minutes: it is done one job after another, and pages tell how far it is."""

from __future__ import annotations

import json
import logging
import re
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from dragoman.chronicle import Chronicle
from dragoman.errors import DragomanError, InputError
from dragoman.model.issues import Issue, Severity

logger = logging.getLogger("dragoman.web")

WAITING = 20
"""Jobs that may wait; who comes then is asked to come later."""

KEPT = 200
"""Jobs whose outcome can still be looked at."""


class Stage(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a job.

    Args:
        documents: id, title and number of claims of each document, also of those that were there.
        known: how many of them were there already.
    """

    documents: list[tuple[str, str, int]] = field(default_factory=list)
    known: int = 0
    issues: list[Issue] = field(default_factory=list)


Work = Callable[[Chronicle, Callable[[str], None]], Outcome]
"""Adds to an open record, and calls the second with each name that is done."""


@dataclass(slots=True)
class Job:
    """One thing to add, and how far it is.

    Args:
        label: what is added, in words.
        who: for whom.
        read: how many documents are done.
    """

    id: str
    label: str
    who: str
    work: Work
    stage: Stage = Stage.WAITING
    read: int = 0
    outcome: Outcome = field(default_factory=Outcome)
    problem: str = ""
    hint: str = ""

    @property
    def over(self) -> bool:
        """Whether it is done or has failed."""
        return self.stage in {Stage.DONE, Stage.FAILED}


_ID = re.compile(r"[\w-]{1,40}")


def _to_text(job: Job) -> str:
    """How far a job is, for another process."""
    issues = [
        {
            "stage": issue.stage,
            "code": issue.code,
            "severity": issue.severity,
            "where": issue.where,
            "message": issue.message,
            "hint": issue.hint,
        }
        for issue in job.outcome.issues
    ]
    told = {
        name: getattr(job, name) for name in ("label", "who", "stage", "read", "problem", "hint")
    }
    outcome = {"documents": job.outcome.documents, "known": job.outcome.known, "issues": issues}
    return json.dumps(told | {"outcome": outcome})


def _from_text(name: str, text: str) -> Job:
    told = json.loads(text)
    outcome = told.pop("outcome")
    return Job(
        id=name,
        work=_elsewhere,
        outcome=Outcome(
            documents=[(id, title, claims) for id, title, claims in outcome["documents"]],
            known=outcome["known"],
            issues=[
                Issue(**issue | {"severity": Severity(issue["severity"])})
                for issue in outcome["issues"]
            ],
        ),
        **told | {"stage": Stage(told["stage"])},
    )


def _elsewhere(opened: Chronicle, done: Callable[[str], None]) -> Outcome:
    raise InputError("this is done by another process")


class Jobs:
    """Jobs over one record, in a thread of their own that begins with the first.

    Args:
        record: the record's file.
        board: a folder where other processes of this server find how far the jobs of this one are.
    """

    def __init__(self, record: Path, board: Path | None = None) -> None:
        self._record = record
        self._board = board
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(self, label: str, who: str, work: Work) -> Job:
        """Put a job at the end of the queue.

        Raises:
            InputError: too many wait already.
        """
        with self._changed:
            if len(self._queue) >= WAITING:
                raise InputError(
                    "too much is being added already", hint="Try again in some minutes."
                )
            job = Job(secrets.token_urlsafe(9), label, who, work)
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                gone, _ = self._jobs.popitem(last=False)
                if self._board:
                    (self._board / gone).unlink(missing_ok=True)
            self._post(job)
            self._queue.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="adding", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return job

    def find(self, name: str) -> Job | None:
        """A job by its id."""
        with self._changed:
            own = self._jobs.get(name)
        if own or not self._board or not _ID.fullmatch(name):
            return own
        posted = self._board / name
        return _from_text(name, posted.read_text("utf-8")) if posted.exists() else None

    def _post(self, job: Job) -> None:
        """Tell other processes how far a job is; they find the old text or the new one, never a part."""
        if self._board:
            fresh = self._board / f".{job.id}"
            fresh.write_text(_to_text(job), encoding="utf-8")
            fresh.replace(self._board / job.id)

    def before(self, job: Job) -> int:
        """How many jobs wait before one."""
        with self._changed:
            return list(self._queue).index(job) if job in self._queue else 0

    def wait(self, job: Job, seconds: float) -> bool:
        """Wait until a job is over, for so long at most."""
        with self._changed:
            return self._changed.wait_for(lambda: job.over, seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._queue))
                job = self._queue.popleft()
                job.stage = Stage.WORKING
            self._post(job)
            stage = self._do(job)
            with self._changed:
                job.stage = stage
                self._post(job)
                self._changed.notify_all()

    def _do(self, job: Job) -> Stage:
        def done(_: str) -> None:
            job.read += 1
            self._post(job)

        try:
            with Chronicle(self._record, create=False) as opened:
                job.outcome = job.work(opened, done)
        except DragomanError as error:
            job.problem, job.hint = error.message, error.hint
            return Stage.FAILED
        except Exception as error:  # the thread lives on whatever a file holds
            logger.error("adding %s", job.label, exc_info=error)
            job.problem, job.hint = "something went wrong on our side", "The log says what."
            return Stage.FAILED
        return Stage.DONE
