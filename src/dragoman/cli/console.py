"""What commands print: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from dragoman.errors import DragomanError
    from dragoman.model.issues import Issue


FEW = 3
"""Notes of one sort that are printed whole; the rest are counted."""


def out() -> Console:
    """The console of results."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """The console of messages."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def write(text: str) -> None:
    """Print a line of data as it is, without markup or wrapping."""
    sys.stdout.write(text + "\n")


def count(number: int, noun: str) -> str:
    """Count things in words.

    Example:
        >>> count(1, "report"), count(1200, "report")
        ('1 report', '1,200 reports')
    """
    return f"{number:,} {noun}{'s' if number != 1 else ''}"


def show_error(error: DragomanError) -> None:
    """Say what is wrong and what to do."""
    from rich.markup import escape

    from dragoman.errors import QueryError

    console = err()
    console.print(f"[bold red]error[/] {escape(error.message)}", soft_wrap=True)
    if isinstance(error, QueryError):
        shown = "".join(" " if letter.isspace() else letter for letter in error.query)
        console.print(f"      {escape(shown)}", soft_wrap=True)
        console.print(f"      {' ' * min(error.at, len(shown))}[bold red]^[/]", soft_wrap=True)
    if error.hint:
        console.print(f"[dim]      {escape(error.hint)}[/]", soft_wrap=True)


def show_issue(issue: Issue) -> None:
    """Say what was left out of the data."""
    from rich.markup import escape

    colour = {"error": "red", "warning": "yellow", "note": "dim"}[issue.severity.value]
    stop = "" if issue.message.endswith((".", "?", "!")) else "."
    hint = f"{stop} [dim]{escape(issue.hint)}[/]" if issue.hint else ""
    line = f"[{colour}]{issue.severity.value}[/] {escape(issue.message)}{hint}"
    err().print(line, soft_wrap=True)


def is_note(issue: Issue) -> bool:
    """Say whether an issue only tells, and nothing is wrong."""
    return issue.severity.value == "note"


def show_notes(issues: Iterable[Issue]) -> None:
    """Say what is only worth knowing: a few notes one by one, many of one sort as their number."""
    sorts: dict[str, list[Issue]] = {}
    for issue in filter(is_note, issues):
        sorts.setdefault(issue.code, []).append(issue)
    for notes in sorts.values():
        for issue in notes[:FEW]:
            show_issue(issue)
        if len(notes) > FEW:
            err().print(f"[dim]note and {len(notes) - FEW} more of this sort[/]", soft_wrap=True)


def show_issues(issues: Iterable[Issue]) -> None:
    """Say what is wrong, then what is only worth knowing."""
    found = list(issues)
    for issue in found:
        if not is_note(issue):
            show_issue(issue)
    show_notes(found)


def has_errors(issues: Iterable[Issue]) -> bool:
    """Say whether something could not be read at all."""
    return any(issue.severity.value == "error" for issue in issues)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show progress on standard error while a long piece of work goes on."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = err()
    hidden = not console.is_interactive
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task(what, total=total)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=f"{what} [dim]{name[:40]}[/]")

        yield step
