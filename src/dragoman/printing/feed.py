"""A paper as a feed: an entry a line, so that a reader sees what is new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from dragoman.model.digests import Line, Source
from dragoman.model.ids import short
from dragoman.model.papers import Lines, Paper
from dragoman.printing.words import flat, is_marked, mark_of, source_words

EPOCH = date(1970, 1, 1)
"""Stands where no source of an entry has a date: Atom wants one."""

TITLE = 110
"""Characters of an entry's title at most."""


def _told(paper: Paper) -> Iterator[tuple[str, Line]]:
    """Lines with the heading that they stand under, each once."""
    seen = set()
    for section in paper.sections:
        lines = [section.opening] if section.opening else []
        lines += [line for b in section.blocks if isinstance(b, Lines) for line in b.lines]
        for line in lines:
            if line.claims not in seen:
                seen.add(line.claims)
                yield section.heading, line


def _day(sources: list[Source]) -> date:
    days = [source.published.latest for source in sources if source.published]
    return max(days, default=EPOCH)


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _title(heading: str, line: Line) -> str:
    when = f", {line.when}" if line.when else ""
    text = flat(line.text).strip("“”")
    cut = text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"{heading}{when}: {cut}"


def _content(line: Line, sources: list[Source]) -> str:
    mark = f"<b>{escape(mark_of(line)[1])}</b> · " if is_marked(line) else ""
    out = [f"<p>{mark}{escape(line.text)}</p>"]
    out += [f"<p>{escape(version.text)}</p>" for version in line.versions]
    out += [
        f"<blockquote>“{escape(flat(s.evidence.quote))}”</blockquote><p>{escape(source_words(s))}</p>"
        for s in sources
    ]
    return "".join(out)


def _entry(heading: str, line: Line, sources: list[Source]) -> str:
    name = short("l", *line.claims)
    return (
        "<entry>"
        f"<id>urn:dragoman:{name}</id>"
        f"<title>{escape(_title(heading, line))}</title>"
        f"<updated>{_stamp(_day(sources))}</updated>"
        f"<category term={quoteattr(line.theme or line.kind.value)}/>"
        f'<content type="html">{escape(_content(line, sources))}</content>'
        "</entry>"
    )


def to_feed(paper: Paper) -> str:
    """Write a paper as an Atom feed.

    An entry's id comes from the claims that it rests on, so that the next digest repeats it for those
    readers who have it already; its date is that of the latest source.
    """
    by_number = {source.number: source for source in paper.sources}
    told = [
        (heading, line, [by_number[number] for number in _numbers(line)])
        for heading, line in _told(paper)
    ]
    told.sort(key=lambda row: (_day(row[2]), row[1].claims), reverse=True)
    updated = max((_day(sources) for *_, sources in told), default=EPOCH)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<id>urn:dragoman:{short('f', paper.kicker, paper.title)}</id>"
        f"<title>{escape(f'{paper.title}: {paper.kicker.lower()}')}</title>"
        f"<subtitle>{escape(paper.period)}</subtitle>"
        f"<updated>{_stamp(updated)}</updated>"
        "<author><name>Dragoman</name></author>"
        "<generator>Dragoman</generator>\n"
        + "\n".join(_entry(*row) for row in told)
        + "\n</feed>\n"
    )


def _numbers(line: Line) -> list[int]:
    return sorted({*line.sources, *(n for version in line.versions for n in version.sources)})
