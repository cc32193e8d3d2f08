"""One router a theme. A new theme adds its router here."""

from dragoman.web.routers import (
    about,
    actors,
    codebook,
    digests,
    documents,
    events,
    forecasts,
    home,
    maps,
    outlooks,
    relations,
    search,
    votes,
)

ROUTERS = (
    home.router,
    search.router,
    events.router,
    documents.router,
    actors.router,
    relations.router,
    maps.router,
    votes.router,
    outlooks.router,
    forecasts.router,
    digests.router,
    codebook.router,
    about.router,
)
"""All routers, in the order in which addresses are tried."""
