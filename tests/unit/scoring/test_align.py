"""How far claims agree with gold claims."""

import pytest

from dragoman.errors import InputError
from dragoman.scoring import score
from dragoman.scoring.align import compare, sentence_span

TEXT = "Peru met Chile in Lima. Exports rose to 40 million dollars.\nBrazil voted against."
PERU, CHILE, BRAZIL = ({"name": n, "country": c} for n, c in (("P", "PER"), ("C", "CHL"), ("B", "BRA")))  # fmt: skip


def made(kind: str, quote: str, **fields: object) -> dict[str, object]:
    basis = {"doc": "d", "kind": kind, "quote": quote, "status": "actual", "start": "2019-05-14"}
    return {**basis, **fields}


EVENT = made("event", "Peru met Chile", type="CONSULT", actors=[PERU], recipients=[CHILE])
FIGURE = made("figure", "Exports rose", indicator="exports", about=[PERU], value=40e6, unit="USD")
POSITION = made("position", "Brazil voted", actors=[BRAZIL], choice="against", question="it")
STANCE = made("stance", "Peru met Chile", actors=[PERU], recipients=[CHILE], polarity=1)
OUTLOOK = made("outlook", "Peru met Chile", actors=[PERU], likelihood="likely")


@pytest.mark.parametrize(
    ("gold", "change", "soft", "strict"),
    [
        (EVENT, {}, 1.0, True),
        (EVENT, {"type": "AID"}, 0.65, False),
        (EVENT, {"status": "planned"}, 0.85, False),
        (EVENT, {"start": "2019-05"}, 1.0, True),
        (EVENT, {"start": "2019-05-20"}, 0.97, True),
        (EVENT, {"start": "2019-08-01"}, 0.925, False),
        (EVENT, {"start": "2011"}, 0.85, False),
        (EVENT, {"start": None}, 0.85, False),
        (EVENT, {"actors": [CHILE], "recipients": [PERU]}, 0.85, True),
        (EVENT, {"recipients": [BRAZIL]}, 0.35 + 0.2 / 3 + 0.45, False),
        (FIGURE, {}, 1.0, True),
        (FIGURE, {"value": 40.3e6}, 1.0, True),
        (FIGURE, {"value": 41e6}, 0.65, False),
        (FIGURE, {"value": None}, 0.65, False),
        (FIGURE, {"unit": "EUR"}, 0.9, True),
        (FIGURE, {"indicator": "imports"}, 0.8, False),
        (POSITION, {"choice": "for"}, 0.5, False),
        (POSITION, {"status": "planned"}, 0.9, True),
        (STANCE, {"polarity": 2}, 0.775, True),
        (STANCE, {"polarity": -2}, 0.55, False),
        (OUTLOOK, {"likelihood": "almost_certain"}, 0.75, True),
        (OUTLOOK, {"likelihood": "remote"}, 0.5, False),
        (OUTLOOK, {"actors": [CHILE]}, 0.5, False),
    ],
)
def test_credit_for_each_field(
    gold: dict[str, object], change: dict[str, object], soft: float, strict: bool
) -> None:
    credit, exact = compare(gold, {**gold, **change})
    assert credit == pytest.approx(soft)
    assert exact is strict


def f1(golds: list[dict[str, object]], founds: list[dict[str, object]]) -> tuple[float, float]:
    measure = score(golds, founds, {"d": TEXT}).measures["all"]
    return measure.found, measure.soft


def test_all_kinds_against_themselves() -> None:
    every = [EVENT, FIGURE, POSITION, STANCE, OUTLOOK]
    assert f1(every, every) == (100.0, 100.0)


def test_a_claim_is_paired_only_once_and_with_its_best() -> None:
    worse = {**EVENT, "type": "AID"}
    assert f1([EVENT], [worse, EVENT]) == pytest.approx((200 / 3, 200 / 3))


def test_another_sentence_or_other_parties_are_no_pair() -> None:
    elsewhere = {**EVENT, "quote": "Brazil voted"}
    others = {**EVENT, "actors": [BRAZIL], "recipients": []}
    assert f1([EVENT], [elsewhere]) == f1([EVENT], [others]) == (0.0, 0.0)


def test_nothing_found_and_nothing_asked() -> None:
    assert f1([EVENT], []) == (0.0, 0.0)
    assert score([], [EVENT], {}).measures["all"].found == 0.0


def test_a_gold_without_its_text_is_refused() -> None:
    with pytest.raises(InputError, match="'d'"):
        score([EVENT], [], {})


def test_invented_quotes_are_counted() -> None:
    assert score([EVENT], [{**EVENT, "quote": "never said"}], {"d": TEXT}).unquoted == 1


def test_the_stretch_of_the_sentences_that_hold_a_quote() -> None:
    start, end = sentence_span(TEXT, "rose") or (0, 0)
    assert TEXT[start:end].strip() == "Exports rose to 40 million dollars."
    assert sentence_span(TEXT, "never said") is None
    assert sentence_span(TEXT, "") is None
