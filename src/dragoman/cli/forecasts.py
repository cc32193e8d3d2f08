"""Commands on forecasts: ``forecast ...``."""

from __future__ import annotations

import typer

from dragoman.cli import forecast_benchmark

app = typer.Typer(no_args_is_help=True, help="Forecasts, and how good they are.")
forecast_benchmark.register(app)
