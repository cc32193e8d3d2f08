"""Each foreign format becomes events of one shape, by the codes of the codebook."""

import gzip
import zipfile
from pathlib import Path

import pytest

from dragoman.chronicle import Chronicle
from dragoman.errors import InputError, UnknownName
from dragoman.model.foreign import ForeignEvent
from foreign import (
    ACLED,
    ICEWS,
    POLECAT,
    UCDP,
    acled,
    gdelt,
    icews,
    polecat,
    quoted,
    ucdp,
    write,
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "r.dragoman"


def brought(record: Path, *paths: Path, format: str, **more: object) -> list[ForeignEvent]:
    """Import files that must have no fault, and list their events."""
    with Chronicle(record) as chronicle:
        tally = chronicle.import_foreign(list(paths), format=format, threads=1, **more)  # type: ignore[arg-type]
        assert [issue.message for issue in tally.issues] == []
        return list(chronicle.foreign_events(sources=[tally.source]))


def said(event: ForeignEvent) -> tuple[str | None, ...]:
    return event.actor, event.type, event.mode, event.recipient, event.day.isoformat()


@pytest.mark.parametrize("two", [False, True])
def test_gdelt_events(record: Path, tmp_path: Path, two: bool) -> None:
    file = write(tmp_path / "20190513.export.CSV", gdelt(7, two=two))
    (event,) = brought(record, file, format="gdelt2" if two else "gdelt")
    assert said(event) == ("PER", "CONSULT", "visit", "CHL", "2019-05-12")
    assert (event.id, event.code, event.place, event.url) == (
        "7",
        "042",
        "Tacna, Tacna, Peru",
        "https://andes.example/a",
    )
    assert event.source == ("gdelt2" if two else "gdelt")


def test_gdelt_before_april_2013_has_no_address(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "1999.csv", gdelt(7).rsplit("\t", 1)[0])
    (event,) = brought(record, file, format="gdelt")
    assert (said(event)[0], event.url) == ("PER", None)


def test_codes_of_cameo_become_those_of_iso(record: Path, tmp_path: Path) -> None:
    groups = {"Actor1CountryCode": "EUR", "Actor1KnownGroupCode": "EEC"}
    file = write(
        tmp_path / "a.csv",
        gdelt(1, Actor1CountryCode="ROM", Actor2CountryCode="TMP"),
        gdelt(2, **groups, Actor2CountryCode="WSB"),
        gdelt(3, Actor1CountryCode="AFR", Actor2CountryCode=""),
    )
    events = brought(record, file, format="gdelt")
    assert [(e.actor, e.recipient) for e in events] == [
        ("ROU", "TLS"),
        ("EU", "PSE"),
        (None, None),
    ]


def test_a_code_without_a_type_of_plover_stays_without(record: Path, tmp_path: Path) -> None:
    (event,) = brought(record, write(tmp_path / "a.csv", gdelt(1, EventCode="010")), format="gdelt")
    assert (event.type, event.mode, event.code) == (None, None, "010")


def test_mentions_lie_apart_from_events(record: Path, tmp_path: Path) -> None:
    cells = ["7", "20190512101500", "20190512111500", "1", "andes.example",
             "https://andes.example/a", "3", "-1", "20", "50", "1", "80", "2000", "-1.5", "", ""]  # fmt: skip
    mentions = write(tmp_path / "a.mentions.CSV", "\t".join(cells))
    events = write(tmp_path / "a.export.CSV", gdelt(7, two=True))
    with Chronicle(record) as chronicle:
        tally = chronicle.import_foreign([mentions, events], format="gdelt2", threads=1)
        assert (tally.events, tally.mentions, tally.files) == (1, 1, 2)
        assert len(list(chronicle.foreign_events())) == 1
        (told,) = chronicle.foreign_mentions("7")
        assert (told.source, told.publisher, told.confidence) == ("gdelt2", "andes.example", 80)
        assert told.mention_time.isoformat() == "2019-05-12T11:15:00"
        assert chronicle.foreign_mentions("8") == ()


def test_icews(record: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path / "events.2014.tab",
        "\t".join(ICEWS),
        icews(1, City="Lomé"),
        icews(2, CAMEO_Code="42", Source_Country="Russian Federation", Target_Country=""),
        icews(3, CAMEO_Code="190", Target_Country="Occupied Palestinian Territory"),
    )
    first, second, third = brought(record, file, format="icews")
    assert said(first) == ("GHA", "CONSULT", "visit", "TGO", "2014-03-02")
    assert first.place == "Lomé"
    assert (said(second)[0], second.code, second.recipient) == ("RUS", "042", None)
    assert (third.recipient, third.type) == ("PSE", "ASSAULT")


def test_polecat(record: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path / "ngecEvents.txt",
        "\t".join(POLECAT),
        polecat(1),
        polecat(2, Event_Type="AID", Event_Mode="", Recipient_Country="SOM; ETH"),
        polecat(3, Actor_Country="EU", Event_Mode="host"),
    )
    events = brought(record, file, format="polecat")
    assert sorted(map(said, events), key=str) == [
        ("EU", "CONSULT", "visit", "UGA", "2021-06-03"),
        ("KEN", "AID", None, "ETH", "2021-06-03"),
        ("KEN", "AID", None, "SOM", "2021-06-03"),
        ("KEN", "CONSULT", "visit", "UGA", "2021-06-03"),
    ]


SHUFFLED = tuple(reversed(POLECAT))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("\t".join(POLECAT) + "\t\t\t", polecat(1) + "\t\t\t"), id="surplus tabs"),
        pytest.param(("\t".join(POLECAT), polecat(1) + "\t\t"), id="surplus tabs in rows only"),
        pytest.param(("\t".join(SHUFFLED), polecat(1, SHUFFLED)), id="another order"),
        pytest.param(("\t".join(POLECAT).replace("\t", ""), polecat(1)), id="names run together"),
        pytest.param(("\t".join(POLECAT[:17]), polecat(1)), id="names cut short"),
        pytest.param(("\ufeff#!" + "\t".join(POLECAT), polecat(1)), id="marks before the first name"),
        pytest.param(("\t".join(POLECAT), "0\t" + polecat(1)), id="numbers of rows without a name"),
        pytest.param(
            (quoted(POLECAT), quoted(polecat(1).split("\t"))), id="commas"
        ),
    ],
)  # fmt: skip
def test_broken_headers_of_polecat(record: Path, tmp_path: Path, lines: tuple[str, ...]) -> None:
    (event,) = brought(record, write(tmp_path / "a.txt", *lines), format="polecat")
    assert said(event) == ("KEN", "CONSULT", "visit", "UGA", "2021-06-03")
    assert event.place == "Kampala"


def test_acled(record: Path, tmp_path: Path) -> None:
    battle = {
        "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "Military Forces of the Gambia (2017-)", "actor2": "Police Forces of Chad (1990-)",
        "time_precision": "3",
    }  # fmt: skip
    file = write(tmp_path / "acled.csv", quoted(ACLED), acled(1), acled(2, **battle))
    first, second = brought(record, file, format="acled")
    assert said(first) == ("FJI", "PROTEST", "demo", None, "2022-08-09")
    assert (said(second), second.precision) == (
        ("GMB", "ASSAULT", "firearms", "TCD", "2022-08-09"),
        "month",
    )


def test_acled_writes_days_in_words_too(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", quoted(ACLED), acled(1, event_date="09 August 2022"))
    assert said(brought(record, file, format="acled")[0])[-1] == "2022-08-09"


def test_ucdp(record: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path / "GEDEvent.csv",
        quoted(UCDP),
        ucdp(1),
        ucdp(2, side_a="Government of India", side_b="Government of Pakistan", date_prec="4"),
    )
    first, second = brought(record, file, format="ucdp")
    assert said(first) == ("COD", "ASSAULT", None, None, "1995-05-01")
    assert (second.actor, second.recipient, second.precision) == ("IND", "PAK", "month")


MAPPING = """
source: border-watch
delimiter: semicolon
columns:
  id: Number
  day: {column: When, format: '%d/%m/%Y'}
  actor: {column: From, scheme: name}
  recipient: {column: To, scheme: fips}
  type: {column: Kind, values: {visit: CONSULT.visit, loan: AID}}
  place: Where
"""


def test_plain_csv_by_a_mapping(record: Path, tmp_path: Path) -> None:
    mapping = write(tmp_path / "map.yml", MAPPING)
    file = write(
        tmp_path / "a.csv",
        "Number;When;From;To;Kind;Where",
        "1;03/04/2018;Czechia;SZ;visit;Bern",
        "2;05/04/2018;Ivory Coast;UK;loan;",
    )
    first, second = brought(record, file, format="csv", mapping=mapping)
    assert (first.source, said(first)) == (
        "border-watch",
        ("CZE", "CONSULT", "visit", "CHE", "2018-04-03"),
    )
    assert said(second) == ("CIV", "AID", None, "GBR", "2018-04-05")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("  id: Number\n", ""), "lacks id"),
        (("scheme: fips", "scheme: fibs"), "fibs"),
        (("loan: AID", "loan: AYD"), "AYD"),
        (("visit: CONSULT.visit", "visit: CONSULT.visitt"), "visitt"),
        (("  place: Where", "  plase: Where"), "plase"),
        (("semicolon", "colon"), "colon"),
        (("columns:", "columns: ["), "no YAML"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(
    record: Path, tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    mapping = write(tmp_path / "map.yml", MAPPING.replace(*change))
    file = write(tmp_path / "a.csv", "Number;When;From;To;Kind;Where")
    with Chronicle(record) as chronicle, pytest.raises(InputError, match=fault):
        chronicle.import_foreign([file], format="csv", mapping=mapping)
    assert not Path(f"{record}.foreign").exists()


def test_zips_gzips_and_folders(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("20190513.export.CSV", gdelt(1) + "\n")
        archive.writestr("readme.md", "not a table")
    (folder / "deep" / "b.csv.gz").write_bytes(gzip.compress((gdelt(2) + "\n").encode()))
    write(folder / "c.csv", gdelt(3))
    assert {e.id for e in brought(record, folder, format="gdelt")} == {"1", "2", "3"}


def test_the_same_file_again_changes_nothing(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", gdelt(1))
    brought(record, file, format="gdelt")
    before = sorted(Path(f"{record}.foreign").rglob("*"))
    packed = tmp_path / "b.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(file, "other-name.csv")
    with Chronicle(record) as chronicle:
        tally = chronicle.import_foreign([file, packed], format="gdelt", threads=1)
        assert (tally.files, tally.known, tally.events) == (0, 2, 0)
        assert len(list(chronicle.foreign_events())) == 1
    assert sorted(Path(f"{record}.foreign").rglob("*")) == before


def test_foreign_events_are_never_among_our_claims(record: Path, tmp_path: Path) -> None:
    brought(record, write(tmp_path / "a.csv", gdelt(1)), format="gdelt")
    with Chronicle(record) as chronicle:
        assert chronicle.counts()["events"] == 0
        assert list(chronicle.events()) == []


def test_years_are_parts(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", gdelt(1), gdelt(2, SQLDATE="20180101"))
    brought(record, file, format="gdelt")
    years = {p.parent.name for p in Path(f"{record}.foreign").rglob("*.parquet")}
    assert years == {"year=2018", "year=2019"}


def test_names_of_sources(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", gdelt(1))
    with Chronicle(record) as chronicle:
        for name in ("dragoman", "../up", "Big", ""):
            if name:
                with pytest.raises(InputError):
                    chronicle.import_foreign([file], format="gdelt", name=name)
        with pytest.raises(UnknownName):
            chronicle.import_foreign([file], format="gdelt3")
        with pytest.raises(InputError, match="there is no file"):
            chronicle.import_foreign([tmp_path / "none.csv"], format="gdelt")
        chronicle.import_foreign([file], format="gdelt", name="mine", threads=1)
        assert [one.name for one in chronicle.foreign_sources()] == ["mine"]
        chronicle.drop_foreign("mine")
        assert chronicle.foreign_sources() == ()
    with Chronicle(":memory:") as chronicle, pytest.raises(InputError, match="memory"):
        chronicle.import_foreign([file], format="gdelt")
