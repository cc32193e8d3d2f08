"""A small world made by rule for tests of forecasts: some pairs, some classes, a year."""

import random
from datetime import date, timedelta

from dragoman.model.forecasts import Happening
from dragoman.model.ids import EventId

START = date(2016, 1, 1)
SIGNALS = ("verbal_cooperation", "material_conflict")
STATES = ("PER", "CHL", "BOL", "ECU", "BRA", "COL")


def happening(
    name: str,
    day: date,
    *,
    actor: str = "PER",
    recipient: str = "CHL",
    classes: tuple[str, ...] = ("verbal_cooperation", "CONSULT"),
    known: date | None = None,
) -> Happening:
    return Happening(
        event=EventId(name),
        actor=actor,
        recipient=recipient,
        classes=frozenset(classes),
        day=day,
        known=known or day,
    )


def world(*, days: int = 300, seed: int = 7, a_day: int = 3) -> list[Happening]:
    """Events of pairs that differ in how busy they are; some are told of late."""
    draw = random.Random(seed)
    pairs = [(a, b) for a in STATES for b in STATES if a != b]
    weights = [1 / (n + 1) for n in range(len(pairs))]
    found = []
    for number in range(days):
        for nth in range(a_day):
            actor, recipient = draw.choices(pairs, weights)[0]
            hostile = draw.random() < 0.3
            day = START + timedelta(days=number)
            found.append(
                happening(
                    f"e{number:03}-{nth}",
                    day,
                    actor=actor,
                    recipient=recipient,
                    classes=("material_conflict",)
                    if hostile
                    else ("verbal_cooperation", "CONSULT"),
                    known=day + timedelta(days=draw.choice((0, 0, 0, 1, 20))),
                )
            )
    return found
