"""Found, soft and strict F1 over all documents, by kind."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.errors import InputError
from dragoman.scoring.align import KINDS, Claim, align

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Counts of one kind of claim, and what follows from them.

    Units:
        ``found``, ``soft`` and ``strict`` are F1 in percent.
    """

    gold: int = 0
    got: int = 0
    pairs: int = 0
    credit: float = 0.0
    exact: int = 0

    def _f1(self, hits: float) -> float:
        total = self.gold + self.got
        return 200 * hits / total if total else 0.0

    @property
    def found(self) -> float:
        """Over pairs, whatever their score."""
        return self._f1(self.pairs)

    @property
    def soft(self) -> float:
        """With each pair counted by its score."""
        return self._f1(self.credit)

    @property
    def strict(self) -> float:
        """Over the pairs whose deciding fields all agree."""
        return self._f1(self.exact)

    def plus(self, other: Measure) -> Measure:
        """Add two counts."""
        return replace(
            self,
            gold=self.gold + other.gold,
            got=self.got + other.got,
            pairs=self.pairs + other.pairs,
            credit=self.credit + other.credit,
            exact=self.exact + other.exact,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Measures by kind and over all, and how many claims quote what their document does not say."""

    measures: Mapping[str, Measure]
    unquoted: int


def load_claims(path: Path) -> list[Claim]:
    """Read claims from JSON Lines.

    Raises:
        InputError: the file cannot be read, or a line is no claim.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    claims = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            claim = json.loads(line)
            if claim["kind"] not in KINDS or not isinstance(claim["doc"], str):
                raise KeyError("kind")
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not a claim ({error})") from error
        claims.append(claim)
    return claims


def score(gold: Sequence[Claim], got: Sequence[Claim], texts: Mapping[str, str]) -> Report:
    """Score claims against gold claims.

    Args:
        texts: whole texts by document name; only documents that have gold are scored.

    Raises:
        InputError: a document of the gold has no text.
    """
    measures = {kind: Measure() for kind in (*KINDS, ALL)}
    unquoted = 0
    for doc in sorted({claim["doc"] for claim in gold}):
        if doc not in texts:
            raise InputError(f"no text for the document {doc!r}")
        text = texts[doc]
        mine = [claim for claim in got if claim["doc"] == doc]
        unquoted += sum((claim.get("quote") or "\0") not in text for claim in mine)
        for kind in KINDS:
            golds = [c for c in gold if c["doc"] == doc and c["kind"] == kind]
            founds = [c for c in mine if c["kind"] == kind]
            pairs = align(golds, founds, text)
            here = Measure(
                gold=len(golds),
                got=len(founds),
                pairs=len(pairs),
                credit=sum(pair.score for pair in pairs),
                exact=sum(pair.strict for pair in pairs),
            )
            measures[kind] = measures[kind].plus(here)
            measures[ALL] = measures[ALL].plus(here)
    return Report(measures=measures, unquoted=unquoted)
