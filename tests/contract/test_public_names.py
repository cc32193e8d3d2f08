"""What the packages show to the world."""

import importlib
import pkgutil

import pytest

import dragoman

PACKAGES = ["dragoman"]
PACKAGES += [m.name for m in pkgutil.walk_packages(dragoman.__path__, "dragoman.") if m.ispkg]


def order(name: str) -> tuple[bool, bool, str]:
    """Constants, then classes, then functions: the order that the linter keeps."""
    return (not name.isupper(), not name[0].isupper(), name)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_package_says_what_it_is_and_exports_what_is_there(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__doc__
    exported = list(getattr(package, "__all__", []))
    assert exported == sorted(exported, key=order)
    assert all(hasattr(package, item) for item in exported)


def test_an_unknown_public_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="'Chronicles'"):
        _ = dragoman.Chronicles


@pytest.mark.parametrize("name", [name for name in PACKAGES if name != "dragoman"])
def test_what_a_stage_exports_is_documented(name: str) -> None:
    package = importlib.import_module(name)
    exported = [getattr(package, item) for item in getattr(package, "__all__", [])]
    assert [item for item in exported if callable(item) and not item.__doc__] == []
