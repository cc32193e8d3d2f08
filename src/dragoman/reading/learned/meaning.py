"""What a text means, as a row of numbers: texts that mean nearly the same have nearly the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.reading.learned.candidates import tokenizer
from dragoman.reading.learned.model import model
from dragoman.reading.learned.windows import LONGEST

TOP = 127


@lru_cache(256)
def _known(text: str) -> bytes:
    """The vector of a search; people ask the same thing again, for its next page."""
    return _vector(text)


def _vector(text: str) -> bytes:
    import numpy as np

    ids = tokenizer().encode(text).ids[:LONGEST]
    states = model().states(ids)
    mean = states.mean(axis=0)
    scaled = np.round(mean * (TOP / max(float(np.abs(mean).max()), 1e-9)))
    return bytes(scaled.astype(np.int8).tobytes())


def meaning(text: str) -> bytes:
    """The meaning of one text.

    The mean of the encoder's states, its largest number scaled to 127.

    Shapes:
        384 signed bytes.

    Raises:
        Unavailable: ONNX Runtime or the tokenizer's library is not installed.
    """
    return _known(text)


def meanings(texts: Iterable[str]) -> Iterator[bytes]:
    """The meanings of many texts, in their order; about 4 ms each.

    Raises:
        Unavailable: ONNX Runtime or the tokenizer's library is not installed.
    """
    return map(_vector, texts)
