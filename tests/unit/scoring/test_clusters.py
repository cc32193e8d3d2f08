"""B-cubed, against answers worked out by hand."""

import pytest

from dragoman.scoring import b_cubed

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


@pytest.mark.parametrize(
    ("got", "precision", "recall"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}, 100, 100),
        ({}, 100, 100 * (3 * 1 / 3 + 2 * 1 / 2) / 5),
        (dict.fromkeys(GOLD, 0), 100 * (3 * 3 / 5 + 2 * 2 / 5) / 5, 100),
        # Bagga and Baldwin's way: a and b right, c with d and e.
        (
            {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2},
            100 * (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5,
            100 * (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5,
        ),
    ],
)
def test_precision_and_recall(got: dict[str, int], precision: float, recall: float) -> None:
    found = b_cubed(GOLD, got)
    assert found.precision == pytest.approx(precision)
    assert found.recall == pytest.approx(recall)
    assert found.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_the_names_of_groups_do_not_matter() -> None:
    assert b_cubed(GOLD, {"a": 9, "b": 9, "c": 9, "d": 7, "e": 7}).f1 == 100


def test_what_has_no_group_is_alone_even_beside_others_like_it() -> None:
    found = b_cubed({"a": 1, "b": 1}, {})
    assert (found.precision, found.recall) == (100, 50)


def test_nothing_to_compare() -> None:
    found = b_cubed({}, {})
    assert (found.items, found.f1) == (0, 0.0)
