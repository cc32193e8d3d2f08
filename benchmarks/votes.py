"""Measure roll calls: import against the plain readers of the same files, then the questions.

Without a folder, tables of the size of the General Assembly's are made by chance. With one, its tables are
read, and it is also measured how well the ideal points tell what is known: members of NATO from those of
the Warsaw Pact (the area under the curve), one year from the next (rank correlation), and votes that
were held out.

    python benchmarks/votes.py [FOLDER]
"""

import argparse
import csv
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from dragoman.chronicle import Chronicle
from dragoman.codebook.gazetteer import gazetteer
from dragoman.model.votes import RollCalls, Within, Years
from dragoman.store import Record
from dragoman.voting import Assembly
from dragoman.voting.gather import matrix
from dragoman.voting.ideal import ideal_points

CALLS, VOTERS = 6200, 140
"""Roll calls and voters of the made tables: as many votes as the General Assembly cast in 74 years."""

LIMIT = 10.0
"""Seconds in which 870,000 votes must be in the record."""

HELD_OUT = 0.03
"""Share of the votes that is hidden from the fit and then guessed."""

COLD_WAR = range(1955, 1990)
MEBIBYTE = 1024
"""Kibibytes, in which Linux tells the greatest memory of a process."""


def made(folder: Path) -> None:
    """Three tables of votes by chance, as CSV."""
    chance = random.Random(7)
    codes = [s.iso2 for s in gazetteer().states.values() if s.kind == "un_member"][:VOTERS]
    with (
        (folder / "calls.csv").open("w", newline="") as calls,
        (folder / "issues.csv").open("w", newline="") as issues,
        (folder / "votes.csv").open("w", newline="") as votes,
    ):
        tables = [csv.writer(file) for file in (calls, issues, votes)]
        tables[0].writerow(["rcid", "session", "date", "unres", "short", "descr"])
        tables[1].writerow(["rcid", "short_name", "issue"])
        tables[2].writerow(["rcid", "country", "country_code", "vote"])
        for n in range(CALLS):
            year = 1946 + n * 74 // CALLS
            tables[0].writerow([n, year - 1945, f"{year}-10-01", f"R/{n}", "A QUESTION", "To ask"])
            tables[1].writerow([n, "hr", "Human rights"])
            slant = chance.gauss(0, 1)
            for place, code in enumerate(codes):
                lean = slant * (place / VOTERS - 0.5) * 4 + chance.gauss(1, 1)
                vote = "yes" if lean > 0 else "abstain" if lean > -1 else "no"
                tables[2].writerow([n, code, code, vote])


def in_both_forms(given: Path, folder: Path) -> dict[str, list[Path]]:
    """The tables of a folder as CSV and as Parquet."""
    forms: dict[str, list[Path]] = {"csv": [], "parquet": []}
    for path in sorted([*given.glob("*.csv"), *given.glob("*.parquet")]):
        for form, paths in forms.items():
            copy = folder / f"{path.stem}.copy.{form}"
            options = "(header)" if form == "csv" else ""
            source = (
                f"read_csv('{path}', all_varchar=true)" if path.suffix == ".csv" else f"'{path}'"
            )
            duckdb.sql(f"copy (from {source}) to '{copy}' {options}")
            paths.append(copy)
    return forms


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor, so that neighbours on the machine do not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def rows_of(paths: Sequence[Path]) -> None:
    """Read every row with the csv module and drop it."""
    for path in paths:
        with path.open(newline="") as lines:
            for _ in csv.reader(lines):
                pass


def columns_of(paths: Sequence[Path]) -> None:
    """Have DuckDB decode every column of every row."""
    for path in paths:
        duckdb.sql(f"from '{path}'").fetchnumpy()


def imported(forms: dict[str, list[Path]], folder: Path) -> bool:
    """Print what the import costs in both forms; say whether it stays within the limit."""
    baselines = {"csv": ("the csv module", rows_of), "parquet": ("DuckDB to arrays", columns_of)}
    fast = True
    for form, paths in forms.items():
        name, baseline = baselines[form]
        bare = timed(lambda paths=paths, baseline=baseline: baseline(paths))
        record = folder / f"{form}.dragoman"
        with Chronicle(record) as opened:
            begun = time.perf_counter()
            taken = timed(lambda paths=paths, opened=opened: opened.add_votes(paths))
            clock = time.perf_counter() - begun
            again = timed(lambda paths=paths, opened=opened: opened.add_votes(paths))
            tally = opened.add_votes([])
        size = record.stat().st_size / tally.votes
        fast = fast and clock < LIMIT
        print(
            f"{form:8}{tally.votes:,} votes in {clock:.1f} s (limit {LIMIT:.0f}); processor"
            f" {taken:.1f} s, {taken / bare:.1f} times {name}; again {again:.1f} s;"
            f" {size:.1f} bytes a vote in the record"
        )
    return fast


def asked(record: Path) -> Assembly:
    """Print what the questions cost."""
    with Chronicle(record) as opened:
        print(f"open     {timed(opened.assembly):.2f} s")
        assembly = opened.assembly()
    one, two = assembly.states[0], assembly.states[1]
    last = assembly.calls[-1].day.year - 1
    questions = {
        "near": lambda: assembly.near(one, years=Years(last, last)),
        "by year": lambda: assembly.agreement(one, two, by=Within.YEAR),
        "by issue": lambda: assembly.agreement(one, two, by=Within.ISSUE),
        "ideal": lambda: assembly.ideal(year=last),
        "moved": lambda: assembly.moved(last - 5, last),
    }
    for name, question in questions.items():
        print(f"{name:9}{timed(question):.3f} s")
    return assembly


def area(high: Sequence[float], low: Sequence[float]) -> float:
    """The chance that one of the first stands above one of the second."""
    return float(np.mean([(a > b) + (a == b) / 2 for a in high for b in low]))


def ranks(values: Sequence[float]) -> np.ndarray:
    return np.argsort(np.argsort(np.array(values)))


def known(assembly: Assembly) -> None:
    """Print how well the points tell what is known beforehand."""
    book = gazetteer()
    points: dict[int, dict[str, float]] = {}
    for point in assembly.ideal():
        points.setdefault(point.year, {})[point.state] = point.value
    areas = {}
    for year in COLD_WAR:
        if year in points:
            day = date(year, 12, 1)
            blocs = [
                [points[year][s] for s in book.members(bloc, on=day) if s in points[year]]
                for bloc in ("NATO", "WARSAWPACT")
            ]
            areas[year] = area(*blocs)
    if areas:
        worst = min(areas, key=areas.__getitem__)
        print(
            f"NATO above the Warsaw Pact: area {areas[worst]:.3f} at worst ({worst}), {len(areas)} years"
        )
    alike = []
    for year in sorted(points):
        both = sorted(points[year].keys() & points.get(year + 1, {}).keys())
        if len(both) > 2:
            pair = (ranks([points[y][s] for s in both]) for y in (year, year + 1))
            alike.append(float(np.corrcoef(*pair)[0, 1]))
    print(
        f"rank correlation of adjacent years: median {np.median(alike):.3f}, least {min(alike):.3f}"
    )


def held_out(rolls: RollCalls) -> None:
    """Print how many hidden votes the points guess, against guessing what most voted in the roll call."""
    votes = matrix(rolls)
    hidden = (np.random.default_rng(3).random(votes.shape) < HELD_OUT) & (votes > 0)
    shown = np.where(hidden, 0, votes).astype(np.uint8)
    years = np.array([call.day.year for call in rolls.calls])
    found = ideal_points(shown, years, anchor=0)
    points = found.values[np.searchsorted(found.years, years)]
    yes = found.level[:, None] + found.slope[:, None] * points > 0
    plain = ((shown == 1).sum(axis=1) >= (shown == 3).sum(axis=1))[:, None] & np.ones_like(hidden)
    tested = hidden & (votes != 2)
    truth = votes == 1
    print(
        f"held-out yes and no: {(yes == truth)[tested].mean():.3f} right; the majority of each roll call"
        f" {(plain == truth)[tested].mean():.3f}; {int(tested.sum()):,} votes"
    )


def main() -> int:
    """Measure; 1 where the import is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    given = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if given is None:
            made(folder)
        forms = in_both_forms(given or folder, folder)
        fast = imported(forms, folder)
        assembly = asked(folder / "parquet.dragoman")
        if given is not None:
            known(assembly)
            with Record(folder / "parquet.dragoman") as record:
                held_out(record.votes())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
    print(f"at most {memory:.0f} MiB")
    return int(not fast)


if __name__ == "__main__":
    raise SystemExit(main())
