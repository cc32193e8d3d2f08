"""Relations as a directed graph in GraphML: parties, and what passes from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from dragoman.codebook.foreign import quads
from dragoman.exchanging.outgoing.writing import Written, replacing
from dragoman.model.claims import Status
from dragoman.model.foreign import OWN, ForeignPair
from dragoman.model.relations import Act

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_EDGE_KEYS = {
    "source": "string",
    "events": "int",
    "verbal_cooperation": "int",
    "material_cooperation": "int",
    "verbal_conflict": "int",
    "material_conflict": "int",
    "points": "double",
    "first": "string",
    "last": "string",
}
_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


@dataclass(slots=True)
class _Edge:
    """What passes from one party to another in our own reading."""

    events: int = 0
    quads: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    points: float = 0.0
    days: list[str] = field(default_factory=list)


def edges(acts: Iterable[Act], weigh: Callable[[str, str], float]) -> dict[tuple[str, str], _Edge]:
    """Sum events that happened by directed pair; those who act together act on each other."""
    found: dict[tuple[str, str], _Edge] = {}
    for act in acts:
        if act.status is not Status.ACTUAL or act.type not in quads():
            continue
        between = (
            product(act.actors, act.recipients) if act.recipients else permutations(act.actors, 2)
        )
        for actor, recipient in between:
            if actor == recipient:
                continue
            edge = found.setdefault((actor, recipient), _Edge())
            edge.events += 1
            edge.quads[quads()[act.type] - 1] += 1
            edge.points += weigh(act.type, act.mode)
            if act.when.start:
                edge.days.append(str(act.when.start))
    return dict(sorted(found.items()))


def write_graphml(
    own: Mapping[tuple[str, str], _Edge],
    foreign: Iterable[ForeignPair],
    names: Callable[[str], str],
    folder: Path,
) -> Written:
    """Write the graph.

    Args:
        names: the usual name of a party's key.
    """
    listed = list(foreign)
    root = Element("graphml", {"xmlns": NAMESPACE})
    SubElement(
        root, "key", {"id": "name", "for": "node", "attr.name": "name", "attr.type": "string"}
    )
    for key, kind in _EDGE_KEYS.items():
        SubElement(root, "key", {"id": key, "for": "edge", "attr.name": key, "attr.type": kind})
    graph = SubElement(root, "graph", {"id": "relations", "edgedefault": "directed"})
    parties = {party for pair in own for party in pair}
    parties |= {party for pair in listed for party in (pair.dyad.actor, pair.dyad.recipient)}
    for party in sorted(parties):
        node = SubElement(graph, "node", {"id": party})
        SubElement(node, "data", {"key": "name"}).text = names(party)
    for (actor, recipient), edge in own.items():
        values = dict(zip(_QUADS, edge.quads, strict=True))
        days = {"first": min(edge.days), "last": max(edge.days)} if edge.days else {}
        points = round(edge.points, 3)
        _add(
            graph,
            actor,
            recipient,
            {"source": OWN, "events": edge.events, **values, "points": points, **days},
        )
    for pair in listed:
        values = dict(zip(_QUADS, pair.sum.quads, strict=True))
        told = {"source": pair.sum.source, "events": pair.sum.events, **values}
        _add(graph, pair.dyad.actor, pair.dyad.recipient, told)
    indent(root)
    path = folder / "relations.graphml"
    with replacing(path) as beside:
        ElementTree(root).write(beside, encoding="utf-8", xml_declaration=True)
    return Written(
        path=path,
        format="graphml",
        mediatype="application/graphml+xml",
        what="Parties and what passes from one to another: events that happened, by quad class, with"
        " their sum of points on our scale. 'source' says whose reading an edge is.",
        rows=len(own) + len(listed),
    )


def _add(graph: Element, actor: str, recipient: str, values: Mapping[str, object]) -> None:
    edge = SubElement(graph, "edge", {"source": actor, "target": recipient})
    for key, value in values.items():
        SubElement(edge, "data", {"key": key}).text = str(value)
