"""Who may sign in, by the command line; and where a server may not be started."""

from pathlib import Path

import pytest

from dragoman.chronicle import Chronicle
from dragoman.chronicle.people import People
from dragoman.cli.serving import expect_users, is_loopback
from dragoman.errors import InputError


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """An empty record."""
    path = tmp_path / "r.dragoman"
    Chronicle(path).close()
    return path


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file with a password."""
    path = tmp_path / "secret"
    path.write_text("a long night in Lima\n", encoding="utf-8")
    return path


def test_people_are_added_listed_and_removed(dragoman, record, secret) -> None:
    asked = ("--record", str(record))
    word = ("--password-file", str(secret))
    assert dragoman("users", "add", "Ana Torres", "--role", "editor", *word, *asked).code == 0
    listed = dragoman("users", "list", *asked)
    assert "Ana Torres  editor" in listed.out
    assert "1 user" in listed.out
    assert dragoman("users", "add", "Ana Torres", *word, *asked).code == 2
    assert dragoman("users", "password", "Ana Torres", *word, *asked).code == 0
    assert dragoman("users", "remove", "Ana Torres", *asked).code == 0
    assert "0 users" in dragoman("users", "list", *asked).out
    with People(record) as people:
        acts = [deed.act for deed in people.deeds()]
    assert acts == ["remove a user", "change a password", "add a user"]


def test_what_is_wrong_is_said(dragoman, record, secret, tmp_path) -> None:
    asked = ("--password-file", str(secret), "--record", str(record))
    outcome = dragoman("users", "add", "x", "--role", "editr", *asked)
    assert outcome.code == 2
    assert "editor" in outcome.err
    secret.write_text("short\n", encoding="utf-8")
    assert "a password needs" in dragoman("users", "add", "x", *asked).err
    assert dragoman("users", "list", "--record", str(tmp_path / "none")).code == 5


def test_a_password_is_asked_for_twice(dragoman, record, monkeypatch) -> None:
    said = iter(["a long night in Lima", "another"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(said))
    outcome = dragoman("users", "add", "x", "--record", str(record))
    assert outcome.code == 2
    assert "differ" in outcome.err


def test_nobody_is_served_elsewhere_without_people(dragoman, record) -> None:
    outcome = dragoman("serve", "--host", "0.0.0.0", "--record", str(record))
    assert outcome.code == 2
    assert "dragoman users add" in outcome.err


def test_with_people_a_record_may_be_served(record) -> None:
    from datetime import UTC, datetime

    from dragoman.model.people import Role

    with pytest.raises(InputError, match="nobody can sign in"):
        expect_users(record, "0.0.0.0")
    with People(record) as people:
        people.add("ana", Role.ADMIN, "a long night in Lima", now=datetime(2026, 1, 1, tzinfo=UTC))
    expect_users(record, "0.0.0.0")


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        *((host, True) for host in ("127.0.0.1", "::1", "localhost", "127.9.9.9")),
        *((host, False) for host in ("0.0.0.0", "::", "192.168.1.5", "server.example")),
    ],
)
def test_what_only_this_machine_reaches(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside
