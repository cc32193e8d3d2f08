"""Commands on the tables: ``codebook check`` and ``codebook show``."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.console import err, out

app = typer.Typer(no_args_is_help=True, help="Show and check the tables by which Dragoman reads.")

TABLES = ("event_types", "modes", "contexts", "sectors", "indicators", "statuses")


@app.command()
def check() -> None:
    """Check every table; report all faults at once, with file and line."""
    from dragoman.codebook.check import check as run

    rows = run()
    err().print(f"[green]ok[/] {rows:,} rows in order")


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A table or an entry, e.g. CONSULT.")] = "event_types",
) -> None:
    """Print a table of the ontology, or one entry with its examples."""
    from rich.markup import escape
    from rich.table import Table

    from dragoman.codebook.ontology import table
    from dragoman.errors import UnknownName

    console = out()
    if name in TABLES:
        grid = Table(box=None, padding=(0, 2, 0, 0))
        for heading in ("id", "label", "definition"):
            grid.add_column(heading, style="bold" if heading == "id" else "")
        for entry in table(name).values():
            grid.add_row(entry.id, escape(entry.label), escape(entry.definition))
        console.print(grid)
        return
    entries = {entry.id: entry for known in TABLES for entry in table(known).values()}
    if name not in entries:
        raise UnknownName("table or entry", name, known=[*TABLES, *entries])
    entry = entries[name]
    console.print(f"[bold]{entry.id}[/] {escape(entry.label)}\n{escape(entry.definition)}")
    if "not" in entry.extra:
        console.print(f"[dim]not:[/] {escape(entry.extra['not'])}")
    for example in entry.examples:
        console.print(f"  [green]+[/] {escape(example.text)}")
    for example in entry.examples_bad:
        why = f" [dim]{escape(example.why)}[/]" if example.why else ""
        console.print(f"  [red]-[/] {escape(example.text)}{why}")
    console.print(f"[dim]{entry.where}[/]")
