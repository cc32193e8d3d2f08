"""A digest as Markdown, for editors and terminals."""

from __future__ import annotations

import re

from dragoman.model.claims import Status
from dragoman.model.digests import Digest, Entry, Line, LineKind, Source
from dragoman.model.when import When
from dragoman.wording.prose import date_words, split_stop, time_label

GROUPS = {
    LineKind.HAPPENED: "What happened",
    LineKind.FIGURE: "Figures",
    LineKind.POSITION: "Votes and positions",
    LineKind.STANCE: "How they stand to each other",
    LineKind.PLANNED: "Planned or called off",
    LineKind.OUTLOOK: "Outlooks",
    LineKind.DOUBTED: "Doubted or denied",
    LineKind.DISPUTE: "Where accounts differ",
}
"""What the lines of a kind stand under."""

MARKS = {
    Status.ACTUAL: ("●", "told as a fact"),
    Status.PLANNED: ("◇", "planned"),
    Status.CALLED_OFF: ("✕", "called off"),
    Status.DENIED: ("⊘", "denied"),
    Status.ALLEGED: ("?", "unconfirmed"),
    Status.HYPOTHETICAL: ("≈", "under a condition"),
}
"""A shape and a word for each status."""

DISPUTED = ("≠", "contradiction")
"""The mark of a contradiction."""

_SPECIAL = re.compile(r"([\\`*_<>\[\]])")


def mark_of(line: Line) -> tuple[str, str]:
    """Shape and word of a line: its status, or that accounts differ."""
    return DISPUTED if line.kind is LineKind.DISPUTE else MARKS[line.status]


def period_words(digest: Digest) -> str:
    """Name the period of a digest, as in 'November 2015'."""
    start, end = digest.start, digest.end
    if start is None and end is None:
        return "the whole record"
    if start and end:
        return time_label(When(start=start, end=end))
    return f"from {date_words(start)}" if start else f"until {date_words(end)}" if end else ""


def plural(count: int, noun: str) -> str:
    """Count things in words: '1 document', '3 documents'.

    Example:
        >>> plural(1, "claim"), plural(1200, "claim")
        ('1 claim', '1,200 claims')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def made_of(digest: Digest) -> str:
    """Say what a digest is made of."""
    by = f" by {plural(digest.publishers, 'publisher')}" if digest.publishers else ""
    return (
        f"{plural(digest.claims, 'claim')} about {plural(digest.events, 'happening')};"
        f" cited here: {plural(len(digest.sources), 'passage')}"
        f" of {plural(digest.documents, 'document')}{by}"
    )


DONE = (
    "Claims were read from the documents by a program, those of the same happening were brought"
    " together, and each sentence was composed from the fields of its claims. Words in quotation"
    " marks are the sources' own. What one source says is not checked against the world; where"
    " sources contradict each other, both are given. The order of partners and sentences follows"
    " the kind of act, the rank of those present, the number of publishers and contradiction."
)
"""What was done to the documents."""


def cite_words(digest: Digest) -> str:
    """How to cite a digest."""
    period = period_words(digest)
    return f"Dragoman, “{digest.name}: foreign policy digest, {period}”, {made_of(digest)}."


def source_words(source: Source) -> str:
    """Publisher, title and date of a source."""
    parts = [source.publisher, f"‘{source.title}’" if source.title else source.doc]
    parts.append(date_words(source.published) if source.published else "undated")
    return ", ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _cited(text: str, numbers: tuple[int, ...]) -> str:
    body, stop = split_stop(text)
    return f"{_plain(body)} {''.join(f'[{number}]' for number in numbers)}{stop}"


def _line(line: Line) -> str:
    shape, word = mark_of(line)
    if line.versions:
        told = "; ".join(_cited(v.text, v.sources) for v in line.versions)
        return f"- {shape} {_plain(split_stop(line.text)[0])}: {told}."
    mark = "" if line.status is Status.ACTUAL else f"{shape} *{word}* · "
    return f"- {mark}{_cited(line.text, line.sources)}"


def _entry(entry: Entry) -> list[str]:
    shape, word = mark_of(entry.opening)
    mark = "" if entry.opening.status is Status.ACTUAL else f"{shape} *{word}* · "
    opening, stop = split_stop(entry.opening.text)
    sources = "".join(f"[{number}]" for number in entry.opening.sources)
    out = [f"## {_plain(entry.heading)}", "", f"{mark}**{_plain(opening)}** {sources}{stop}", ""]
    if entry.opening.versions:
        out += [_line(entry.opening), ""]
    group = None
    for line in entry.lines:
        if line.kind is not group:
            out += ([""] if group else []) + [f"*{GROUPS[line.kind]}*", ""]
            group = line.kind
        out.append(_line(line))
    if entry.left_out:
        out += ["", f"{plural(entry.left_out, 'line')} of less weight left out."]
    return [*out, ""] if out[-1] else out


def to_markdown(digest: Digest) -> str:
    """Write a digest as Markdown; sources stand numbered at its end."""
    out = [
        f"# {_plain(digest.name)}: foreign policy digest",
        "",
        period_words(digest)[:1].upper() + period_words(digest)[1:],
    ]
    out += ["", f"{made_of(digest)}.", ""]
    if not digest.entries:
        out += [
            "The record holds nothing about this period. Widen the period, or add documents.",
            "",
        ]
    for entry in digest.entries:
        out += _entry(entry)
    if digest.sources:
        out += ["## Sources", ""]
        for source in digest.sources:
            quote = _plain(source.evidence.quote)
            out.append(f"{source.number}. “{quote}” {_plain(source_words(source))}.")
        out.append("")
    out += [
        "---",
        "",
        f"**What was done.** {DONE}",
        "",
        f"**Cite this digest.** {_plain(cite_words(digest))}",
    ]
    return "\n".join(out) + "\n"
