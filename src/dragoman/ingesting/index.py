"""An index beside the articles: what is known of each file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """What an index says of one file."""

    doc: str
    file: str
    published: str = ""
    published_known: str = ""
    title: str = ""
    url: str = ""
    publisher: str = ""


def load_index(path: Path) -> Mapping[str, IndexEntry]:
    """Read an index: a JSON array of objects with ``doc``, ``file`` and perhaps what else is known.

    Returns:
        Entries by file name.

    Raises:
        InputError: the file is missing, no JSON, or an entry lacks ``doc`` or ``file``.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: the index cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise InputError(f"{path}: the index is no JSON ({error})") from error
    if not isinstance(rows, list):
        raise InputError(f"{path}: an index is an array of objects, one a file")
    found = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not row.get("doc") or not row.get("file"):
            raise InputError(f"{path}: entry {number} lacks 'doc' or 'file'")
        known = {name: str(row.get(name) or "") for name in IndexEntry.__dataclass_fields__}
        found[known["file"]] = IndexEntry(**known)
    return found
