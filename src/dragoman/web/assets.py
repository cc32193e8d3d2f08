"""Style sheets, scripts and fonts: read once, served under an address that has their digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import Response

from dragoman.errors import NotFound

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}

FOREVER = "public, max-age=31536000, immutable"
"""What has its digest in its address never changes."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    body: bytes
    type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """All files by name; the style sheet names the fonts by their addresses."""
    folder = files("dragoman.web") / "static"
    found: dict[str, Asset] = {}
    for part in sorted(folder.iterdir(), key=lambda part: (part.name.endswith(".css"), part.name)):
        kind = TYPES.get("." + part.name.rpartition(".")[2])
        if kind is None or not part.is_file():
            continue
        body = part.read_bytes()
        if part.name.endswith(".css"):
            for name, asset in found.items():
                if asset.type == TYPES[".woff2"]:
                    address = f"../{asset.digest}/{name}"
                    body = body.replace(f'"{name}"'.encode(), f'"{address}"'.encode())
        found[part.name] = Asset(body, kind, hashlib.sha256(body).hexdigest()[:12])
    return found


def address(name: str) -> str:
    """The address of a file."""
    return f"/static/{assets()[name].digest}/{name}"


router = APIRouter(include_in_schema=False)


@router.get("/static/{digest}/{name}")
def asset(digest: str, name: str) -> Response:
    """A file of the pages."""
    found = assets().get(name)
    if found is None or found.digest != digest:
        raise NotFound(f"there is no file {name!r} of this version")
    return Response(found.body, media_type=found.type, headers={"cache-control": FOREVER})


@router.get("/favicon.ico")
def icon() -> Response:
    """The mark of the site, where browsers ask for it."""
    found = assets()["mark.svg"]
    return Response(found.body, media_type=found.type, headers={"cache-control": FOREVER})
