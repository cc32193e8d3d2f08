"""Words that carry claims."""

import pytest

from dragoman.codebook.lexicon import (
    NEEDS,
    PATHS,
    Need,
    classes,
    frames,
    parse_need,
    standing,
)
from dragoman.codebook.ontology import table


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("obj", Need(test="obj")),
        ("obj:party", Need(test="obj", words=frozenset({"party"}))),
        ("prep:to", Need(test="prep", word="to")),
        ("prep:with:war", Need(test="prep", word="with", words=frozenset({"war"}))),
        ("prt:off", Need(test="prt", word="off")),
    ],
)
def test_a_need_is_read(text: str, need: Need) -> None:
    assert parse_need(text) == need


def test_a_class_stands_for_its_words() -> None:
    name = next(iter(classes()))
    assert parse_need(f"obj:@{name}").words == classes()[name]


def test_every_frame_tells_of_a_type_and_says_where_its_parties_stand() -> None:
    types = table("event_types")
    for key, found in frames().items():
        for frame in found:
            assert frame.type in types, key
            assert {need.test for need in frame.needs} <= NEEDS, key
            assert {*frame.actor, *frame.recipient} <= PATHS, key


def test_frames_are_found_by_part_of_speech_and_lemma() -> None:
    assert frames()["verb", "sign"][0].type == "AGREE"
    assert ("verb", "nonsense") not in frames()


def test_words_of_standing_are_kept_by_what_they_say() -> None:
    assert all(standing().values())
