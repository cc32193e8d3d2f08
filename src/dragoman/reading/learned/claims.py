"""The learned reader: windows, triggers, claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from dragoman.model.issues import Reading
from dragoman.model.runs import MIN_CONFIDENCE, Run
from dragoman.model.text import Document
from dragoman.reading.actors import unknown_names
from dragoman.reading.annotate import annotate
from dragoman.reading.annotations import Annotations
from dragoman.reading.found import Found, cut, once
from dragoman.reading.learned.compose import Scene, compose
from dragoman.reading.learned.decode import Settings, carrying, triggers
from dragoman.reading.learned.meant import meant
from dragoman.reading.learned.model import MODEL, Model, model
from dragoman.reading.learned.windows import Window, windows


@cache
def default_settings() -> Settings:
    """The settings chosen when the model was made."""
    found = json.loads((MODEL / "settings.json").read_text("utf-8"))
    return Settings(**found)


def find(
    document: Document, seen: Iterable[Window], settings: Settings, *, by: Model
) -> Iterator[Found]:
    """Find the claims of a document in the order of the text.

    Args:
        document: where the windows are from.
        seen: its windows.
        settings: where a probability counts as yes.
        by: the network.
    """
    for window in seen:
        encoded = by.encode(window)
        carried = carrying(by, encoded, window, settings)
        if not carried:
            continue
        resolved = meant(by, encoded, window, settings)
        for trigger in triggers(by, encoded, resolved, carried):
            at = window.offsets[trigger.first][0]
            sentence = window.spans[window.sentence(at)]
            for found in compose(trigger, Scene(document, resolved, sentence), settings):
                if settings.least is None or (found.confidence or 0) >= settings.least:
                    yield found


def read(document: Document, *, run: Run, annotations: Annotations | None = None) -> Reading:
    """Read one document with the shipped network.

    Raises:
        Unavailable: ONNX Runtime or the tokenizer's library is not installed.
    """
    named = annotations or annotate(document)
    settings = default_settings()
    if least := run.setting(MIN_CONFIDENCE):
        settings = replace(settings, least=float(least))
    found = find(document, windows(document, named), settings, by=model())
    return Reading(
        document=document,
        claims=cut(document, once(found), run),
        issues=unknown_names(document, named),
    )
