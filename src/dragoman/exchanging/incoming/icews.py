"""ICEWS: yearly files of coded events, tab separated with a header, CAMEO codes, countries by name.

Source:
    'ICEWS Coded Event Data', Harvard Dataverse, doi:10.7910/DVN/28075.
"""

from __future__ import annotations

from dragoman.exchanging.incoming.heads import Head, header_of, typed
from dragoman.exchanging.incoming.layouts import Layout, lookup

_NEEDED = ("event_id", "event_date", "source_country", "cameo_code", "target_country")
_TYPES = {"event_date": "date", "intensity": "float", "latitude": "double", "longitude": "double"}

_MADE = {
    "id": "event_id",
    "day": "event_date",
    "precision": "'day'",
    "type": "c.type",
    "mode": "c.mode",
    "quad": "c.quad",
    "code": "coalesce(c.full_code, cameo_code)",
    "intensity": "intensity",
    "actor": "a.id",
    "actor_name": "source_name",
    "actor_code": "source_country",
    "recipient": "r.id",
    "recipient_name": "target_name",
    "recipient_code": "target_country",
    "place": "coalesce(city, district, province, country)",
    "place_country": "p.id",
    "lat": "latitude",
    "lon": "longitude",
    "publisher": "publisher",
}

_ASKED = {
    "intensity": "intensity", "source_name": "actor_name", "target_name": "recipient_name",
    "publisher": "publisher",
}  # fmt: skip


def layout(head: Head) -> Layout:
    """Recognise a file by its header.

    Raises:
        ExtractError: it is none of ICEWS.
    """
    delimiter, names = header_of(
        head, delimiters=("\t", ","), quote="", needed=_NEEDED, whose="ICEWS"
    )
    made = dict(_MADE)
    for column, ours in _ASKED.items():
        if column not in names:
            made.pop(ours, None)
    places = [name for name in ("city", "district", "province", "country") if name in names]
    made["place"] = f"coalesce({', '.join(places)}, null)" if places else "null"
    joins = lookup("c", "cameo", "cameo_code")
    joins += lookup("a", "country_name", "lower(source_country)")
    joins += lookup("r", "country_name", "lower(target_country)")
    if "country" in names:
        joins += lookup("p", "country_name", "lower(country)")
    else:
        made.pop("place_country")
    for column, ours in (
        ("source_sectors", "actor_sector"),
        ("target_sectors", "recipient_sector"),
    ):
        if column in names:
            made[ours] = f"first_sector({column})"
    for column, ours in (("latitude", "lat"), ("longitude", "lon")):
        if column not in names:
            made.pop(ours)
    return Layout(
        columns=typed(names, _TYPES),
        needed=("event_id", "event_date", "cameo_code"),
        made=made,
        delimiter=delimiter,
        quote="" if delimiter == "\t" else '"',
        skip=1,
        dates="%Y-%m-%d",
        joins=joins,
        unknown=(
            ("code", "type", "CAMEO code"),
            ("actor_code", "actor", "name of a country"),
            ("recipient_code", "recipient", "name of a country"),
        ),
    )
