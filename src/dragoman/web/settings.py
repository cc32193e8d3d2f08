"""What a server is told before it starts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one application.

    Args:
        record: the record's file; it must exist.
        title: what the record is called on its pages.
        sample: the record is the bundled sample, and pages say so.
        person: who signs what is changed where nobody signs in; empty where nothing may be changed.
        sign_in: people sign in before they see anything; see ``docs/explanation/web-safety.md``.
        hosts: names by which this server may be asked; any where there are none.
        limited: count how often a visitor asks for what costs much.
        secret: what tokens of forms are made with; the same in all processes of one server.
        jobs: a folder in which processes tell each other how far their jobs are; none for one process.
    """

    record: Path
    title: str = ""
    sample: bool = False
    person: str = ""
    sign_in: bool = False
    hosts: frozenset[str] = frozenset()
    limited: bool = False
    secret: bytes = field(default_factory=partial(secrets.token_bytes, 32), repr=False)
    jobs: Path | None = None

    @property
    def name(self) -> str:
        """The record's name, as pages print it."""
        return self.title or self.record.stem

    def stamp(self) -> str:
        """A text that changes when the record does: what was made before it is then stale."""
        marks = []
        for path in (self.record, self.record.with_name(self.record.name + "-wal")):
            try:
                found = path.stat()
            except FileNotFoundError:
                continue
            marks.append(f"{found.st_mtime_ns:x}-{found.st_size:x}")
        return ".".join(marks)
