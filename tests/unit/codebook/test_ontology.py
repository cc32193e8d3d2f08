"""Definitions, their examples, and the ways between code systems."""

from collections.abc import Iterator

import pytest

from dragoman.codebook.gazetteer import Organisation, Person, State, gazetteer
from dragoman.codebook.names import words
from dragoman.codebook.ontology import Entry, Example, find, plover_of_cameo, table, weigh, weights
from dragoman.codebook.tables import read
from dragoman.errors import UnknownName

TABLES = (
    "event_types",
    "modes",
    "contexts",
    "statuses",
    "choices",
    "polarities",
    "likelihoods",
    "indicators",
    "sectors",
    "quads",
)
COMMENT = "01"
"""CAMEO's root of public statements, for which PLOVER has no type."""


def examples() -> Iterator[tuple[str, Entry, Example]]:
    for name in TABLES:
        for entry in table(name).values():
            for example in (*entry.examples, *entry.examples_bad):
                yield name, entry, example


def named(text: str) -> set[str]:
    """The codes of all parties that the gazetteer finds in a text, whatever it would choose."""
    codes = set()
    for hit in gazetteer().find(list(words(text))):
        for name in hit.names:
            target = name.target
            if isinstance(target, State):
                codes.add(target.id)
            elif isinstance(target, Organisation | Person):
                codes.add(target.country)
    return codes


@pytest.mark.parametrize("name", TABLES)
def test_every_entry_is_defined_by_example_and_counter_example(name: str) -> None:
    for entry in table(name).values():
        assert entry.definition, entry.where
        assert entry.examples, entry.where
        assert entry.examples_bad, entry.where
        assert all(example.text.strip() for example in entry.examples), entry.where


def test_a_counter_example_says_why_and_is_no_example() -> None:
    good = {example.text for _, entry, example in examples() if example in entry.examples}
    for _, entry, example in examples():
        if example in entry.examples_bad:
            assert example.why, entry.where
            assert example.text not in good or example.type, entry.where


def test_the_gazetteer_finds_the_parties_of_every_example() -> None:
    count = 0
    for _, entry, example in examples():
        wanted = {*example.actors, *example.recipients}
        count += bool(wanted)
        assert wanted <= named(example.text), f"{entry.where}: {example.text}"
    assert count >= 80


def test_examples_use_the_codes_of_the_other_tables() -> None:
    types, statuses = {*table("event_types"), ""}, {*table("statuses"), ""}
    for _, entry, example in examples():
        assert example.type in types, entry.where
        assert example.status in statuses, entry.where


def test_the_modes_of_a_type_are_defined() -> None:
    modes = set(table("modes"))
    for row in read("event_types"):
        assert {f"{row['id']}.{mode}" for mode in row["modes"]} <= modes, row.where
    assert {mode.split(".")[0] for mode in modes} <= set(table("event_types"))


def test_there_are_sixteen_types_in_four_quads() -> None:
    types = table("event_types")
    assert len(types) == 16
    assert {entry.extra["quad"] for entry in types.values()} == set(table("quads"))


def test_the_nearest_entry_is_offered() -> None:
    assert find("event_types", "AID").id == "AID"
    with pytest.raises(UnknownName) as caught:
        find("event_types", "ASAULT")
    assert "ASSAULT" in caught.value.nearest


def test_every_root_of_cameo_has_a_type_and_comes_back() -> None:
    there, back = plover_of_cameo(), read("plover_cameo")
    roots = {row["code"] for row in read("cameo") if len(row["code"]) == 2}
    assert roots == {f"{number:02}" for number in range(1, 21)}
    assert roots - set(there) == {COMMENT}
    for root in roots - {COMMENT}:
        assert (there[root][0], root) in {(row["plover"], row["cameo_root"]) for row in back}, root


def test_every_type_of_plover_has_a_root_and_comes_back() -> None:
    there = plover_of_cameo()
    mains = {}
    for row in read("plover_cameo"):
        if not row["mode"]:
            mains.setdefault(row["plover"], row["cameo_root"])
    assert set(mains) == set(table("event_types"))
    for type_, root in mains.items():
        assert type_ in {plover for code, (plover, _) in there.items() if code.startswith(root)}


def test_a_code_of_cameo_gives_a_mode_that_its_type_has() -> None:
    modes = table("modes")
    for code, (type_, mode) in plover_of_cameo().items():
        assert not mode or f"{type_}.{mode}" in modes, code


def test_cooperation_weighs_more_than_conflict() -> None:
    assert weigh("AID") > 0 > weigh("ASSAULT")
    assert all(-10 <= weight.points <= 10 for weight in weights().values())


def test_a_mode_without_weight_takes_that_of_its_type() -> None:
    assert weigh("AID", "no such mode") == weigh("AID")
    with pytest.raises(UnknownName):
        weigh("NOTHING")
