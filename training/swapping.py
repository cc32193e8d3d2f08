"""Names of states swapped in training windows, so that no state's name carries a label."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from examples import Example, Target

from dragoman.reading.annotations import ActorMention
from dragoman.reading.learned.candidates import Candidate
from dragoman.reading.learned.windows import Window

SWAPPED = frozenset({"state", "adjective", "capital"})
"""Tags of the names that are swapped; persons and bodies stay."""

Pieces = tuple[int, ...]
Names = dict[str, dict[str, Pieces]]


def _country(candidate: Candidate) -> str:
    """The state that a name means, where it is a name that can be swapped."""
    mention = candidate.mention
    if candidate.tag not in SWAPPED or not isinstance(mention, ActorMention):
        return ""
    return mention.actors[0].key if len(mention.actors) == 1 else ""


def names_of(examples: Iterable[Example]) -> Names:
    """For each state its commonest name, adjective and capital as word pieces, by tag."""
    seen: dict[tuple[str, str], Counter[Pieces]] = {}
    for example in examples:
        window = example.window
        for candidate in window.candidates:
            if country := _country(candidate):
                pieces = window.ids[candidate.first : candidate.last]
                seen.setdefault((country, candidate.tag), Counter())[pieces] += 1
    found: Names = {}
    for (country, tag), counts in seen.items():
        found.setdefault(country, {})[tag] = counts.most_common(1)[0][0]
    return found


def swapped(example: Example, names: Names, rng: random.Random) -> Example:
    """The same window about other states: each state becomes one other throughout.

    A state of which a name is missing stays as it is, and so does one that no other can stand for.
    """
    window = example.window
    used: dict[str, set[str]] = {}
    for candidate in window.candidates:
        if country := _country(candidate):
            used.setdefault(country, set()).add(candidate.tag)
    chosen: dict[str, str] = {}
    for country, tags in sorted(used.items()):
        fit = [
            c
            for c in names
            if tags <= names[c].keys() and c not in used and c not in chosen.values()
        ]
        if fit:
            chosen[country] = rng.choice(fit)
    if not chosen:
        return example
    return _rebuilt(example, chosen, names)


def _rebuilt(example: Example, chosen: dict[str, str], names: Names) -> Example:
    window = example.window
    starts = {
        c.first: (c.last, names[chosen[country]][c.tag])
        for c in window.candidates
        if (country := _country(c)) in chosen
    }
    ids: list[int] = []
    tags: list[int] = []
    moved: list[int] = []
    at = 0
    while at < len(window.ids):
        if at in starts:
            last, pieces = starts[at]
            tag = window.tags[at]
            moved += [len(ids)] * (last - at)
            ids += pieces
            tags += [tag] * len(pieces)
            at = last
        else:
            moved.append(len(ids))
            ids.append(window.ids[at])
            tags.append(window.tags[at])
            at += 1
    moved.append(len(ids))

    def place(first: int, last: int) -> tuple[int, int]:
        start, end = moved[first], moved[last]
        return start, max(end, start + 1)

    candidates = tuple(
        Candidate(c.mention, c.tag, *place(c.first, c.last)) for c in window.candidates
    )
    made = Window(
        ids=tuple(ids),
        tags=tuple(tags),
        offsets=((0, 0),) * len(ids),
        core=moved[window.core],
        spans=window.spans,
        candidates=candidates,
    )
    targets: list[Target] = []
    for target in example.targets:
        first, last = place(target.first, target.last)
        targets.append(replace(target, first=first, last=last))
    return replace(example, window=made, targets=targets)
