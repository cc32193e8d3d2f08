"""Acts made by hand for tests of relations."""

from dragoman.codebook.scales import scale
from dragoman.model.claims import Status
from dragoman.model.ids import DocumentId, EventId
from dragoman.model.relations import Act, Covering
from dragoman.model.when import UNKNOWN_TIME, PartialDate, When

SCALE = scale()


def act(
    name: str,
    type_: str = "CONSULT",
    actors: str = "PER",
    recipients: str = "CHL",
    when: str = "2019-05-14",
    **more: object,
) -> Act:
    """An act; parties are codes with spaces between, the time is one or two dates."""
    days = [PartialDate.parse(word) for word in when.split()]
    status = more.pop("status", Status.ACTUAL)
    return Act(
        event=EventId(name),
        type=type_,
        status=status,  # type: ignore[arg-type]
        actors=tuple(actors.split()),
        recipients=tuple(recipients.split()),
        when=When(start=days[0], end=days[-1]) if days else UNKNOWN_TIME,
        told_as=more.pop("told_as", frozenset({status})),  # type: ignore[arg-type]
        documents=more.pop("documents", frozenset({DocumentId(f"d-{name}")})),  # type: ignore[arg-type]
        publishers=more.pop("publishers", frozenset({"Andes Post"})),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def covering(*published: str, both: bool = False) -> tuple[Covering, ...]:
    """Documents published at some times."""
    return tuple(Covering(published=PartialDate.parse(day), both=int(both)) for day in published)
