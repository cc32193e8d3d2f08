"""The docs say what the code does, and their commands run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli.exits import EXITS, INTERRUPTED

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]+\]\((?!https?:|#)([^)#]+)(?:#([^)]*))?\)")
TOLD = re.compile(r"^\$ (.*)$", re.MULTILINE)


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
