"""A Frictionless Data Package beside what was written: what it is, its columns, what was left out.

Source:
    Frictionless Data, Data Package 2.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman.exchanging.outgoing.schemas import VERSION
from dragoman.exchanging.outgoing.writing import Written, replacing, resource

NAME = "datapackage.json"


def write_description(
    written: Sequence[Written],
    folder: Path,
    *,
    title: str,
    left_out: Mapping[str, int],
    sources: Sequence[str],
) -> Path:
    """Describe files.

    Args:
        left_out: how many events do not fit the format, by reason.
        sources: foreign sources that are in the files, each marked in its column.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dragoman-export",
        "title": title,
        "version": f"{VERSION}.0.0",
        "description": "Written by Dragoman. What this program read has the source 'dragoman'; what"
        " others say has theirs. There are no forecasts in it.",
        "sources": [{"title": name} for name in ("dragoman", *sources)],
        "resources": [resource(one) for one in written],
        "dragoman": {"schema": VERSION, "left_out": dict(left_out)},
    }
    path = folder / NAME
    with replacing(path) as beside:
        text = json.dumps(package, ensure_ascii=False, indent=1)
        beside.write_text(text + "\n", encoding="utf-8")
    return path
