"""What a server is told before it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one application.

    Args:
        record: the record's file; it must exist.
        title: what the record is called on its pages.
        sample: the record is the bundled sample, and pages say so.
    """

    record: Path
    title: str = ""
    sample: bool = False

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
