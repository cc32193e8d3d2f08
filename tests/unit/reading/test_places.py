"""Places: what is one, what is not, and which it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.places import pack, places
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document
from dragoman.reading.actors import find_actors
from dragoman.reading.annotations import PlaceMention
from dragoman.reading.places import find_places

DEVELOPMENT = Path(__file__).parents[2] / "data/places_dev.jsonl"


def found(text: str) -> tuple[PlaceMention, ...]:
    document = Document(id=DocumentId("t"), name="t", text=text)
    return find_places(document, find_actors(document))


def countries(text: str) -> dict[str, str | None]:
    return {mention.text: mention.country for mention in found(text)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Police in Springfield, Illinois, closed the road.", {"Springfield": "USA", "Illinois": "USA"}),
        ("The council of London, Ontario, met on Monday.", {"London": "CAN", "Ontario": "CAN"}),
        ("Lebanese soldiers left Tripoli and drove to Beirut.", {"Tripoli": "LBN", "Beirut": "LBN"}),
        ("Boats left Tripoli and Misrata in Libya.", {"Tripoli": "LBY", "Misrata": "LBY", "Libya": "LBY"}),
        ("A cyclist died in Kyiv. Others were hurt in Odessa.", {"Kyiv": "UKR", "Odessa": "UKR"}),
        ("Lawyers in Atlanta say Georgia and Alabama agree.", {"Atlanta": "USA", "Georgia": "USA", "Alabama": "USA"}),
        ("Tbilisi says Georgia and Armenia agree.", {"Tbilisi": "GEO", "Georgia": "GEO", "Armenia": "ARM"}),
        ("Rain fell along the Danube.", {"Danube": None}),
        ("KABUL, Afghanistan (Reuters) - A bomb went off.", {"KABUL": "AFG", "Afghanistan": "AFG"}),
        ("Dover, Del., will host the race.", {"Dover": "USA", "Del": "USA"}),
        ("Sen. Paul, R-Ky., flew to Dallas-Fort Worth.", {"Ky": "USA", "Dallas": "USA", "Fort Worth": "USA"}),
        ("Iraq moved camps in Hammam al-Alil and Mosul.", {"Iraq": "IRQ", "Hammam al-Alil": "IRQ", "Mosul": "IRQ"}),
        ("A ship crossed the Red Sea to Egypt.", {"Red Sea": None, "Egypt": "EGY"}),
        ("Kosovo Serbs left Pristina.", {"Kosovo": "XKX", "Pristina": "XKX"}),
        ("Bwera, Uganda, is quiet. So is Kampala.", {"Bwera": "UGA", "Uganda": "UGA", "Kampala": "UGA"}),
        ("The U.S. and the UK signed in Washington, D.C., today.", {"U.S.": "USA", "UK": "GBR", "Washington, D.C.": "USA"}),
    ],
)  # fmt: skip
def test_names_and_their_states(text, meant):
    assert countries(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton and Jack London smiled.",
        "The University of Zagreb beat the Bank of Japan.",
        "The New York Times and the Boston Celtics lost.",
        "Of the nine, one was ill. Reading is fun.",
        "Same for May and March.",
        "The French and the Kenyans spoke English.",
        "NATO and the EU met the UN.",
        "He paid US$20 and left.",
        "The West Nile virus and the Paris Agreement were named.",
        "They sat on the west bank of a river.",
    ],
)
def test_what_is_no_place(text):
    assert countries(text) == {}


def test_a_place_keeps_where_it_lies():
    (mention,) = found("He was born in Nairobi.")
    assert (mention.kind, mention.located) == ("capital", True)
    assert mention.lat == pytest.approx(-1.28, abs=0.1)
    assert mention.lon == pytest.approx(36.82, abs=0.1)


def test_a_name_in_no_list_lies_where_the_report_does():
    told = countries(
        "Nairobi is dry. Kisumu is dry. Farmers near the Gobbledok River wait for rain."
    )
    assert told["Gobbledok River"] == "KEN"


def test_other_names_of_a_city_are_one_place():
    assert {m.name for m in found("He flew to Bombay. She stayed in Mumbai.")} <= {"Mumbai"}


def test_the_development_set_is_what_the_protocol_says():
    lines = [json.loads(line) for line in DEVELOPMENT.read_text("utf-8").splitlines()]
    assert len(lines) >= 60
    assert sum(len(line["places"]) for line in lines) >= 300
    for line in lines:
        for place in line["places"]:
            assert line["text"][place["start"] : place["end"]] == place["text"]


PIECES = st.sampled_from(
    ["Paris", "Texas", "in", ",", ".", "-", "'s", "’", "\n", "(AP)", "—", "U.S.", "St.", "Louis", "New", "York",
     "al", "River", "Lake", "D.C.", "Ill.", "İzmir", "ß", "ﬃ", "Kyiv", "1", "$", "Mr.", "Lincoln", "of", "the"]
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=200), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))
)
def test_no_text_crashes_it_and_mentions_lie_in_order(text):
    document = Document(id=DocumentId("t"), name="t", text=text)
    at = 0
    for mention in find_places(document, ()):
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert mention.text == text[mention.span.start : mention.span.end]
        at = mention.span.end


def test_the_index_finds_every_kind_of_name():
    for key, kind in [
        ("france", "state"),
        ("oyo", "city"),
        ("danube", "water"),
        ("sahel", "area"),
        ("texas", "region"),
    ]:
        entry = places().get(key)
        assert entry is not None
        assert kind in {site.kind for site in entry.sites}


def test_the_index_looks_for_the_longest_name():
    assert [count for count, _ in places().starting(["new", "york", "city", "council"])] == [3, 2]
    assert places().get("no such place") is None


def test_a_record_has_one_width():
    records = {len(pack(k, r, lat, lon, n)) for k in ("state", "site") for r, lat, lon, n in [(0, -90, -180, 0), (46655, 90, 180, 1e9)]}  # fmt: skip
    assert records == {11}
