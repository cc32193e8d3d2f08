"""Paragraphs with their roles, and pages of several articles cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model.text import Passage, Role, Span

HEADING_WORDS = 14
"""Words of a heading at most; a body paragraph of as few ends in a full stop."""

TITLE_WORDS = 24
"""Words of a title at most: it stands first, so it may be longer than a heading."""

REPEATED_WORDS = 6
"""Words from which a short paragraph that stands again in the body is a pull quote."""

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n(?!\s*\n)[^\n]*\S[^\n]*)*")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s*\Z")
_BYLINE = re.compile(
    r"\A(?:by|written by|text by|author:|reporting by|editing by|additional reporting by|"
    r"photo(?:graph)?(?: by|:)|image:|source:|published(?: on)?:?|posted(?: on)?:?|updated:?)\s+\S",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"\A(?:similar articles|related (?:articles|stories|posts|news|content|topics)|read (?:more|also|next)|"
    r"see also|more (?:on this|from|news|stories)|you may also like|recommended|share this|follow us|"
    r"subscribe|sign up|newsletter|advertisement|most read|latest news|tags?:|categories:|filed under|"
    r"copyright|©|all rights reserved|continue reading|comments?\Z|leave a (?:comment|reply)|print this|"
    r"e-?mail this|back to top|click here|cookies?)\b",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|"
    r"\d{4}-\d{2}-\d{2})\Z"
)
_LIST_OPENER = re.compile(
    r"\A(?:similar articles|related (?:articles|stories|posts|news|content)|read (?:also|next)|see also|"
    r"more (?:from|news|stories)|you may also like|recommended|most read|latest news)\b[^.]*\Z",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:[-=*_~#•·]\s*){3,}\Z")
_WORDS = re.compile(r"\w+")


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    text: str

    @property
    def is_short(self) -> bool:
        return self.fits(HEADING_WORDS)

    def fits(self, words: int) -> bool:
        """Say whether it is one line of at most so many words."""
        return len(self.text.split()) <= words and "\n" not in self.text

    @property
    def ends_a_sentence(self) -> bool:
        return _ENDS.search(self.text) is not None


def _paragraphs(text: str) -> list[_Paragraph]:
    """Blocks of lines between empty ones; where a text has none, its lines."""
    blocks = list(_PARAGRAPH.finditer(text))
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text))
    long_lines = sum(len(line.group()) > 200 for line in lines)
    if long_lines * 2 > len(blocks) or len(blocks) == 1:
        blocks = lines if long_lines or len(lines) <= 3 else blocks
    return [part for block in blocks for part in _peel(block.start(), block.group())]


def _peel(start: int, block: str) -> Iterator[_Paragraph]:
    """Cut the lines of a date or byline, and a title above them, off the block that they stand in."""
    lines = block.split("\n")
    while (
        len(lines) > 1
        and (_signs(lines[0]) or _signs(lines[1]))
        and len(lines[0].split()) <= TITLE_WORDS
    ):
        yield _paragraph(start, lines[0])
        start += len(lines.pop(0)) + 1
    yield _paragraph(start, "\n".join(lines))


def _signs(line: str) -> bool:
    return bool(
        _DATE_LINE.match(line.strip()) or (_BYLINE.match(line.strip()) and not _ENDS.search(line))
    )


def _paragraph(start: int, raw: str) -> _Paragraph:
    lead = len(raw) - len(raw.lstrip())
    return _Paragraph(start + lead, start + len(raw.rstrip()), raw.strip())


def _repeats(paragraph: _Paragraph, others: Sequence[str]) -> bool:
    words = _words(paragraph.text)
    if len(words) < REPEATED_WORDS:
        return False
    joined = " " + " ".join(words) + " "
    return any(joined in other and other != joined for other in others)


def segment(text: str, *, title: str = "") -> tuple[Passage, ...]:
    """Cut a text into paragraphs and say what each is.

    Only ``lead`` and ``body`` are evidence of their own: headings and pull quotes repeat, bylines sign,
    lists of similar articles advertise.

    Offsets:
        Code points of ``text``.
    """
    paragraphs = _paragraphs(text)
    if len(paragraphs) == 1 and paragraphs[0].text != title:
        only = paragraphs[0]
        return (Passage(span=Span(start=only.start, end=only.end), role=Role.LEAD),)
    joined = [" " + " ".join(_words(p.text)) + " " for p in paragraphs]
    long = [line for p, line in zip(paragraphs, joined, strict=True) if not p.is_short]
    passages: list[Passage] = []
    seen_body = in_list = False
    for index, paragraph in enumerate(paragraphs):
        role = _role(paragraph, long, first=index == 0, title=title, in_list=in_list)
        in_list = bool(_LIST_OPENER.match(paragraph.text)) or (in_list and role is Role.FURNITURE)
        if role is Role.BODY and not seen_body:
            role, seen_body = Role.LEAD, True
        passages.append(Passage(span=Span(start=paragraph.start, end=paragraph.end), role=role))
    return tuple(passages)


def _role(
    paragraph: _Paragraph, long: Sequence[str], *, first: bool, title: str, in_list: bool
) -> Role:
    text = paragraph.text
    if _RULE.match(text):
        return Role.FURNITURE
    if first and ((paragraph.fits(TITLE_WORDS) and not paragraph.ends_a_sentence) or text == title):
        return Role.TITLE
    if title and _words(text) == _words(title):
        return Role.TITLE
    if _FURNITURE.match(text) and len(text) < 200:
        return Role.FURNITURE
    if in_list and paragraph.is_short and not paragraph.ends_a_sentence:
        return Role.FURNITURE
    if paragraph.is_short and (_BYLINE.match(text) or _DATE_LINE.match(text)):
        return Role.BYLINE
    if _repeats(paragraph, long):
        return Role.PULL_QUOTE
    if paragraph.is_short and not paragraph.ends_a_sentence:
        return Role.HEADING
    return Role.BODY


_ARTICLE_RULE = re.compile(r"\n[ \t]*(?:[-=*_~]{3,}|(?:[*·•] ?){3,})[ \t]*\n")
ARTICLE_CHARACTERS = 200
"""Characters of an article at least: less between two rules is part of its neighbour."""


def split(text: str) -> tuple[Span, ...]:
    """Cut a page that holds several articles one after another.

    An article begins after a rule (``---``, ``***``) or the end of another, with a title line of its own
    that is followed by a line with nothing but a date or a byline.

    Returns:
        One stretch an article; a page with one article is one stretch.

    Offsets:
        Code points of ``text``.
    """
    starts = [0]
    paragraphs = _paragraphs(text)
    rules = {match.start() for match in _ARTICLE_RULE.finditer(text)}
    for before, here, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        if not (here.is_short and not here.ends_a_sentence and not _RULE.match(here.text)):
            continue
        dated = bool(_DATE_LINE.match(after.text) or (after.is_short and _BYLINE.match(after.text)))
        ruled = any(before.start <= rule <= here.start for rule in rules)
        if (dated and (ruled or before.ends_a_sentence) and not _BYLINE.match(here.text)) or (
            ruled and after.ends_a_sentence and not _FURNITURE.match(here.text)
        ):
            starts.append(here.start)
    kept = [0]
    for start in starts[1:]:
        if start - kept[-1] >= ARTICLE_CHARACTERS:
            kept.append(start)
    ends = [*kept[1:], len(text)]
    return tuple(Span(start=a, end=b) for a, b in zip(kept, ends, strict=True) if text[a:b].strip())
