"""The check finds what is wrong, all of it, and says where."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.codebook import check as module
from dragoman.codebook.check import check, faults, sense, shape
from dragoman.codebook.tables import TABLES, Row, read
from dragoman.errors import CodebookError

Tables = dict[str, tuple[Row, ...]]


@pytest.fixture(scope="module")
def shipped() -> Tables:
    return {name: read(name) for name in TABLES}


def like(tables: Mapping[str, tuple[Row, ...]], name: str, **values: str) -> Tables:
    """The tables with one row more, like the first of its table but for some fields."""
    first = tables[name][0]
    return {**tables, name: (*tables[name], Row("new.csv", 7, {**first.values, **values}))}


def without(tables: Mapping[str, tuple[Row, ...]], name: str, **values: str) -> Tables:
    kept = tuple(
        row for row in tables[name] if any(row.get(k) != wanted for k, wanted in values.items())
    )
    assert len(kept) < len(tables[name])
    return {**tables, name: kept}


def test_the_shipped_tables_are_in_order() -> None:
    found, rows = faults()
    assert found == []
    assert rows > 20_000
    assert check() == rows


@pytest.mark.parametrize(
    ("table", "values", "said"),
    [
        ("memberships", {"state": "QQQ"}, "new.csv:7: state: no state is called 'QQQ'"),
        ("memberships", {"organisation": "XYZ"}, "no organisation is called 'XYZ'"),
        ("organisations", {"id": "NEW", "country": "Q"}, "no state or organisation is called 'Q'"),
        ("organisations", {"id": "NEW", "parent": "Q"}, "parent: no organisation is called 'Q'"),
        ("organisations", {"id": "NEW"}, "NEW has no name in gazetteer/organisation_names.csv"),
        (
            "groups",
            {"form": "New group", "members": "FRA QQQ"},
            "members: no state is called 'QQQ'",
        ),
        ("offices", {"country": "QQQ"}, "country: no state or organisation is called 'QQQ'"),
        ("offices", {"person": "Nobody"}, "'Nobody' has no 'self' row in persons"),
        ("offices", {"from": "2020", "to": "2019"}, "ends (2019) before it starts (2020)"),
        ("offices", {"from": "2020-13"}, "no such date"),
        ("ambiguous", {"form": "Q", "ids": "FRA nonsense"}, "reading is called 'nonsense'"),
        ("ambiguous", {"form": "Q", "ids": "FRA word", "default": "DEU"}, "'DEU' is none of"),
        ("state_names", {"id": "DEU", "form": "France", "kind": "name"}, "names DEU and FRA"),
        ("organisation_names", {"id": "EU", "form": "NATO"}, "names EU and NATO"),
        (
            "persons",
            {"variant": "Vienna", "kind": "surname"},
            "'Vienna' is AUT too, but is not listed",
        ),
        ("states", {"id": "QQQ", "kind": "un_member"}, "QQQ has no capital"),
        ("states", {}, "stands already in line 2"),
        ("cameo", {"code": "039", "plover": "WAVE"}, "no event type is called 'WAVE'"),
        ("plover_cameo", {"plover": "AID", "mode": "x", "cameo_root": "19"}, "no code under 19"),
        ("frames", {"needs": "prep:to:@nonsense"}, "no class of words is called '@nonsense'"),
        ("frames", {"needs": "nonsense"}, "no test is called 'nonsense'"),
        ("frames", {"actor": "nonsense"}, "no path is called 'nonsense'"),
    ],
)
def test_a_fault_is_found(shipped: Tables, table: str, values: dict[str, str], said: str) -> None:
    found = list(sense(like(shipped, table, **values)))
    assert any(said in fault for fault in found), found


def test_a_type_without_weight_is_found(shipped: Tables) -> None:
    found = list(sense(without(shipped, "conflict_cooperation", type="AID", mode="")))
    assert any("AID has no weight" in fault for fault in found)


def test_a_mode_without_root_is_found(shipped: Tables) -> None:
    found = list(sense(without(shipped, "plover_cameo", plover="CONSULT", mode="visit")))
    assert any("CONSULT visit has no root" in fault for fault in found)


def test_a_root_without_way_back_is_found(shipped: Tables) -> None:
    found = list(sense(without(shipped, "plover_cameo", plover="ASSAULT", cameo_root="20")))
    assert any("ASSAULT has no root 20" in fault for fault in found)


def test_cues_are_small_and_belong_to_one_entry(shipped: Tables) -> None:
    first, second, *rest = shipped["contexts"]
    cue = first["cues"][0]
    changed = Row(second.file, second.line, {**second.values, "cues": ["Capital", cue]})
    found = list(sense({**shipped, "contexts": (first, changed, *rest)}))
    assert any("'Capital' is not in lower case" in fault for fault in found)
    assert any(f"{cue!r} is a cue of another entry already" in fault for fault in found)


def test_the_shape_of_a_row_is_checked_field_by_field() -> None:
    row = Row("states.csv", 9, {**read("states")[0].values, "id": "lower", "lat": "900"})
    said = list(shape("states", [row]))
    assert [fault.split(": ")[1] for fault in said] == ["id", "lat"]
    assert all(fault.startswith("states.csv:9: ") for fault in said)


def test_a_row_with_a_field_too_many_is_named() -> None:
    row = Row("states.csv", 9, {**read("states")[0].values, None: "more"})  # type: ignore[dict-item]
    assert list(shape("states", [row])) == [
        "states.csv:9: as many fields as the header has, no more and no fewer"
    ]


def test_a_table_without_schema_has_no_shape_to_keep() -> None:
    assert list(shape("no such table", [])) == []


def test_all_faults_come_at_once(monkeypatch: pytest.MonkeyPatch, shipped: Tables) -> None:
    def broken(name: str) -> tuple[Row, ...]:
        if name == "groups":
            raise FileNotFoundError(name)
        if name == "states":
            return tuple(Row(r.file, r.line, {**r.values, "source": ""}) for r in shipped[name][:3])
        return shipped[name][:1]

    monkeypatch.setattr(module, "read", broken)
    with pytest.raises(CodebookError) as caught:
        check()
    assert len(caught.value.faults) == 4
    assert any("groups.csv:1: cannot be read" in fault for fault in caught.value.faults)


def test_the_schemas_are_where_the_check_looks() -> None:
    folder = Path(str(module.DATA)) / "schemas"
    assert {name for name in TABLES if not (folder / f"{name}.json").is_file()} == set()
