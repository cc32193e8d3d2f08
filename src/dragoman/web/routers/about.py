"""About: how the record was made, how right it is, and what it cannot do."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI

from dragoman.chronicle import Chronicle
from dragoman.web.desk import AtDesk
from dragoman.web.pages import Page, view
from dragoman.web.words import count

router = APIRouter(tags=["record"])


@view(
    router,
    "/about",
    summary="Sources, accuracy and limits",
    examples={
        ".json": {"documents": 64, "publishers": [{"publisher": "Andes Post", "documents": 9}]}
    },
)
def about(desk: AtDesk) -> Page:
    """Sources, accuracy and limits."""
    publishers = desk.kept("publishers", Chronicle.publishers)
    counts = desk.chronicle.counts()
    kinds = desk.kept("kinds", Chronicle.kinds)
    issues = desk.kept("issue counts", Chronicle.issue_counts)
    runs = desk.chronicle.runs()
    return Page(
        template="about.html.j2",
        title="About this record",
        context={
            "publishers": publishers,
            "counts": counts,
            "kinds": kinds,
            "issues": issues,
            "runs": runs,
        },
        data=lambda: {
            **counts,
            "kinds": kinds,
            "issues": issues,
            "publishers": [{"publisher": name, "documents": n} for name, n in publishers.documents],
            "first": str(publishers.first) if publishers.first else None,
            "last": str(publishers.last) if publishers.last else None,
            "runs": [
                {"id": r.id, "version": r.version, "reader": r.reader, "codebook": r.codebook}
                for r in runs
            ],
        },
        made_of=count(counts["documents"], "document"),
    )


@view(router, "/api", summary="The addresses for programs", forms=("",))
def api(desk: AtDesk) -> Page:
    """What programs can ask, from the OpenAPI."""
    app: FastAPI = desk.request.app
    paths = app.openapi()["paths"]
    asked = [
        (path, operation)
        for path, methods in paths.items()
        for method, operation in methods.items()
        if method == "get"
    ]
    return Page(
        template="api.html.j2",
        title="For programs",
        context={"asked": asked},
        made_of=count(len(asked), "address", "addresses"),
    )
