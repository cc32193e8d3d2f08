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


def show_error(error: DragomanError) -> None:
    """Say what is wrong and what to do."""
    from rich.markup import escape

    console = err()
    console.print(f"[bold red]error[/] {escape(error.message)}", soft_wrap=True)
    if error.hint:
        console.print(f"[dim]      {escape(error.hint)}[/]", soft_wrap=True)


def show_issue(issue: Issue) -> None:
    """Say what was left out of the data."""
    from rich.markup import escape

    colour = {"error": "red", "warning": "yellow", "note": "dim"}[issue.severity.value]
    hint = f" [dim]{escape(issue.hint)}[/]" if issue.hint else ""
    line = f"[{colour}]{issue.severity.value}[/] {escape(issue.message)}{hint}"
    err().print(line, soft_wrap=True)


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
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(what, total=total)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=f"{what} [dim]{name[:40]}[/]")

        yield step
