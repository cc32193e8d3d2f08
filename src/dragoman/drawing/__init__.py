"""Numbers to charts: ``curve()``, ``lines()``, ``bars()`` and ``lengths()`` write SVG that anybody can read.

Charts take plain values and give SVG texts for the inside of a page. Each
colour is a variable that a page may set (``--chart-ink``, ``--chart-soft``,
``--chart-rule``, ``--chart-paper``, ``--chart-one`` to ``--chart-four``, ``--chart-quiet``,
``--chart-band``), with a fallback for white paper; :func:`printed` writes the colours out.
"""

from dragoman.drawing.bars import Bar, Group, Length, bars, lengths
from dragoman.drawing.curve import Dot, curve
from dragoman.drawing.lines import Line, lines
from dragoman.drawing.svg import LIGHT, printed

__all__ = [
    "LIGHT",
    "Bar",
    "Dot",
    "Group",
    "Length",
    "Line",
    "bars",
    "curve",
    "lengths",
    "lines",
    "printed",
]
