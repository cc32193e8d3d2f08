"""How likely an event of a class is on a directed pair in the days to come."""

from dragoman.forecasting.dyads.history import History
from dragoman.forecasting.dyads.predict import METHOD, METHOD_WITHOUT_MODEL, foresee

__all__ = ["METHOD", "METHOD_WITHOUT_MODEL", "History", "foresee"]
