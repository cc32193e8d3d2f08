"""ACLED and UCDP GED: exports of political violence as CSV with a header.

Source:
    ACLED Codebook (2024); UCDP Georeferenced Event Dataset Codebook, version 24.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.codebook.foreign import acled_types
from dragoman.exchanging.incoming.heads import Head, header_of, typed
from dragoman.exchanging.incoming.layouts import Layout, lookup

_ACLED = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "country")
_UCDP = (
    "id",
    "date_start",
    "date_end",
    "date_prec",
    "type_of_violence",
    "side_a",
    "side_b",
    "country",
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_ACLED_TYPE = "coalesce(u.id, v.id)"
"""Type and mode of the sub-type where it is listed, else of the type."""

_NUMBERS = {"latitude": "double", "longitude": "double", "fatalities": "integer"}

_OF_STATE = (
    r"(?:Forces|Government|Police|Army|Navy|Guard|Service|Agency|Prison Guards) of (?:the )?([^(]+)"
)
_IN_BRACKETS = r"\(([^()0-9][^()]*)\)"


def _party(column: str) -> str:
    """The country that a name speaks of: 'Police Forces of Ghana (2017-)', 'Protesters (Ghana)'."""
    state = f"nullif(trim(regexp_extract({column}, '{_OF_STATE}', 1)), '')"
    brackets = f"nullif(trim(regexp_extract({column}, '{_IN_BRACKETS}', 1)), '')"
    return f"lower(coalesce({state}, {brackets}))"


def _present(made: Mapping[str, tuple[str, str]], names: Sequence[str]) -> dict[str, str]:
    """Keep what a file has the columns for; ours to how it is made and the column it needs."""
    return {ours: how for ours, (how, needs) in made.items() if not needs or needs in names}


def acled(head: Head) -> Layout:
    """Recognise an export of ACLED.

    Raises:
        ExtractError: it is none.
    """
    delimiter, names = header_of(
        head, delimiters=(",", ";", "\t"), quote='"', needed=_ACLED, whose="ACLED"
    )
    at = names.index("event_date")
    days = [row[at] for row in head.rows(delimiter, '"')[1:] if len(row) > at]
    iso = sum(bool(_ISO_DAY.match(day)) for day in days) * 2 >= len(days)
    second = "actor2" in names
    made = {
        "id": ("event_id_cnty", ""),
        "day": ("event_date", ""),
        "precision": (
            "case time_precision when '2' then 'week' when '3' then 'month' else 'day' end",
            "time_precision",
        ),
        "type": (f"nullif(split_part({_ACLED_TYPE}, '.', 1), '')", ""),
        "mode": (f"nullif(split_part({_ACLED_TYPE}, '.', 2), '')", ""),
        "quad": ("q.quad", ""),
        "code": ("event_type || ': ' || sub_event_type", ""),
        "actor": ("a.id", ""),
        "actor_name": ("actor1", ""),
        "actor_sector": ("sa.id", "inter1"),
        "recipient": ("r.id", "actor2"),
        "recipient_name": ("actor2", "actor2"),
        "recipient_sector": ("sr.id", "inter2"),
        "place": ("location", "location"),
        "place_country": ("p.id", ""),
        "lat": ("latitude", "latitude"),
        "lon": ("longitude", "longitude"),
        "fatalities": ("fatalities", "fatalities"),
        "publisher": ("source", "source"),
    }
    joins = lookup("u", "acled_type", "event_type || '|' || coalesce(sub_event_type, '')")
    joins += lookup("v", "acled_type", "event_type || '|'")
    joins += lookup("q", "plover", f"split_part({_ACLED_TYPE}, '.', 1)")
    joins += lookup("a", "country_name", _party("actor1")) + lookup(
        "p", "country_name", "lower(country)"
    )
    if second:
        joins += lookup("r", "country_name", _party("actor2"))
    for alias, column in (("sa", "inter1"), ("sr", "inter2")):
        if column in names:
            joins += lookup(alias, "acled_sector", column)
    types = {f"{event}|{sub}": ".".join(to) for (event, sub), to in acled_types().items()}
    return Layout(
        columns=typed(names, {**_NUMBERS, "event_date": "date"}),
        needed=("event_id_cnty", "event_date", "event_type"),
        made=_present(made, names),
        delimiter=delimiter,
        quote='"',
        skip=1,
        dates="%Y-%m-%d" if iso else "%d %B %Y",
        joins=joins,
        tables={"acled_type": types},
    )


def ucdp(head: Head) -> Layout:
    """Recognise an export of UCDP GED.

    Raises:
        ExtractError: it is none.
    """
    delimiter, names = header_of(
        head, delimiters=(",", ";", "\t"), quote='"', needed=_UCDP, whose="UCDP GED"
    )
    made = {
        "id": ("f.id", ""),
        "day": ("date_start::date", ""),
        "until": ("date_end::date", ""),
        "precision": (
            "case date_prec when '1' then 'day' when '2' then 'week' when '3' then 'week'"
            " when '4' then 'month' else 'year' end",
            "",
        ),
        "type": ("'ASSAULT'", ""),
        "quad": ("4", ""),
        "code": (
            "case type_of_violence when '1' then 'state-based' when '2' then 'non-state'"
            " when '3' then 'one-sided' else type_of_violence end",
            "",
        ),
        "actor": ("a.id", ""),
        "actor_name": ("side_a", ""),
        "actor_sector": ("if(starts_with(side_a, 'Government of '), 'GOV', 'REB')", ""),
        "recipient": ("r.id", ""),
        "recipient_name": ("side_b", ""),
        "recipient_sector": (
            "case when starts_with(side_b, 'Government of ') then 'GOV'"
            " when lower(side_b) like 'civilian%' then 'CVL' else 'REB' end",
            "",
        ),
        "place": ("where_coordinates", "where_coordinates"),
        "place_country": ("p.id", ""),
        "lat": ("latitude", "latitude"),
        "lon": ("longitude", "longitude"),
        "sources": ("try_cast(number_of_sources as integer)", "number_of_sources"),
        "fatalities": ("best", "best"),
        "publisher": ("source_office", "source_office"),
    }
    joins = lookup("p", "country_name", "lower(country)")
    for alias, side in (("a", "side_a"), ("r", "side_b")):
        whole = f"lower(nullif(regexp_extract({side}, '^Government of (.+)$', 1), ''))"
        joins += lookup(alias, "country_name", whole)
    stamps = {"date_start": "timestamp", "date_end": "timestamp", "best": "integer"}
    return Layout(
        columns=typed(names, {**_NUMBERS, **stamps}),
        needed=("id", "date_start"),
        made=_present(made, names),
        delimiter=delimiter,
        quote='"',
        skip=1,
        joins=joins,
    )
