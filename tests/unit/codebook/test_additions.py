"""Actors of the user's own."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.codebook.gazetteer import gazetteer, gazetteer_with
from dragoman.codebook.names import words
from dragoman.codebook.parties import Person
from dragoman.errors import InputError

HEADER = "name,country,sector,kind,variants,from,to\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "actors.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_organisation_is_found_by_every_variant(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + "Lakeside Mining,ZMB,BUS,company,LSM|Lakeside Group,,\n")
    book = gazetteer_with(path)
    text = list(words("Lakeside Mining, LSM and the Lakeside Group met Zambia; lsm did not"))
    assert [hit.names[0].target.name for hit in book.find(text)] == [
        "Lakeside Mining",
        "Lakeside Mining",
        "Lakeside Mining",
        "Zambia",
    ]
    assert book.organisations["Lakeside Mining"].country == "ZMB"
    assert "Lakeside Mining" not in gazetteer().organisations


def test_a_person_is_found_by_surname_and_holds_a_sector_for_a_time(tmp_path: Path) -> None:
    row = "Orla Quillfeather,IRL,OPP,person,O. Quillfeather,2020-05,2021\n"
    book = gazetteer_with(write(tmp_path, HEADER + row))
    (name,) = book.named("Quillfeather")
    assert isinstance(name.target, Person)
    assert name.kind == "surname"
    (held,) = book.offices(name.target, on=date(2021, 6, 1))
    assert (held.country, held.sector) == ("IRL", "OPP")
    assert book.offices(name.target, on=date(2022, 6, 1)) == ()


def test_a_name_of_the_users_own_wins(tmp_path: Path) -> None:
    book = gazetteer_with(write(tmp_path, HEADER + "Georgia,USA,GOV,state_government,,,\n"))
    assert [name.target.name for name in book.named("Georgia")] == ["Georgia"]
    assert book.named("Georgia")[0].kind == "name"
    assert ("georgia",) not in book.ambiguous
    assert ("georgia",) in gazetteer().ambiguous


def test_the_optional_columns_may_be_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeffkind,name,sector,country\nparty,Reed Party,PTY,\n\n")
    assert gazetteer_with(path).organisations["Reed Party"].country == ""


def test_the_rest_stays_as_shipped(tmp_path: Path) -> None:
    book = gazetteer_with(write(tmp_path, HEADER))
    assert book.holders("FRA", "head_of_state", on=date(2010, 1, 1))
    assert len(book.members("EU", on=date(2021, 1, 1))) == 27


def test_all_faults_come_at_once_with_their_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        HEADER
        + "One,QQQ,GOV,person,,,\n"
        + "Two,FRA,XXX,person,,,\n"
        + "Three,FRA,GOV,9,,,\n"
        + "Four,FRA,GOV,person,,May,\n"
        + "Five,FRA,GOV,person,,2021,2020\n"
        + "One,FRA,GOV,person,,,\n"
        + "...,FRA,GOV,person,Six|?,,\n"
        + "Seven,FRA,GOV,person,,,,\n",
    )
    with pytest.raises(InputError) as caught:
        gazetteer_with(path)
    said = [line.removeprefix(f"{path}:") for line in caught.value.message.splitlines()]
    assert said == [
        "2: country: no state or organisation is called 'QQQ'",
        "3: sector: 'XXX' is none of BUS, CVL, EDU, ELI, GOV, IGO, JUD, LEG, MED, MIL, NGO, OPP, "
        "POL, PTY, REB",
        "4: kind: '9' is no kind of actor",
        "5: not a date: 'May'",
        "6: to: ends (2020) before it starts (2021)",
        "7: 'One' stands already in line 2",
        "8: name: '...' is no name",
        "8: variants: '?' is no name",
        "9: 8 fields, but the header has 7",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column is called name, country, sector, kind"),
        ("name,country,kind\n", "no column is called sector"),
        (HEADER.replace("variants", "aliases"), "unknown column 'aliases'"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=r"actors\.csv:1: ") as caught:
        gazetteer_with(write(tmp_path, text))
    assert said in caught.value.message
    assert "Columns: name" in caught.value.hint


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv: cannot be read"):
        gazetteer_with(tmp_path / "nowhere.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(HEADER.encode() + b"Jos\xe9,PRT,GOV,person,,,\n")
    with pytest.raises(InputError, match=r"latin\.csv: is not UTF-8"):
        gazetteer_with(path)
