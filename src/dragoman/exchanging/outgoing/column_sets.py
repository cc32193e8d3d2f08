"""The column sets of POLECAT and GDELT 2.0, filled with our events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman.codebook.foreign import cameo_of_plover, code_of, goldstein
from dragoman.codebook.ontology import table, weigh
from dragoman.exchanging.incoming.gdelt import event_columns
from dragoman.exchanging.incoming.polecat import COLUMNS
from dragoman.exchanging.outgoing.dyads import DyadRow, LeftOut, Told, rows
from dragoman.exchanging.outgoing.schemas import Cell, Column
from dragoman.exchanging.outgoing.writing import Written, replacing
from dragoman.model.actors import Actor
from dragoman.model.when import PartialDate

NONE = "None"
"""What POLECAT writes where there is nothing."""

MAKER = "dragoman-polecat-1"
"""In POLECAT's column of versions, so that nobody takes our rows for its own."""

_LAST_VERBAL, _LAST_MATERIAL, _LAST_VERBAL_CONFLICT = 5, 8, 13
"""CAMEO's roots at which GDELT's quad classes end."""

_TYPE_CODES = {"POL": "COP"}
"""Sectors that CAMEO calls otherwise."""


def write_polecat(told: Iterator[Told], folder: Path) -> Written:
    """Write events in POLECAT's columns, tab separated with a header."""
    path, left_out, count = folder / "polecat.txt", LeftOut(), 0
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(COLUMNS) + "\n")
        for row in rows(told, left_out):
            cells = _polecat(row)
            out.write("\t".join(_plain(cells.get(name, "")) or NONE for name in COLUMNS) + "\n")
            count += 1
    return Written(
        path=path,
        format="tsv",
        mediatype="text/tab-separated-values",
        what="Our events in POLECAT's columns, one row for an actor and a recipient. A planned act"
        " of cooperation is AGREE, one of conflict THREATEN. Intensity is on our scale of conflict"
        " and cooperation, not PLOVER's. A joint act stands in both directions.",
        rows=count,
        columns=tuple(Column(name, Cell.MAYBE, "varchar", f"POLECAT's {name}") for name in COLUMNS),
        dialect=(("delimiter", "\t"), ("header", True)),
        left_out=left_out.reasons,
    )


def _polecat(row: DyadRow) -> dict[str, str]:
    event, first = row.told.event, row.told.first
    quad = table("event_types")[row.type].extra["quad"]
    cells = {
        "Event ID": event.id,
        "Event Date": str(row.day),
        "Event Type": row.type,
        "Event Mode": row.mode,
        "Intensity": str(weigh(row.type, row.mode)),
        "Quad Code": quad.replace("_", " ").upper(),
        "Contexts": "; ".join(event.context),
        "Source": first.publisher if first else "",
        "Publication Date": str(first.published or "") if first else "",
        "Language": "english",
        "Version": MAKER,
    }
    if event.place:
        cells |= {"Placename": event.place.name, "Country": event.place.country or ""}
    for who, actor in (("Actor", row.actor), ("Recipient", row.recipient)):
        if actor:
            cells |= {
                f"{who} Name": actor.name,
                f"{who} Country": actor.country or "",
                f"Primary {who} Sector": actor.sector,
                f"{who} Sectors": actor.sector,
            }
    return cells


def write_gdelt(told: Iterator[Told], folder: Path) -> Written:
    """Write events in the 61 columns of GDELT 2.0, tab separated without a header."""
    path, left_out, count = folder / "gdelt.export.CSV", LeftOut(), 0
    columns = event_columns(two=True)
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows(told, left_out):
            cells = _gdelt(row)
            out.write("\t".join(_plain(cells.get(name, "")) for name in columns) + "\n")
            count += 1
    return Written(
        path=path,
        format="tsv",
        mediatype="text/tab-separated-values",
        what="Our events in the columns of GDELT 2.0, one row for an actor and a recipient. The CAMEO"
        " code is that of the PLOVER type and mode; a planned act of cooperation has root 03, one of"
        " conflict root 13. Goldstein points are those of the code. Tone and coordinates are empty."
        " A joint act stands in both directions.",
        rows=count,
        columns=tuple(Column(name, Cell.MAYBE, "varchar", f"GDELT's {name}") for name in columns),
        dialect=(("delimiter", "\t"), ("header", False)),
        left_out=left_out.reasons,
    )


def _gdelt(row: DyadRow) -> dict[str, str]:
    event, told = row.told.event, row.told
    code = cameo_of_plover()[
        row.type, row.mode if (row.type, row.mode) in cameo_of_plover() else ""
    ]
    day, first = row.day.earliest, told.first
    cells = {
        "GLOBALEVENTID": _number(f"{event.id}/{row.number}"),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": str(day.year),
        "FractionDate": _fraction(day),
        "IsRootEvent": "1",
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": str(_quad(code)),
        "GoldsteinScale": str(goldstein()[code]),
        "NumMentions": str(len(event.claims)),
        "NumSources": str(max(told.publishers, 1)),
        "NumArticles": str(max(len(told.documents), 1)),
        "DATEADDED": _stamp(first.published if first else None, day),
        "SOURCEURL": first.url if first else "",
    }
    for number, actor in ((1, row.actor), (2, row.recipient)):
        if actor:
            cells |= {f"Actor{number}{name}": value for name, value in _cameo(actor).items()}
    if event.place:
        fips = code_of("fips").get(event.place.country or "", "")
        cells |= {
            "ActionGeo_Type": "4",
            "ActionGeo_Fullname": event.place.name,
            "ActionGeo_CountryCode": fips,
        }
    return cells


def _cameo(actor: Actor) -> dict[str, str]:
    """An actor by CAMEO: a country or a known group, and a type."""
    country = code_of("cameo").get(actor.country or "", "")
    group = "" if country else code_of("group").get(actor.country or "", "")
    role = _TYPE_CODES.get(actor.sector, actor.sector)
    return {
        "Code": (country + role) if country else role + group,
        "Name": actor.name.upper(),
        "CountryCode": country,
        "KnownGroupCode": group,
        "Type1Code": role,
    }


def nameless(actor: Actor) -> bool:
    """Say whether CAMEO has no code for an actor's country or organisation."""
    key = actor.country or ""
    return bool(key) and key not in code_of("cameo") and key not in code_of("group")


def _quad(code: str) -> int:
    root = int(code[:2])
    if root <= _LAST_VERBAL:
        return 1
    if root <= _LAST_MATERIAL:
        return 2
    return 3 if root <= _LAST_VERBAL_CONFLICT else 4


def _number(name: str) -> str:
    """A number for GDELT's ids, which are numbers: 60 bits of a hash."""
    return str(int(hashlib.sha256(name.encode()).hexdigest()[:15], 16))


def _fraction(day: date) -> str:
    """GDELT's year with a fraction: the month and day as thirty-firsts of twelfths."""
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"


def _stamp(published: PartialDate | None, day: date) -> str:
    return f"{published.earliest if published else day:%Y%m%d}000000"


def _plain(cell: str) -> str:
    """A cell without what would part cells or lines, or open a quote."""
    return " ".join(cell.replace('"', "'").split())
