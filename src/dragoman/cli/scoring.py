"""The command that measures: ``score``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.console import err, out
from dragoman.errors import InputError


def score(
    gold: Annotated[Path, typer.Argument(help="Gold claims, JSON Lines.", show_default=False)],
    claims: Annotated[
        Path, typer.Argument(help="Claims to score, JSON Lines.", show_default=False)
    ],
    corpus: Annotated[
        Path, typer.Argument(help="Folder of the texts, each as DOC.txt.", show_default=False)
    ],
) -> None:
    """Measure claims against ones that people made (gold): how many are found, how many fields right.

    Of each kind it prints F1 in per cent: found; soft, where a claim counts by the share of its fields that
    agree; strict, where all deciding fields agree.
    """
    from dragoman.scoring import load_claims
    from dragoman.scoring import score as measure

    golds = load_claims(gold)
    texts = {}
    for doc in sorted({claim["doc"] for claim in golds}):
        path = corpus / f"{doc}.txt"
        if not path.is_file():
            raise InputError(f"{path}: the text of {doc!r} is not there")
        texts[doc] = path.read_text(encoding="utf-8")
    report = measure(golds, load_claims(claims), texts)
    console = out()
    console.print(f"{'kind':10}{'gold':>6}{'got':>6}{'found':>8}{'soft':>8}{'strict':>8}")
    for kind, m in report.measures.items():
        line = f"{kind:10}{m.gold:>6}{m.got:>6}{m.found:>8.1f}{m.soft:>8.1f}{m.strict:>8.1f}"
        console.print(line)
    if report.unquoted:
        err().print(f"claims that quote what their document does not hold: {report.unquoted}")


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command()(score)
