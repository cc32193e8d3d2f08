"""Judgements and the history of events as a person reads them in a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from dragoman.cli.console import count, out
from dragoman.cli.tables import what
from dragoman.model.claims import Claim
from dragoman.model.codec import claim_to_json
from dragoman.model.histories import Change, Turn
from dragoman.model.judgements import Judged, Judgement, Standing, State, Verdict

STATES = {
    State.IN_FORCE: "[green]in force[/]",
    State.SUPERSEDED: "[dim]superseded[/]",
    State.UNDONE: "[dim]undone[/]",
    State.WAITING: "[yellow]waiting for its claim[/]",
}

_GIVES = {
    Verdict.ACCEPT: Standing.ACCEPTED,
    Verdict.REJECT: Standing.REJECTED,
    Verdict.CORRECT: Standing.CORRECTED,
    Verdict.ADD: Standing.ADDED,
}
"""The standing that a verdict gives to its claim."""

_PAST = frozenset({State.SUPERSEDED, State.UNDONE})
"""States of what is history."""


def _said(judgement: Judgement) -> str:
    sides = [
        ", ".join(s.now or s.claim.id for s in judgement.subjects if s.side == side)
        for side in (0, 1)
    ]
    match judgement.verdict:
        case Verdict.SAME | Verdict.DIFFERENT:
            return f"{sides[0]} and {sides[1]} are {judgement.verdict}"
        case Verdict.CORRECT:
            value = json.dumps(judgement.value, ensure_ascii=False)
            return f"correct {sides[0]}: {judgement.field} is {value}"
        case _:
            return f"{judgement.verdict} {sides[0]}"


def judgement_line(judgement: Judgement) -> str:
    """One judgement: what, by whom, when, why, and whether it counts."""
    signed = judgement.signed
    why = f": {signed.why}" if signed.why else ""
    more = ""
    if judgement.superseded_by:
        more = f" by {judgement.superseded_by}"
    elif judgement.undone:
        more = f" by {judgement.undone.who}, {judgement.undone.stamp}"
        more += f": {judgement.undone.why}" if judgement.undone.why else ""
    return (
        f"[bold]{escape(_said(judgement))}[/]\n  {STATES[judgement.state]}{escape(more)}"
        f"  [dim]{judgement.id}, {escape(signed.who)}, {signed.stamp}{escape(why)}[/]"
    )


def judgement_to_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement as plain JSON."""
    signed, undone = judgement.signed, judgement.undone
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "state": judgement.state.value,
        "who": signed.who,
        "at": signed.stamp,
        "why": signed.why,
        "field": judgement.field,
        "value": judgement.value,
        "undone": {"who": undone.who, "at": undone.stamp, "why": undone.why} if undone else None,
        "superseded_by": judgement.superseded_by,
        "subjects": [
            {"side": s.side, "claim": s.now, "read": claim_to_json(s.claim)}
            for s in judgement.subjects
        ],
    }


def _differences(read: Claim, claim: Claim) -> list[str]:
    before, after = claim_to_json(read), claim_to_json(claim)
    names = [name for name in after if name != "id" and before.get(name) != after[name]]
    return [
        f"{name}: {json.dumps(before.get(name), ensure_ascii=False)}"
        f" → {json.dumps(after[name], ensure_ascii=False)}"
        for name in names
    ]


def show_judged(judged: Judged, judgements: Iterable[Judgement]) -> None:
    """Print what people made of a claim: its standing and who gave it, what the reader had, what else was said.

    Args:
        judgements: all on this claim, also those that count no more.
    """
    said = tuple(judgements)
    made = [
        j for j in said if j.state is State.IN_FORCE and _GIVES.get(j.verdict) is judged.standing
    ]
    console = out()
    if judged.standing is not Standing.READ:
        by = f" [dim]by {', '.join(j.id for j in made)}[/]" if made else ""
        console.print(f"[bold]{judged.standing}[/]{by}")
        _read(console, judged)
    rest = [judgement for judgement in said if judgement not in made]
    _listed(console, "Also said of it", [j for j in rest if j.state not in _PAST])
    _listed(console, "Said before, and counts no more", [j for j in rest if j.state in _PAST])


def _listed(console: Console, heading: str, judgements: Iterable[Judgement]) -> None:
    lines = [judgement_line(judgement) for judgement in judgements]
    if lines:
        console.print(f"[bold]{heading}[/]")
        for line in lines:
            console.print(Padding(line, (0, 0, 0, 2)))


def _read(console: Console, judged: Judged) -> None:
    if judged.read is None:
        console.print("  the reader has no such claim here")
    elif lines := _differences(judged.read, judged.claim):
        console.print(f"  as it was read: {escape(what(judged.read))}")
        for line in lines:
            console.print(f"  {escape(line)}")


def _told(turn: Turn) -> str:
    claims = count(len(turn.claims), "claim")
    match turn.change:
        case Change.MERGED:
            return f"{turn.event} was merged into {turn.other} with {claims}"
        case Change.SPLIT:
            return f"{claims} went from {turn.event} to {turn.other}"
        case Change.GONE:
            return f"{turn.event} is no more: its {claims} went"
        case Change.BACK:
            return f"{turn.event} came back with {claims}"


def show_history(turns: Iterable[Turn]) -> None:
    """Print what became of an event, and what did it."""
    lines = [f"  {_told(turn)} [dim]({turn.cause})[/]" for turn in turns]
    if lines:
        console = out()
        console.print("[bold]History[/]")
        for line in lines:
            console.print(line)
