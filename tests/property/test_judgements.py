"""Laws of judging: taking back restores, a new reading changes nothing, what is said apart is said alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.chronicle import Chronicle
from dragoman.errors import InputError
from dragoman.model.claims import Claim, EventBody
from dragoman.model.ids import EventId
from dragoman.model.judgements import Signature, State
from dragoman.model.text import Document
from judging import LATER, RUN, keep, shown
from making import BOLIVIA, CHILE, PERU, act, claim, document

WORDS = ("Peru met Chile.", "Chile met Peru.", "Peru met Chile again.", "Bolivia and Peru talked.")
START = datetime(2026, 1, 1, tzinfo=UTC)


def texts() -> list[tuple[Document, list[Claim]]]:
    """Four documents, each of four claims on some happenings that may be one or several."""
    made = []
    for n in range(4):
        told = document(" ".join(WORDS) + " " + "So it was." * n, name=f"n{n}")
        claims = []
        for at, words in enumerate(WORDS):
            other = BOLIVIA if at == 3 else CHILE
            day = f"2019-05-{10 + 4 * (at % 2) + n % 2:02d}"
            claims.append(claim(told, act("CONSULT", PERU, other), words=words, when=day))
        made.append((told, claims))
    return made


TEXTS = texts()
IDS = [one.id for _, claims in TEXTS for one in claims]

one_claim = st.sampled_from(IDS)
words_said = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject"]), one_claim),
    st.tuples(st.just("type"), one_claim, st.sampled_from(["CONSULT", "AGREE", "AID"])),
    st.tuples(st.just("status"), one_claim, st.sampled_from(["actual", "planned"])),
    st.tuples(st.sampled_from(["same", "different"]), one_claim, one_claim),
)


def say(chronicle: Chronicle, words: tuple[str, ...], n: int) -> str | None:
    """Say something; None where it is refused."""
    signed = Signature(who="Ann", at=START + timedelta(seconds=n))
    what, first, *rest = words
    try:
        if what in {"accept", "reject"}:
            return getattr(chronicle, what)(first, signed=signed).id
        if what in {"same", "different"}:
            return getattr(chronicle, what)(first, rest[0], signed=signed).id
        return chronicle.correct(first, what, rest[0], signed=signed).id
    except InputError:
        return None


def filled() -> Chronicle:
    chronicle = Chronicle(":memory:")
    for told, claims in TEXTS:
        keep(chronicle, told, claims)
    return chronicle


def content(chronicle: Chronicle) -> object:
    """What is shown, whatever the ids of events."""
    nameless = [replace(event, id=EventId("")) for event in chronicle.events()]
    links = [replace(event, links=()) for event in nameless]
    return list(chronicle.claims()), sorted(links, key=lambda e: [c.id for c in e.claims])


@given(st.lists(words_said, min_size=1, max_size=6), words_said)
@settings(max_examples=40)
def test_undoing_restores_exactly(before: list[tuple[str, ...]], words: tuple[str, ...]) -> None:
    with filled() as chronicle:
        for n, earlier in enumerate(before):
            say(chronicle, earlier, n)
        was = shown(chronicle)
        states = [(j.id, j.state, j.superseded_by) for j in chronicle.judgements()]
        said = say(chronicle, words, 99)
        if said is None:
            assert shown(chronicle) == was
            return
        chronicle.undo(said, signed=Signature(who="Ben", at=START))
        assert shown(chronicle) == was
        now = [(j.id, j.state, j.superseded_by) for j in chronicle.judgements() if j.id != said]
        assert now == states


@given(st.lists(words_said, min_size=1, max_size=6), st.permutations(range(len(TEXTS))))
@settings(max_examples=40)
def test_a_new_reading_changes_nothing_that_was_said(
    said: list[tuple[str, ...]], order: list[int]
) -> None:
    with filled() as chronicle:
        for n, words in enumerate(said):
            say(chronicle, words, n)
        was = content(chronicle)
        states = [(j.id, j.state) for j in chronicle.judgements()]
        events = {e.id: {c.id for c in e.claims} for e in chronicle.events()}
        for n in order:
            keep(chronicle, *TEXTS[n], LATER)
        for n in order:
            keep(chronicle, *TEXTS[n], RUN)
        assert content(chronicle) == was
        assert {e.id: {c.id for c in e.claims} for e in chronicle.events()} == events
        assert [(j.id, j.state) for j in chronicle.judgements()] == states


@given(st.permutations(range(len(TEXTS))), st.permutations(range(len(TEXTS))))
@settings(max_examples=30)
def test_what_is_said_does_not_depend_on_the_order_of_documents(
    one: list[int], other: list[int]
) -> None:
    found = []
    for order in (one, other):
        with Chronicle(":memory:") as chronicle:
            for n in order:
                keep(chronicle, *TEXTS[n])
            assert say(chronicle, ("different", IDS[0], IDS[4]), 0)
            assert say(chronicle, ("reject", IDS[3]), 1)
            assert say(chronicle, ("type", IDS[5], "AGREE"), 2)
            found.append(content(chronicle))
    assert found[0] == found[1]


@given(
    st.permutations([("reject", IDS[1]), ("type", IDS[2], "AID"), ("status", IDS[7], "planned")])
)
def test_words_on_different_things_can_be_said_in_any_order(said: list[tuple[str, ...]]) -> None:
    with filled() as chronicle, filled() as other:
        for n, words in enumerate(said):
            say(chronicle, words, n)
        for n, words in enumerate(sorted(said)):
            say(other, words, n)
        assert content(chronicle) == content(other)
        assert all(j.state is State.IN_FORCE for j in chronicle.judgements())


@given(st.lists(words_said, max_size=8))
@settings(max_examples=30)
def test_every_claim_that_counts_is_in_one_event(said: list[tuple[str, ...]]) -> None:
    with filled() as chronicle:
        for n, words in enumerate(said):
            say(chronicle, words, n)
        told = [c.id for event in chronicle.events() for c in event.claims]
        counting = [c.id for c in chronicle.claims() if isinstance(c.body, EventBody)]
        assert sorted(told) == sorted(counting)
        for event in chronicle.events():
            for turn in chronicle.history(event.id):
                heirs = chronicle.heirs(turn.event)
                assert not heirs or all(chronicle.explain(heir) for heir in heirs)
