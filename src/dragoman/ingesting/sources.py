"""A file of feeds and sitemaps to watch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError

HINT = "A list under 'feeds', each with 'url', and perhaps 'publisher' and 'match'."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed or sitemap to watch.

    Args:
        publisher: who publishes what is on it; else what each page says.
        match: only articles whose address holds this.
    """

    url: str
    publisher: str = ""
    match: str = ""


def load_sources(path: Path) -> tuple[Source, ...]:
    """Read a YAML file of feeds.

    Raises:
        InputError: it is missing, no YAML, or an entry is not as it should be.
    """
    import yaml

    try:
        found: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: no YAML ({error})", hint=HINT) from error
    rows = found.get("feeds") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not rows:
        raise InputError(f"{path}: names no feeds", hint=HINT)
    return tuple(_source(row, f"{path}: feed {n}") for n, row in enumerate(rows, 1))


def _source(row: Any, where: str) -> Source:
    if isinstance(row, str):
        row = {"url": row}
    if not isinstance(row, dict) or not isinstance(row.get("url"), str):
        raise InputError(f"{where}: has no 'url'", hint=HINT)
    unknown = sorted(set(row) - set(Source.__dataclass_fields__))
    if unknown:
        raise InputError(f"{where}: unknown {', '.join(map(repr, unknown))}", hint=HINT)
    return Source(**{name: str(value) for name, value in row.items()})
