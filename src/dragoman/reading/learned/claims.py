"""The learned reader: windows, triggers, claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.model.text import Document
from dragoman.reading.annotate import annotate
from dragoman.reading.annotations import Annotations
from dragoman.reading.found import Found, cut, once
from dragoman.reading.learned.compose import Scene, compose
from dragoman.reading.learned.decode import Settings, triggers
from dragoman.reading.learned.model import MODEL, model
from dragoman.reading.learned.windows import windows


@cache
def default_settings() -> Settings:
    """The settings chosen when the model was made."""
    found = json.loads((MODEL / "settings.json").read_text("utf-8"))
    return Settings(found=found["found"], role=found["role"], fallback=found["fallback"])


def find(document: Document, annotations: Annotations, settings: Settings) -> Iterator[Found]:
    """Find the claims of a document in the order of the text."""
    loaded = model()
    for window in windows(document, annotations):
        for trigger in triggers(loaded, window, settings):
            at = window.offsets[trigger.first][0]
            sentence = window.spans[window.sentence(at)]
            yield from compose(trigger, Scene(document, window, sentence), settings)


def read(document: Document, *, run: Run, annotations: Annotations | None = None) -> Reading:
    """Read one document with the shipped network.

    Raises:
        Unavailable: ONNX Runtime or the tokenizer's library is not installed.
    """
    named = annotations or annotate(document)
    found = once(find(document, named, default_settings()))
    return Reading(document=document, claims=cut(document, found, run))
