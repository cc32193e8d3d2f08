"""Files to rows, each with its line."""

from pathlib import Path

import pytest
import yaml

from dragoman.codebook import tables


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    monkeypatch.setattr(
        tables, "TABLES", {"plain": "plain.csv", "many": "many", "prose": "prose.yml"}
    )
    (tmp_path / "schemas").mkdir()
    (tmp_path / "many").mkdir()
    (tmp_path / "plain.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "many" / "two.csv").write_text("a\nz\n", encoding="utf-8")
    (tmp_path / "many" / "one.csv").write_text("a\ny\n", encoding="utf-8")
    (tmp_path / "many" / "readme.txt").write_text("no table", encoding="utf-8")
    (tmp_path / "prose.yml").write_text("- id: NO\n- id: x\n  n: 1\n", encoding="utf-8")
    return tmp_path


def test_a_row_knows_its_line(data: Path) -> None:
    (row,) = tables.read("plain")
    assert (row.where, row["a"], row.get("c", "none")) == ("plain.csv:2", "1", "none")


def test_a_quoted_field_may_hold_commas(data: Path) -> None:
    (data / "plain.csv").write_text('a,b\n"x, y",2\n', encoding="utf-8")
    assert tables.read("plain")[0]["a"] == "x, y"


@pytest.mark.parametrize("line", ["1", "1,2,3"])
def test_too_few_or_too_many_fields_can_be_seen(data: Path, line: str) -> None:
    (data / "plain.csv").write_text(f"a,b\n{line}\n", encoding="utf-8")
    values = tables.read("plain")[0].values
    assert None in values or None in values.values()


def test_a_folder_is_read_as_one_table_in_the_order_of_its_files(data: Path) -> None:
    assert [row.where for row in tables.read("many")] == ["many/one.csv:2", "many/two.csv:2"]


def test_yaml_is_read_as_strings(data: Path) -> None:
    first, second = tables.read("prose")
    assert (first["id"], second["n"], second.line) == ("NO", "1", 2)


def test_an_empty_yaml_file_has_no_rows(data: Path) -> None:
    (data / "prose.yml").write_text("", encoding="utf-8")
    assert tables.read("prose") == ()


def test_a_broken_file_is_said_to_be_broken(data: Path) -> None:
    (data / "prose.yml").write_text("- id: [", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        tables.read("prose")


def test_a_missing_file_is_said_to_be_missing(data: Path) -> None:
    (data / "plain.csv").unlink()
    with pytest.raises(FileNotFoundError):
        tables.read("plain")


def test_the_stamp_changes_with_any_table(data: Path) -> None:
    before = tables.stamp()
    assert tables.stamp() == before
    (data / "many" / "one.csv").write_text("a\nq\n", encoding="utf-8")
    assert tables.stamp() != before


def test_every_table_has_a_file_and_a_schema() -> None:
    for name in tables.TABLES:
        assert tables.path(name).exists(), name
        assert tables.schema(name)["type"] == "array", name
