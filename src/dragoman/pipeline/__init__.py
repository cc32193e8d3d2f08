"""The only place that composes the stages."""

from dragoman.pipeline.run import Tally, add_paths, make_run, read_paths

__all__ = ["Tally", "add_paths", "make_run", "read_paths"]
