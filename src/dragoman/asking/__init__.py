"""Questions put to a record: what was expected and what came of it; a dyad's dossier; a comparison."""

from dragoman.asking.compare import Beside, compare
from dragoman.asking.dossier import brief
from dragoman.asking.material import pair
from dragoman.asking.outlooks import outlooks
from dragoman.asking.paper import comparison_paper, dossier_paper, outlooks_paper

__all__ = [
    "Beside",
    "brief",
    "compare",
    "comparison_paper",
    "dossier_paper",
    "outlooks",
    "outlooks_paper",
    "pair",
]
