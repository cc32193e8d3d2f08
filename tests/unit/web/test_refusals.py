"""What is refused, and how: a page for people, RFC 9457 for programs, nothing of the inside for anybody."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman import errors
from dragoman.chronicle import Chronicle
from dragoman.web import Settings, create_app
from dragoman.web.problems import STATUSES, status_of


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/event/e000", 404),
        ("/document/none", 404),
        ("/claim/c000", 404),
        ("/actor/Nobody%20at%20all", 404),
        ("/dyad/ARM", 404),
        ("/dyad/ARM-AZE-RUS", 404),
        ("/dyad/ARM-AZE/2016-99", 404),
        ("/dyad/ARM-AZE/2016-Q9", 404),
        ("/dyad/ARM-ARM", 400),
        ("/triad/ARM-ARM-AZE", 400),
        ("/dyad/ARM-AZE?scale=none", 400),
        ("/dyad/ARM-AZE?by=week", 400),
        ("/events?period=soon", 400),
        ("/events?after=nowhere", 400),
        ("/events?limit=0", 400),
        ("/events?limit=1000", 400),
        ("/relations?from=2016&to=2014", 400),
        ("/search?q=actr:ARM", 400),
        ("/votes/99999999", 404),
        ("/votes?year=12", 400),
        ("/votes/agreement?states=XXX", 404),
        ("/codebook/nothing", 400),
        ("/codebook/modes/nothing", 400),
        ("/digest/BLR/soon", 404),
        ("/static/000000000000/dragoman.css", 404),
        ("/static/x/..%2f..%2fapp.py", 404),
    ],
)
def test_it_is_said_what_is_wrong(site: TestClient, path: str, status: int) -> None:
    page = site.get(path)
    assert page.status_code == status, page.text[:300]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Traceback" not in page.text
    if path.startswith("/static"):
        return
    plain, _, query = path.partition("?")
    data = site.get(f"{plain}.json" + (f"?{query}" if query else ""))
    assert data.status_code == status
    assert data.headers["content-type"] == "application/problem+json"
    body = data.json()
    assert body["status"] == status
    assert body["detail"]


def test_an_unknown_parameter_is_refused_with_the_nearest_name(site: TestClient) -> None:
    body = site.get("/events.json?lmit=3").json()
    assert body["detail"] == "no parameter is called 'lmit'"
    assert body["nearest"] == ["limit"]
    assert site.get("/about?x=1").status_code == 400


def test_a_fault_in_a_search_is_shown_at_its_place(site: TestClient) -> None:
    body = site.get("/search.json?q=gas actr:ARM").json()
    assert body["at"] == len("gas ")
    assert "<mark>actr:ARM</mark>" in site.get("/search?q=gas actr:ARM").text


def test_nothing_of_the_inside_is_told(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("a secret path /root/secret")

    monkeypatch.setattr(Chronicle, "leaf", broken)
    client = TestClient(create_app(Settings(record=record)), raise_server_exceptions=False)
    for path in ("/events", "/events.json"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text


def test_a_record_that_is_gone_does_not_tell_where_it_was(record: Path, tmp_path: Path) -> None:
    copy = tmp_path / "secret.dragoman"
    shutil.copy(record, copy)
    client = TestClient(create_app(Settings(record=copy)), raise_server_exceptions=False)
    copy.unlink()
    page, twin = client.get("/events"), client.get("/events.json")
    assert (page.status_code, twin.status_code) == (500, 500)
    assert "Something went wrong here" in page.text
    assert '<a href="/events">Try again</a>' in page.text
    assert twin.json()["detail"] == "the record cannot be read just now"
    for answer in (page, twin):
        assert str(tmp_path) not in answer.text


def test_every_error_of_ours_has_a_status() -> None:
    kinds = [
        k for k in vars(errors).values() if isinstance(k, type) and k.__module__ == errors.__name__
    ]
    assert all(status_of(kind) in {400, 404, 500, 502, 503} for kind in kinds)
    assert set(STATUSES) <= set(kinds)


def test_what_an_article_holds_is_never_markup(hostile: TestClient) -> None:
    documents = hostile.get("/documents.json").json()["items"]
    events = hostile.get("/events.json").json()["items"]
    assert documents
    assert events
    paths = ["/", "/events", "/documents", "/about", "/search?q=agreement", "/actor/PER", "/map"]
    paths += [f"/document/{d['id']}" for d in documents] + [f"/event/{e['id']}" for e in events]
    paths += ["/digest/PER/2019-05", "/dyad/PER-CHL", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"]
    for path in paths:
        text = hostile.get(path).text
        assert "<script>alert" not in text, path
        assert "<img" not in text, path
        assert 'href="javascript:' not in text, path
    whole = hostile.get(f"/document/{documents[0]['id']}").text
    assert "&lt;script&gt;" in whole
    assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", whole)


def test_formulas_do_not_start_in_a_spreadsheet(hostile: TestClient) -> None:
    from dragoman.web.pages import to_csv

    assert to_csv([{"a": "=1+1", "b": "@x", "c": -1, "d": None}]).splitlines()[1] == "'=1+1,'@x,-1,"


def test_a_request_cannot_write(record: Path) -> None:
    with (
        Chronicle(record, create=False, write=False) as opened,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        opened._record._db.execute("delete from events")


def test_there_must_be_a_record(tmp_path: Path) -> None:
    with pytest.raises(errors.RecordError, match="there is no record"):
        create_app(Settings(record=tmp_path / "none.dragoman"))
