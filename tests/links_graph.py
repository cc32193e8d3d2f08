"""A small made graph of facts, with habits that can be learnt."""

from pathlib import Path

import numpy as np

COUNTRIES = ("Arcadia", "Borduria", "Cascadia", "Drusselstein", "Elbonia", "Freedonia")
JOBS = ("Police", "Citizen", "Foreign_Ministry", "Head_of_Government")
RELATIONS = ("Consult", "Make_a_visit", "Host_a_visit", "Criticize", "Praise")
ENTITIES = (
    *COUNTRIES,
    *(f"{job}_({country})" for country in COUNTRIES for job in JOBS),
    "Ivo_Marsh",
    "Lena_Ruhl",
)


def rows(days: int = 70, a_day: int = 14, seed: int = 5) -> list[tuple[int, int, int, int]]:
    """Facts by chance: pairs have habits, and a visit today makes its host consult tomorrow."""
    chance = np.random.default_rng(seed)
    pairs = [tuple(chance.choice(len(ENTITIES), 2, replace=False)) for _ in range(40)]
    found: set[tuple[int, int, int, int]] = set()
    for day in range(days):
        for _ in range(a_day):
            at = int(len(pairs) * chance.random() ** 2)
            subject, object_ = map(int, pairs[at])
            relation = at % 5 if chance.random() < 0.7 else int(chance.integers(5))
            found.add((subject, relation, object_, day))
            if relation == 1 and day + 1 < days:
                found.add((object_, 0, subject, day + 1))
    return sorted(found, key=lambda row: (row[3], row[:3]))


def parts(
    facts: list[tuple[int, int, int, int]], valid: int = 50, test: int = 60
) -> tuple[list[tuple[int, int, int, int]], ...]:
    """Facts split at two days."""
    return (
        [row for row in facts if row[3] < valid],
        [row for row in facts if valid <= row[3] < test],
        [row for row in facts if row[3] >= test],
    )


def write(folder: Path, facts: list[tuple[int, int, int, int]], *, unit: int = 24) -> list[str]:
    """Write the three parts and the tables of names; give the options that name them."""
    options: list[str] = []
    for name, part in zip(("train", "valid", "test"), parts(facts), strict=True):
        path = folder / f"{name}.txt"
        lines = [f"{s}\t{r}\t{o}\t{day * unit}" for s, r, o, day in part]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options += [f"--{name}", str(path)]
    for name, names in (("entities", ENTITIES), ("relations", RELATIONS)):
        path = folder / f"{name}.txt"
        lines = [f"{text}\t{i}" for i, text in enumerate(names)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options += [f"--{name}", str(path)]
    return options
