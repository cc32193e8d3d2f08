"""A Frictionless Data Package beside what was written: what it is, its columns, what was left out.

A folder may be written into several times: what an earlier export wrote there and is still there stays
described, and what is written again has its entry replaced. A reader finds a file by the name or the path
of its resource, and names are unique in a package.

Source:
    Frictionless Data, Data Package 2.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.exchanging.outgoing.schemas import VERSION
from dragoman.exchanging.outgoing.writing import Written, replacing, resource

NAME = "datapackage.json"
OURS = "dragoman-export"
"""The name of every package that is written here."""


def described(folder: Path) -> dict[str, dict[str, Any]]:
    """The resources that earlier exports wrote into a folder and that are still there, by their path.

    Raises:
        InputError: what describes the folder was not written by an export of this version.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        if (package["name"], package["dragoman"]["schema"]) != (OURS, VERSION):
            raise ValueError(package["name"])
        found = {one["path"]: one for one in package["resources"]}
    except (ValueError, KeyError, TypeError):
        raise InputError(
            f"{path} was not written by an export of this version",
            hint="Export into another folder, or move that file away.",
        ) from None
    return {name: one for name, one in found.items() if (folder / name).is_file()}


def write_description(written: Sequence[Written], folder: Path, *, title: str) -> tuple[Path, int]:
    """Describe files beside those that are described already.

    Args:
        title: of these files.

    Returns:
        The description, and how many files it describes.

    Raises:
        InputError: what describes the folder was not written by an export of this version.
    """
    new = {one.path.name: {**resource(one), "title": title} for one in written}
    resources = list({**described(folder), **new}.values())
    titles = {one["title"] for one in resources}
    sources = dict.fromkeys(source["title"] for one in resources for source in one["sources"])
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": OURS,
        "title": title if len(titles) == 1 else "Dragoman: several exports",
        "version": f"{VERSION}.0.0",
        "description": "Written by Dragoman. What this program read has the source 'dragoman'; what"
        " others say has theirs. There are no forecasts in it.",
        "sources": [{"title": name} for name in sources],
        "resources": resources,
        "dragoman": {"schema": VERSION},
    }
    path = folder / NAME
    with replacing(path) as beside:
        text = json.dumps(package, ensure_ascii=False, indent=1)
        beside.write_text(text + "\n", encoding="utf-8")
    return path, len(resources)
