"""Measure the start: how soon ``dragoman --help`` answers, against an empty Python, in one run.

python benchmarks/starting.py [--rounds 11]
"""

import argparse
import statistics
import subprocess
import sys
import time

LIMIT = 0.3
"""Seconds in which ``--help`` must answer: longer is felt as a wait."""


def timed(*command: str) -> float:
    """Seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> int:
    """Print the medians; 1 where the help is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = range(parser.parse_args().rounds)
    commands = {
        "python": (sys.executable, "-c", "pass"),
        "help": (sys.executable, "-m", "dragoman", "--help"),
    }
    taken = {name: [] for name in commands}
    for _ in rounds:
        for name, command in commands.items():
            taken[name].append(timed(*command))
    empty, help_ = (statistics.median(taken[name]) for name in ("python", "help"))
    print(f"median: --help {help_:.2f} s (limit {LIMIT}), an empty Python {empty:.2f} s")
    return int(help_ > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
