"""Serving an application: in this process, or in several that share a port."""

from __future__ import annotations

import gc
import json
import os
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.codebook.gazetteer import gazetteer
from dragoman.web.app import create_app
from dragoman.web.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

HANDED = "DRAGOMAN_SERVED"
"""The variable by which worker processes are handed their settings."""

HEALTHY = 60
"""Seconds after which a worker that does not answer is ended and another begun in its place."""


def to_text(settings: Settings) -> str:
    """Settings as a text that a worker process can be handed."""
    plain = {
        "record": str(settings.record),
        "hosts": sorted(settings.hosts),
        "secret": settings.secret.hex(),
        "jobs": str(settings.jobs) if settings.jobs else None,
    }
    return json.dumps(asdict(settings) | plain)


def from_text(text: str) -> Settings:
    """The settings that a text holds.

    Example:
        >>> from_text(to_text(Settings(record=Path("r.dragoman")))).record
        PosixPath('r.dragoman')
    """
    found = json.loads(text)
    return Settings(
        **found
        | {
            "record": Path(found["record"]),
            "hosts": frozenset(found["hosts"]),
            "secret": bytes.fromhex(found["secret"]),
            "jobs": Path(found["jobs"]) if found["jobs"] else None,
        }
    )


def lasting(settings: Settings) -> FastAPI:
    """The application of a process that does nothing else.

    The tables that every page needs are loaded before the first one is asked for. What there is then stays for
    as long as the process runs, so the collector of garbage need not look at it each time.
    """
    app = create_app(settings)
    gazetteer()
    gc.collect()
    gc.freeze()
    return app


def handed_app() -> FastAPI:
    """The application of a worker process."""
    return lasting(from_text(os.environ[HANDED]))


def listen(settings: Settings, *, workers: int = 1, **more: Any) -> None:
    """Serve until told to stop.

    Args:
        workers: processes. Each has its own cache and its own count of how often a visitor asks.
        more: what uvicorn is told besides.
    """
    import uvicorn

    if workers == 1:
        uvicorn.run(lasting(settings), **more)
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-jobs-") as jobs:
        os.environ[HANDED] = to_text(replace(settings, jobs=Path(jobs)))
        try:
            uvicorn.run(
                f"{__name__}:{handed_app.__name__}",
                factory=True,
                workers=workers,
                timeout_worker_healthcheck=HEALTHY,
                **more,
            )
        finally:
            del os.environ[HANDED]
