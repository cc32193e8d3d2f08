"""One router a theme. A new theme adds its router here."""

from dragoman.web.routers import about, actors, codebook, documents, events, home

ROUTERS = (
    home.router,
    events.router,
    documents.router,
    actors.router,
    codebook.router,
    about.router,
)
"""All routers, in the order in which addresses are tried."""
