"""People beside a record: who may sign in, with which role, and the log of what was done."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import InputError, Unavailable
from dragoman.model.closing import Closing
from dragoman.model.people import Deed, Person, Role, read_name
from dragoman.store.people import PeopleFile

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LONGEST = timedelta(hours=12)
"""A session ends so long after signing in, a working day."""

IDLE = timedelta(hours=2)
"""A session ends when it is not used for so long."""

TOUCHED = timedelta(minutes=1)
"""How exactly the last use of a session is kept."""

SHORTEST = 10
"""Signs of a password at least."""

LARGEST = 200
"""Signs of a password at most: hashing must not be made to cost more than it does."""

FREE = {"name": 5, "address": 20}
"""How many failures in a row cost no wait: of one name, and of one address with any names."""

MOST = {"name": timedelta(minutes=1), "address": timedelta(minutes=15)}
"""The longest wait. It is short for a name, so that nobody can lock another out."""

FORGOTTEN = timedelta(hours=1)
"""Failures so long ago count no more."""


_ONE = threading.Lock()
"""One try at a time: many at once would neither fill the memory with hashes nor slip under the count."""


class Refused(InputError):
    """A name and password that do not let anybody in; it is not said which of them is wrong.

    Args:
        wait: seconds until the next try; 0 where it may be at once.
    """

    def __init__(self, message: str, *, wait: int = 0) -> None:
        hint = f"Try again in {wait} second{'s' if wait != 1 else ''}." if wait else ""
        super().__init__(message, hint=hint)
        self.wait = wait


def beside(record: Path) -> Path:
    """Where the file of people of a record lies."""
    return record.with_name(record.name + ".people")


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise Unavailable("signing in", extra="web") from error
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password has, so that an unknown name takes as long as a wrong password."""
    return _hasher().hash("\0nobody")


def _verifies(kept: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LARGEST:
        raise InputError(
            f"a password needs {SHORTEST} to {LARGEST} signs; this has {len(password)}",
            hint="A few words in a row are long and easy to keep.",
        )
    return _hasher().hash(password)


@dataclass(frozen=True, slots=True)
class Signed:
    """A session."""

    person: Person
    until: datetime


class People(Closing):
    """The file of people of a record, open. Use it as a context manager.

    Args:
        record: the record's file; that of the people lies beside it.
    """

    def __init__(self, record: Path) -> None:
        self._file = PeopleFile(beside(record))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def everybody(self) -> tuple[Person, ...]:
        """All people, by name."""
        return self._file.people()

    def add(self, name: str, role: Role, password: str, *, now: datetime) -> Person:
        """Add a person.

        Raises:
            InputError: the name is taken or none, or the password is too short.
        """
        person = Person(name=read_name(name), role=role, since=now)
        self._file.add(person, _hashed(password))
        return person

    def remove(self, name: str) -> None:
        """Remove a person, who is signed out at once; what was signed so stays.

        Raises:
            NotFound: there is nobody of this name.
        """
        self._file.remove(name)

    def set_password(self, name: str, password: str) -> None:
        """Give a person a new password; all sessions of the person end.

        Raises:
            NotFound: there is nobody of this name.
            InputError: it is too short.
        """
        self._file.set_password(name, _hashed(password), end_sessions=True)

    def sign_in(
        self, name: str, password: str, *, address: str, token: str, now: datetime
    ) -> Signed:
        """Let a person in and begin a session.

        Args:
            address: of the network, from which the try comes.
            token: a fresh random one; whoever has it is this person.

        Raises:
            Refused: they do not fit, or there were too many tries.
        """
        with _ONE:
            return self._sign_in(name, password, address, token, now)

    def _sign_in(self, name: str, password: str, address: str, token: str, now: datetime) -> Signed:
        self._wait(name, address, now)
        found = self._file.find(name)
        kept = found[1] if found else _nobody()
        # The hash is made before it is looked at whether there is such a person.
        fits = _verifies(kept, password[: LARGEST + 1])
        if found is None or not fits:
            self._failed(name, address, now)
            raise Refused("the name or the password is wrong")
        person = found[0]
        self._file.forget(f"name:{name}")
        if _hasher().check_needs_rehash(kept):
            self._file.set_password(name, _hasher().hash(password), end_sessions=False)
        until = now + LONGEST
        self._file.begin(_digest(token), person.name, until=until, now=now)
        return Signed(person, until)

    def _wait(self, name: str, address: str, now: datetime) -> None:
        for kind, value in (("name", name), ("address", address)):
            times, last = self._file.failures(f"{kind}:{value}")
            if last is None or now - last > FORGOTTEN or times < FREE[kind]:
                continue
            wait = min(timedelta(seconds=2 ** min(times - FREE[kind], 12)), MOST[kind])
            left = (last + wait - now).total_seconds()
            if left > 0:
                raise Refused("too many tries", wait=int(left) + 1)

    def _failed(self, name: str, address: str, now: datetime) -> None:
        self._file.forget_before(now - FORGOTTEN)
        for about in (f"name:{name}", f"address:{address}"):
            times, _ = self._file.failures(about)
            self._file.failed(about, times + 1, now)

    def session(self, token: str, *, now: datetime) -> Signed | None:
        """Whose session a token is of; None where it is over or was never begun."""
        digest = _digest(token)
        found = self._file.session(digest)
        if found is None:
            return None
        person, until, last = found
        if now >= until or now - last > IDLE:
            self._file.end(digest)
            return None
        if now - last > TOUCHED:
            self._file.touch(digest, now)
        return Signed(person, until)

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._file.end(_digest(token))

    def note(self, deed: Deed) -> None:
        """Add to the log."""
        self._file.note(deed)

    def deeds(self, *, limit: int = 50, before: int | None = None) -> tuple[Deed, ...]:
        """The log, the newest first.

        Args:
            before: only deeds with a smaller number.
        """
        return self._file.deeds(limit=limit, before=before)

    def count_deeds(self) -> int:
        """How many deeds the log has."""
        return self._file.count_deeds()
