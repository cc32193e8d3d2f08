"""POLECAT: tab or comma separated with a header, PLOVER types, several parties in one cell.

Files in circulation have headers in any order, headers cut short or run together, surplus tabs at the
end of lines, and a column of row numbers that the header does not name.

Source:
    'POLECAT Weekly Data', Harvard Dataverse, doi:10.7910/DVN/AJGVIT.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.errors import ExtractError
from dragoman.exchanging.incoming.heads import Head, header_of, plain, typed
from dragoman.exchanging.incoming.layouts import Layout, lookup

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
"""The columns of a file in its usual order."""

_NEEDED = ("event_id", "event_date", "event_type", "actor_country", "recipient_country")
_TYPES = {"event_date": "date"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")

_MADE = {
    "id": "event_id",
    "day": "event_date",
    "precision": "'day'",
    "type": "c.code",
    "mode": "m.id",
    "quad": "c.quad",
    "code": "event_type",
    "context": "contexts",
    "intensity": "try_cast(intensity as float)",
    "actor": "coalesce(a.id, ao.id)",
    "actor_name": "given_actor_name",
    "actor_code": "given_actor",
    "actor_sector": "sa.id",
    "recipient": "coalesce(r.id, ro.id)",
    "recipient_name": "given_recipient_name",
    "recipient_code": "given_recipient",
    "recipient_sector": "sr.id",
    "place": "placename",
    "place_country": "p.id",
    "lat": "try_cast(latitude as double)",
    "lon": "try_cast(longitude as double)",
    "publisher": "source",
}

_FROM = {
    "mode": "event_mode", "context": "contexts", "intensity": "intensity",
    "actor_name": "actor_name", "recipient_name": "recipient_name",
    "actor_sector": "primary_actor_sector", "recipient_sector": "primary_recipient_sector",
    "place": "placename", "place_country": "country", "lat": "latitude", "lon": "longitude",
    "publisher": "source",
}  # fmt: skip
"""Columns of ours that a file need not have, and those of its own that they are made of."""


def layout(head: Head) -> Layout:
    """Recognise a file by its header, or by its rows where the header is broken.

    Raises:
        ExtractError: it is none of POLECAT.
    """
    try:
        delimiter, names = header_of(
            head, delimiters=("\t", ","), quote='"', needed=_NEEDED, whose="POLECAT"
        )
        rows = head.rows(delimiter, '"')[1:]
        names = _lengthened(_shifted(names, rows), rows)
    except ExtractError:
        delimiter, names = _standard(head)
    made = {ours: how for ours, how in _MADE.items() if _FROM.get(ours, names[0]) in names}
    return Layout(
        columns=typed(names, _TYPES),
        needed=("event_id", "event_date", "event_type"),
        made=made,
        delimiter=delimiter,
        quote='"',
        skip=1,
        dates="%Y-%m-%d",
        nulls=("", "None"),
        unnest=_unnest(names),
        joins=_joins(names),
        unknown=(
            ("code", "type", "PLOVER type"),
            ("actor_code", "actor", "code of a country"),
            ("recipient_code", "recipient", "code of a country"),
        ),
    )


def _shifted(names: tuple[str, ...], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Put a name before the others where rows begin with one cell that the header does not name."""
    at = names.index("event_date")
    dated = sum(len(row) > at and bool(_DAY.match(row[at])) for row in rows)
    next_dated = sum(len(row) > at + 1 and bool(_DAY.match(row[at + 1])) for row in rows)
    return ("row_number", *names) if next_dated > dated else names


def _lengthened(names: tuple[str, ...], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Name the cells that rows have beyond a header cut short: as usual if it began so."""
    widths = [len(row) for row in rows if any(cell.strip() for cell in row[len(names) :])]
    if len(widths) * 2 <= len(rows):
        return names
    usual = tuple(plain(name) for name in COLUMNS)
    more = usual[len(names) :] if names == usual[: len(names)] else ()
    width = max(set(widths), key=widths.count)
    extra = [f"unnamed_{n}" for n in range(len(names) + len(more), width)]
    return (*names, *more, *extra)


def _standard(head: Head) -> tuple[str, tuple[str, ...]]:
    """Take the usual order of columns where the rows fit it, whatever the header says.

    Raises:
        ExtractError: they do not.
    """
    names = tuple(plain(name) for name in COLUMNS)
    for delimiter in ("\t", ","):
        rows = [row for row in head.rows(delimiter, '"')[1:] if len(row) >= len(names)]
        if rows and all(_DAY.match(row[1]) and row[2].isupper() for row in rows):
            return delimiter, names
    raise ExtractError(
        f"{head.shown}: no POLECAT file: its header is broken, and its rows are not in the usual"
        f" order of {len(names)} columns",
        hint="Are columns Event ID, Event Date and Event Type there, parted by tabs or commas?",
    )


def _unnest(names: Sequence[str]) -> str:
    """SQL that gives a row for each actor and recipient of a cell with several."""
    parts = []
    for who in ("actor", "recipient"):
        parts += [
            f"unnest(coalesce(string_split({who}_country, ';'), [null])) as given_{who}_list,",
        ]
    columns = []
    for who in ("actor", "recipient"):
        columns.append(f"nullif(trim(given_{who}_list), '') as given_{who}")
        name = f"{who}_name" if f"{who}_name" in names else "null"
        columns.append(f"{name} as given_{who}_name")
    # One unnest a level: two in one list would go side by side instead of crossing.
    return (
        "select *, " + ", ".join(columns) + " from (select *, " + parts[1].rstrip(",") + " from"
        " (select *, " + parts[0].rstrip(",") + " from {rows}))"
    )


def _joins(names: Sequence[str]) -> str:
    joins = lookup("c", "plover", "upper(event_type)")
    for who, first in (("actor", "a"), ("recipient", "r")):
        joins += lookup(first, "state", f"upper(given_{who})")
        joins += lookup(f"{first}o", "organisation", f"upper(given_{who})")
        if f"primary_{who}_sector" in names:
            joins += lookup(f"s{first}", "sector", f"primary_{who}_sector")
    if "event_mode" in names:
        joins += lookup("m", "plover_mode", "upper(event_type) || '.' || lower(event_mode)")
    if "country" in names:
        joins += lookup("p", "state", "upper(country)")
    return joins
