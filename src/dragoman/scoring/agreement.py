"""How far people who judge agree: counts for each two of them, and Cohen's kappa.

Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological
Measurement 20 (1), 37-46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from dragoman.model.judgements import Judgement, State, Verdict
from dragoman.model.reviewing import Agreement

_SINGLE = {Verdict.ACCEPT: True, Verdict.REJECT: False, Verdict.CORRECT: False}
"""Verdicts on one claim, and whether they call it right as it stands."""


def kappa(both_right: int, first_alone: int, second_alone: int, both_wrong: int) -> float | None:
    """Agreement beyond chance, from the four counts of two people's yes and no.

    Returns:
        From -1 to 1; None where there are no counts, or chance alone would make them agree.

    Example:
        >>> kappa(20, 5, 10, 15)
        0.4
    """
    claims = both_right + first_alone + second_alone + both_wrong
    if not claims:
        return None
    seen = (both_right + both_wrong) / claims
    first, second = (both_right + first_alone) / claims, (both_right + second_alone) / claims
    chance = first * second + (1 - first) * (1 - second)
    return None if chance >= 1 else round((seen - chance) / (1 - chance), 6)


def agreement(judgements: Iterable[Judgement]) -> tuple[Agreement, ...]:
    """Count for each two people what they said of the same claims: of each the last word not undone.

    A word that somebody else's later word supersedes counts too: it is what this person said, and without
    it no two could differ. Accepting says that a claim is right as it stands; rejecting and correcting say
    that it is not. A claim on which the later of the two spoke after the other's correction is left out,
    since they did not see the same. Words on pairs do not count: they call no claim right or wrong.

    Args:
        judgements: in the order given.

    Returns:
        One for each two who judged a claim in common, by their names.
    """
    words: dict[str, dict[str, tuple[int, Verdict]]] = {}
    for number, judgement in enumerate(judgements):
        if judgement.state is State.UNDONE or judgement.verdict not in _SINGLE:
            continue
        for subject in judgement.subjects:
            said = words.setdefault(subject.claim.id, {})
            said[judgement.signed.who] = (number, judgement.verdict)
    counts: dict[tuple[str, str], Counter[tuple[bool, bool]]] = {}
    left_out: Counter[tuple[str, str]] = Counter()
    for said in words.values():
        for pair in combinations(sorted(said), 2):
            earlier, _ = sorted(said[name] for name in pair)
            counts.setdefault(pair, Counter())
            if earlier[1] is Verdict.CORRECT:
                left_out[pair] += 1
                continue
            first, second = (_SINGLE[said[name][1]] for name in pair)
            counts[pair][first, second] += 1
    return tuple(_made(pair, found, left_out[pair]) for pair, found in sorted(counts.items()))


def _made(pair: tuple[str, str], found: Counter[tuple[bool, bool]], left_out: int) -> Agreement:
    cells = tuple(
        found[key] for key in ((True, True), (True, False), (False, True), (False, False))
    )
    return Agreement(
        first=pair[0],
        second=pair[1],
        both_right=cells[0],
        first_alone=cells[1],
        second_alone=cells[2],
        both_wrong=cells[3],
        kappa=kappa(*cells),
        left_out=left_out,
    )
