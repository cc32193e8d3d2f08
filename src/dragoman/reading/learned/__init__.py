"""The learned reader: a small encoder finds who does what to whom, and with which standing."""

from dragoman.reading.learned.claims import read
from dragoman.reading.learned.labelling import label

__all__ = ["label", "read"]
