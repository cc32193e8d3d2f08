"""GDELT: events of 1.0 (57 or 58 columns) and 2.0 (61), and mentions (14 or 16). No header, tabs, no quotes.

Source:
    The data format codebooks of the GDELT Project for Event Database 1.03 and 2.0.
"""

from __future__ import annotations

from dragoman.exchanging.incoming.layouts import Layout, lookup

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
          "Religion2Code", "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO2 = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

_TYPED = {
    "SQLDATE": "date",
    "QuadClass": "utinyint",
    "GoldsteinScale": "float",
    "NumMentions": "integer",
    "NumSources": "integer",
    "NumArticles": "integer",
    "AvgTone": "float",
    "ActionGeo_Lat": "double",
    "ActionGeo_Long": "double",
}


def event_columns(*, two: bool, url: bool = True) -> tuple[str, ...]:
    """Names of the columns of events, as GDELT's codebooks have them."""
    geo = _GEO2 if two else _GEO
    return (
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
        "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo),
        "DATEADDED", *(["SOURCEURL"] if url else []),
    )  # fmt: skip


_MADE = {
    "id": "GLOBALEVENTID",
    "day": "SQLDATE",
    "precision": "'day'",
    "type": "c.type",
    "mode": "c.mode",
    "quad": "QuadClass",
    "code": "EventCode",
    "intensity": "GoldsteinScale",
    "actor": "coalesce(a.id, ag.id)",
    "actor_name": "Actor1Name",
    "actor_code": "Actor1Code",
    "actor_sector": "s1.id",
    "recipient": "coalesce(r.id, rg.id)",
    "recipient_name": "Actor2Name",
    "recipient_code": "Actor2Code",
    "recipient_sector": "s2.id",
    "place": "ActionGeo_Fullname",
    "place_country": "p.id",
    "lat": "ActionGeo_Lat",
    "lon": "ActionGeo_Long",
    "mentions": "NumMentions",
    "sources": "NumSources",
    "articles": "NumArticles",
    "tone": "AvgTone",
}

_JOINS = (
    lookup("c", "cameo", "EventCode")
    + lookup("a", "cameo_country", "Actor1CountryCode")
    + lookup("ag", "cameo_group", "Actor1KnownGroupCode")
    + lookup("r", "cameo_country", "Actor2CountryCode")
    + lookup("rg", "cameo_group", "Actor2KnownGroupCode")
    + lookup("s1", "cameo_sector", "Actor1Type1Code")
    + lookup("s2", "cameo_sector", "Actor2Type1Code")
    + lookup("p", "fips", "ActionGeo_CountryCode")
)

_MENTION = ("GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
            "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset",
            "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
            "MentionDocTranslationInfo", "Extras")  # fmt: skip
_MENTION_TYPED = {
    "EventTimeDate": "timestamp", "MentionTimeDate": "timestamp", "SentenceID": "integer", "Confidence": "utinyint", "MentionDocTone": "float",
}  # fmt: skip


def _events(*, two: bool, url: bool = True) -> Layout:
    names = event_columns(two=two, url=url)
    return Layout(
        columns=tuple((name, _TYPED.get(name, "varchar")) for name in names),
        needed=("GLOBALEVENTID", "SQLDATE", "EventCode"),
        dates="%Y%m%d",
        made={**_MADE, **({"url": "SOURCEURL"} if url else {})},
        joins=_JOINS,
        unknown=(("code", "type", "CAMEO code"),),
    )


def _mentions(width: int) -> Layout:
    return Layout(
        kind="mentions",
        columns=tuple((name, _MENTION_TYPED.get(name, "varchar")) for name in _MENTION[:width]),
        needed=("GlobalEventID", "EventTimeDate", "MentionTimeDate"),
        stamps="%Y%m%d%H%M%S",
        made={
            "id": "GlobalEventID",
            "day": "MentionTimeDate::date",
            "event_time": "EventTimeDate",
            "mention_time": "MentionTimeDate",
            "publisher": "MentionSourceName",
            "url": "MentionIdentifier",
            "sentence": "SentenceID",
            "confidence": "Confidence",
            "tone": "MentionDocTone",
        },
    )


ONE = {57: _events(two=False, url=False), 58: _events(two=False)}
"""Layouts of GDELT 1.0 by their number of columns."""

TWO = {61: _events(two=True), 16: _mentions(16), 14: _mentions(14)}
"""Layouts of GDELT 2.0 by their number of columns."""
