"""Who a text names, by a table of phrases and by what the table cannot say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook.gazetteer import gazetteer_with
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document, Passage, Role, Span
from dragoman.model.when import PartialDate
from dragoman.reading.actors import find_actors, unknown_names
from dragoman.reading.annotations import Annotations, MentionKind

TABLE = Path(__file__).parents[2] / "data" / "actors.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
SMALLEST = 600
"""Rows that the table must have."""

LEAST_RIGHT = 0.97
"""Share of the rows that must be right."""


def document(text, published="2018-06-20"):
    return Document(id=DocumentId("d"), name="d", text=text, published=PartialDate.parse(published))


def found(text, published="2018-06-20"):
    return find_actors(document(text, published))


def mention(text, words, published="2018-06-20"):
    """The last mention with these words."""
    return next(m for m in reversed(found(text, published)) if m.text == words)


def same_stretch(got, row):
    """Say whether a mention is the row's, but for an article before it."""
    start, end = row["start"], row["start"] + len(row["mention"])
    article = len("the ")
    starts = {start}
    if row["mention"].lower().startswith("the "):
        starts.add(start + article)
    if got.text.lower().startswith("the "):
        starts.add(start - article)
    return got.span.end == end and got.span.start in starts


def is_right(row):
    got = found(row["text"], row["published"])
    if row["mention"] is None:
        start = row.get("start", 0)
        end = start + len(row.get("absent", row["text"]))
        return not any(
            m.actors
            and m.span.start < end
            and m.span.end > start
            and any(a.country for a in m.actors)
            for m in got
        )
    named = next((m for m in got if same_stretch(m, row)), None)
    if named is None or not named.actors:
        return False
    countries = sorted({actor.country for actor in named.actors if actor.country})
    if "country" in row:
        wanted = row["country"] or []
        either = row.get("either") and len(countries) == 1 and countries[0] in wanted
        if countries != wanted and not either:
            return False
    if "sector" in row and {actor.sector for actor in named.actors} != {row["sector"]}:
        return False
    if "name" in row and [actor.name for actor in named.actors] != [row["name"]]:
        return False
    return "kind" not in row or named.kind == row["kind"]


def marked(row):
    """A row as a case; one that is known to come out wrong must go on doing so, or be unmarked."""
    marks = [pytest.mark.xfail(reason=row["wrong"], strict=True)] if "wrong" in row else []
    return pytest.param(row, id=f"{row['text'][:40]} [{row['mention']}]", marks=marks)


@pytest.mark.parametrize("row", [marked(row) for row in ROWS])
def test_table(row):
    assert is_right(row)


def test_the_table_is_large_and_nearly_all_right():
    right = sum("wrong" not in row for row in ROWS)
    assert len(ROWS) >= SMALLEST
    assert right / len(ROWS) >= LEAST_RIGHT


def test_the_table_has_every_part_of_the_world():
    countries = {code for row in ROWS for code in row.get("country") or ()}
    assert len(countries) > 120


def test_a_holder_is_the_one_on_the_day():
    text = "Kenya's president spoke."
    assert found(text, "2010-01-01")[0].actors[0].name == "Mwai Kibaki"
    assert found(text, "2016-01-01")[0].actors[0].name == "Uhuru Kenyatta"


def test_no_day_names_nobody_by_office():
    got = find_actors(Document(id=DocumentId("d"), name="d", text="Kenya's president spoke."))
    assert got[0].actors[0].name == "President of Kenya"


def test_a_pronoun_does_not_reach_over_paragraphs():
    text = "Nikol Pashinyan spoke.\n\nRain fell.\n\nSnow fell.\n\nIce came.\n\nHe left."
    assert all(m.text != "He" for m in found(text))


def test_passages_are_paragraphs_where_no_line_is_empty():
    parts = ["Nikol Pashinyan spoke.", "A heading", "Rain fell", "Snow fell", "He left."]
    text = "\n".join(parts)
    starts = [text.index(part) for part in parts]
    passages = tuple(
        Passage(span=Span(start=start, end=start + len(part)), role=Role.BODY)
        for start, part in zip(starts, parts, strict=True)
    )
    whole = replace(document(text), passages=passages)
    assert all(m.text != "He" for m in find_actors(whole))


def test_an_article_belongs_to_no_name_but_the_hague():
    text = "The Philippines wrote to The Hague and to the United States."
    assert [m.text for m in found(text)] == ["Philippines", "The Hague", "United States"]


def test_an_unknown_person_is_not_taken_for_the_one_before():
    text = "Nikol Pashinyan spoke. Robert Quillfeather spoke, too. He left."
    assert mention(text, "He").actors == ()


def test_gender_parts_two_persons():
    text = "Angela Merkel met Emmanuel Macron. She said that he was late."
    assert mention(text, "She").actors[0].name == "Angela Merkel"
    assert mention(text, "he").actors[0].name == "Emmanuel Macron"


def test_two_people_of_one_surname_stay_two():
    text = "Minister Ana Pereira of Angola met minister Rosa Pereira of Brazil."
    assert [m.actors[0].country for m in found(text) if "Pereira" in m.text] == ["AGO", "BRA"]


@pytest.mark.parametrize("spelling", ["Dimitri Kowaltchuk", "Dmitriy Kovalchuk"])
def test_spellings_of_one_unknown_name_are_one_actor(spelling):
    text = f"Ukrainian envoy Dmitri Kovalchuk came. Later {spelling} left."
    got = [m for m in found(text) if m.kind is MentionKind.PERSON]
    assert got[-1].actors[0].name == "Dmitri Kovalchuk"


def test_every_resolved_mention_says_why():
    text = "Norway and Chile met. The two governments said that they would sign. It rained."
    assert all(m.reason for m in found(text))


def test_unknown_names_are_told_once():
    text = "Robert Quillfeather spoke. Maria Vantongeren spoke. Robert Quillfeather left for Zwink."
    issues = unknown_names(document(text), Annotations(actors=found(text)))
    assert [issue.message for issue in issues] == [
        "nobody in the tables is called 'Robert Quillfeather'",
        "nobody in the tables is called 'Maria Vantongeren'",
    ]
    assert {issue.code for issue in issues} == {"unknown_actor"}


@pytest.mark.parametrize("word", ["of", "in", "from"])
def test_people_are_of_the_state_that_follows(word):
    got = found(f"Officials {word} Paraguay met traders from Brazil and Peru.")
    assert got[0].actors[0].country == "PRY"


def test_own_actors_are_found(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(
        "name,country,sector,kind,variants,from,to\n"
        "Ministry of Silly Walks,GBR,GOV,organisation,MSW,,\n",
        encoding="utf-8",
    )
    got = find_actors(document("The Ministry of Silly Walks replied."), gazetteer_with(file))
    assert got[0].actors[0].name == "Ministry of Silly Walks"


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("In The Hague the Labour Party left the Dutch government.", "Labour Party", "NLD"),
        ("In Tunis a court banned the Republican Party.", "Republican Party", None),
        ("In Washington the Democratic Party won the House.", "Democratic Party", "USA"),
        ("The Labour Party won.", "Labour Party", "GBR"),
    ],
)
def test_a_party_is_of_no_state_that_the_text_never_names(text, words, country):
    (actor,) = mention(text, words).actors
    assert (actor.country, actor.sector) == (country, "PTY")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Iraq agreed. The Red Cross saw the prisoners.",
            "Red Cross",
            "International Committee of the Red Cross",
        ),
        (
            "Iraq agreed. The Norwegian Red Cross came.",
            "Norwegian Red Cross",
            "Red Cross of Norway",
        ),
    ],
)
def test_who_works_everywhere_is_not_of_the_state_told_of(text, words, name):
    (actor,) = mention(text, words).actors
    assert actor.name == name


def test_names_after_messrs_are_each_of_somebody():
    text = "Messrs Merkel, Macron and Quillfeather met Mme Freeland. Turkey and Greece agreed."
    got = {m.text: {a.country for a in m.actors} for m in found(text, "2018-05-01")}
    assert got == {
        "Messrs Merkel": {"DEU"},
        "Macron": {"FRA"},
        "Quillfeather": set(),
        "Mme Freeland": {"CAN"},
        "Turkey": {"TUR"},
        "Greece": {"GRC"},
    }


def test_a_name_after_messrs_keeps_its_given_name_and_its_own_title():
    text = "Messrs Macron, Justin Trudeau and Mr Quillfeather spoke."
    got = {m.text: [a.name for a in m.actors] for m in found(text, "2018-05-01")}
    assert got == {
        "Messrs Macron": ["Emmanuel Macron"],
        "Justin Trudeau": ["Justin Trudeau"],
        "Mr Quillfeather": [],
    }
