"""Laws of what is kept of pairs: it is what the events and claims tell, whatever happened to these."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from acts import SCALE
from dragoman.chronicle import Chronicle
from dragoman.errors import InputError
from dragoman.merging import fates
from dragoman.model.actors import Dyad
from dragoman.model.browsing import Slice
from dragoman.model.claims import Claim, FigureBody, StanceBody, Status
from dragoman.model.passed import Acts, Material, Passed
from dragoman.model.periods import Step
from dragoman.model.relations import Covering
from dragoman.model.text import Document
from dragoman.model.when import PartialDate
from dragoman.relating import relate
from dragoman.store.browsing import outlines
from dragoman.store.covering import fill_covered
from dragoman.store.passing import fill_passed
from judging import ANN, BEN, LATER, RUN, keep
from making import BOLIVIA, CHILE, PERU, act, claim, document

WORDS = (
    "Peru met Chile.",
    "Chile will meet Peru.",
    "Peru, Chile and Bolivia signed.",
    "Peru sold Chile tin.",
    "Bolivia likes Peru.",
)
PAIRS = tuple(combinations(("BOL", "CHL", "PER"), 2))


def texts() -> list[tuple[Document, list[Claim]]]:
    """Documents of two months and of none, each of claims on happenings that may be one or several."""
    made = []
    for n, published in enumerate(("2019-05-14", "2019-05", "2019-06-02", "")):
        told = document(
            " ".join(WORDS) + " So it was." * n,
            name=f"n{n}",
            published=published,
            publisher=("Andes Post", "", "Lima Times", "Andes Post")[n],
        )
        tin = FigureBody(indicator="exports", about=(PERU, CHILE), value=Decimal(5), unit="USD")
        bodies = (
            act("CONSULT"),
            act("CONSULT", CHILE, PERU),
            act("AGREE", (PERU, CHILE, BOLIVIA), (), context=("economic", "military")),
            tin,
            StanceBody(actors=(BOLIVIA,), recipients=(PERU,), polarity=1),
        )
        days = (f"2019-05-{10 + n % 2}", "2019-05-11", ("2019-05", "2019")[n % 2], "2018", "")
        made.append(
            (
                told,
                [
                    claim(told, body, words=words, when=day, status=_status(place))
                    for place, (body, words, day) in enumerate(
                        zip(bodies, WORDS, days, strict=True)
                    )
                ],
            )
        )
    return made


def _status(place: int) -> Status:
    return Status.PLANNED if place == 1 else Status.ACTUAL


TEXTS = texts()
IDS = [one.id for _, claims in TEXTS for one in claims]
EVENTS = [one.id for _, claims in TEXTS for one in claims[:3]]

steps = st.one_of(
    st.tuples(
        st.just("read"),
        st.integers(0, 3),
        st.sets(st.integers(0, 4)),
        st.sampled_from([RUN, LATER]),
    ),
    st.tuples(st.sampled_from(["accept", "reject"]), st.sampled_from(IDS)),
    st.tuples(st.just("type"), st.sampled_from(EVENTS), st.sampled_from(["CONSULT", "AID"])),
    st.tuples(st.just("status"), st.sampled_from(IDS), st.sampled_from(["actual", "denied"])),
    st.tuples(
        st.sampled_from(["same", "different"]), st.sampled_from(EVENTS), st.sampled_from(EVENTS)
    ),
    st.tuples(st.just("undo"), st.integers(0, 9)),
)


def do(chronicle: Chronicle, step: Sequence[object], said: list[str]) -> None:
    """Take a step, if it can be taken."""
    what, *more = step
    present = {one.id for one in chronicle.claims()}
    if what == "read":
        told, claims = TEXTS[more[0]]  # type: ignore[call-overload]
        keep(chronicle, told, [claims[n] for n in sorted(more[1])], more[2])  # type: ignore[call-overload, arg-type]
        return
    if what == "undo":
        if said:
            name = said.pop(more[0] % len(said))  # type: ignore[operator]
            chronicle.undo(name, signed=BEN)
        return
    if not present.issuperset(name for name in more if name in IDS):
        return
    try:
        if what in {"type", "status"}:
            said.append(chronicle.correct(more[0], what, more[1], signed=ANN).id)  # type: ignore[arg-type]
        else:
            said.append(getattr(chronicle, str(what))(*more, signed=ANN).id)
    except InputError:
        pass


def by_event(acts: Acts) -> list[tuple[object, ...]]:
    return sorted(zip(*(getattr(acts, column.name) for column in fields(acts)), strict=True))


def plainly(chronicle: Chronicle, first: str, second: str) -> Passed:
    """What passed between two, from all events and claims."""
    acts = [
        one for one in chronicle._record.acts() if {first, second} <= {*one.actors, *one.recipients}
    ]
    found = Passed.of(first, second, acts, chronicle.claims())
    found.figures = [one for one in found.figures if {*one.about} == {first, second}]
    found.stances = [
        one
        for one in found.stances
        if (first in one.actors and second in one.recipients)
        or (second in one.actors and first in one.recipients)
    ]
    return found


def covered(chronicle: Chronicle, first: str, second: str) -> tuple[Covering, ...]:
    """Documents with something on either of two, counted one by one."""
    either, both = Counter[str](), Counter[str]()
    for told in chronicle.documents():
        named = {a.key for one in chronicle.claims_of(told.id) for a in one.parties}
        month = str(told.published or "")[:7]
        either[month] += bool(named & {first, second})
        both[month] += {first, second} <= named
    return tuple(
        Covering(
            published=PartialDate.parse(month) if month else None, documents=n, both=both[month]
        )
        for month, n in sorted(either.items())
        if n
    )


def live(
    chronicle: Chronicle,
    taken: list[tuple[object, ...]],
    texts: Iterable[tuple[Document, list[Claim]]] = (),
) -> None:
    """Keep some texts, and then take steps."""
    said: list[str] = []
    for told, claims in texts:
        keep(chronicle, told, claims)
    for step in taken:
        do(chronicle, step, said)


@given(st.lists(steps, min_size=1, max_size=12), st.sampled_from(Step))
@settings(max_examples=60)
def test_what_is_kept_of_a_pair_is_what_its_events_and_claims_tell(
    taken: list[tuple[object, ...]], by: Step
) -> None:
    with Chronicle(":memory:") as chronicle:
        live(chronicle, taken, TEXTS)
        for pair in PAIRS:
            kept, plain = chronicle._record.passed(*pair), plainly(chronicle, *pair)
            assert by_event(kept.acts) == by_event(plain.acts)
            assert sorted(kept.figures) == sorted(plain.figures)
            assert sorted(kept.stances) == sorted(plain.stances)
            asked = ("CONSULT", pair, date(2019, 5, 1), date(2019, 5, 31))
            assert [one.id for one in outlines(chronicle._record._db, *asked)] == [
                one.id
                for one in sorted(chronicle.events(), key=lambda one: one.id)
                if one.type == "CONSULT"
                and {*pair} <= {a.key for a in (*one.actors, *one.recipients)}
                and str(one.when.start or "").startswith("2019")
            ]
            around = covered(chronicle, *pair)
            assert chronicle._record.covering(*pair) == around
            material = Material(
                passed=plain,
                covering=around,
                fates=fates(plain.acts),
                as_of=chronicle._record.last_published(),
            )
            found = relate(Dyad(*pair), material, scale=SCALE, step=by)
            assert (chronicle.relate(*pair, by=by), chronicle.relate(*pair[::-1], by=by)) == found


@given(
    st.lists(steps, max_size=6),
    st.sampled_from([None, "2019", "2019-05", "2019-05-11"]),
    st.sampled_from([None, Status.ACTUAL, Status.PLANNED]),
    st.booleans(),
    st.integers(1, 3),
)
@settings(max_examples=60)
def test_turning_the_pages_of_a_pair_shows_each_event_once_the_newest_first(
    taken: list[tuple[object, ...]],
    period: str | None,
    status: Status | None,
    undated: bool,
    limit: int,
) -> None:
    asked = Slice(
        about="PER",
        beside="BOL",
        period=PartialDate.parse(period) if period and not undated else None,
        undated=undated,
        status=status,
        limit=limit,
    )
    with Chronicle(":memory:") as chronicle:
        live(chronicle, taken, TEXTS)
        known = [
            (str(one.when.start or ""), one.id)
            for one in chronicle.events()
            if {"BOL", "PER"} <= {a.key for a in (*one.actors, *one.recipients)}
            and status in {None, one.status}
        ]
        months = Counter(start[:7] for start, _ in known)
        expected = sorted(
            (
                (start, name)
                for start, name in known
                if bool(start) is not undated and start.startswith(str(asked.period or ""))
            ),
            reverse=True,
        )
        found: list[str] = []
        while True:
            leaf = chronicle.leaf(asked)
            assert (leaf.total, len(leaf.items) <= limit) == (len(expected), True)
            found += [one.id for one in leaf.items]
            if not leaf.next:
                break
            asked = replace(asked, after=leaf.next)
        assert found == [name for _, name in expected]
        if status is None:
            counted = chronicle.months(about="BOL", beside="PER")
            assert {one.key: one.events for one in counted} == months


@given(st.lists(steps, min_size=1, max_size=12))
@settings(max_examples=40)
def test_packing_anew_gives_what_was_packed(taken: list[tuple[object, ...]]) -> None:
    with Chronicle(":memory:") as chronicle:
        live(chronicle, taken)
        db = chronicle._record._db
        before = rows(db), [chronicle._record.covering(*pair) for pair in PAIRS]
        db.execute("delete from passed")
        db.execute("delete from covered")
        fill_covered(db)
        fill_passed(db)
        assert (rows(db), [chronicle._record.covering(*pair) for pair in PAIRS]) == before


def rows(db: object) -> list[tuple[object, ...]]:
    assert isinstance(db, sqlite3.Connection)
    return [tuple(row) for row in db.execute("select * from passed order by 1, 2, 3, 4")]
