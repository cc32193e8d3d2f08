"""The docs say what the code does, and their commands run."""

import re
import shlex
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from dragoman.cli.exits import EXITS, INTERRUPTED
from dragoman.cli.main import app

ROOT = Path(__file__).parents[2]
PARTS = ("docs", "gold", "training", "benchmarks", "examples", "tools")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for part in PARTS for page in (ROOT / part).rglob("*.md"))]
)
LINK = re.compile(r"\[[^\]]+\]\((?!https?:|#)([^)#]+)(?:#([^)]*))?\)")
TOLD = re.compile(r"^\$ (.*)$", re.MULTILINE)
COMMAND = re.compile(r"^(?:\$ )?(dragoman .*)$|`(dragoman [^`\n]+)`", re.MULTILINE)


def test_the_reference_of_the_command_line_is_up_to_date() -> None:
    """Mend it with ``make docs``."""
    command = [sys.executable, str(ROOT / "tools" / "reference.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0, "run 'make docs'"


def test_every_exit_code_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    for kind, code in EXITS.items():
        assert f"| {code} | `{kind.__name__}` |" in page
    assert f"| {INTERRUPTED} |" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        there = (page.parent / target).resolve()
        assert there.exists(), f"{target} is not there"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [heading.lower().replace(" ", "-") for heading in headings]


def _unknown(command: str) -> list[str]:
    """Words of a command that name no command, no option and no value that an option may have."""
    words = shlex.split(command.split(" | ")[0].split(" > ")[0], comments=True)[1:]
    at: Any = get_command(app)
    while hasattr(at, "commands") and words and not words[0].startswith("-"):
        if words[0] not in at.commands:
            return [] if words[0].isupper() else words[:1]  # COMMAND stands for any
        at, words = at.commands[words[0]], words[1:]
    options = {name: one for one in at.params for name in one.opts} | {"--help": None}
    wrong = [word for word in words if word.startswith("--") and word not in options]
    for name, value in pairwise(words):
        choices = options[name].type_descriptor.choices if options.get(name) else ()
        if (
            choices
            and not value.isupper()
            and value not in {getattr(one, "value", one) for one in choices}
        ):
            wrong.append(value)
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    commands = [a or b for a, b in COMMAND.findall(text)]
    assert {command: wrong for command in commands if (wrong := _unknown(command))} == {}


def test_a_command_that_is_not_there_is_noticed() -> None:
    assert _unknown("dragoman forcast AZE BLR") == ["forcast"]
    assert _unknown("dragoman votes near BLR --yaer 2015 | head") == ["--yaer"]
    assert _unknown("dragoman export out/ --format parket") == ["parket"]
    assert _unknown("dragoman export out/ --format parquet --record my.dragoman") == []


@pytest.mark.parametrize("index", ["docs", "docs/explanation/decisions"])
def test_every_page_is_in_its_index(index: str) -> None:
    folder = ROOT / index
    text = (folder / "README.md").read_text(encoding="utf-8")
    linked = {(folder / target).resolve() for target, _ in LINK.findall(text)}
    own = folder.glob("*.md") if "decisions" in index else folder.glob("*/*.md")
    assert {page for page in own if page.name != "README.md"} - linked == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "docs/tutorial/first-record.md"])
def test_the_commands_of_a_page_run(name: str, tmp_path: Path) -> None:
    """All in one folder, in order, as a reader would type them."""
    commands = TOLD.findall((ROOT / name).read_text(encoding="utf-8"))
    assert commands
    script = "\n".join([f'export PATH="{Path(sys.executable).parent}:$PATH"', *commands])
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_paths_that_the_readme_names_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text[text.index("| to add | go to |") : text.index("## Documentation")]
    named = [word for word in re.findall(r"`([^`]+)`", table) if "/" in word]
    assert len(named) >= 8
    source = ROOT / "src" / "dragoman"
    assert [
        path for path in named if not (source / path).exists() and not (ROOT / path).exists()
    ] == []
    tree = text[text.index("src/dragoman/\n") : text.index("tests/          unit")]
    packages = re.findall(r"^  (\w+)(?:/|\.py)", tree, re.MULTILINE)
    there = {p.stem for p in source.iterdir() if (p.is_dir() or p.suffix == ".py")}
    private = {"__init__", "__main__", "__pycache__", "py", "errors"}
    assert there - private <= set(packages), "a package is missing from the tree in the README"
