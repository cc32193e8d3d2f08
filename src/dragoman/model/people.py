"""Who may do what on the web: people, their roles, what they did."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from dragoman.errors import InputError, UnknownName

_NAME = re.compile(r"\w[\w.@ -]{0,62}\w|\w")


class Role(StrEnum):
    """What a person may do; each may do what the one before may."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, needed: Role) -> bool:
        """Whether who has this role may do what needs another.

        Example:
            >>> Role.ADMIN.covers(Role.EDITOR), Role.READER.covers(Role.EDITOR)
            (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)


def read_role(text: str) -> Role:
    """Read the name of a role.

    Raises:
        UnknownName: there is no such role.
    """
    if text not in set(Role):
        raise UnknownName("role", text, known=[role.value for role in Role])
    return Role(text)


def read_name(text: str) -> str:
    """Read the name of a person, by which judgements are signed.

    Raises:
        InputError: it is empty, too long, or holds signs that no name has.
    """
    name = " ".join(text.split())
    if not _NAME.fullmatch(name):
        raise InputError(
            f"not a name: {text[:80]!r}",
            hint="Use 1 to 64 letters, digits, spaces and . _ @ - between them.",
        )
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can sign in."""

    name: str
    role: Role
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that somebody did or was refused.

    Args:
        who: the name that was used; of a failed sign-in too.
        address: of the network, from which it came; empty for the command line.
        act: such as ``sign in``, ``correct``, ``add a user``.
        what: on what: an id, a name.
        outcome: ``done``, or why not.
    """

    at: datetime
    who: str
    address: str
    act: str
    what: str
    outcome: str
    number: int = 0

    @property
    def stamp(self) -> str:
        """The time in UTC, to the second, as ISO 8601."""
        return self.at.astimezone(UTC).isoformat(timespec="seconds")
