"""Typed results as tables: every column is there, with its type, even where there are no rows."""

import sys
from datetime import date
from pathlib import Path

import pytest

from dragoman.chronicle import Chronicle, Table
from dragoman.chronicle.frames import COLUMNS
from dragoman.errors import InputError, Unavailable, UnknownName
from dragoman.model.periods import Step

ASKED = {
    "claims": {},
    "events": {"about": "BLR"},
    "documents": {},
    "outlooks": {"about": "BLR"},
    "points": {"of": ("BLR", "RUS"), "by": Step.YEAR},
}


@pytest.fixture(scope="module")
def tables(sample_record: Path) -> dict[str, Table]:
    with Chronicle(sample_record, create=False) as record:
        return {name: record.table(name, **asked) for name, asked in ASKED.items()}


@pytest.mark.parametrize("name", ASKED)
def test_a_table_has_all_its_columns(tables: dict[str, Table], name: str) -> None:
    table = tables[name]
    assert len(table) > 0
    assert all(list(row) == list(COLUMNS[name]) for row in table)


@pytest.mark.parametrize("name", ASKED)
def test_polars_and_pandas_hold_the_same(tables: dict[str, Table], name: str) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("pandas")
    table = tables[name]
    one, two = table.to_polars(), table.to_pandas()
    assert one.shape == two.shape == (len(table), len(COLUMNS[name]))
    assert one.columns == list(two.columns)
    first = next(iter(COLUMNS[name]))
    assert one[first].to_list() == two[first].tolist() == [row[first] for row in table]


@pytest.mark.parametrize("name", ASKED)
def test_a_table_without_rows_keeps_its_types(tables: dict[str, Table], name: str) -> None:
    polars = pytest.importorskip("polars")
    empty = Table(name=name, rows=())
    assert empty.to_polars().schema == tables[name].to_polars().schema
    assert list(empty.to_pandas().dtypes) == list(tables[name].to_pandas().dtypes)
    kinds = {c: t for c, t in empty.to_polars().schema.items() if COLUMNS[name][c] is date}
    assert set(kinds.values()) <= {polars.Date}


def test_a_row_is_the_claim_that_it_names(sample_record: Path) -> None:
    with Chronicle(sample_record, create=False) as record:
        claims = {claim.id: claim for claim in record.claims()}
        for row in record.table("claims"):
            claim = claims[row["id"]]
            assert row["quote"] == claim.evidence.quote
            assert row["kind"] == claim.kind.value


def test_a_wrong_table_is_refused_with_the_nearest_name(sample_record: Path) -> None:
    with Chronicle(sample_record, create=False) as record:
        with pytest.raises(UnknownName, match="'claim'") as raised:
            record.table("claim")
        assert "claims" in raised.value.nearest
        with pytest.raises(InputError, match="two parties"):
            record.table("points")


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_what_is_not_installed_names_its_extra(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Unavailable, match=library) as raised:
        getattr(Table(name="events", rows=()), f"to_{library}")()
    assert "dragoman[frames]" in raised.value.hint
