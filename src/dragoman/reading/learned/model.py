"""The shipped network: the encoder through ONNX Runtime, the small heads as matrices."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dragoman.errors import Unavailable
from dragoman.reading.learned.windows import TAG_ID, Candidate, Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MODEL = files("dragoman.reading.learned") / "model"

TAGGED = ("event", "position", "stance", "outlook")
"""Kinds whose triggers are found among the words; a figure's trigger is its number."""

KINDS = (*TAGGED, "figure")

NEAR = (-64, -32, -16, -8, -4, -2, -1, 1, 2, 4, 8, 16, 32, 64)
"""Bounds, in word pieces, of the distance classes between a trigger and a mention."""


def distance(first: int, last: int, start: int, end: int) -> int:
    """Class of how far a mention (start, end) is from a trigger (first, last), signed."""
    from bisect import bisect_right

    if end <= first:
        return bisect_right(NEAR, end - first - 1)
    return bisect_right(NEAR, start - last + 1 if start >= last else 0)


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """What the encoder says of a window.

    Shapes:
        ``states`` (pieces, width); ``pieces`` maps each tagged kind to (pieces, classes) probabilities.
    """

    states: Floats
    pieces: Mapping[str, Floats]


class Model:
    """Encoder and heads, loaded once.

    Raises:
        Unavailable: ONNX Runtime or the tokenizer's library is not installed.
    """

    def __init__(self) -> None:
        try:
            import numpy as np
            import onnxruntime
            import tokenizers  # noqa: F401
        except ImportError as error:
            raise Unavailable(
                "the learned reader (ONNX Runtime, tokenizers)", extra="learned"
            ) from error
        self._np = np
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            (MODEL / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        with (MODEL / "heads.npz").open("rb") as file, np.load(file) as found:
            self._weights: dict[str, Floats] = {
                name: found[name].astype(np.float32) for name in found.files
            }
        self.classes: Mapping[str, Sequence[str]] = json.loads(
            (MODEL / "classes.json").read_text("utf-8")
        )

    def encode(self, window: Window) -> Encoded:
        """Run the encoder over one window."""
        np = self._np
        states = self.states(window.ids, window.tags)
        return Encoded(
            states=states,
            pieces={kind: _softmax(np, self._linear(f"pieces.{kind}", states)) for kind in TAGGED},
        )

    def states(self, ids: Sequence[int], tags: Sequence[int]) -> Floats:
        """Vectors of word pieces (pieces, width)."""
        np = self._np
        fed = {
            "ids": np.asarray([ids], dtype=np.int64),
            "tags": np.asarray([tags], dtype=np.int64),
        }
        found: Floats = self._session.run(None, fed)[0][0]
        return found

    def _linear(self, name: str, x: Floats) -> Floats:
        found: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def mean(self, encoded: Encoded, spans: Sequence[tuple[int, int]]) -> Floats:
        """Mean vectors of stretches of word pieces, (stretches, width)."""
        found: Floats = self._np.stack([encoded.states[a:b].mean(0) for a, b in spans])
        return found

    def figures(self, vectors: Floats) -> Floats:
        """Probabilities of the indicators for the vectors of numbers, (numbers, classes)."""
        x = _gelu(self._np, self._linear("figure.0", vectors))
        return _softmax(self._np, self._linear("figure.2", x))

    def describe(self, vectors: Floats, kinds: Sequence[str]) -> Mapping[str, Floats]:
        """Probabilities of the attributes of triggers, each (triggers, classes)."""
        np = self._np
        numbers = [KINDS.index(kind) for kind in kinds]
        x = self._linear("trigger", vectors + self._weights["kind.weight"][numbers])
        x = _gelu(np, x)
        found = {
            name: _softmax(np, self._linear(f"attributes.{name}", x))
            for name in ("status", "mode", "basis", "symmetric")
        }
        found["context"] = _sigmoid(np, self._linear("attributes.context", x))
        return found

    def roles(
        self,
        trigger: Floats,
        place: tuple[int, int],
        kind: str,
        mentions: Floats,
        candidates: Sequence[Candidate],
    ) -> Floats:
        """Probabilities that mentions have a role of one trigger, (mentions, roles).

        Args:
            trigger: its vector, (width).
            place: its word pieces, half-open.
            kind: the claim's kind.
            mentions: vectors of the candidates, (mentions, width).
            candidates: the mentions.
        """
        np, weights = self._np, self._weights
        gaps = [distance(*place, c.first, c.last) for c in candidates]
        tags = [TAG_ID[c.tag] for c in candidates]
        x = self._linear("left", trigger) + self._linear("right", mentions)
        x = x + self._linear("left_product", trigger) * self._linear("right_product", mentions)
        x = x + weights["distance.weight"][gaps] + weights["tag.weight"][tags]
        x = x + weights["pair_kind.weight"][KINDS.index(kind)]
        return _sigmoid(np, self._linear("roles", _gelu(np, x)))

    def relation(self, ids: Sequence[int], marks: Sequence[int]) -> Floats:
        """Probabilities of the fifteen roots for a marked sentence, (roots)."""
        np = self._np
        states = self.states(ids, [0] * len(ids))
        vector = np.concatenate([states.mean(0), states[list(marks)].mean(0)])
        return _softmax(np, self._linear("relation", vector))


def _softmax(np: Any, x: Floats) -> Floats:
    raised = np.exp(x - x.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found


def _sigmoid(np: Any, x: Floats) -> Floats:
    found: Floats = 1.0 / (1.0 + np.exp(-x))
    return found


def _gelu(np: Any, x: Floats) -> Floats:
    """The exact form, by a polynomial for the error function (Abramowitz and Stegun 7.1.26)."""
    z = np.abs(x) * 0.7071067811865476
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    erf = np.sign(x) * (1.0 - series * np.exp(-z * z))
    found: Floats = 0.5 * x * (1.0 + erf)
    return found


@cache
def model() -> Model:
    """The shipped model, loaded once."""
    return Model()
