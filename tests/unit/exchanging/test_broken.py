"""Files that are not what they should be: each is named with line and reason, and nothing is lost."""

import gzip
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.chronicle import Chronicle
from dragoman.errors import ExtractError, RecordError
from dragoman.exchanging.incoming import importing, opening
from dragoman.exchanging.incoming.convert import Converter
from dragoman.model.foreign import ImportTally, RejectedRow
from dragoman.model.issues import Severity
from foreign import ACLED, ICEWS, POLECAT, UCDP, acled, gdelt, icews, polecat, quoted, ucdp, write


@dataclass(frozen=True)
class Kind:
    """A format, its header, one good line by number, and the cell to break."""

    format: str
    header: tuple[str, ...]
    line: Callable[..., str]
    day: str

    def lines(self, *numbers: int) -> list[str]:
        return [*self.header, *(self.line(n) for n in numbers)]


def gdelt2(number: int, **given: str) -> str:
    return gdelt(number, two=True, **given)


KINDS = [
    Kind("gdelt", (), gdelt, "SQLDATE"),
    Kind("gdelt2", (), gdelt2, "SQLDATE"),
    Kind("icews", ("\t".join(ICEWS),), icews, "Event_Date"),
    Kind("polecat", ("\t".join(POLECAT),), polecat, "Event_Date"),
    Kind("acled", (quoted(ACLED),), acled, "event_date"),
    Kind("ucdp", (quoted(UCDP),), ucdp, "date_start"),
]
every = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.format)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "r.dragoman"


def bring(record: Path, *paths: Path, format: str, **more: str) -> ImportTally:
    with Chronicle(record) as chronicle:
        return chronicle.import_foreign(list(paths), format=format, threads=1, **more)  # type: ignore[arg-type]


def rejected(record: Path) -> tuple[RejectedRow, ...]:
    with Chronicle(record) as chronicle:
        return chronicle.foreign_rejected()


def ids(record: Path) -> list[str]:
    with Chronicle(record) as chronicle:
        return sorted(event.id for event in chronicle.foreign_events())


@every
def test_a_truncated_file_keeps_its_whole_rows(record: Path, tmp_path: Path, kind: Kind) -> None:
    lines = kind.lines(1, 2, 3)
    cut = "\n".join(lines)[: -len(lines[-1]) // 2]
    file = tmp_path / "cut.csv"
    file.write_text(cut, encoding="utf-8")
    tally = bring(record, file, format=kind.format)
    assert (tally.events, tally.rejected, len(ids(record))) == (2, 1, 2)
    (row,) = rejected(record)
    assert (row.file, row.line) == (str(file), len(lines))
    assert row.text.strip().startswith(lines[-1][:20])
    (issue,) = tally.issues
    assert (issue.code, issue.severity) == ("broken_rows", Severity.WARNING)
    assert issue.where == f"{file}:{len(lines)}"


@every
def test_a_wrong_delimiter_is_told(record: Path, tmp_path: Path, kind: Kind) -> None:
    good = write(tmp_path / "good.csv", *kind.lines(1))
    text = good.read_text(encoding="utf-8").replace("\t", "|").replace('","', '"|"')
    bad = write(tmp_path / "bad.csv", text.rstrip("\n"))
    tally = bring(record, bad, good, format=kind.format)
    (issue,) = tally.issues
    assert issue.code == "unreadable_file"
    assert str(bad) in issue.message
    assert issue.hint
    assert (tally.files, len(ids(record))) == (1, 1)


@every
def test_a_wrong_encoding_is_told_by_row(record: Path, tmp_path: Path, kind: Kind) -> None:
    place = {"gdelt": "ActionGeo_Fullname", "gdelt2": "ActionGeo_Fullname", "icews": "City",
             "polecat": "Placename", "acled": "location", "ucdp": "where_coordinates"}  # fmt: skip
    odd = kind.line(2, **{place[kind.format]: "Asunción"})
    lines = [*kind.header, kind.line(1), odd, kind.line(3)]
    file = tmp_path / "latin.csv"
    file.write_bytes("\n".join(lines).encode("latin-1") + b"\n")
    tally = bring(record, file, format=kind.format)
    assert (tally.events, tally.rejected) == (2, 1)
    assert [row.code for row in rejected(record)] == ["bad_encoding"]
    again = bring(record, file, format=kind.format, name="latin", encoding="latin-1")
    assert (again.events, again.rejected) == (3, 0)
    with Chronicle(record) as chronicle:
        places = {event.place for event in chronicle.foreign_events(sources=["latin"])}
    assert "Asunción" in places


@every
def test_utf_16_and_binary_files_are_told(record: Path, tmp_path: Path, kind: Kind) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_bytes("\n".join(kind.lines(1)).encode("utf-16"))
    binary = tmp_path / "picture.csv"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    empty = write(tmp_path / "empty.csv")
    tally = bring(record, wide, binary, empty, format=kind.format)
    told = [issue.message.split(": ")[-1] for issue in tally.issues]
    assert told == ["written in UTF-16", "a binary file, no table", "an empty file"]
    assert "utf-16" in tally.issues[0].hint
    assert not Path(f"{record}.foreign").exists()


@every
def test_thirty_in_a_hundred_rows_broken(record: Path, tmp_path: Path, kind: Kind) -> None:
    lines = list(kind.header)
    for n in range(100):
        match n % 10:
            case 0:
                lines.append(kind.line(n, **{kind.day: "someday"}))
            case 1:
                lines.append(kind.line(n)[:30])
            case 2:
                lines.append(kind.line(n) + ("\tmore" if "\t" in kind.line(n) else ',"more"'))
            case _:
                lines.append(kind.line(n))
    file = write(tmp_path / "bad.csv", *lines)
    tally = bring(record, file, format=kind.format)
    assert (tally.events, tally.rejected) == (70, 30)
    rows = rejected(record)
    first = len(kind.header) + 1
    assert [row.line for row in rows] == [n + first for n in range(100) if n % 10 in {0, 1, 2}]
    kinds = {"bad_value", "too_few_cells", "too_many_cells", "open_quote"}
    assert {row.code for row in rows} <= kinds
    assert all(row.text.strip() for row in rows)
    (issue,) = tally.issues
    assert issue.severity is Severity.ERROR, "so many broken rows are no accident"
    assert "30 of about 100 rows" in issue.message


def test_mixed_versions_are_sorted_out_by_file(record: Path, tmp_path: Path) -> None:
    one = write(tmp_path / "1.csv", gdelt(1))
    two = write(tmp_path / "2.csv", gdelt2(2))
    tally = bring(record, one, two, format="gdelt2")
    (issue,) = tally.issues
    assert str(one) in issue.message
    assert "58 columns" in issue.message
    assert issue.hint == "Give --source gdelt."
    assert ids(record) == ["2"]


def test_mixed_versions_in_one_file_are_rejected_by_row(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", gdelt2(1), gdelt2(2), gdelt(3), gdelt2(4))
    tally = bring(record, file, format="gdelt2")
    assert (tally.events, tally.rejected) == (3, 1)
    (row,) = rejected(record)
    assert (row.line, row.code) == (3, "too_few_cells")


def test_a_header_in_the_middle_is_rejected(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.tab", "\t".join(ICEWS), icews(1), "\t".join(ICEWS), icews(2))
    assert bring(record, file, format="icews").rejected == 1
    assert ids(record) == ["1", "2"]


def test_a_bomb_is_stopped(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "RATIO_FROM", 1 << 16)
    bomb, gz, good = tmp_path / "a.zip", tmp_path / "b.csv.gz", write(tmp_path / "c.csv", gdelt(1))
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", "0" * (8 << 20))
    gz.write_bytes(gzip.compress(b"0" * (8 << 20)))
    tally = bring(record, bomb, gz, good, format="gdelt")
    assert len(tally.issues) == 2
    for issue in tally.issues:
        assert "grows more than 200 times" in issue.message
    assert ids(record) == ["1"]


def test_zips_that_cannot_be_unpacked(record: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "\n".join(gdelt(n) for n in range(100)))
    cut, inner, empty, noise = (tmp_path / name for name in ("1.zip", "2.zip", "3.zip", "4.csv.gz"))
    cut.write_bytes(whole.read_bytes()[:-40])
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(whole, "whole.zip")
    with zipfile.ZipFile(empty, "w"):
        pass
    noise.write_bytes(b"not gzip at all")
    spoilt = bytearray(whole.read_bytes())
    spoilt[60:70] = b"\xff" * 10
    five = tmp_path / "5.zip"
    five.write_bytes(spoilt)
    tally = bring(record, cut, inner, empty, noise, five, format="gdelt")
    told = [issue.message.split(": ", 1)[1] for issue in tally.issues]
    assert [text.split(":")[0] for text in told] == [
        "broken zip", "an archive in an archive", "an empty zip", "broken gzip", "broken zip",
    ]  # fmt: skip
    assert not Path(f"{record}.foreign").exists()


def test_unknown_codes_are_counted_and_their_rows_kept(record: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.tab",
        "\t".join(ICEWS),
        icews(1, CAMEO_Code="999", Source_Country="Ruritania"),
        icews(2, CAMEO_Code="999"),
    )
    tally = bring(record, file, format="icews")
    assert sorted(issue.message for issue in tally.issues) == [
        "icews: no such CAMEO code: '999' 2 times",
        "icews: no such name of a country: 'Ruritania' 1 times",
    ]
    assert ids(record) == ["1", "2"]


def folder_of(record: Path) -> dict[str, bytes]:
    home = Path(f"{record}.foreign")
    return {str(p.relative_to(home)): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def test_an_import_that_breaks_half_way_leaves_all_as_it_was(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(record, write(tmp_path / "a.csv", gdelt(1)), format="gdelt")
    before = folder_of(record)
    files = [write(tmp_path / "b.csv", gdelt(2)), write(tmp_path / "c.csv", gdelt(3))]
    monkeypatch.setattr(importing, "BATCH_FILES", 1)
    take, taken = Converter.take, []

    def breaking(self: Converter, *arguments: object, **more: str) -> None:
        take(self, *arguments, **more)  # type: ignore[arg-type]
        taken.append(1)
        if len(taken) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Converter, "take", breaking)
        with pytest.raises(KeyboardInterrupt):
            bring(record, *files, format="gdelt")
    assert folder_of(record) == before
    assert bring(record, *files, format="gdelt").events == 2
    assert ids(record) == ["1", "2", "3"]


def test_what_a_killed_import_left_is_never_seen(record: Path, tmp_path: Path) -> None:
    bring(record, write(tmp_path / "a.csv", gdelt(1)), format="gdelt")
    home = Path(f"{record}.foreign") / "source=gdelt"
    (whole,) = home.iterdir()
    shutil.copytree(whole, home / ".partial-gdelt")
    (home / ".partial-gdelt" / "manifest.json").unlink()
    assert ids(record) == ["1"]
    bring(record, write(tmp_path / "b.csv", gdelt(2)), format="gdelt")
    assert ids(record) == ["1", "2"]
    assert not (home / ".partial-gdelt").exists()


def test_a_file_of_broken_rows_alone_is_kept_whole(record: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", *(gdelt(n, SQLDATE="x") for n in range(5)))
    tally = bring(record, file, format="gdelt")
    assert (tally.events, tally.rejected) == (0, 5)
    assert len(rejected(record)) == 5
    with Chronicle(record) as chronicle:
        (source,) = chronicle.foreign_sources()
    assert (source.events, source.rejected, source.first) == (0, 5, None)


def test_an_open_quote_costs_its_own_line_only(record: Path, tmp_path: Path) -> None:
    lines = [
        quoted(ACLED),
        acled(1),
        acled(2)[:-30] + '"open',
        acled(3, notes="First line\nsecond line, with a comma"),
        acled(4),
        '"half a line',
        acled(5),
    ]
    file = write(tmp_path / "a.csv", *lines)
    tally = bring(record, file, format="acled")
    assert ids(record) == ["FJI1", "FJI3", "FJI4", "FJI5"]
    assert tally.rejected == 2
    assert [(row.line, row.code) for row in rejected(record)] == [
        (3, "open_quote"),
        (7, "open_quote"),
    ]
    assert not list(Path(f"{record}.foreign").rglob("healed-*"))


def test_a_full_disk_leaves_all_as_it_was(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder where a file of Parquet should be stands for what the disk refuses."""
    bring(record, write(tmp_path / "a.csv", gdelt(1)), format="gdelt")
    before = folder_of(record)
    copy = Converter._copy

    def refused(self: Converter, query: str, target: Path, kind: str) -> int:
        target.parent.mkdir(exist_ok=True)
        target.write_text("in the way")
        return copy(self, query, target, kind)

    monkeypatch.setattr(Converter, "_copy", refused)
    with pytest.raises(ExtractError, match="nothing of it is kept"):
        bring(record, write(tmp_path / "b.csv", gdelt(2)), format="gdelt")
    assert folder_of(record) == before


def test_a_broken_file_of_parquet_is_told(record: Path, tmp_path: Path) -> None:
    bring(record, write(tmp_path / "a.csv", gdelt(1)), format="gdelt")
    (file,) = Path(f"{record}.foreign").rglob("part-*.parquet")
    file.write_bytes(b"PAR1 and no more")
    with pytest.raises(RecordError, match="cannot be read"):
        ids(record)


MAPPING = """
source: border-watch
columns:
  id: Number
  day: {column: When, format: '%d/%m/%Y'}
  actor: {column: From, scheme: name}
  recipient: {column: To, scheme: name}
  type: {column: Kind, values: {visit: CONSULT.visit, loan: AID}}
"""


def mapped(number: int, day: str = "03/04/2018") -> str:
    return f"{number},{day},Czechia,Switzerland,visit"


def test_a_mapped_table_that_is_broken_keeps_its_good_rows(record: Path, tmp_path: Path) -> None:
    mapping = write(tmp_path / "map.yml", MAPPING)
    lines = ["Number,When,From,To,Kind"]
    for n in range(100):
        match n % 10:
            case 0:
                lines.append(mapped(n, "someday"))
            case 1:
                lines.append(mapped(n)[:14])
            case 2:
                lines.append(mapped(n) + ",more")
            case _:
                lines.append(mapped(n))
    file = write(tmp_path / "bad.csv", *lines)
    with Chronicle(record) as chronicle:
        tally = chronicle.import_foreign([file], format="csv", mapping=mapping, threads=1)
    assert (tally.events, tally.rejected) == (70, 30)
    assert [row.line for row in rejected(record)] == [n + 2 for n in range(100) if n % 10 < 3]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Number|When|From|To|Kind\n1|03/04/2018|Czechia|Switzerland|visit\n", ""),
        ("Number,When,From,To,Kind\n".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        (b"", "empty"),
    ],
)
def test_a_mapped_table_of_another_kind_is_told(
    record: Path, tmp_path: Path, data: bytes, told: str
) -> None:
    mapping = write(tmp_path / "map.yml", MAPPING)
    file = tmp_path / "bad.csv"
    file.write_bytes(data)
    with Chronicle(record) as chronicle:
        tally = chronicle.import_foreign([file], format="csv", mapping=mapping, threads=1)
    (issue,) = tally.issues
    assert str(file) in issue.message
    assert told in issue.message
    assert tally.events == 0
