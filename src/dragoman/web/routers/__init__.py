"""One router a theme. A new theme adds its router here."""

from dragoman.web.routers import (
    about,
    actors,
    adding,
    codebook,
    correcting,
    digests,
    documents,
    events,
    forecasts,
    home,
    maps,
    outlooks,
    relations,
    reviewing,
    search,
    signing,
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
    signing.router,
    correcting.router,
    reviewing.router,
    adding.router,
)
"""All routers, in the order in which addresses are tried."""
