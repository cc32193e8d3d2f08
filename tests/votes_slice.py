"""The slice of roll calls that tests ask: 325 of the General Assembly and 20 states, 1972 to 1995."""

from pathlib import Path

SLICE = Path(__file__).parent / "data" / "votes"
FILES = tuple(SLICE / f"{name}.csv" for name in ("votes", "roll_calls", "issues"))

NATO = ("USA", "GBR", "FRA", "DEU", "NLD", "CAN", "TUR")
WARSAW_PACT = ("SUN", "POL", "HUN", "BGR", "CSK", "BLR")
