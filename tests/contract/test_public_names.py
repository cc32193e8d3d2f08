"""What the package shows to the world."""

import importlib
import pkgutil

import pytest

import dragoman


def test_public_names_are_sorted_and_there() -> None:
    assert sorted(dragoman.__all__, key=str.lower) == sorted(dragoman.__all__, key=str.lower)
    assert all(hasattr(dragoman, name) for name in dragoman.__all__)


PACKAGES = [m.name for m in pkgutil.walk_packages(dragoman.__path__, "dragoman.") if m.ispkg]


@pytest.mark.parametrize("name", PACKAGES)
def test_every_package_says_what_it_is_and_exports_what_is_there(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__doc__
    exported = list(getattr(package, "__all__", []))
    assert exported == sorted(exported)
    assert all(hasattr(package, item) for item in exported)
