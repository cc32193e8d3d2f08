"""Forecasts of pairs: nothing of later days is in them, and few cases lead to the climatology."""

import math
import random
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from dragoman.codebook.event_classes import event_class
from dragoman.errors import InputError
from dragoman.forecasting.dyads import METHOD, METHOD_WITHOUT_MODEL, History, foresee
from dragoman.forecasting.dyads.backtest import origins, trials
from dragoman.forecasting.dyads.features import (
    DECAYS,
    FLOOR,
    PRIOR,
    SPANS,
    base_rate,
    columns,
)
from dragoman.forecasting.dyads.logit import fit
from dragoman.forecasting.dyads.train import at, train
from dragoman.model.actors import Dyad
from dragoman.model.forecasts import Happening
from happenings import SIGNALS, START, STATES, happening, world

TARGET = "verbal_cooperation"
WINDOW = 30
NAMES = [(column.about, column.span) for column in columns(SIGNALS)]


def rows(found: list[Happening], day: int) -> dict[Dyad, dict[tuple[str, str], float]]:
    """The features of all active pairs on the morning of a day, by pair and column."""
    history = History(found, signals=SIGNALS)
    sweep = at(history, TARGET, day)
    morning = sweep.morning(sweep.active(), WINDOW)
    return {
        history.dyads[pair]: dict(zip(NAMES, map(float, values), strict=True))
        for pair, values in zip(morning.pairs, morning.values, strict=True)
    }


def by_hand(found: list[Happening], dyad: Dyad, day: int, decay: int, what: str) -> float:
    """A rate recomputed from every happening that was known before the day, one by one."""
    known = [h for h in found if h.known.toordinal() < day]
    first = min(h.known.toordinal() for h in known)
    one, two = dyad.actor, dyad.recipient
    tests = {
        "own": lambda h: TARGET in h.classes and (h.actor, h.recipient) == (one, two),
        "back": lambda h: TARGET in h.classes and (h.actor, h.recipient) == (two, one),
        "own_any": lambda h: (h.actor, h.recipient) == (one, two),
        "back_any": lambda h: (h.actor, h.recipient) == (two, one),
        "actor": lambda h: TARGET in h.classes and h.actor == one,
        "recipient": lambda h: TARGET in h.classes and h.recipient == two,
        "actor_any": lambda h: h.actor == one,
        "recipient_any": lambda h: h.recipient == two,
        "actor_hit": lambda h: TARGET in h.classes and h.recipient == one,
        "recipient_hits": lambda h: TARGET in h.classes and h.actor == two,
        "material_conflict": lambda h: (
            "material_conflict" in h.classes and (h.actor, h.recipient) == (one, two)
        ),
    }
    days = {(h.actor, h.recipient, h.day.toordinal()) for h in known if tests[what](h)}
    fade = DECAYS[decay]
    weight = math.fsum(math.exp(-fade * n) for n in range(1, day - first + 1))
    rate = math.fsum(math.exp(-fade * (day - when)) for _, _, when in days) / weight
    return math.log(rate + FLOOR)


def test_features_are_what_brute_force_makes_of_what_was_known_before() -> None:
    found, draw = world(), random.Random(1)
    for offset in (90, 151, 240):
        day = START.toordinal() + offset
        table = rows(found, day)
        for dyad in draw.sample(sorted(table), 4):
            for what in ("own", "back", "own_any", "actor", "recipient_any", "actor_hit"):
                for n, span in enumerate(SPANS):
                    expected = by_hand(found, dyad, day, n, what)
                    assert table[dyad][what, span] == pytest.approx(expected, abs=1e-9), (
                        dyad,
                        what,
                    )
            hostile = by_hand(found, dyad, day, 2, "material_conflict")
            assert table[dyad]["material_conflict", "months"] == pytest.approx(hostile, abs=1e-9)


def test_the_climatology_is_the_share_of_earlier_windows_by_hand() -> None:
    found = world()
    day = START.toordinal() + 200
    known = [h for h in found if h.known.toordinal() < day and TARGET in h.classes]
    history = History(found, signals=SIGNALS)
    sweep = at(history, TARGET, day)
    morning = sweep.morning(sweep.active(), WINDOW)
    windows = 200 // WINDOW
    hits = {
        dyad: len(
            {
                (day - 1 - h.day.toordinal()) // WINDOW
                for h in known
                if (h.actor, h.recipient) == (dyad.actor, dyad.recipient)
                and day - h.day.toordinal() <= windows * WINDOW
            }
        )
        for dyad in history.dyads
    }
    active = [history.dyads[pair] for pair in morning.pairs]
    share = base_rate(sum(hits[dyad] for dyad in active), windows * len(active))
    for dyad, value in zip(active, morning.climatology, strict=True):
        assert value == pytest.approx((hits[dyad] + PRIOR * share) / (windows + PRIOR))


@pytest.mark.parametrize("offset", [75, 180, 250])
def test_features_of_a_day_stay_when_anything_later_is_added(offset: int) -> None:
    found = world()
    day = START.toordinal() + offset
    before = [h for h in found if h.known.toordinal() < day]
    late = [
        happening(
            f"late-{a}-{b}",
            START + timedelta(days=offset - 10),
            actor=a,
            recipient=b,
            known=START + timedelta(days=offset),
        )
        for a in (*STATES, "ARG")
        for b in (*STATES, "ARG")
        if a != b
    ]
    assert rows(before, day) == rows(found, day) == rows([*found, *late], day)


def test_a_forecast_does_not_change_when_anything_later_is_added() -> None:
    found, as_of = world(), START + timedelta(days=220)
    known = [h for h in found if h.known <= as_of]
    one, two = (
        foresee(
            History(part, signals=SIGNALS),
            Dyad("PER", "CHL"),
            event_class(TARGET),
            as_of=as_of,
            days=WINDOW,
        )
        for part in (known, found)
    )
    assert one == two
    assert one.method == METHOD


def test_no_window_that_is_learned_from_reaches_the_day_of_the_forecast() -> None:
    found = world()
    day = START.toordinal() + 200
    history = History(found, signals=SIGNALS)
    flipped = [h for h in found if h.day.toordinal() < day and h.known.toordinal() < day] + [
        happening(f"x{n}", START + timedelta(days=200 + n)) for n in range(30)
    ]
    one = train(history, TARGET, day, WINDOW)
    two = train(History(flipped, signals=SIGNALS), TARGET, day, WINDOW)
    assert (one.cases, one.hits) == (two.cases, two.hits)
    assert one.logit is not None
    assert two.logit is not None
    assert np.array_equal(one.logit.slopes, two.logit.slopes)


def test_the_order_of_happenings_changes_nothing() -> None:
    found = world(days=150)
    shuffled = found[:]
    random.Random(3).shuffle(shuffled)
    asked = {"as_of": START + timedelta(days=149), "days": WINDOW}
    one, two = (
        foresee(History(part, signals=SIGNALS), Dyad("PER", "BOL"), event_class("consult"), **asked)
        for part in (found, shuffled)
    )
    assert one == two
    assert one.id == two.id


def test_what_would_change_it_points_the_right_way() -> None:
    history = History(world(), signals=SIGNALS)
    as_of = START + timedelta(days=299)
    found = foresee(history, Dyad("PER", "ECU"), event_class(TARGET), as_of=as_of, days=WINDOW)
    more, _, rest = found.changes
    assert "One more event" in more.words
    assert rest.probability < found.probability < more.probability
    assert found.reasons
    assert all(abs(a.effect) >= abs(b.effect) for a, b in pairwise(found.reasons))


def test_few_cases_give_the_climatology_and_say_so() -> None:
    found = [happening(f"e{n}", START + timedelta(days=40 * n)) for n in range(5)]
    said = foresee(
        History(found, signals=SIGNALS),
        Dyad("PER", "CHL"),
        event_class(TARGET),
        as_of=START + timedelta(days=170),
        days=WINDOW,
    )
    climatology = said.reference("climatology")
    assert said.method == METHOD_WITHOUT_MODEL
    assert climatology is not None
    assert said.probability == pytest.approx(climatology.probability)
    assert "Too few cases" in said.note


def test_a_pair_that_never_met_gets_less_than_all_pairs_do() -> None:
    said = foresee(
        History(world(), signals=SIGNALS),
        Dyad("ARG", "PER"),
        event_class(TARGET),
        as_of=START + timedelta(days=250),
        days=WINDOW,
    )
    rate = said.reference("base_rate")
    assert rate is not None
    assert 0 < said.probability < rate.probability
    assert said.events == ()


def test_too_short_a_past_is_refused() -> None:
    history = History(world(days=20), signals=SIGNALS)
    with pytest.raises(InputError, match="a question over 30 days"):
        foresee(
            history, Dyad("PER", "CHL"), event_class(TARGET), as_of=date(2016, 1, 10), days=WINDOW
        )


def test_trials_do_not_overlap_and_know_what_came() -> None:
    history = History(world(), signals=SIGNALS)
    last = START.toordinal() + 299
    days = origins(START.toordinal(), last, WINDOW)
    assert all(b - a == WINDOW for a, b in pairwise(days))
    assert days[-1] + WINDOW - 1 <= last
    for trial in trials(history, TARGET, days[:2], WINDOW):
        for pair, came in zip(trial.pairs, trial.came, strict=True):
            dyad = history.dyads[pair]
            told = any(
                TARGET in h.classes
                and (h.actor, h.recipient) == (dyad.actor, dyad.recipient)
                and trial.day <= h.day.toordinal() < trial.day + WINDOW
                for h in history.happenings
            )
            assert bool(came) is told
        assert ((trial.forecast > 0) & (trial.forecast < 1)).all()


def test_the_logit_finds_what_made_the_data() -> None:
    draw = np.random.default_rng(5)
    values = draw.normal(size=(20_000, 2))
    odds = -1.0 + 1.5 * values[:, 0]
    outcomes = (draw.random(20_000) < 1 / (1 + np.exp(-odds))).astype(float)
    found = fit(values, outcomes, np.ones(len(values)), ridge=1.0)
    assert found.slopes == pytest.approx([1.5, 0.0], abs=0.06)
    assert found.intercept == pytest.approx(-1.0, abs=0.06)
    assert found(values).mean() == pytest.approx(outcomes.mean(), abs=1e-6)


def test_the_logit_stands_events_so_rare_that_newton_alone_runs_away() -> None:
    draw = np.random.default_rng(6)
    values = np.where(draw.random((5_000, 3)) < 0.01, 40.0, draw.normal(size=(5_000, 3)))
    outcomes = np.zeros(5_000)
    outcomes[:4] = 1.0
    found = fit(values, outcomes, np.ones(5_000), ridge=10.0)
    assert found(values).mean() == pytest.approx(4 / 5_000, rel=0.01)
