"""Write docs/reference/cli.md from the commands themselves, so that nothing is said twice.

    python tools/reference.py [--check]

``--check`` writes nothing and exits with 1 where the page is out of date.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from dragoman.cli.exits import EXITS, INTERRUPTED
from dragoman.cli.main import app

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"

HEAD = """# The command line

This page is written by `make docs` from the commands themselves. Do not edit it by hand.

Results go to standard output, messages and progress to standard error. `dragoman COMMAND --help` says the same in the terminal.
"""

MEANINGS = {
    "DragomanError": "a fault that no other code names, or the output was closed before its end",
    "InputError": "what was asked cannot be done as asked: an unknown name, a bad date, no such file",
    "SourceError": "a file could not be read, or an article is dated in the future or missing from the index; the rest of the batch was done",
    "CodebookError": "the tables are wrong; every fault is listed with file and line",
    "RecordError": "the record is missing, contradicts itself, or was made by a newer version",
    "Unavailable": "an optional part is not installed; the message says how to get it",
}


def plain(text: str | None) -> str:
    """A help text on one line, without markup."""
    return " ".join(re.sub(r"\[/?[a-z ]*\]", "", text or "").split())


def default(parameter: Any) -> str:
    """What holds where an option is not given."""
    value = parameter.default
    if parameter.required or value is None or callable(value) or value is False:
        return ""
    return f"`{getattr(value, 'value', value)}`"


def rows(command: Any) -> Iterator[str]:
    """One row for each argument and option."""
    for parameter in command.params:
        if "--help" in parameter.opts:
            continue
        if parameter.param_type_name == "argument":
            name = f"`{parameter.name.upper()}`"
        else:
            name = ", ".join(f"`{word}`" for word in parameter.opts)
        choices = parameter.type_descriptor.choices
        text = plain(getattr(parameter, "help", ""))
        if choices:
            text += " One of " + ", ".join(f"`{getattr(c, 'value', c)}`" for c in choices) + "."
        if getattr(parameter, "envvar", None):
            text += f" Also from the environment: `{parameter.envvar}`."
        yield f"| {name} | {text} | {default(parameter)} |"


def section(path: str, command: Any) -> Iterator[str]:
    """A command with its arguments and options, and the commands under it."""
    children = getattr(command, "commands", None)
    if path != "dragoman":
        yield f"\n## `{path}`\n\n{plain((command.help or '').split(chr(12))[0])}\n"
    found = list(rows(command))
    if found:
        yield "| argument or option | meaning | default |\n| --- | --- | --- |"
        yield from found
    for name, child in (children or {}).items():
        yield from section(f"{path} {name}", child)


def exits() -> Iterator[str]:
    """The exit codes."""
    yield "\n## Exit codes\n\n| code | error | meaning |\n| --- | --- | --- |"
    yield "| 0 | | done |"
    for kind, code in EXITS.items():
        yield f"| {code} | `{kind.__name__}` | {MEANINGS[kind.__name__]} |"
    yield f"| {INTERRUPTED} | | stopped with Ctrl-C; what was done is kept |"


def page() -> str:
    """The whole page."""
    command = typer.main.get_command(app)
    return "\n".join([HEAD, *section("dragoman", command), *exits()]) + "\n"


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    text = page()
    if not parser.parse_args().check:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text)


if __name__ == "__main__":
    sys.exit(main())
