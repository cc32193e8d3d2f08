"""The bundled sample: articles written for this project, read into a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli import options
from dragoman.cli.console import progress

if TYPE_CHECKING:
    from dragoman.chronicle import Chronicle
    from dragoman.pipeline import Tally


def add_sample(opened: Chronicle) -> Tally:
    """Add the sample's articles to a record; what is there already changes nothing."""
    from importlib.resources import as_file, files

    from dragoman import chronicle

    with as_file(files("dragoman") / "sample") as sample, progress("Reading the sample") as step:
        known = chronicle.what_is_known(
            index=sample / "index.json", published=None, today=options.today()
        )
        return opened.add([sample / "articles"], known=known, watch=step)
