"""What a search found as a person reads it in a terminal."""

from __future__ import annotations

from typing import Any

from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from dragoman.cli.console import count, out
from dragoman.cli.tables import MARKS, what, when_text
from dragoman.model.judgements import Standing
from dragoman.model.queries import Facet, Hit, SearchResult


def _quote(hit: Hit) -> Text:
    """The quote with the words that were sought in bold."""
    quote, at = hit.claim.evidence.quote, 0
    said = f"{hit.claim.said_by.name}: " if hit.claim.said_by else ""
    text = Text(f"{said}“", style="italic")
    for mark in hit.marks:
        if mark.start >= at:
            text.append(_flat(quote[at : mark.start]))
            text.append(_flat(quote[mark.start : mark.end]), style="bold not italic")
            at = mark.end
    text.append(_flat(quote[at:]) + "”")
    return text


def _flat(text: str) -> str:
    return "".join(" " if letter.isspace() else letter for letter in text)


def found_table(found: SearchResult, *, facets: bool = False) -> None:
    """Print hits in blocks, then how many there are."""
    console = out()
    for hit in found.hits:
        claim = hit.claim
        standing = f"  [yellow]{hit.standing}[/]" if hit.standing is not Standing.READ else ""
        near = "" if hit.by_words else f"  [cyan]{escape('; '.join(hit.why))}[/]"
        line = (
            f"{MARKS[claim.status]}  {when_text(claim.when)}  [dim]{claim.kind} {claim.id}"
            f" in {escape(claim.doc)}[/]{standing}{near}"
        )
        console.print(f"[bold]{escape(what(claim))}[/]")
        console.print(Padding(line, (0, 0, 0, 2)))
        console.print(Padding(_quote(hit), (0, 0, 1, 2)))
    if facets:
        for facet in found.facets:
            _facet(facet)
    if not found.total and not found.near:
        console.print(f"Nothing holds all of: {escape(found.query.text)}")
        return
    console.print(_count(found))


def _facet(facet: Facet) -> None:
    counts = ", ".join(f"{c.value or '?'} {c.claims:,}" for c in facet.counts)
    more = f" and {facet.more:,} more" if facet.more else ""
    if counts:
        out().print(f"[dim]{facet.field}:[/] {escape(counts)}{more}")


def _count(found: SearchResult) -> str:
    total = count(found.total, "claim")
    near = f", {found.near} near in meaning" if found.near else ""
    first, last = found.offset + 1, found.offset + len(found.hits)
    part = f" [dim](shown: {first} to {last})[/]" if len(found.hits) < found.total else ""
    return total + near + part


def result_to_json(found: SearchResult) -> dict[str, Any]:
    """Everything but the hits as plain JSON."""
    return {
        "total": found.total,
        "near": found.near,
        "offset": found.offset,
        "next": found.next_offset,
        "ranked_by": found.ranked_by,
        "meaning": round(found.meaning, 3),
        "facets": {
            facet.field: {count.value: count.claims for count in facet.counts}
            for facet in found.facets
        },
        "bars": [
            {"period": bar.period, "claims": bar.claims, "coarse": bar.coarse} for bar in found.bars
        ],
        "undated": found.undated,
    }
