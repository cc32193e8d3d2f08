"""Rows of foreign event data made by hand, in the columns of each format."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman.exchanging.incoming.gdelt import event_columns
from dragoman.exchanging.incoming.polecat import COLUMNS as POLECAT

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
UCDP = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_new_id",
    "conflict_name", "side_a", "side_b", "number_of_sources", "source_office", "where_prec",
    "where_coordinates", "latitude", "longitude", "country", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "best", "high", "low",
)  # fmt: skip

GDELT_DEFAULTS = {
    "SQLDATE": "20190512", "MonthYear": "201905", "Year": "2019", "FractionDate": "2019.3616",
    "Actor1Code": "PERGOV", "Actor1Name": "PERU", "Actor1CountryCode": "PER",
    "Actor1Type1Code": "GOV", "Actor2Code": "CHL", "Actor2Name": "CHILE",
    "Actor2CountryCode": "CHL", "IsRootEvent": "1", "EventCode": "042", "EventBaseCode": "042",
    "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "1.9", "NumMentions": "4",
    "NumSources": "2", "NumArticles": "4", "AvgTone": "-1.25", "ActionGeo_Type": "4",
    "ActionGeo_Fullname": "Tacna, Tacna, Peru", "ActionGeo_CountryCode": "PE",
    "ActionGeo_Lat": "-18.0", "ActionGeo_Long": "-70.25", "DATEADDED": "20190513",
    "SOURCEURL": "https://andes.example/a",
}  # fmt: skip
ICEWS_DEFAULTS = {
    "Event Date": "2014-03-02", "Source Name": "Foreign Ministry (Ghana)",
    "Source Sectors": "Foreign Ministry,Executive,Government", "Source Country": "Ghana",
    "Event Text": "Make a visit", "CAMEO Code": "042", "Intensity": "1.9",
    "Target Name": "Citizen (Togo)", "Target Sectors": "General Population / Civilian / Social",
    "Target Country": "Togo", "Story ID": "1", "Sentence Number": "2", "Publisher": "Accra Daily",
    "City": "Atakpame", "Country": "Togo", "Latitude": "6.13", "Longitude": "1.22",
}  # fmt: skip
POLECAT_DEFAULTS = {
    "Event Date": "2021-06-03", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "2.5",
    "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic", "Actor Name": "Kenya",
    "Actor Country": "KEN", "Actor COW": "501", "Primary Actor Sector": "GOV",
    "Actor Sectors": "GOV", "Recipient Name": "Uganda", "Recipient Country": "UGA",
    "Recipient COW": "500", "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV",
    "Placename": "Kampala", "Country": "UGA", "Latitude": "0.31", "Longitude": "32.58",
    "Source": "Nairobi Post", "Publication Date": "2021-06-04", "Language": "english",
    "Version": "NGEC_coder-Vers001-b1",
}  # fmt: skip
ACLED_DEFAULTS = {
    "event_date": "2022-08-09", "year": "2022", "time_precision": "1", "event_type": "Protests",
    "sub_event_type": "Peaceful protest", "actor1": "Protesters (Fiji)", "inter1": "Protesters",
    "country": "Fiji", "location": "Suva", "latitude": "-18.14", "longitude": "178.44",
    "source": "Suva Times", "notes": 'Teachers, some with drums, said "enough".', "fatalities": "0",
}  # fmt: skip
UCDP_DEFAULTS = {
    "year": "1995", "type_of_violence": "1", "side_a": "Government of DR Congo (Zaire)",
    "side_b": "Someone", "number_of_sources": "3", "source_office": "A paper",
    "where_coordinates": "Goma town", "latitude": "-1.6", "longitude": "29.2",
    "country": "DR Congo (Zaire)", "date_prec": "1", "date_start": "1995-05-01 00:00:00.000",
    "date_end": "1995-05-01 00:00:00.000", "best": "7", "high": "9", "low": "5",
}  # fmt: skip


def row(columns: Sequence[str], defaults: Mapping[str, str], **given: str) -> list[str]:
    """One row of a format; columns are given with underscores for spaces."""
    spaced = {name.replace("_", " "): value for name, value in given.items()}
    cells = {**defaults, **spaced, **given}
    return [cells.get(name, "") for name in columns]


def gdelt(number: int, *, two: bool = False, **given: str) -> str:
    """One line of GDELT's events."""
    columns = event_columns(two=two)
    return "\t".join(row(columns, GDELT_DEFAULTS, GLOBALEVENTID=str(number), **given))


def icews(number: int, **given: str) -> str:
    """One line of ICEWS."""
    return "\t".join(row(ICEWS, ICEWS_DEFAULTS, Event_ID=str(number), **given))


def polecat(number: int, columns: Sequence[str] = POLECAT, **given: str) -> str:
    """One line of POLECAT; what is empty is ``None``."""
    cells = row(columns, POLECAT_DEFAULTS, Event_ID=f"p{number}", **given)
    return "\t".join(cell or "None" for cell in cells)


def quoted(cells: Sequence[str]) -> str:
    """One line of CSV."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def acled(number: int, **given: str) -> str:
    """One line of ACLED."""
    return quoted(row(ACLED, ACLED_DEFAULTS, event_id_cnty=f"FJI{number}", **given))


def ucdp(number: int, **given: str) -> str:
    """One line of UCDP GED."""
    return quoted(row(UCDP, UCDP_DEFAULTS, id=str(number), **given))


def write(path: Path, *lines: str) -> Path:
    """Write lines to a file."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
