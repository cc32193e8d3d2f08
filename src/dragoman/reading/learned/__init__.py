"""The learned reader: a small encoder finds who does what to whom, and with which standing."""

from dragoman.reading.learned.claims import read
from dragoman.reading.learned.labelling import label
from dragoman.reading.learned.meaning import meaning, meanings

__all__ = ["label", "meaning", "meanings", "read"]
