"""What is written for others reads back equal, says whose it is, and holds no forecast."""

import hashlib
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import pytest

from dragoman.chronicle import Chronicle, read_claims, read_events
from dragoman.codebook.foreign import cameo_of_plover
from dragoman.codebook.ontology import plover_of_cameo
from dragoman.errors import ExtractError, InputError, UnknownName
from dragoman.exchanging.outgoing.prov import provenance
from dragoman.merging import blocks, merge
from dragoman.model.claims import Claim, Status
from dragoman.model.foreign import ForeignEvent
from dragoman.model.issues import Reading
from dragoman.model.runs import Run
from dragoman.store import Record
from foreign import gdelt, write
from making import BRAZIL, OAS, PERU, act, claim, document

TABLES = ("jsonl", "csv", "parquet")


def kept(path: Path, *given: tuple[str, dict[str, object]]) -> Path:
    """A record of one claim for each body, in a document of its own."""
    run = Run.of(version="1", reader="rules", codebook="x")
    with Record(path) as record:
        for number, (words, more) in enumerate(given):
            told = document(words, name=f"d{number}")
            claims = (replace(claim(told, **more), run=run.id),)  # type: ignore[arg-type]
            record.keep(Reading(document=told, claims=claims), run=run, blocks=blocks, merge=merge)
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return kept(
        tmp_path / "r.dragoman",
        ("Peru's minister visited Chile.", {"body": act("CONSULT", mode="visit")}),
        ("Peru will lend to Chile.", {"body": act("AID"), "status": Status.PLANNED, "when": "2019-06-01"}),
        ("Brazil will sanction Peru.", {"body": act("SANCTION", BRAZIL, PERU), "status": Status.PLANNED}),
        ("Brazil and Peru agreed.", {"body": act("AGREE", (BRAZIL, PERU), ()), "when": "2019-05-20"}),
        ("The OAS lent to Peru.", {"body": act("AID", OAS, PERU), "when": "2019-05-21"}),
        ("No attack on Chile.", {"body": act("ASSAULT"), "status": Status.DENIED}),
        ("Some time Peru helped Chile.", {"body": act("AID"), "when": "2019-04"}),
    )  # fmt: skip


def both(path: Path) -> tuple[list[Claim], list[object]]:
    with Chronicle(path, create=False) as chronicle:
        return list(chronicle.claims()), list(chronicle.events())


@pytest.mark.parametrize("ending", TABLES)
def test_the_sample_reads_back_equal(sample_record: Path, tmp_path: Path, ending: str) -> None:
    claims, events = both(sample_record)
    with Chronicle(sample_record, create=False) as chronicle:
        chronicle.export(tmp_path, format=ending)
    again = list(read_claims(tmp_path / f"claims.{ending}"))
    assert again == claims
    assert list(read_events(tmp_path / f"events.{ending}", again)) == events


@pytest.mark.parametrize("ending", TABLES)
def test_tables_are_described(record: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / "out"
    with Chronicle(record) as chronicle:
        done = chronicle.export(out, format=ending)
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert [Path(path).name for path, _ in done.files][-1] == "datapackage.json"
    assert [r["path"] for r in package["resources"]] == [f"claims.{ending}", f"events.{ending}"]
    for told in package["resources"]:
        data = (out / told["path"]).read_bytes()
        assert told["bytes"] == len(data)
        assert told["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        assert all(field["description"] for field in told["schema"]["fields"])
    rows = package["resources"][0]["rows"]
    if ending == "parquet":
        assert duckdb.sql(f"select count(*) from '{out}/claims.parquet'").fetchall() == [(rows,)]
        said = duckdb.sql(f"from parquet_kv_metadata('{out}/claims.parquet')").fetchall()
        assert {key: value for _, key, value in said} == {
            b"dragoman_schema": b"claims",
            b"dragoman_version": b"1",
        }


def test_the_columns_written_are_those_described(sample_record: Path, tmp_path: Path) -> None:
    with Chronicle(sample_record, create=False) as chronicle:
        chronicle.export(tmp_path, format="jsonl")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for told in package["resources"]:
        fields = {field["name"] for field in told["schema"]["fields"]}
        lines = (tmp_path / told["path"]).read_text(encoding="utf-8").splitlines()
        assert set().union(*(json.loads(line) for line in lines)) == fields
        assert {json.loads(line)["source"] for line in lines} == {"dragoman"}


def back(path: Path, out: Path, format: str) -> list[ForeignEvent]:
    """Write a column set, and import it with our own importer beside another record."""
    with Chronicle(path, create=False) as chronicle:
        (file, _), _ = chronicle.export(out, format=format).files
    with Chronicle(out / "other.dragoman") as other:
        source = "gdelt2" if format == "gdelt" else format
        tally = other.import_foreign([Path(file)], format=source, threads=1)
        assert (tally.issues, tally.rejected) == ((), 0)
        return list(other.foreign_events())


EXPECTED = [
    ("2019-05-14", "BRA", "THREATEN", "PER"),
    ("2019-05-14", "PER", "CONSULT", "CHL"),
    ("2019-05-20", "BRA", "AGREE", "PER"),
    ("2019-05-20", "PER", "AGREE", "BRA"),
    ("2019-05-21", "OAS", "AID", "PER"),
    ("2019-06-01", "PER", "AGREE", "CHL"),
]
"""Plans of help are AGREE and of harm THREATEN; denials and coarse dates are left out."""


@pytest.mark.parametrize("format", ["polecat", "gdelt"])
def test_column_sets_are_read_by_our_own_importers(
    record: Path, tmp_path: Path, format: str
) -> None:
    events = back(record, tmp_path / "out", format)
    assert sorted((str(e.day), e.actor, e.type, e.recipient) for e in events) == EXPECTED
    (visit,) = [event for event in events if event.type == "CONSULT"]
    assert (visit.mode, visit.actor_name.casefold() if visit.actor_name else None) == (
        "visit",
        "peru",
    )


@pytest.mark.parametrize("format", ["polecat", "gdelt"])
def test_the_sample_has_the_same_dyads_types_and_days(
    sample_record: Path, tmp_path: Path, format: str
) -> None:
    """Against the events themselves, by a way of their own."""
    events = back(sample_record, tmp_path, format)
    _, told = both(sample_record)
    expected: list[tuple[str, str | None, str | None]] = []
    for event in told:
        start = event.when.start  # type: ignore[attr-defined]
        if event.status not in {Status.ACTUAL, Status.PLANNED} or not (start and start.day):  # type: ignore[attr-defined]
            continue
        actors, recipients = (
            [a.country for a in event.actors],  # type: ignore[attr-defined]
            [r.country for r in event.recipients],  # type: ignore[attr-defined]
        )
        if not recipients and len(actors) > 1:
            pairs = [(a, b) for i, a in enumerate(actors) for j, b in enumerate(actors) if i != j]
        else:
            pairs = [(a, b) for a in actors or [None] for b in recipients or [None]]
        expected += [(str(start), a, b) for a, b in pairs] if actors or recipients else []
    known = set(cameo_codes()) if format == "gdelt" else None

    def seen(key: str | None) -> str:
        return (key if known is None or key in known else "") or ""

    found = sorted((str(e.day), e.actor or "", e.recipient or "") for e in events)
    assert found == sorted((day, seen(a), seen(b)) for day, a, b in expected)
    assert len(found) > 500


def cameo_codes() -> set[str]:
    from dragoman.codebook.foreign import code_of

    return {*code_of("cameo"), *code_of("group")}


def test_every_type_and_mode_has_a_code_of_cameo_that_reads_back() -> None:
    for (type_, mode), code in cameo_of_plover().items():
        assert plover_of_cameo()[code][0] == type_, (type_, mode, code)
    assert len({type_ for type_, _ in cameo_of_plover()}) == 16


def test_what_does_not_fit_is_counted(record: Path, tmp_path: Path) -> None:
    with Chronicle(record) as chronicle:
        done = chronicle.export(tmp_path / "out", format="polecat")
    assert done.left_out == (("no day", 1), ("status denied", 1))
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"][0]["left_out"] == {"no day": 1, "status denied": 1}


def test_several_exports_into_one_folder_are_all_described(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def package() -> dict[str, Any]:
        read: dict[str, Any] = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
        return read

    with Chronicle(record) as chronicle:
        table = write(tmp_path / "a.csv", gdelt(1), gdelt(2))
        chronicle.import_foreign([table], format="gdelt", threads=1)
        chronicle.export(out, format="csv")
        first = package()
        chronicle.export(out, format="polecat")
        chronicle.export(out, format="graphml", sources=["gdelt"])
        done = chronicle.export(out, format="csv", about="BRA")
    described = package()
    resources = {one["path"]: one for one in described["resources"]}
    there = {path.name for path in out.iterdir()} - {"datapackage.json"}
    assert (
        set(resources) == there == {"claims.csv", "events.csv", "polecat.txt", "relations.graphml"}
    )
    assert len({one["name"] for one in described["resources"]}) == 4
    assert done.files[-1] == (str(out / "datapackage.json"), 4)
    for told in resources.values():
        data = (out / told["path"]).read_bytes()
        assert told["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    assert resources["claims.csv"]["rows"] < first["resources"][0]["rows"]
    assert resources["claims.csv"]["title"] == "Dragoman: Brazil"
    assert resources["polecat.txt"]["title"] == first["title"] == "Dragoman: a record"
    assert described["title"] == "Dragoman: several exports"
    assert resources["polecat.txt"]["left_out"] == {"no day": 1, "status denied": 1}
    assert "left_out" not in resources["claims.csv"]
    assert resources["claims.csv"]["sources"] == [{"title": "dragoman"}]
    both = [{"title": "dragoman"}, {"title": "gdelt"}]
    assert resources["relations.graphml"]["sources"] == described["sources"] == both
    (out / "relations.graphml").unlink()
    with Chronicle(record) as chronicle:
        chronicle.export(out, format="atom")
    paths = [one["path"] for one in package()["resources"]]
    assert paths == ["claims.csv", "events.csv", "polecat.txt", "events.atom"]


@pytest.mark.parametrize(
    "there", ["no json", "[]", '{"name": "mine", "resources": []}', '{"name": "dragoman-export"}']
)
def test_what_others_described_is_left_alone(record: Path, tmp_path: Path, there: str) -> None:
    (tmp_path / "datapackage.json").write_text(there, encoding="utf-8")
    with (
        Chronicle(record) as chronicle,
        pytest.raises(InputError, match="not written by an export"),
    ):
        chronicle.export(tmp_path, format="csv")
    assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == there
    assert not (tmp_path / "claims.csv").exists()


@pytest.mark.parametrize("ending", TABLES)
def test_foreign_sources_are_marked(record: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / "out"
    with Chronicle(record) as chronicle:
        chronicle.import_foreign(
            [write(tmp_path / "a.csv", gdelt(1), gdelt(2))], format="gdelt", threads=1
        )
        chronicle.export(out, format=ending)
        assert not (out / f"foreign.{ending}").exists(), "only where asked for"
        chronicle.export(out, format=ending, sources=["gdelt"])
    reader = {"jsonl": "read_json", "csv": "read_csv", "parquet": "read_parquet"}[ending]
    found = duckdb.sql(
        f"select source, count(*), min(day)::varchar from {reader}('{out}/foreign.{ending}') group by 1"
    ).fetchall()
    assert found == [("gdelt", 2, "2019-05-12")]
    claims = list(read_claims(out / f"claims.{ending}"))
    assert len(claims) == 7


@pytest.mark.parametrize("format", ["polecat", "gdelt", "atom", "prov"])
def test_formats_that_cannot_mark_foreign_events_refuse_them(
    record: Path, tmp_path: Path, format: str
) -> None:
    with Chronicle(record) as chronicle:
        with pytest.raises(InputError, match="cannot say whose"):
            chronicle.export(tmp_path / "out", format=format, sources=["gdelt"])
        with pytest.raises(UnknownName):
            chronicle.export(tmp_path / "out", format="xls")
        with pytest.raises(InputError, match="is a file"):
            chronicle.export(record, format=format)
    assert not (tmp_path / "out").exists()


def test_graphml(record: Path, tmp_path: Path) -> None:
    with Chronicle(record) as chronicle:
        chronicle.import_foreign([write(tmp_path / "a.csv", gdelt(1))], format="gdelt", threads=1)
        chronicle.export(tmp_path / "out", format="graphml", sources=["gdelt"])
    root = ET.parse(tmp_path / "out" / "relations.graphml").getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {key.get("id") for key in root.findall("g:key", space)}
    nodes = {node.get("id") for node in root.findall(".//g:node", space)}
    edges = {}
    for edge in root.findall(".//g:edge", space):
        data = {d.get("key"): d.text for d in edge.findall("g:data", space)}
        assert set(data) <= keys
        assert {edge.get("source"), edge.get("target")} <= nodes
        edges[edge.get("source"), edge.get("target"), data["source"]] = data
    assert edges["PER", "CHL", "dragoman"]["events"] == "2"
    assert edges["PER", "CHL", "gdelt"]["events"] == "1"
    assert edges["PER", "BRA", "dragoman"]["verbal_cooperation"] == "1"
    assert ("BRA", "PER", "dragoman") in edges, "who agree act on each other"
    assert edges["BRA", "PER", "dragoman"]["verbal_conflict"] == "0", "a plan has not happened"


def test_atom(record: Path, tmp_path: Path) -> None:
    with Chronicle(record) as chronicle:
        chronicle.export(tmp_path, format="atom", about="CHL")
        events = list(chronicle.events(about="CHL"))
    feed = feedparser.parse((tmp_path / "events.atom").read_bytes())
    assert not feed.bozo
    assert feed.feed.title == "Events about Chile"
    assert feed.feed.updated == "2019-05-14T00:00:00Z"
    assert {entry.id for entry in feed.entries} == {f"urn:dragoman:event:{e.id}" for e in events}
    titles = {entry.title for entry in feed.entries}
    assert "CONSULT (visit): Peru to Chile, 2019-05-14" in titles
    assert "ASSAULT: Peru to Chile, 2019-05-14 [denied]" in titles
    assert any("Peru's minister visited Chile." in e.content[0].value for e in feed.entries)


def test_provenance_leads_from_events_to_documents(record: Path, tmp_path: Path) -> None:
    with Chronicle(record) as chronicle:
        chronicle.export(tmp_path, format="prov")
        claims, events = list(chronicle.claims()), list(chronicle.events())
        documents = list(chronicle.documents())
    found = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))
    assert found == provenance(documents, claims, events)
    derived = {
        (r["prov:generatedEntity"], r["prov:usedEntity"]) for r in found["wasDerivedFrom"].values()
    }
    for one in claims:
        assert (f"dragoman:{one.id}", f"dragoman:{one.evidence.doc}") in derived
    for event in events:
        assert {(f"dragoman:{event.id}", f"dragoman:{c.id}") for c in event.claims} <= derived
    things = {*found["entity"], *found["activity"], *found["agent"]}
    for relation in set(found) - {"prefix", "entity", "activity", "agent"}:
        for ends in found[relation].values():
            named = [v for k, v in ends.items() if k != "prov:type"]
            assert len(named) == 2
            assert set(named) <= things


def test_exports_about_a_party(record: Path, tmp_path: Path) -> None:
    with Chronicle(record) as chronicle:
        chronicle.export(tmp_path, format="jsonl", about="BRA")
    assert len(list(read_claims(tmp_path / "claims.jsonl"))) == 2


def test_there_are_no_forecasts(record: Path, tmp_path: Path) -> None:
    with Chronicle(record) as chronicle:
        for format in (*TABLES, "polecat", "gdelt", "graphml", "atom", "prov"):
            chronicle.export(tmp_path / format, format=format)
            names = {p.name for p in (tmp_path / format).iterdir()}
            assert not [name for name in names if "forecast" in name]
            package = json.loads((tmp_path / format / "datapackage.json").read_text("utf-8"))
            fields = {
                f["name"]
                for r in package["resources"]
                for f in r.get("schema", {}).get("fields", [])
            }
            assert not fields & {"probability", "forecast"}


def test_a_broken_export_is_told(tmp_path: Path) -> None:
    for ending, data in (("jsonl", "{"), ("csv", "id\n1\n"), ("parquet", "PAR")):
        path = tmp_path / f"claims.{ending}"
        path.write_text(data, encoding="utf-8")
        with pytest.raises(ExtractError, match=str(path)):
            list(read_claims(path))
    with pytest.raises(InputError, match="there is no file"):
        list(read_claims(tmp_path / "none.csv"))
