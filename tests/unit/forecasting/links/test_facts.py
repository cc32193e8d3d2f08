"""Files to facts."""

from pathlib import Path

import pytest

from dragoman.errors import InputError, UnknownName
from dragoman.forecasting.links import read_graph


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def valid(tmp_path: Path) -> Path:
    return put(tmp_path, "valid.txt", "0\t0\t1\t48\n")


@pytest.fixture
def test_part(tmp_path: Path) -> Path:
    return put(tmp_path, "test.txt", "1\t0\t0\t72\n")


@pytest.mark.parametrize(
    "text",
    [
        "0\t0\t1\t0\n2\t1\t0\t24\n",
        "0\t0\t1\t0\t0\n2\t1\t0\t24\t0\n",
        "0 0 1 0\n\n2 1 0 24\n",
        "0  0  1  0  -1\n2 1 0 24 -1",
    ],
)
def test_columns_are_four_or_five_with_tabs_or_spaces(
    text: str, tmp_path: Path, valid: Path, test_part: Path
) -> None:
    graph = read_graph(put(tmp_path, "train.txt", text), valid, test_part)
    assert graph.step == 24
    assert graph.train.subject.tolist() == [0, 2]
    assert graph.train.relation.tolist() == [0, 1]
    assert graph.train.object.tolist() == [1, 0]
    assert graph.train.day.tolist() == [0, 1]
    assert graph.test.day.tolist() == [3]
    assert graph.entities == ("0", "1", "2")
    assert not graph.named


def test_times_may_be_days_or_dates(tmp_path: Path) -> None:
    train = put(tmp_path, "train.txt", "0 0 1 2019-02-27\n0 0 1 2019-02-28\n")
    later = put(tmp_path, "later.txt", "0 0 1 2019-03-02\n")
    assert read_graph(train, later, later).test.day.tolist() == [3]
    train = put(tmp_path, "train.txt", "0 0 1 5\n0 0 1 6\n")
    later = put(tmp_path, "later.txt", "0 0 1 9\n")
    graph = read_graph(train, later, later)
    assert (graph.step, graph.first, graph.valid.day.tolist()) == (1, 5, [4])
    assert graph.day_of("9") == 4


@pytest.mark.parametrize("form", ["{name}\t{id}", "{id}\t{name}", "{id} {name}"])
def test_names_stand_before_or_after_ids(
    form: str, tmp_path: Path, valid: Path, test_part: Path
) -> None:
    names = ["Police (Kenya)", "Peru", "Lima Port 7"]
    lines = "".join(form.format(name=name, id=i) + "\n" for i, name in enumerate(names))
    train = put(tmp_path, "train.txt", "0\t0\t1\t0\n2\t0\t1\t24\n")
    graph = read_graph(train, valid, test_part, entities=put(tmp_path, "names.txt", lines))
    assert graph.entities == tuple(names)
    assert graph.entity("Peru") == 1
    assert graph.relations == ("0",)
    with pytest.raises(UnknownName, match="no entity is called 'Per'"):
        graph.entity("Per")


def test_facts_may_be_given_by_name(tmp_path: Path) -> None:
    train = put(tmp_path, "train.txt", "Peru\tmeets with\tChile\t2019-01-01\n")
    later = put(tmp_path, "later.txt", "Chile\tmeets with\tPeru\t2019-01-02\n")
    graph = read_graph(train, later)
    assert graph.entities == ("Peru", "Chile")
    assert graph.relations == ("meets with",)
    assert graph.valid.subject.tolist() == [1]
    assert len(graph.test) == 0
    assert graph.relation("inverse of meets with") == 1
    assert graph.relation_name(1) == "inverse of meets with"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("0\t0\t1\t0\n0\t0\t1\n", r"train\.txt:2: 3 columns, not 4 or 5"),
        ("0\t0\t1\t0\n\n0\tx\t1\t0\n", r"train\.txt:3: 'x' is not an id"),
        ("0\t0\t-1\t0\n", r"train\.txt:1: '-1' is not an id"),
        ("0\t0\t1\tsoon\n", r"train\.txt:1: 'soon' is not a time"),
        ("\n\n", r"train\.txt holds no facts"),
    ],
)
def test_a_bad_line_is_named(
    text: str, complaint: str, tmp_path: Path, valid: Path, test_part: Path
) -> None:
    with pytest.raises(InputError, match=complaint):
        read_graph(put(tmp_path, "train.txt", text), valid, test_part)


def test_parts_must_follow_each_other(tmp_path: Path, valid: Path, test_part: Path) -> None:
    train = put(tmp_path, "train.txt", "0\t0\t1\t0\n0\t0\t1\t48\n")
    with pytest.raises(InputError, match=r"valid\.txt has facts of days that are in .*train\.txt"):
        read_graph(train, valid, test_part)


def test_files_that_cannot_be_read_are_named(tmp_path: Path, valid: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt cannot be read"):
        read_graph(tmp_path / "none.txt", valid)
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"0\t0\t1\t0\n\xff\xfe")
    with pytest.raises(InputError, match=r"odd\.txt is not UTF-8"):
        read_graph(odd, valid)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Peru\t0\nChile\t0\n", r"names\.txt:2: id 0 is given twice"),
        ("Peru\t0\nChile\n", r"names\.txt:2: not a name and its id"),
        ("Peru\tLima\nChile\t1\n", r"names\.txt:1: 'Peru' is not an id"),
    ],
)
def test_a_bad_table_of_names_is_named(
    text: str, complaint: str, tmp_path: Path, valid: Path
) -> None:
    train = put(tmp_path, "train.txt", "0\t0\t1\t0\n")
    with pytest.raises(InputError, match=complaint):
        read_graph(train, valid, entities=put(tmp_path, "names.txt", text))


def test_a_count_on_the_first_line_of_names_is_passed_over(tmp_path: Path, valid: Path) -> None:
    train = put(tmp_path, "train.txt", "0\t0\t1\t0\n")
    names = put(tmp_path, "names.txt", "2\nPeru\t0\nChile\t1\n")
    assert read_graph(train, valid, entities=names).entities == ("Peru", "Chile")


def test_everything_holds_each_fact_once_whatever_the_order(tmp_path: Path) -> None:
    train = put(tmp_path, "train.txt", "1 0 0 0\n0 0 1 0\n1 0 0 0\n")
    later = put(tmp_path, "later.txt", "0 0 1 1\n")
    facts = read_graph(train, later, later).everything()
    assert list(zip(facts.day, facts.subject, facts.object, strict=True)) == [
        (0, 0, 1),
        (0, 1, 0),
        (1, 0, 1),
    ]
