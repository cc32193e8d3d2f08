"""The layers of an annotation: only those asked for, and their shape in JSON."""

import importlib
from decimal import Decimal

import pytest

from dragoman.model.actors import Actor
from dragoman.model.ids import DocumentId
from dragoman.model.text import Document, Span
from dragoman.model.when import UNKNOWN_TIME, PartialDate, When
from dragoman.reading import LAYERS, Annotations, annotate, annotations_to_json
from dragoman.reading.annotations import (
    ActorMention,
    AmountMention,
    MentionKind,
    PlaceMention,
    TimeMention,
)

TEXT = "On 5 June 2014 Kenya lent Somalia $3m in Nairobi."
DOCUMENT = Document(id=DocumentId("d"), name="d", text=TEXT, published=PartialDate(2014, 6, 7))
WORDS = {"span": Span(start=0, end=2), "text": "ab"}


@pytest.mark.parametrize("layer", LAYERS)
def test_only_the_layers_asked_for_are_found(layer):
    found = annotate(DOCUMENT, layers=[layer])
    assert [name for name in LAYERS if getattr(found, name)] == [layer]


def test_actors_are_not_looked_for_where_only_times_are_asked(monkeypatch):
    def fail(*_, **__):
        pytest.fail("nobody asked for actors")

    module = importlib.import_module("dragoman.reading.annotate")
    monkeypatch.setattr(module, "find_actors", fail)
    monkeypatch.setattr(module, "find_places", fail)
    assert annotate(DOCUMENT, layers=["times", "amounts"]).times


def test_a_time_in_json():
    when = When(start=PartialDate(2014, 6), end=PartialDate(2014, 7))
    times = tuple(
        TimeMention(**WORDS, type="DATE", value="2014-06", when=w) for w in (when, UNKNOWN_TIME)
    )
    known, unknown = annotations_to_json(Annotations(times=times))["times"]
    assert known == {
        "start": 0, "end": 2, "text": "ab", "type": "DATE",
        "value": "2014-06", "from": "2014-06", "to": "2014-07",
    }  # fmt: skip
    assert (unknown["from"], unknown["to"]) == (None, None)


def test_words_for_several_actors_give_one_object_each_and_unknown_ones_one():
    both = (
        Actor(name="Peru", country="PER", sector="GOV"),
        Actor(name="Chile", country="CHL", sector="GOV"),
    )
    mentions = (
        ActorMention(**WORDS, kind=MentionKind.DESCRIPTION, actors=both),
        ActorMention(**WORDS, kind=MentionKind.PERSON, actors=()),
    )
    rows = annotations_to_json(Annotations(actors=mentions))["actors"]
    assert [(row["name"], row["country"], row["sector"]) for row in rows] == [
        ("Peru", "PER", "GOV"),
        ("Chile", "CHL", "GOV"),
        (None, None, None),
    ]
    assert [row["kind"] for row in rows] == ["description", "description", "person"]


def test_a_place_in_json():
    place = PlaceMention(**WORDS, name="Lima", country="PER", lat=-12.0, lon=-77.0)
    assert annotations_to_json(Annotations(places=(place,)))["places"] == [
        {"start": 0, "end": 2, "text": "ab", "country": "PER", "lat": -12.0, "lon": -77.0}
    ]


def test_an_amount_in_json():
    amount = AmountMention(
        **WORDS, value=Decimal("3.5"), value_max=Decimal(12), unit="percent", approx=True
    )
    assert annotations_to_json(Annotations(amounts=(amount,)), layers=["amounts"]) == {
        "amounts": [
            {
                "start": 0, "end": 2, "text": "ab",
                "value": 3.5, "value_max": 12, "unit": "percent", "approx": True,
            }
        ]
    }  # fmt: skip
