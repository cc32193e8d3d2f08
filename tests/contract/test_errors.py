"""Every exception has its exit code, and the tree in the docstring is the tree."""

import inspect

import pytest

from dragoman import errors
from dragoman.cli.exits import EXITS, exit_code
from dragoman.errors import DragomanError


def all_errors() -> list[type[DragomanError]]:
    found = [DragomanError]
    for kind in found:
        found += kind.__subclasses__()
    return [kind for kind in found if kind.__module__ == "dragoman.errors"]


@pytest.mark.parametrize("kind", all_errors())
def test_every_exception_has_an_exit_code(kind: type[DragomanError]) -> None:
    nearest = next(parent for parent in kind.__mro__ if parent in EXITS)
    assert exit_code(kind) == EXITS[nearest]
    assert kind is DragomanError or exit_code(kind) > 1


@pytest.mark.parametrize("kind", all_errors())
def test_the_docstring_draws_every_exception(kind: type[DragomanError]) -> None:
    assert kind.__name__ in (inspect.getdoc(errors) or "")


def test_an_unexpected_error_is_exit_one() -> None:
    assert exit_code(RuntimeError) == 1


def test_unknown_name_offers_the_nearest() -> None:
    error = errors.UnknownName("event type", "ASAULT", known=["ASSAULT", "AID"])
    assert error.hint == "Did you mean ASSAULT?"
    assert "ASAULT" in error.message


def test_unknown_name_without_a_near_one_lists_what_is_known() -> None:
    error = errors.UnknownName("reader", "zzz", known=["rules"])
    assert error.hint == "Known: rules"
    assert error.nearest == ()
