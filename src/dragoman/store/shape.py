"""The shape of a record: numbered steps that lead to this version's, the same for each database."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dragoman.errors import VersionError

Steps = tuple[tuple[int, str], ...]


def read_steps(package: str) -> Steps:
    """All steps in a package's folder, by number: each a script that goes one version up."""
    folder = files(package) / "migrations"
    steps = [part for part in folder.iterdir() if part.name.endswith(".sql")]
    return tuple(
        (int(part.name[:4]), part.read_text(encoding="utf-8"))
        for part in sorted(steps, key=lambda part: part.name)
    )


@cache
def newest(package: str) -> int:
    """The number of the last step."""
    return read_steps(package)[-1][0]


def missing(have: int, steps: Steps) -> Steps:
    """The steps that a record still has to take.

    Raises:
        VersionError: the record is newer than this version of Dragoman.
    """
    known = steps[-1][0]
    if have > known:
        raise VersionError(
            f"the record has version {have}; this Dragoman knows {known}",
            hint="Install a newer Dragoman to open it.",
        )
    return tuple(step for step in steps if step[0] > have)


def expect(have: int, known: int) -> None:
    """Refuse to read a record of another shape: whoever only reads does not migrate.

    Raises:
        VersionError: the record is older or newer.
    """
    if have != known:
        raise VersionError(
            f"the record has version {have}; this Dragoman reads {known}",
            hint="Open it once with a command that writes, such as 'dragoman add', to upgrade it.",
        )
