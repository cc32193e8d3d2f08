"""Addresses: one place knows where each thing has its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote, urlencode

from starlette.datastructures import URL

from dragoman.errors import NotFound

_BETWEEN = re.compile(r"(?<!-)-(?!-)")
"""A hyphen that stands alone: it parts the keys of two parties. One inside a name is written twice."""


def event(id: str) -> str:
    """Of an event."""
    return f"/event/{quote(id)}"


def document(id: str, claim: str = "") -> str:
    """Of a document, at one of its claims."""
    return f"/document/{quote(id)}" + (f"#{claim}" if claim else "")


def claim(id: str) -> str:
    """Of a claim: it leads to the claim's place in its document."""
    return f"/claim/{quote(id)}"


def actor(key: str) -> str:
    """Of a party.

    Example:
        >>> actor("EU"), actor("the West")
        ('/actor/EU', '/actor/the%20West')
    """
    return f"/actor/{quote(key, safe='')}"


def _joined(keys: Sequence[str]) -> str:
    return "-".join(quote(key.replace("-", "--"), safe="") for key in keys)


def parties(text: str, count: int) -> tuple[str, ...]:
    """Read the keys of some parties from an address.

    Raises:
        NotFound: there are more or fewer.

    Example:
        >>> parties("ARM-AZE", 2), parties("al--Qaeda-USA", 2)
        (('ARM', 'AZE'), ('al-Qaeda', 'USA'))
    """
    keys = tuple(part.replace("--", "-") for part in _BETWEEN.split(text))
    if len(keys) != count or not all(keys):
        raise NotFound(
            f"{text!r} does not name {count} parties", hint="Write their codes as in ARM-AZE."
        )
    return keys


def dyad(first: str, second: str, period: str = "") -> str:
    """Of one party towards another, or of one period of that.

    Example:
        >>> dyad("ARM", "AZE"), dyad("al-Qaeda", "USA", "2016-04")
        ('/dyad/ARM-AZE', '/dyad/al--Qaeda-USA/2016-04')
    """
    return f"/dyad/{_joined((first, second))}" + (f"/{period}" if period else "")


def triad(*keys: str) -> str:
    """Of three parties."""
    return f"/triad/{_joined(keys)}"


def codebook(table: str, entry: str = "") -> str:
    """Of a table of the codebook, or of an entry."""
    return f"/codebook/{table}" + (f"/{quote(entry, safe='')}" if entry else "")


def digest(about: str, period: str) -> str:
    """Of a digest."""
    return f"/digest/{quote(about, safe='')}/{period}"


def roll_call(id: int) -> str:
    """Of one roll call."""
    return f"/votes/{id}"


def query(path: str, **parameters: object) -> str:
    """An address with those parameters that have a value.

    Example:
        >>> query("/events", about="ARM", period="", limit=None)
        '/events?about=ARM'
    """
    given = [(key, str(value)) for key, value in parameters.items() if value not in ("", None)]
    return path + ("?" + urlencode(given) if given else "")


def events(about: str = "", beside: str = "", period: str = "") -> str:
    """Of the events of a party, a pair or a time.

    Example:
        >>> events("ARM", "AZE")
        '/events?about=ARM&with=AZE'
    """
    return query("/events", **{"about": about, "with": beside, "period": period})


def twin(address: URL, ending: str) -> str:
    """The address of a page's twin, with the same parameters."""
    path = address.path if address.path != "/" else "/index"
    return path + ending + (f"?{address.query}" if address.query else "")


LINKS: Mapping[str, Callable[..., str]] = {
    "to_event": event,
    "to_document": document,
    "to_claim": claim,
    "to_actor": actor,
    "to_dyad": dyad,
    "to_triad": triad,
    "to_codebook": codebook,
    "to_digest": digest,
    "to_roll_call": roll_call,
    "to_events": events,
    "to_query": query,
}
"""What templates call."""
