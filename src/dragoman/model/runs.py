"""Which code, tables and settings made a claim."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.ids import RunId, short

MIN_CONFIDENCE = "min_confidence"
"""The setting below whose value, from 0 to 1, a reader leaves claims out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The stamp of a reading: the same stamp gives the same claims from the same text."""

    id: RunId
    version: str
    reader: str
    codebook: str
    settings: str

    @classmethod
    def of(cls, *, version: str, reader: str, codebook: str, settings: str = "") -> Run:
        """Make a run whose id is its content.

        Args:
            codebook: digest of all tables.
            settings: other settings that change what is read, as ``key=value`` lines.
        """
        name = RunId(short("r", version, reader, codebook, settings))
        return cls(id=name, version=version, reader=reader, codebook=codebook, settings=settings)

    def setting(self, key: str) -> str | None:
        """The value of one setting; None where it was left as it is."""
        for line in self.settings.splitlines():
            name, _, value = line.partition("=")
            if name == key:
                return value
        return None


BY_HAND = Run.of(version="", reader="person", codebook="")
"""The run of claims that a person added."""
