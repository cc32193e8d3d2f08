"""The shipped network: the encoder through ONNX Runtime, the small heads as matrices."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dragoman.errors import Unavailable
from dragoman.reading.learned.candidates import TAG_ID, Candidate, parties_named
from dragoman.reading.learned.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MODEL = files("dragoman.reading.learned") / "model"

TAGGED = ("event", "position", "stance", "outlook")
"""Kinds whose triggers are found among the words; a figure's trigger is its number."""

KINDS = (*TAGGED, "figure")

HEADS = ("root", "status", "mode", "context", "symmetric", "basis", "role")
"""What is said of a trigger, in the order of the model's answers."""

GRAPHS = ("encoder", "heads", "meant", "relation")
"""The files of the network."""

NEAR = (-64, -32, -16, -8, -4, -2, -1, 1, 2, 4, 8, 16, 32, 64)
"""Bounds, in word pieces, of the distance classes between a trigger and a mention."""


def distance(first: int, last: int, start: int, end: int) -> int:
    """Class of how far a mention (start, end) is from a trigger (first, last), signed."""
    from bisect import bisect_right

    if end <= first:
        return bisect_right(NEAR, end - first - 1)
    return bisect_right(NEAR, start - last + 1 if start >= last else 0)


AWAY = 3
"""Sentences that a mention stands before or after a trigger at most, for ``step``; beyond is as far."""

CONTEXT_STEP = 0
"""The step of a mention in the sentences that are context only."""


def step(sentence: int, of: int) -> int:
    """Class of how many sentences a mention stands after a trigger's; both as ``Window.sentence``."""
    return CONTEXT_STEP if sentence < 0 else min(AWAY, max(-AWAY, sentence - of)) + AWAY


KINSHIP = ("apart", "same", "shared")
"""How the parties of two mentions relate: none of one in the other, the very same, or some."""


def middle(first: int, last: int) -> int:
    """The word piece in the middle of a half-open stretch."""
    return (first + last - 1) // 2


Keys = Sequence[frozenset[str]]


def keys_of(candidates: Sequence[Candidate]) -> list[frozenset[str]]:
    """The keys of the parties that each mention names."""
    return [frozenset(actor.key for actor in parties_named(c.mention)) for c in candidates]


def kinship(keys: Keys) -> list[list[int]]:
    """Class of each pair of mentions by the keys of the parties they name, (mentions, mentions)."""
    return [[1 if a and a == b else 2 * bool(a & b) for b in keys] for a in keys]


Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """What the encoder says of a window.

    Shapes:
        ``states`` (pieces, width); ``pieces`` maps each tagged kind to (pieces, classes)
        probabilities; ``mentions`` (mentions, width) and ``figures`` (mentions, classes) follow the
        window's candidates.
    """

    states: Floats
    pieces: Mapping[str, Floats]
    mentions: Floats
    figures: Floats


class Model:
    """Encoder and heads, loaded once, each on one thread: the same numbers however busy the machine.

    Raises:
        Unavailable: ONNX Runtime or the tokenizer's library is not installed.
    """

    def __init__(self) -> None:
        try:
            import numpy as np
            import onnxruntime
            import tokenizers  # noqa: F401 - asked for here, so that what is missing is said at once
        except ImportError as error:
            what = "the learned reader (ONNX Runtime, tokenizers)"
            raise Unavailable(what, extra="learned") from error
        self._np = np
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder, self._heads, self._meant, self._relation = (
            onnxruntime.InferenceSession(
                (MODEL / f"{name}.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            for name in GRAPHS
        )
        self.classes: Mapping[str, Sequence[str]] = json.loads(
            (MODEL / "classes.json").read_text("utf-8")
        )

    def _averages(self, spans: Spans, length: int) -> Floats:
        """A matrix that takes the means of some stretches, (stretches, length); never without a row."""
        found: Floats = self._np.zeros((max(1, len(spans)), length), dtype=self._np.float32)
        for row, (first, last) in enumerate(spans):
            found[row, first:last] = 1.0 / (last - first)
        return found

    def _encode(self, ids: Sequence[int], tags: Sequence[int], means: Floats) -> list[Floats]:
        np = self._np
        fed = {
            "ids": np.asarray([ids], dtype=np.int64),
            "tags": np.asarray([tags], dtype=np.int64),
            "mentions": means,
        }
        found: list[Floats] = self._encoder.run(None, fed)
        return found

    def states(self, ids: Sequence[int]) -> Floats:
        """What the encoder says of word pieces of which nothing is known, (pieces, width)."""
        means = self._averages([(0, len(ids))], len(ids))
        return self._encode(ids, [0] * len(ids), means)[0]

    def encode(self, window: Window) -> Encoded:
        """Run the encoder over one window."""
        spans = [(c.first, c.last) for c in window.candidates]
        means = self._averages(spans, len(window.ids))
        states, *pieces, mentions, figures, _ = self._encode(window.ids, window.tags, means)
        return Encoded(
            states=states,
            pieces=dict(zip(TAGGED, pieces, strict=True)),
            mentions=mentions,
            figures=figures[: len(spans)],
        )

    def _beside(
        self, encoded: Encoded, window: Window, spans: Spans, at: Sequence[int]
    ) -> dict[str, NDArray[np.generic]]:
        """The mentions of a window, and how they stand to some stretches of it in these sentences."""
        np = self._np
        candidates = window.candidates
        places = [(c.first, c.last) for c in candidates] or [(0, 1)]
        sentences = [window.sentence(c.mention.span.start) for c in candidates] or [-1]
        gaps = [[distance(*span, *place) for place in places] for span in spans]
        steps = [[step(sentence, of) for sentence in sentences] for of in at]
        return {
            "mentions": encoded.mentions,
            "tags": np.asarray([TAG_ID[c.tag] for c in candidates] or [0], dtype=np.int64),
            "gaps": np.asarray(gaps, dtype=np.int64),
            "steps": np.asarray(steps, dtype=np.int64),
            "kin": np.asarray(kinship(keys_of(candidates)) or [[0]], dtype=np.int64),
            "states": encoded.states,
            "places": np.asarray([middle(*place) for place in places], dtype=np.int64),
            "at": np.asarray([middle(*span) for span in spans], dtype=np.int64),
        }

    def heads(
        self,
        encoded: Encoded,
        triggers: Spans,
        kinds: Sequence[str],
        window: Window,
    ) -> Mapping[str, Floats]:
        """Probabilities of everything that is said of triggers.

        Args:
            encoded: the window, as ``encode`` sees it.
            triggers: their word pieces, half-open.
            kinds: their kinds.
            window: where they stand.

        Shapes:
            ``role`` (triggers, mentions, roles); every other head (triggers, classes).
        """
        np = self._np
        at = [window.sentence(window.offsets[first][0]) for first, _ in triggers]
        fed = self._beside(encoded, window, triggers, at) | {
            "triggers": self._averages(triggers, len(encoded.states)),
            "kinds": np.asarray([KINDS.index(kind) for kind in kinds], dtype=np.int64),
        }
        found: Mapping[str, Floats] = dict(zip(HEADS, self._heads.run(None, fed), strict=True))
        return found

    def meant(self, encoded: Encoded, window: Window, numbers: Sequence[int]) -> Floats:
        """Scores of the mentions that some words may mean which stand for a name, (words, mentions).

        Their exponentials are as their chances; the score of none is 0.

        Args:
            encoded: the window, as ``encode`` sees it.
            window: where they stand.
            numbers: which of its candidates they are.
        """
        words = [window.candidates[n] for n in numbers]
        spans = [(c.first, c.last) for c in words]
        at = [window.sentence(c.mention.span.start) for c in words]
        fed = self._beside(encoded, window, spans, at) | {
            "words": self._np.asarray(numbers, dtype=self._np.int64)
        }
        found: Floats = self._meant.run(None, fed)[0]
        return found

    def relation(self, ids: Sequence[int], marks: Sequence[int]) -> Floats:
        """Probabilities of the fifteen roots for a marked sentence, (roots)."""
        means = self._averages([(0, len(ids)), (0, 1)], len(ids))
        means[1] = 0.0
        means[1, list(marks)] = 1.0 / len(marks)
        shared = self._encode(ids, [0] * len(ids), means)[-1]
        found: Floats = self._relation.run(None, {"shared": shared, "means": means})[0]
        return found


@cache
def model() -> Model:
    """The shipped model, loaded once."""
    return Model()
