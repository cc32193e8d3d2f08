"""Which documents are copies of one text: an agency's report is printed by many, and is one report."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from dragoman.model.events import Tellers
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document

SHINGLE = 4
"""Words in a row that are compared: two writers seldom choose the same four, but for names."""

SAMPLED = 4
"""One shingle in so many is kept: a report of 300 words keeps about 75, a book a manageable number."""

COPIED = 0.3
"""Share of the shorter text's shingles that must stand in the longer one.

Measured on the sample on 2026-11-26: its articles share 0.04 with each other at most, also where they tell
of one happening; copies with every third sentence written anew share 0.50 or more, copies with another
title, cut to half, with American spelling or set in a frame of other sentences 0.89 or more.
"""

ENOUGH = 8
"""Sampled shingles that a text needs: with fewer, chance decides."""

_WORD = re.compile(r"[^\W_]+")


def sketch(text: str) -> frozenset[int]:
    """Sample a text's shingles by their hash, so that two sketches tell how much two texts share.

    The same words are sampled in every text (MinHash with a fixed share), whatever stands around them, so
    that a part can be found in a whole.
    """
    words = _WORD.findall(text.casefold())
    found = set()
    for at in range(len(words) - SHINGLE + 1):
        shingle = " ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")
        value = int.from_bytes(hashlib.blake2b(shingle, digest_size=8).digest(), "big")
        if value % SAMPLED == 0:
            found.add(value)
    return frozenset(found)


def share(left: frozenset[int], right: frozenset[int]) -> float:
    """How much of the shorter text stands in the longer one, from 0 to 1; 0 where too little is known."""
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter >= ENOUGH else 0.0


def _by_time(document: Document) -> tuple[str, str]:
    return (str(document.published or "9999"), document.id)


def fold(documents: Iterable[Document]) -> Mapping[DocumentId, DocumentId]:
    """Say for each document which earlier one it copies; itself where it copies none.

    The answer does not depend on the order of the documents. A text is compared only with earlier originals
    that share words with it, so that the cost grows with the texts and no faster.
    """
    sketches: dict[DocumentId, frozenset[int]] = {}
    holders: dict[int, list[DocumentId]] = defaultdict(list)
    first: dict[DocumentId, DocumentId] = {}
    for document in sorted(documents, key=_by_time):
        own = sketch(document.text)
        met = dict.fromkeys(other for value in sorted(own) for other in holders[value])
        near = {other: share(own, sketches[other]) for other in met}
        best = max(near, key=lambda other: (near[other], other), default=document.id)
        if near.get(best, 0.0) >= COPIED:
            first[document.id] = best
            continue
        first[document.id] = document.id
        sketches[document.id] = own
        for value in own:
            holders[value].append(document.id)
    return first


def tellers(documents: Iterable[Document]) -> Tellers:
    """Count those who tell of something: '9 reports by 4 publishers'."""
    known = {document.id: document for document in documents}
    originals = set(fold(known.values()).values())
    publishers = {known[name].publisher for name in originals} - {""}
    return Tellers(
        reports=len(originals), publishers=len(publishers), copies=len(known) - len(originals)
    )
