"""Each kind of bad input gets a message that names the file, and the rest of the batch goes on."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from dragoman.cli.exits import exit_code
from dragoman.errors import InputError, SourceError
from dragoman.ingesting import Known, ingest, load_index
from dragoman.ingesting import files as files_module
from dragoman.ingesting.language import language_of
from dragoman.model.issues import Issue, Severity
from dragoman.model.text import Document

TODAY = date(2026, 1, 31)
GOOD = "LIMA, 14 May 2019 — Peru's president met his Chilean counterpart in Lima on Tuesday.\n"


def run(*paths: Path, known: Known | None = None) -> tuple[list[Document], list[Issue]]:
    items = list(ingest(paths, known=known or Known(today=TODAY)))
    documents = [item.document for item in items if item.document]
    return documents, [issue for item in items for issue in item.issues]


def encrypted_pdf(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def empty_pdf(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(path)


def zip_with(*entries: tuple[str, bytes]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in entries:
                archive.writestr(name, data)

    return make


def content(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


CASES = {
    "empty.txt": (content(b""), "empty file"),
    "blank.txt": (content(b" \n\n "), "empty file"),
    "binary.txt": (content(bytes(range(256)) * 40), "binary file"),
    "latin.txt": (content("Düsseldorf – Zürich".encode("cp1252")), "not UTF-8"),
    "odd.docx": (content(b"PK\x03\x04"), "nothing reads files that end in '.docx'"),
    "broken.pdf": (content(b"%PDF-1.7 and then nothing"), "broken PDF"),
    "locked.pdf": (encrypted_pdf, "encrypted PDF"),
    "scan.pdf": (empty_pdf, "without text"),
    "page.html": (content(b"<html><body></body></html>"), "no article text"),
    "empty.jsonl": (content(b""), "empty file"),
    "broken.jsonl": (content(b'{"id": "1", "text": '), "broken.jsonl:1: not JSON"),
    "nameless.jsonl": (content(b'{"text": "x"}'), "nameless.jsonl:1: 'id' is missing"),
    "textless.jsonl": (content(b'\n{"id": "1"}'), "textless.jsonl:2: 'text' is missing"),
    "array.jsonl": (content(b"[1, 2]"), "array.jsonl:1: not an object"),
    "numbers.jsonl": (
        content(b'{"id": "1", "text": "x", "published": 2015}'),
        "numbers.jsonl:1: 'published' is no string",
    ),
    "hollow.jsonl": (content(b'{"id": "1", "text": "  "}'), "hollow.jsonl:1: 'text' is empty"),
    "broken.zip": (content(b"PK nothing"), "broken zip"),
    "climbing.zip": (zip_with(("../../etc/a.txt", b"x")), "leads out of the archive"),
    "absolute.zip": (zip_with(("/etc/a.txt", b"x")), "leads out of the archive"),
    "windows.zip": (zip_with(("..\\a.txt", b"x")), "leads out of the archive"),
    "bomb.zip": (zip_with(("a.txt", b"0" * 10_000_000)), "grows more than"),
    "mixed.zip": (zip_with(("a.exe", b"MZ")), "nothing reads files that end in '.exe'"),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_named_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    make, message = CASES[name]
    make(tmp_path / name)
    (tmp_path / "zz-good.txt").write_text(GOOD, encoding="utf-8")
    documents, issues = run(tmp_path)
    assert [document.name for document in documents] == ["zz-good"]
    (issue,) = issues
    assert message in issue.message
    assert name in issue.message
    assert issue.severity is Severity.ERROR


@pytest.mark.parametrize("name", CASES)
def test_the_command_line_names_it_and_goes_on(
    tmp_path: Path, name: str, dragoman: Callable[..., Any]
) -> None:
    make, message = CASES[name]
    make(tmp_path / name)
    (tmp_path / "zz-good.txt").write_text(GOOD, encoding="utf-8")
    found = dragoman("read", tmp_path, "--format", "jsonl", "--reader", "rules")
    assert found.code == exit_code(SourceError) == 3
    assert message in found.err
    assert {json.loads(line)["doc"] for line in found.out.splitlines()} == {"zz-good"}


def test_add_keeps_the_good_ones_and_fails(tmp_path: Path, dragoman: Callable[..., Any]) -> None:
    """All kinds of bad file in one batch, with a good one before, among and after them."""
    batch, record = tmp_path / "batch", tmp_path / "record.dragoman"
    batch.mkdir()
    for name, (make, _) in CASES.items():
        make(batch / name)
    for name in ("a", "m", "z"):
        (batch / f"{name}.txt").write_text(GOOD, encoding="utf-8")
    first = dragoman("add", batch, "--record", record, "--reader", "rules")
    assert first.code == 3
    assert all(message in first.err for _, message in CASES.values())
    again = dragoman("add", batch, "--record", record, "--reader", "rules")
    assert again.code == 3
    assert "0 new documents" in again.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["a.txt", "--published", "2999-01-01"], "lies in the future"),
        (["a.txt", "--published", "May"], "--published: not a date: 'May'"),
        (["a.txt", "--index", "none.json"], "none.json: the index cannot be read"),
        (["a.txt", "--index", "bad.json"], "bad.json: entry 2 lacks 'doc' or 'file'"),
        (["a.txt", "--reader", "rule"], "Did you mean rules?"),
    ],
)
def test_what_is_asked_wrongly_stops_the_command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dragoman: Callable[..., Any],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    Path("bad.json").write_text('[{"doc": "a", "file": "a.txt"}, {"doc": "b"}]')
    found = dragoman("read", *arguments)
    assert (found.code, found.out) == (2, "")
    assert message in found.err


def test_the_command_line_fails_on_a_future_date_and_a_missing_entry(
    tmp_path: Path, dragoman: Callable[..., Any]
) -> None:
    row = {"id": "late", "text": GOOD, "published": "2999-01-01"}
    (tmp_path / "a.jsonl").write_text("\n" + json.dumps(row))
    (tmp_path / "b.txt").write_text(GOOD)
    index = tmp_path / "index.json"
    index.write_text("[]")
    found = dragoman("read", tmp_path, "--index", index, "--format", "jsonl", "--reader", "rules")
    assert found.code == 3
    assert "a.jsonl:2: published on 2999-01-01, which is in the future" in found.err
    assert "b.txt: not in the index" in found.err
    assert {json.loads(line)["doc"] for line in found.out.splitlines()} == {"late", "b"}


def test_one_bad_line_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": "1", "text": GOOD}), "{", json.dumps({"id": 2, "text": GOOD})]
    path.write_text("\n".join(lines), encoding="utf-8")
    documents, issues = run(path)
    assert [document.name for document in documents] == ["1", "2"]
    assert [issue.where for issue in issues] == [f"{path}:2"]


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "MAX_FILE_BYTES", 1000)
    (tmp_path / "big.txt").write_text("x" * 1001)
    zip_with(("inside.txt", b"ab" * 700))(tmp_path / "big.zip")
    documents, issues = run(tmp_path)
    assert documents == []
    assert all("more than the limit" in issue.message for issue in issues)
    assert len(issues) == 2


def test_a_zip_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "MAX_ARCHIVE_BYTES", 1000)
    zip_with(("a.txt", b"x" * 600), ("b.txt", b"y" * 600))(tmp_path / "a.zip")
    documents, issues = run(tmp_path)
    assert documents == []
    assert "unpacks to" in issues[0].message


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    documents, issues = run(path)
    assert documents == []
    assert "cannot be read (Permission denied)" in issues[0].message


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        run(tmp_path / "nowhere")


def test_a_date_in_the_future_is_an_error_and_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "text": GOOD, "published": "2031-01-01"}))
    (document,), (issue,) = run(path)
    assert document.published is None
    assert "in the future" in issue.message


def test_a_date_that_is_none_is_an_issue_and_the_text_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "text": GOOD, "published": "last Tuesday"}))
    (document,), (issue,) = run(path)
    assert str(document.published) == "2019-05-14"
    assert "not a date: 'last Tuesday'" in issue.message


def test_a_file_missing_from_the_index_is_an_issue(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    index = tmp_path / "index.json"
    index.write_text(json.dumps([{"doc": "b", "file": "b.txt"}]))
    known = Known(today=TODAY, index=load_index(index))
    documents, issues = run(tmp_path, known=known)
    assert [document.name for document in documents] == ["a"]
    assert any("not in the index" in issue.message for issue in issues)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON"),
        ("{}", "an array"),
        ('[{"doc": "a"}]', "entry 1 lacks"),
        ("[1]", "entry 1 lacks"),
    ],
)
def test_a_broken_index_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "index.json"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        load_index(path)


def test_a_missing_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_index(tmp_path / "none.json")


def test_another_language_is_kept_and_reported(tmp_path: Path) -> None:
    text = (
        "Der Außenminister traf am Montag in Berlin seinen polnischen Amtskollegen. Sie sprachen über den"
        " Handel und über die Lage an der Grenze. Ein Abkommen soll im Herbst unterzeichnet werden.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (document,), issues = run(tmp_path)
    assert document.language == "de"
    assert any("'de'" in issue.message for issue in issues)


@pytest.mark.parametrize(
    "text",
    [
        "The president of Kenya lent 20 million dollars to Ghana on 5 March. Trade with Ghana had grown.",
        "Najmaddin Sadikhov of Azerbaijan and Yuri Khachaturov of Armenia met Andrzej Kasprzyk in Vienna.",
        "Cuba, Nicaragua, North Korea, Sudan, Syria, Venezuela and Zimbabwe voted against in the Assembly.",
    ],
)
def test_english_full_of_foreign_names_is_still_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le ministre des affaires étrangères a rencontré lundi à Paris son homologue polonais.",
            "fr",
        ),
        (
            "De minister van Buitenlandse Zaken ontmoette maandag in Den Haag zijn Poolse collega.",
            "nl",
        ),
        (
            "El ministro se reunió con su homólogo chileno en Lima el martes pasado para hablar.",
            "es",
        ),
    ],
)
def test_one_sentence_of_another_language_is_told(text: str, language: str) -> None:
    assert language_of(text) == language
