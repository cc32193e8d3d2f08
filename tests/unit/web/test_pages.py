"""Every page and each of its twins: it answers, it is whole, and it asks nothing of anybody else."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

PAGES = (
    "/",
    "/search",
    "/search?q=gas+actor:RUS",
    "/search?q=gas&sort=newest&offset=20",
    "/events",
    "/events?about=BLR&period=2014",
    "/events?about=ARM&with=AZE",
    "/events?period=undated",
    "/documents",
    "/document/2014-10-eurasian-union-grows",
    "/actors",
    "/actor/BLR",
    "/actor/EU",
    "/relations",
    "/relations?from=2014&to=2016-06",
    "/dyad/BLR-RUS",
    "/dyad/ARM-AZE?by=month",
    "/dyad/USA-RUS?by=year",
    "/dyad/ARM-AZE/2016-Q2",
    "/dyad/ARM-AZE/2016-04",
    "/triad/ARM-AZE-RUS",
    "/map",
    "/map?about=BLR",
    "/network",
    "/votes",
    "/votes?year=1975",
    "/votes/1308",
    "/votes/agreement",
    "/votes/agreement?states=USA,FRA,RUS&year=1990",
    "/votes/ideal",
    "/outlooks",
    "/forecasts",
    "/outlooks?about=BLR&verdict=open",
    "/digests",
    "/digests?about=ETH",
    "/digest/BLR/2016-06",
    "/codebook",
    "/codebook/event_types",
    "/codebook/event_types/CONSULT",
    "/codebook/modes/CONSULT.visit",
    "/about",
    "/api",
)

LISTS = (
    "/events",
    "/documents",
    "/actors",
    "/relations",
    "/dyad/BLR-RUS",
    "/triad/ARM-AZE-RUS",
    "/map",
    "/network",
    "/votes",
    "/votes/1308",
    "/votes/agreement",
    "/votes/ideal",
    "/outlooks",
    "/digests",
    "/codebook/modes",
)

FEEDS = ("/events.atom", "/documents.atom", "/digests.atom?about=BLR", "/search.atom?q=gas")


class Outline(HTMLParser):
    """What a page is made of: tags with their attributes, and the text between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_sober(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200, answer.text[:400]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Outline(answer.text)
    assert [a["lang"] for a in page.all("html")] == ["en"]
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert all(script.get("src") for script in page.all("script")), "a script inside the page"
    assert not page.all("style", "iframe", "object", "embed")
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")], tag
    ids = [a["id"] for _, a in page.tags if a.get("id")]
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_no_address_of_others(site: TestClient, path: str) -> None:
    page = Outline(site.get(path).text)
    for tag, attributes in page.tags:
        for name in ("href", "src", "action", "hx-get", "data"):
            value = attributes.get(name) or "/"
            assert re.match(r"/(?!/)|#", value), (tag, value)


@pytest.mark.parametrize("path", PAGES)
def test_links_of_a_page_lead_somewhere(site: TestClient, path: str) -> None:
    page = Outline(site.get(path).text)
    own = {a["id"] for _, a in page.tags if a.get("id")}
    seen = {a["href"] or "" for a in page.all("a", "link")}
    for inside in (link for link in seen if link.startswith("#")):
        assert inside[1:] in own, inside
    others = sorted(link for link in seen if link.startswith("/"))
    for link in others[:: max(1, len(others) // 6)]:
        assert site.get(link).status_code in (200, 307), link


@pytest.mark.parametrize("path", [p for p in PAGES if p not in ("/", "/search", "/api")])
def test_a_page_has_a_json_twin(site: TestClient, path: str) -> None:
    plain, _, query = path.partition("?")
    answer = site.get(f"{plain}.json" + (f"?{query}" if query else ""))
    assert answer.status_code == 200, answer.text[:400]
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(json.loads(answer.text), dict)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_a_csv_twin_with_the_same_rows(site: TestClient, path: str) -> None:
    answer = site.get(f"{path}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    data = site.get(f"{path}.json").json()
    items = next((v for k, v in data.items() if k in ("items", "ties", "votes")), None)
    if items is not None:
        assert len(rows) == len(items)


@pytest.mark.parametrize("path", FEEDS)
def test_a_list_by_time_has_a_feed(site: TestClient, path: str) -> None:
    answer = site.get(path)
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ET.fromstring(answer.content)
    name = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{name}entry")
    assert entries
    for entry in entries:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{name}updated") or "")
        link = entry.find(f"{name}link")
        assert link is not None
        assert site.get(link.attrib["href"]).status_code == 200


def test_the_first_page_is_light(site: TestClient) -> None:
    """Less than 100 kB over the wire, with its style sheet and every font that it preloads or may use."""
    packed = site.get("/", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    page = Outline(packed.text)
    total = int(packed.headers["content-length"])
    for link in page.all("link"):
        if link["rel"] in ("stylesheet", "preload", "icon"):
            got = site.get(link["href"] or "", headers={"accept-encoding": "gzip"})
            assert got.status_code == 200
            total += int(got.headers["content-length"])
    assert not page.all("script")
    assert total < 100_000, total


def test_a_map_marks_what_is_disputed_and_has_a_table(site: TestClient) -> None:
    text = site.get("/map").text
    assert text.count('class="hatched"') >= 6
    assert "Crimea: held by Russia since 2014" in text
    assert "Western Sahara" in text
    assert "The same as a table" in text


def test_an_event_shows_every_quote_in_its_passage(site: TestClient) -> None:
    events = [
        event
        for period in range(2010, 2022)
        for event in site.get(f"/events.json?period={period}&limit=100").json()["items"]
    ]
    told = max(events, key=lambda event: len(event["documents"]))
    data = site.get(f"/event/{told['id']}.json").json()
    text = site.get(f"/event/{told['id']}").text
    assert len(data["claims"]) >= 2
    for claim in data["claims"]:
        assert f'id="{claim["id"]}"' in text
    assert text.count('class="words"') == len(data["claims"])
    assert f"from {data['reports']} report" in text
    assert "Why one event?" in text


def test_accounts_that_differ_stand_side_by_side(site: TestClient) -> None:
    events = [
        event
        for period in range(2010, 2022)
        for event in site.get(f"/events.json?period={period}&limit=100").json()["items"]
        if event["disputed"]
    ]
    assert events
    text = site.get(f"/event/{events[0]['id']}").text
    assert text.count('class="side"') >= 2
    assert "Where accounts differ" in text


def test_a_document_marks_its_claims_and_lists_them(site: TestClient) -> None:
    data = site.get("/document/2014-10-eurasian-union-grows.json").json()
    text = site.get("/document/2014-10-eurasian-union-grows").text
    for claim in data["claims"]:
        assert f'href="#claim-{claim["id"]}"' in text
        assert f'id="claim-{claim["id"]}"' in text
        assert data["text"][claim["span"][0] : claim["span"][1]] == claim["quote"]


def test_lists_go_on_where_they_stopped(site: TestClient) -> None:
    seen: list[str] = []
    after = ""
    for _ in range(20):
        part = site.get(f"/events.json?limit=100&after={after}").json()
        seen += [item["id"] for item in part["items"]]
        after = part["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == part["total"]
    undated = site.get("/events.json?period=undated&limit=100").json()
    assert part["total"] + undated["total"] == site.get("/index.json").json()["counts"]["events"]


def test_a_relation_opens_to_its_drivers(site: TestClient) -> None:
    data = site.get("/dyad/ARM-AZE.json?by=month").json()["relations"][0]
    point = next(p for p in data["points"] if p["drivers"] and p["value"] is not None)
    text = site.get("/dyad/ARM-AZE?by=month").text
    assert f"/dyad/ARM-AZE/{point['period']}" in text
    opened = site.get(f"/dyad/ARM-AZE/{point['period']}").text
    for driver in point["drivers"]:
        assert f"/event/{driver['event']}" in opened
    counted = sum(d["points"] for d in point["drivers"] if d["counts"])
    assert point["value"] == pytest.approx(counted)


def test_a_digest_cites_each_source(site: TestClient) -> None:
    data = site.get("/digest/BLR/2016.json").json()
    text = site.get("/digest/BLR/2016").text
    assert data["sources"]
    for source in data["sources"]:
        assert f'id="s{source["number"]}"' in text


def test_search_shows_what_it_understood(site: TestClient) -> None:
    text = site.get("/search?q=gas+-status:planned").text
    assert 'aria-label="Remove gas"' in text
    assert 'aria-label="Remove -status:planned"' in text
    assert "<mark>gas</mark>" in text.lower()


def test_an_empty_search_says_which_condition_to_drop(site: TestClient) -> None:
    text = site.get("/search?q=gas+zebra").text
    assert "No claim holds all of this" in text
    assert "without zebra" in text


def test_a_roll_call_names_states_as_they_were_called_then(site: TestClient) -> None:
    votes = site.get("/votes/1308.json").json()["votes"]
    names = {vote["name"] for vote in votes}
    assert "Soviet Union" in names
    assert "Russia" not in names


@pytest.mark.parametrize(
    ("path", "section"),
    [("/events", "/events"), ("/dyad/BLR-RUS", "/relations"), ("/digest/BLR/2016", "/digests")],
)
def test_the_menu_tells_to_what_a_page_belongs(site: TestClient, path: str, section: str) -> None:
    marked = re.findall(r'<li><a href="([^"]+)" aria-current="(\w+)"', site.get(path).text)
    assert marked == [(section, "page" if path == section else "true")]


def test_an_outlook_names_its_document_by_title(site: TestClient) -> None:
    text = site.get("/outlooks").text
    assert ">Sudan gets a way out of its debt</a>" in text
    assert "if if" not in text
