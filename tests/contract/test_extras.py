"""What a message tells the user to install is there to install."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_extra_that_is_named_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {
        extra
        for path in (ROOT / "src").rglob("*.py")
        for extra in re.findall(r'\bextra="([a-z]+)"', path.read_text("utf-8"))
    }
    assert named
    assert named <= set(project["optional-dependencies"])
