"""What every answer carries, and what a reader's choice changes."""

import pytest
from starlette.testclient import TestClient

from dragoman.web.theme import local


@pytest.mark.parametrize(
    "path", ["/", "/events.json", "/nothing", "/nothing.json", "/openapi.json"]
)
def test_an_answer_says_what_it_may_load(site: TestClient, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_what_a_reader_has_is_not_sent_again(site: TestClient) -> None:
    first = site.get("/actors")
    again = site.get("/actors", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert site.get("/actors", headers={"if-none-match": '"other"'}).status_code == 200


def test_files_are_kept_for_good_under_their_digest(site: TestClient) -> None:
    page = site.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in site.get(address).headers["cache-control"]
    assert site.get("/").headers["cache-control"] == "private, no-cache"


def test_head_asks_for_headers_alone(site: TestClient) -> None:
    answer = site.head("/events")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_the_theme_is_kept_without_a_script(site: TestClient) -> None:
    answer = site.post("/theme", data={"theme": "dark", "back": "/events?about=ARM"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/events?about=ARM"
    assert 'data-theme="dark"' in site.get("/about").text
    site.post("/theme", data={"theme": "system"})
    assert "data-theme" not in site.get("/about").text
    site.cookies.clear()


@pytest.mark.parametrize(
    "back",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/\n/x", ""],
)
def test_nobody_is_led_to_another_site(site: TestClient, back: str) -> None:
    assert local(back) == "/"
    answer = site.post("/theme", data={"theme": "light", "back": back})
    assert answer.headers.get("location", "/") == "/"
    site.cookies.clear()


def test_no_other_theme_is_known(site: TestClient) -> None:
    assert site.post("/theme", data={"theme": "<b>"}).status_code == 400
    forged = site.get("/", headers={"cookie": "dragoman_theme=<script>"})
    assert "data-theme" not in forged.text
    site.cookies.clear()


def test_the_sample_says_that_it_is_one(site: TestClient) -> None:
    assert "This is the bundled sample" in site.get("/").text
