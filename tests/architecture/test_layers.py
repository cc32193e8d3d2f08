"""The layers of the design, and habits that a linter cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import dragoman

SOURCE = Path(dragoman.__file__).parent


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def test_import_contracts_hold() -> None:
    root = SOURCE.parents[1]
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--config",
        str(root / "pyproject.toml"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stdout


def test_nobody_calls_the_builtin_hash() -> None:
    calls = [
        f"{path}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "hash"
    ]
    assert calls == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    banned = {"utils", "helpers", "common", "core", "base", "misc"}
    assert [path for path in modules() if path.stem in banned] == []


def test_files_stay_readable() -> None:
    long = {
        path.name: n for path in modules() if (n := len(path.read_text("utf-8").splitlines())) > 450
    }
    assert long == {}


def test_help_does_not_load_the_heavy_parts() -> None:
    code = (
        "import sys, dragoman.cli.main;"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'pypdf', 'jinja2', 'jsonschema', 'py3langid'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
