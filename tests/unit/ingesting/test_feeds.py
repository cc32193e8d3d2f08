import gzip
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import ExtractError, InputError
from dragoman.ingesting import Known, ingest, listing, load_sources

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Review</title>
<item><title>One</title><link>/one</link><pubDate>Tue, 05 Mar 2019 10:00:00 GMT</pubDate></item>
<item><title>No link</title></item></channel></rss>"""
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Review</title>
<entry><title>Two</title><link href="https://review.example/two"/><updated>2020-01-02T03:04:05Z</updated>
<content type="html">&lt;p&gt;%s&lt;/p&gt;</content></entry></feed>""" % (
    b"On 2 January 2020 the foreign minister of Ghana met her Togolese colleague in Accra. " * 6
)
MAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://review.example/a</loc><lastmod>2021-05-06</lastmod></url><url></url></urlset>"""
MAPS = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://review.example/map2.xml</loc></sitemap></sitemapindex>"""


@pytest.fixture
def today():
    return date(2026, 11, 26)


def test_rss_atom_and_sitemaps_are_told_apart() -> None:
    rss = listing(RSS, "https://review.example/feed")
    assert rss.title == "Harbour Review"
    assert [(e.url, e.published) for e in rss.entries] == [
        ("https://review.example/one", "2019-03-05")
    ]
    atom = listing(ATOM, "https://review.example/feed")
    assert atom.entries[0].text.startswith("<p>On 2 January")
    assert [e.stamp for e in listing(MAP, "x").entries] == ["2021-05-06"]
    assert listing(MAPS, "x").further == ("https://review.example/map2.xml",)


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"<html><body>no feed</body></html>",
        b"<urlset><url>",
        b"",
        b'<!DOCTYPE x [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>',
    ],
)
def test_what_is_no_feed_is_refused(data) -> None:
    with pytest.raises(ExtractError):
        listing(data, "https://review.example/feed")


def test_a_saved_feed_gives_the_articles_that_it_carries(tmp_path, today) -> None:
    path = tmp_path / "review.atom"
    path.write_bytes(ATOM)
    (found,) = ingest([path], known=Known(today=today))
    assert found.document is not None
    assert found.document.title == "Two"
    assert str(found.document.published) == "2020-01-02"
    assert found.document.publisher == "Harbour Review"
    assert found.document.url == "https://review.example/two"
    (tmp_path / "links.rss").write_bytes(RSS)
    (refused,) = ingest([tmp_path / "links.rss"], known=Known(today=today))
    assert refused.document is None
    assert "dragoman watch" in refused.issues[0].hint


def _warc(path: Path, pages: list[tuple[str, str, bytes]]) -> None:
    """Write an archive, each record packed by itself where the name says so."""
    parts = []
    for number, (url, kind, data) in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + data
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{number}>\r\n"
            f"WARC-Date: 2020-01-05T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        parts.append(gzip.compress(record, mtime=0) if path.suffix == ".gz" else record)
    path.write_bytes(b"".join(parts))


PAGE = (
    b"<html><head><title>Talks in Accra</title></head><body><article><p>"
    + b"On 2 January 2020 the foreign minister of Ghana met her Togolese colleague in Accra. " * 6
    + b"</p></article></body></html>"
)


@pytest.mark.parametrize("name", ["kept.warc", "kept.warc.gz"])
def test_a_web_archive_gives_its_pages(tmp_path, today, name) -> None:
    path = tmp_path / name
    pages = [
        ("https://review.example/talks", "text/html; charset=utf-8", PAGE),
        ("https://review.example/logo.png", "image/png", b"\x89PNG"),
    ]
    _warc(path, pages)
    (found,) = ingest([tmp_path], known=Known(today=today))
    assert found.document is not None
    assert found.document.url == "https://review.example/talks"
    assert found.document.name == "review.example/talks"


def test_a_broken_archive_keeps_what_came_before_the_break(tmp_path, today) -> None:
    path = tmp_path / "kept.warc.gz"
    _warc(path, [(f"https://review.example/{n}", "text/html", PAGE + bytes([n])) for n in range(9)])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    found = list(ingest([path], known=Known(today=today)))
    assert any(item.document for item in found)
    assert found[-1].document is None
    assert "breaks off" in found[-1].issues[0].message
    path.write_bytes(b"not an archive at all")
    (refused,) = ingest([path], known=Known(today=today))
    assert refused.document is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("feeds: []", "names no feeds"),
        ("- a", "names no feeds"),
        ("feeds:\n- publisher: x", "has no 'url'"),
        ("feeds:\n- url: x\n  colour: red", "unknown 'colour'"),
        ("feeds: [", "no YAML"),
    ],
)
def test_a_wrong_file_of_feeds_says_what_is_wrong(tmp_path, text, fault) -> None:
    path = tmp_path / "feeds.yml"
    path.write_text(text)
    with pytest.raises(InputError, match=fault):
        load_sources(path)
    with pytest.raises(InputError, match="cannot be read"):
        load_sources(tmp_path / "none.yml")
