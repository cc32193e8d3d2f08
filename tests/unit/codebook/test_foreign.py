"""Codes of other people's data mean what they should."""

import pytest

from dragoman.codebook.foreign import (
    acled_types,
    cameo_of_plover,
    code_of,
    codes,
    goldstein,
    in_plover_terms,
    modes,
    quads,
    sectors,
)
from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.tables import read


@pytest.mark.parametrize(
    ("scheme", "code", "meant"),
    [
        ("fips", "UK", "GBR"),
        ("fips", "AU", "AUT"),  # and AS is Australia: the classic trap
        ("fips", "AS", "AUS"),
        ("fips", "CH", "CHN"),
        ("fips", "SZ", "CHE"),
        ("fips", "GZ", "PSE"),
        ("fips", "RB", "SRB"),
        ("fips", "UR", "SUN"),
        ("fips", "YI", "SCG"),
        ("fips", "IO", "IOT"),
        ("fips", "OS", ""),
        ("cameo", "ROM", "ROU"),
        ("cameo", "TMP", "TLS"),
        ("cameo", "KSV", "XKX"),
        ("cameo", "ZAR", "COD"),
        ("cameo", "CSK", "CSK"),
        ("cameo", "EUR", ""),
        ("group", "EEC", "EU"),
        ("group", "NAT", "NATO"),
        ("name", "côte d'ivoire", "CIV"),
        ("name", "cote d'ivoire", "CIV"),
        ("name", "dr congo (zaire)", "COD"),
        ("name", "russian federation", "RUS"),
    ],
)
def test_codes(scheme: str, code: str, meant: str) -> None:
    assert codes(scheme)[code] == meant


def test_every_member_of_the_united_nations_has_its_codes() -> None:
    members = [state.id for state in gazetteer().states.values() if state.kind == "un_member"]
    for scheme in ("fips", "cameo"):
        assert [id_ for id_ in members if id_ not in code_of(scheme)] == []
    for state in members:
        for scheme in ("fips", "cameo"):
            assert codes(scheme)[code_of(scheme)[state]] == state, "there and back"
        name = gazetteer().states[state].name.lower()
        assert codes("name")[name] == state


def test_a_state_is_written_by_its_plainest_code() -> None:
    assert (code_of("fips")["DEU"], code_of("fips")["SRB"], code_of("cameo")["ROU"]) == (
        "GM",
        "RI",
        "ROU",
    )


def test_every_code_of_cameo_has_points() -> None:
    assert set(goldstein()) == {row["code"] for row in read("cameo")}
    assert (goldstein()["057"], goldstein()["190"]) == (8.0, -10.0)


def test_modes_and_sectors_of_the_tables_are_ours() -> None:
    known = {(type_, mode) for (type_, _), mode in modes().items()}
    for type_, mode in acled_types().values():
        assert not mode or (type_, mode) in known
    assert sectors("cameo")["COP"] == "POL"
    assert next(iter(sectors("icews"))) == "International Government Organization"


def test_what_is_to_come_has_a_type_of_its_own_in_plover() -> None:
    for type_, quad in quads().items():
        told, _ = in_plover_terms(type_, "", "planned")
        if type_ == "REQUEST":
            assert told == "REQUEST", "to ask for something to come is to ask"
        else:
            assert told == ("AGREE" if quad in {1, 2} else "THREATEN")
        assert in_plover_terms(type_, "", "actual") == (type_, "")
    assert {type_ for type_, _ in cameo_of_plover()} == set(quads())
