"""Adding articles by file, by pasting and by address: what the page says of it."""

import json
import re

import pytest

from dragoman.errors import InputError
from dragoman.web.jobs import WAITING, Jobs, Outcome, Stage

TEXT = "Kenya signed an agreement on rail with Uganda in Nairobi on 3 May 2019."


def wait(site, answer):
    assert answer.status_code == 303, answer.text[:400]
    path = answer.headers["location"]
    jobs = site.client.app.state.jobs
    assert jobs.wait(jobs.find(path.rpartition("/")[2]), 120)
    return site.get(path)


def test_a_pasted_text_is_read_at_once(here) -> None:
    form = {"title": "A railway", "publisher": "Nile Times", "published": "2019-05-04"}
    page = wait(here, here.send("/add/text", {**form, "text": TEXT}))
    assert "Added: 1 document." in page.text
    assert "http-equiv" not in page.text
    (address,) = re.findall(r"/document/d[0-9a-f]+", page.text)
    document = here.get(f"{address}.json").json()
    assert (document["title"], document["publisher"]) == ("A railway", "Nile Times")
    assert document["published"] == "2019-05-04"
    assert any(c["type"] == "AGREE" for c in document["claims"])
    again = wait(here, here.send("/add/text", {**form, "text": TEXT}))
    assert "It was there already" in again.text


def test_a_file_of_several_articles_is_read(here) -> None:
    rows = [
        {"id": f"n{n}", "published": "2019-05-04", "text": TEXT + f" It is {n}."} for n in (1, 2)
    ]
    body = "\n".join(json.dumps(row) for row in rows).encode()
    files = {"file": ("news.jsonl", body)}
    answer = here.client.post("/add/file", data={"token": here.token("/add")}, files=files)
    assert "Added: 2 documents" in wait(here, answer).text


def test_what_cannot_be_read_is_told(here) -> None:
    files = {"file": ("broken.pdf", b"no pdf")}
    answer = here.client.post("/add/file", data={"token": here.token("/add")}, files=files)
    page = wait(here, answer)
    assert "Nothing was added" in page.text
    assert "broken" in page.text


@pytest.mark.parametrize("form", [{"text": "  "}, {"text": TEXT, "published": "soon"}, {}])
def test_what_is_no_article_is_refused(here, form) -> None:
    assert here.send("/add/text", form).status_code == 400


def test_a_day_that_is_not_yet_is_refused(here) -> None:
    answer = here.send("/add/text", {"text": TEXT, "published": "2999-01-01"})
    assert answer.status_code == 400


def test_nobody_is_told_of_jobs_that_are_none(here) -> None:
    assert here.get("/adding/none").status_code == 404


def test_a_page_waits_by_itself_until_it_is_over(here, monkeypatch) -> None:
    jobs = here.client.app.state.jobs
    monkeypatch.setattr(jobs, "_run", lambda: None)
    answer = here.send("/add/text", {"text": TEXT})
    page = here.get(answer.headers["location"])
    assert '<meta http-equiv="refresh" content="2">' in page.text
    assert "It waits" in page.text


def test_jobs_are_done_one_after_another_and_only_so_many(record) -> None:
    jobs = Jobs(record)
    made = []

    def work(opened, done) -> Outcome:
        made.append(len(made))
        done("x")
        return Outcome()

    first = jobs.submit("one", "ana", work)
    second = jobs.submit("two", "ana", work)
    assert jobs.wait(second, 60)
    assert first.stage is second.stage is Stage.DONE
    assert made == [0, 1]
    full = Jobs(record)
    full._run = lambda: None  # type: ignore[method-assign]
    for n in range(WAITING):
        full.submit(str(n), "ana", work)
    with pytest.raises(InputError, match="too much"):
        full.submit("more", "ana", work)


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Nile Times</title>{}</channel></rss>"""
ITEM = (
    "<item><title>A railway {0}</title><link>https://nile.example/{0}</link>"
    "<pubDate>Sat, 04 May 2019 10:00:00 GMT</pubDate></item>"
)


def test_what_is_new_on_a_feed_is_added_so_many_at_once(here, monkeypatch) -> None:
    from dragoman.ingesting.fetching import Fetched, Fetcher
    from dragoman.web.routers import adding

    asked = []

    def fetch(self, url, **_):
        asked.append(url)
        if url.endswith(".rss"):
            items = "".join(ITEM.format(n) for n in range(3))
            return Fetched(url=url, data=FEED.format(items).encode(), kind="application/rss+xml")
        page = f"<html><body><article><h1>A railway</h1><p>{TEXT} {url}</p></article></body></html>"
        return Fetched(url=url, data=page.encode(), kind="text/html")

    monkeypatch.setattr(Fetcher, "fetch", fetch)
    monkeypatch.setattr(adding, "FEED_ARTICLES", 2)
    form = {"url": "https://nile.example/news.rss"}
    assert "Added: 2 documents" in wait(here, here.send("/add/feed", form)).text
    assert len(asked) == 3
    assert "Added: 1 document" in wait(here, here.send("/add/feed", form)).text
    assert here.send("/add/feed", {"url": "file:///etc/passwd"}).status_code == 400
