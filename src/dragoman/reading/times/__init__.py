"""Time expressions: found, and resolved to TIMEX3 values and to stretches of days."""

from dragoman.reading.times.find import find_times

__all__ = ["find_times"]
