"""Measure merging on gold/happenings.jsonl: B-cubed on the gold's own claims, and on what the reader finds.

python tools/happenings.py                   the half for development
python tools/happenings.py --half keep       the half that is kept: look at it when the work is done
python tools/happenings.py --wrong           also print what was split or joined, from the gold's claims
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.merging import merge
from dragoman.model.claims import Claim
from dragoman.model.runs import Run
from dragoman.reading import DEFAULT, reader
from dragoman.scoring import (
    EndToEnd,
    Gathering,
    Group,
    Mention,
    load_groups,
    score_claims,
    score_documents,
)

GOLD = Path(__file__).parents[1] / "gold" / "happenings.jsonl"


def read_all(groups: Iterable[Group], reader_name: str = DEFAULT) -> list[Claim]:
    """All that a reader finds in the groups' documents."""
    run, read = Run.of(version="0", reader=reader_name, codebook=""), reader(reader_name)
    return [c for g in groups for d in g.documents for c in read(d, run=run).claims]


def disputes(groups: Sequence[Group]) -> tuple[int, int, int]:
    """Disputes of the gold, those found on the gold's claims, and those in both."""
    mentions = [mention for group in groups for mention in group.mentions]
    happening = {m.claim.id: m.happening for m in mentions}
    wanted = {dispute for group in groups for dispute in group.disputes}
    found = {
        (happening[claim], dispute.field)
        for event in merge(m.claim for m in mentions)
        for dispute in event.disputes
        for account in dispute.accounts
        for claim in account.claims
    }
    return len(wanted), len(found), len(wanted & found)


def wrong(groups: Sequence[Group]) -> Iterator[str]:
    """Happenings that fell apart and events that hold several, in words."""
    mentions = [mention for group in groups for mention in group.mentions]
    event = {c.id: e.id for e in merge(m.claim for m in mentions) for c in e.claims}
    by_happening: dict[str, list[Mention]] = defaultdict(list)
    by_event: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_happening[mention.happening].append(mention)
        by_event[event[mention.claim.id]].append(mention)
    for name, told in by_happening.items():
        if len({event[m.claim.id] for m in told}) > 1:
            yield f"split {name}"
            yield from (f"    {event[m.claim.id]} {m.claim.evidence.quote[:80]}" for m in told)
    for name, told in by_event.items():
        if len({m.happening for m in told}) > 1:
            yield f"joined {name}"
            yield from (f"    {m.happening} {m.claim.evidence.quote[:80]}" for m in told)


def _line(name: str, measure: Gathering) -> str:
    return (
        f"{name:22} {measure.items:4} mentions  precision {measure.precision:5.1f}"
        f"  recall {measure.recall:5.1f}  F1 {measure.f1:5.1f}"
    )


def measure(groups: Sequence[Group]) -> tuple[Gathering, EndToEnd]:
    """Merging alone, and reading and merging together."""
    return score_claims(groups, merge), score_documents(groups, read_all(groups), merge)


def main() -> None:
    """Print what is measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=["develop", "keep", ""], default="develop")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    groups = load_groups(GOLD, half=options.half)
    alone, together = measure(groups)
    print(_line("merging alone", alone))
    print(_line("read and aligned", together.aligned))
    print(_line("read, the rest alone", together.whole))
    print(f"a claim was read for {together.coverage:.1f} per cent of the mentions")
    wanted, found, both = disputes(groups)
    print(f"disputes: {wanted} in the gold, {found} found, {both} in both")
    if options.wrong:
        print("\n".join(wrong(groups)))


if __name__ == "__main__":
    main()
