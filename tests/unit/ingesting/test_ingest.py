"""Files of every kind become documents in one normal form."""

import json
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingesting import Known, ingest, load_index
from dragoman.ingesting.clean import clean
from dragoman.ingesting.dating import find_date
from dragoman.ingesting.segment import segment, split
from dragoman.model.text import DateBasis, Document, Role

TODAY = date(2026, 1, 31)
BODY = (
    "Peru's president met his Chilean counterpart in Lima on Tuesday. They spoke of the border and of"
    " copper, and agreed that their ministers would meet again before the end of the year.\n"
)


def only(path: Path, **known: object) -> Document:
    (item,) = ingest([path], known=Known(today=TODAY, **known))  # type: ignore[arg-type]
    assert item.document is not None
    return item.document


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "andes.txt"
    path.write_bytes(("\ufeffA visit to Lima\r\n\r\n" + BODY).encode())
    document = only(path)
    assert document.name == "andes"
    assert document.title == "A visit to Lima"
    assert document.text == "A visit to Lima\n\n" + BODY
    assert [p.role for p in document.passages] == [Role.TITLE, Role.LEAD]


def test_utf16_is_read_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY.encode("utf-16"))
    assert only(path).text == BODY


def test_markdown_loses_its_marks_and_keeps_its_head(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Lima talks\npublished: 2019-05-14\npublisher: Andes Post\n---\n# Lima talks\n\n"
        "**Peru's** president met [his Chilean counterpart](http://x.invalid/y) in *Lima* on Tuesday.\n"
    )
    document = only(path)
    assert document.title == "Lima talks"
    assert str(document.published) == "2019-05-14"
    assert document.publisher == "Andes Post"
    assert "Peru's president met his Chilean counterpart in Lima on Tuesday." in document.text


def test_html_gives_the_article_and_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    paragraphs = "".join(f"<p>{BODY}</p>" for _ in range(3))
    path.write_text(
        "<html><head><title>Lima talks</title>"
        '<meta property="article:published_time" content="2019-05-14T08:00:00Z">'
        '<meta property="og:site_name" content="Andes Post"></head><body><nav>Home About</nav>'
        f"<article><h1>Lima talks</h1>{paragraphs}</article></body></html>"
    )
    document = only(path)
    assert document.title == "Lima talks"
    assert str(document.published) == "2019-05-14"
    assert document.published_basis is DateBasis.METADATA
    assert "met his Chilean counterpart" in document.text
    assert "Home About" not in document.text


def pdf(text: str) -> bytes:
    """Write the smallest PDF that holds a line of text."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 200] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (table, len(out))


def test_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("Peru signed an agreement with Chile on 14 May 2019 in the city of Lima."))
    assert "Peru signed an agreement with Chile" in only(path).text


def test_json_lines_folder_and_zip_give_the_same(tmp_path: Path) -> None:
    row = {"id": "x", "text": BODY, "title": None, "published": "2019-05-14", "url": None}
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps(row) + "\n\n")
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "a.jsonl", "deep/a.jsonl")
        archive.writestr("deep/.hidden.txt", "x")
    assert only(folder) == only(packed)
    assert only(folder).name == "x"


def test_the_index_gives_name_date_and_publisher(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    index = tmp_path / "index.json"
    entry = {"doc": "lima", "file": "a.txt", "published": "2019-05-14", "publisher": "Andes Post"}
    index.write_text(json.dumps([{**entry, "published_known": "inferred"}]))
    document = only(tmp_path, index=load_index(index))
    assert (document.name, document.publisher) == ("lima", "Andes Post")
    assert document.published_basis is DateBasis.INFERRED


def test_several_articles_on_one_page_are_cut_apart(tmp_path: Path) -> None:
    page = (
        f"Lima talks\n14 May 2019\n\n{BODY * 2}\n\nQuito accord\n2 June 2019\n\n"
        f"{BODY.replace('Peru', 'Ecuador') * 2}"
    )
    path = tmp_path / "page.txt"
    path.write_text(page)
    documents = [item.document for item in ingest([path], known=Known(today=TODAY))]
    assert [d.name for d in documents if d] == ["page-1", "page-2"]
    assert [d.title for d in documents if d] == ["Lima talks", "Quito accord"]
    assert [str(d.published) for d in documents if d] == ["2019-05-14", "2019-06-02"]


def test_one_article_is_not_cut() -> None:
    text = f"Lima talks\n\n{BODY}\nA quiet border\n\n{BODY}\nWhat comes next\n\n{BODY}"
    assert len(split(text)) == 1


def test_roles_of_passages() -> None:
    text = (
        "Lima talks\n\nBy A. Writer\n\n" + BODY + "\nA quiet border\n\n"
        "They spoke of the border and of copper\n\n" + BODY.replace("Tuesday", "Friday") + "\n"
        "Similar articles:\n\nOld talks in Quito\n\nMore copper than ever\n"
    )
    roles = [p.role for p in segment(text)]
    assert roles == [
        Role.TITLE,
        Role.BYLINE,
        Role.LEAD,
        Role.HEADING,
        Role.PULL_QUOTE,
        Role.BODY,
        Role.FURNITURE,
        Role.FURNITURE,
        Role.FURNITURE,
    ]


def test_a_long_first_line_without_a_stop_is_the_title() -> None:
    title = "Peru and Ecuador Open a Road, Sign Four Accords and Improve Ties with Two More Neighbours: a Review"
    roles = [p.role for p in segment(f"{title}\n\n{BODY}")]
    assert roles == [Role.TITLE, Role.LEAD]


def test_a_text_of_one_line_is_evidence_even_without_a_stop() -> None:
    assert [p.role for p in segment("Peru's president visited Quito")] == [Role.LEAD]


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("LIMA, 14 May 2019 — Peru's president spoke.", "2019-05-14", DateBasis.DATELINE),
        ("QUITO, June 2, 2019 (Reuters) - It rained.", "2019-06-02", DateBasis.DATELINE),
        ("Lima talks\n2019-05-14\n\nIt rained.", "2019-05-14", DateBasis.DATELINE),
        ("Lima talks\nPublished: 14 May 2019\n\nIt rained.", "2019-05-14", DateBasis.DATELINE),
        ("They met on Thursday 12 June. Trade fell in 2013.", "2014-06-12", DateBasis.INFERRED),
        ("They met on Thursday, June 12. It had fallen in 2014.", "2014-06-12", DateBasis.INFERRED),
        ("They met on 12 June 2014 in Lima, and parted.", None, DateBasis.UNKNOWN),
        ("They met on Thursday 12 June.", None, DateBasis.UNKNOWN),
        ("", None, DateBasis.UNKNOWN),
    ],
)
def test_date_of_publication(text: str, day: str | None, basis: DateBasis) -> None:
    found, how = find_date(text)
    assert (str(found) if found else None, how) == (day, basis)


@given(st.text())
def test_cleaning_is_idempotent_and_has_no_nul(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\0" not in once
    assert "\r" not in once


@given(st.text(alphabet="ab .\n—-*#1230MayTuesday,", max_size=300) | st.text(max_size=300))
def test_no_text_crashes_the_segmenter(text: str) -> None:
    plain = clean(text)
    passages = segment(plain)
    ends = [(p.span.start, p.span.end) for p in passages]
    assert ends == sorted(ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    find_date(plain)
    parts = split(plain)
    assert all(a.end == b.start for a, b in pairwise(parts))
