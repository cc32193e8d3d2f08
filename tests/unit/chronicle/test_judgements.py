"""What people say takes effect at once, can be taken back, and outlives a new reading."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dragoman.chronicle import Chronicle
from dragoman.errors import InputError, NotFound, UnknownName
from dragoman.model.claims import Claim, EventBody, FigureBody, Kind, StanceBody, Status
from dragoman.model.histories import Change
from dragoman.model.judgements import Signature, Standing, State, Verdict
from dragoman.model.when import PartialDate
from judging import ANN, BEN, LATER, keep, shown
from making import BOLIVIA, BRAZIL, CHILE, PERU, act, claim, document

ONE = document("Peru met Chile in Lima. Peru owes Chile 5 dollars. Peru likes Chile.", name="one")
TWO = document("In Lima, Chile met Peru. It rained.", name="two", publisher="Lima Times")
THREE = document("Bolivia met Peru in Sucre.", name="three")

MEETING = claim(ONE, act("CONSULT"), words="Peru met Chile in Lima.")
DEBT = claim(
    ONE,
    FigureBody(indicator="debt", about=(PERU, CHILE), value=Decimal(5), unit="USD"),
    words="Peru owes Chile 5 dollars.",
)
LIKING = claim(
    ONE, StanceBody(actors=(PERU,), recipients=(CHILE,), polarity=1), words="Peru likes Chile."
)
OTHER = claim(TWO, act("AGREE", CHILE, PERU), words="Chile met Peru.")
SUCRE = claim(THREE, act("CONSULT", BOLIVIA, PERU), words="Bolivia met Peru in Sucre.")


@pytest.fixture
def chronicle(new_record: Callable[[], Path | str]) -> Iterator[Chronicle]:
    with Chronicle(new_record()) as opened:
        keep(opened, ONE, [MEETING, DEBT, LIKING])
        keep(opened, TWO, [OTHER])
        keep(opened, THREE, [SUCRE])
        yield opened


def event_of(chronicle: Chronicle, one: Claim) -> str:
    (found,) = [e.id for e in chronicle.events() if one.id in {c.id for c in e.claims}]
    return found


def type_of(one: Claim) -> str:
    assert isinstance(one.body, EventBody)
    return one.body.type


def test_same_makes_one_event_and_says_why(chronicle: Chronicle) -> None:
    before = shown(chronicle)
    old = [event_of(chronicle, MEETING), event_of(chronicle, OTHER)]
    made = chronicle.same(MEETING.id, OTHER.id, signed=ANN)
    (event,) = [e for e in chronicle.events() if MEETING.id in {c.id for c in e.claims}]
    assert {c.id for c in event.claims} == {MEETING.id, OTHER.id}
    assert event.id in old
    assert any("Ann judged them the same" in reason for k in event.links for reason in k.reasons)
    (gone,) = set(old) - {event.id}
    assert chronicle.explain(gone) == event
    assert chronicle.heirs(gone) == (event.id,)
    (turn,) = chronicle.history(event.id)
    assert (turn.change, turn.event, turn.other) == (Change.MERGED, gone, event.id)
    assert turn.cause == made.id
    chronicle.undo(made.id, signed=BEN)
    assert shown(chronicle) == before
    assert chronicle.heirs(gone) == (gone,)
    assert Change.BACK in {turn.change for turn in chronicle.history(gone)}


def test_different_keeps_apart_what_merging_would_bring_together(chronicle: Chronicle) -> None:
    keep(chronicle, TWO, [replace(OTHER, body=act("CONSULT", CHILE, PERU))])
    before = shown(chronicle)
    whole = event_of(chronicle, MEETING)
    assert whole == event_of(chronicle, OTHER)
    made = chronicle.different(OTHER.id, whole, signed=ANN)
    assert event_of(chronicle, MEETING) != event_of(chronicle, OTHER)
    assert whole in {event_of(chronicle, MEETING), event_of(chronicle, OTHER)}
    keep(chronicle, TWO, [replace(OTHER, body=act("CONSULT", CHILE, PERU))], LATER)
    assert event_of(chronicle, MEETING) != event_of(chronicle, OTHER)
    keep(chronicle, TWO, [replace(OTHER, body=act("CONSULT", CHILE, PERU))])
    chronicle.undo(made.id, signed=BEN)
    assert shown(chronicle) == before


def test_a_third_account_does_not_bring_together_what_is_held_apart(chronicle: Chronicle) -> None:
    keep(chronicle, TWO, [replace(OTHER, body=act("CONSULT", CHILE, PERU))])
    chronicle.different(MEETING.id, OTHER.id, signed=ANN)
    more = document("Peru met Chile in Lima.", name="more")
    keep(chronicle, more, [claim(more, act("CONSULT"))])
    assert event_of(chronicle, MEETING) != event_of(chronicle, OTHER)
    assert sum(len(e.claims) for e in chronicle.events()) == 4


def test_a_later_word_on_the_same_pair_counts(chronicle: Chronicle) -> None:
    first = chronicle.different(MEETING.id, OTHER.id, signed=ANN)
    second = chronicle.same(OTHER.id, MEETING.id, signed=BEN)
    assert event_of(chronicle, MEETING) == event_of(chronicle, OTHER)
    told = {j.id: j for j in chronicle.judgements()}
    assert told[first.id].state is State.SUPERSEDED
    assert told[first.id].superseded_by == second.id
    chronicle.undo(second.id, signed=ANN)
    assert chronicle.judgement(first.id).state is State.IN_FORCE
    assert event_of(chronicle, MEETING) != event_of(chronicle, OTHER)


def test_a_contradiction_is_refused_and_changes_nothing(chronicle: Chronicle) -> None:
    chronicle.same(MEETING.id, OTHER.id, signed=ANN)
    chronicle.same(OTHER.id, SUCRE.id, signed=ANN)
    before, words = shown(chronicle), chronicle.judgements()
    with pytest.raises(InputError, match="contradicts what was judged same before") as caught:
        chronicle.different(MEETING.id, SUCRE.id, signed=BEN)
    assert "judge undo" in caught.value.hint
    assert (shown(chronicle), chronicle.judgements()) == (before, words)


def test_one_thing_cannot_be_compared_with_itself(chronicle: Chronicle) -> None:
    whole = event_of(chronicle, MEETING)
    with pytest.raises(InputError, match="one happening already"):
        chronicle.same(MEETING.id, whole, signed=ANN)
    with pytest.raises(InputError, match="one happening already"):
        chronicle.different(MEETING.id, MEETING.id, signed=ANN)
    with pytest.raises(InputError, match="only claims of events"):
        chronicle.same(MEETING.id, DEBT.id, signed=ANN)


def test_a_rejected_claim_leaves_all_but_what_finds_it(chronicle: Chronicle) -> None:
    before = shown(chronicle)
    gone = event_of(chronicle, MEETING)
    made = chronicle.reject(MEETING.id, signed=ANN)
    chronicle.reject(DEBT.id, signed=ANN)
    assert MEETING.id not in {c.id for e in chronicle.events() for c in e.claims}
    assert not {MEETING.id, DEBT.id} & {c.id for c in chronicle.claims()}
    assert [f.indicator for f in chronicle.relate("PER", "CHL").figures] == []
    assert chronicle.search("met", by_meaning=False).total == 2
    found = chronicle.search("met is:rejected", by_meaning=False)
    assert [(hit.claim.id, hit.standing, hit.event) for hit in found.hits] == [
        (MEETING.id, Standing.REJECTED, None)
    ]
    assert chronicle.explain(MEETING.id) == chronicle.judged(MEETING.id).claim
    assert chronicle.history(gone)[-1].change is Change.GONE
    assert chronicle.heirs(gone) == ()
    with pytest.raises(NotFound):
        chronicle.explain(gone)
    for judgement in (made, chronicle.judgements(DEBT.id)[0]):
        chronicle.undo(judgement.id, signed=BEN)
    assert shown(chronicle) == before
    assert chronicle.search("met", by_meaning=False).total == 3


def test_a_correction_shows_at_once_beside_what_was_read(chronicle: Chronicle) -> None:
    before = shown(chronicle)
    made = chronicle.correct(OTHER.id, "type", "CONSULT", signed=ANN)
    assert event_of(chronicle, MEETING) == event_of(chronicle, OTHER)
    judged = chronicle.judged(OTHER.id)
    assert judged.standing is Standing.CORRECTED
    assert judged.judgements == (made.id,)
    assert judged.read is not None
    assert (type_of(judged.claim), type_of(judged.read)) == ("CONSULT", "AGREE")
    hits = chronicle.search("type:CONSULT is:corrected", by_meaning=False).hits
    assert [hit.claim.id for hit in hits] == [OTHER.id]
    chronicle.undo(made.id, signed=BEN)
    assert shown(chronicle) == before


@pytest.mark.parametrize(
    ("name", "field", "text", "attribute", "value"),
    [
        (MEETING.id, "status", "planned", "status", Status.PLANNED),
        (MEETING.id, "actors", "PER; Brazil", "actors", (PERU, BRAZIL)),
        (MEETING.id, "recipients", "none", "recipients", ()),
        (MEETING.id, "mode", "visit", "mode", "visit"),
        (DEBT.id, "value", "1,500", "value", Decimal(1500)),
        (DEBT.id, "indicator", "loan", "indicator", "loan"),
        (LIKING.id, "polarity", "-2", "polarity", -2),
        (LIKING.id, "symmetric", "true", "symmetric", True),
    ],
)
def test_fields_of_the_codebook_can_be_corrected(
    chronicle: Chronicle, name: str, field: str, text: str, attribute: str, value: object
) -> None:
    chronicle.correct(name, field, text, signed=ANN)
    found = chronicle.judged(name).claim
    held = found if attribute == "status" else found.body
    assert getattr(held, attribute) == value


def test_a_date_is_corrected_at_both_ends(chronicle: Chronicle) -> None:
    chronicle.correct(MEETING.id, "date", "2019-05-02 to 2019-05-04", signed=ANN)
    when = chronicle.judged(MEETING.id).claim.when
    assert (when.start, when.end) == (PartialDate(2019, 5, 2), PartialDate(2019, 5, 4))


@pytest.mark.parametrize(
    ("field", "text", "error", "message"),
    [
        ("typ", "CONSULT", UnknownName, "no field of a claim of kind event is called 'typ'"),
        ("type", "CONSLT", UnknownName, "no event type is called 'CONSLT'"),
        ("status", "maybe", UnknownName, "no status"),
        ("actors", "Maria (XXX)", UnknownName, "no state or organisation is called 'XXX'"),
        ("actors", "PRE", UnknownName, "no state or organisation is called 'PRE'"),
        ("date", "soon", InputError, "not a date"),
        ("date", "2019 to 2018", InputError, "not a time"),
        ("amount", "much", InputError, "not an amount"),
        ("polarity", "1", UnknownName, "no field"),
    ],
)
def test_what_cannot_be_read_is_refused(
    chronicle: Chronicle, field: str, text: str, error: type[Exception], message: str
) -> None:
    before = shown(chronicle)
    with pytest.raises(error, match=message):
        chronicle.correct(MEETING.id, field, text, signed=ANN)
    assert (shown(chronicle), chronicle.judgements()) == (before, ())


def test_a_person_adds_a_claim_on_exact_words(chronicle: Chronicle) -> None:
    before = shown(chronicle)
    fields = {"type": "AID", "actors": "PER", "recipients": "CHL", "date": "2019-05"}
    made = chronicle.add_claim("two", "It rained.", Kind.EVENT, fields, signed=ANN)
    (subject,) = made.subjects
    added = chronicle.judged(str(subject.now))
    assert (added.standing, added.read) == (Standing.ADDED, None)
    assert added.claim.evidence.quote == "It rained."
    assert event_of(chronicle, added.claim)
    keep(chronicle, TWO, [OTHER], LATER)
    assert chronicle.judged(added.claim.id).claim == added.claim
    chronicle.correct(added.claim.id, "type", "AGREE", signed=BEN)
    assert type_of(chronicle.judged(added.claim.id).claim) == "AGREE"
    chronicle.undo(chronicle.judgements()[-1].id, signed=BEN)
    chronicle.undo(made.id, signed=BEN)
    keep(chronicle, TWO, [OTHER])
    assert shown(chronicle) == before


@pytest.mark.parametrize(
    ("quote", "fields", "start", "message"),
    [
        ("It snowed.", {"type": "AID", "actors": "PER"}, None, "does not hold these words"),
        ("i", {"type": "AID", "actors": "PER"}, None, "these words stand in two at"),
        ("It rained.", {"type": "AID", "actors": "PER"}, 3, "do not begin at 3"),
        ("It rained.", {"type": "AID"}, None, "a claim of kind event needs: actors"),
        ("", {"type": "AID", "actors": "PER"}, None, "does not hold these words"),
    ],
)
def test_a_claim_that_cannot_be_added_is_refused(
    chronicle: Chronicle, quote: str, fields: dict[str, str], start: int | None, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        chronicle.add_claim("two", quote, Kind.EVENT, fields, signed=ANN, start=start)
    assert chronicle.judgements() == ()


def test_judgements_outlive_a_reader_that_sees_other_words(chronicle: Chronicle) -> None:
    chronicle.correct(MEETING.id, "status", "planned", signed=ANN)
    wider = claim(ONE, act("CONSULT"), words="met Chile in Lima. Peru owes")
    keep(chronicle, ONE, [wider], LATER)
    found = chronicle.judged(wider.id)
    assert (found.standing, found.claim.status) == (Standing.CORRECTED, Status.PLANNED)
    assert [j.subjects[0].now for j in chronicle.judgements()] == [wider.id]
    keep(chronicle, ONE, [MEETING, DEBT, LIKING])
    assert chronicle.judged(MEETING.id).claim.status is Status.PLANNED


def test_a_word_on_one_claim_is_not_taken_for_one_on_its_neighbour(chronicle: Chronicle) -> None:
    beside = claim(ONE, act("AGREE"), words="Peru met Chile in Lima", status=Status.DENIED)
    keep(chronicle, ONE, [MEETING, beside])
    chronicle.correct(beside.id, "status", "planned", signed=ANN)
    chronicle.reject(beside.id, signed=ANN)
    keep(chronicle, ONE, [MEETING], LATER)
    assert [(c.id, c.status) for c in chronicle._record.claims(document=ONE.id)] == [
        (MEETING.id, Status.ACTUAL)
    ]
    assert {j.state for j in chronicle.judgements()} == {State.WAITING}


def test_what_a_person_accepted_stays_when_a_reader_no_longer_has_it(chronicle: Chronicle) -> None:
    chronicle.accept(MEETING.id, signed=ANN)
    whole = event_of(chronicle, MEETING)
    keep(chronicle, ONE, [], LATER)
    assert chronicle.judged(MEETING.id).read is None
    assert chronicle.judged(MEETING.id).standing is Standing.ACCEPTED
    assert event_of(chronicle, MEETING) == whole
    turned = claim(ONE, act("CONSULT"), words="Peru met")
    keep(chronicle, ONE, [replace(turned, status=Status.DENIED)], LATER)
    found = chronicle.judged(MEETING.id)
    assert found.claim.status is Status.ACTUAL
    assert found.read is not None
    assert found.read.status is Status.DENIED


def test_a_rejection_waits_until_the_reader_says_it_again(chronicle: Chronicle) -> None:
    chronicle.reject(MEETING.id, signed=ANN)
    right = replace(MEETING, status=Status.PLANNED)
    keep(chronicle, ONE, [right], LATER)
    assert chronicle.judgements()[0].state is State.WAITING
    assert MEETING.id in {c.id for c in chronicle.claims()}
    keep(chronicle, ONE, [MEETING])
    assert chronicle.judgements()[0].state is State.IN_FORCE
    assert MEETING.id not in {c.id for c in chronicle.claims()}


def test_accepting_takes_a_rejection_back(chronicle: Chronicle) -> None:
    chronicle.reject(MEETING.id, signed=ANN)
    chronicle.accept(MEETING.id, signed=BEN)
    assert chronicle.judged(MEETING.id).standing is Standing.ACCEPTED
    assert [j.state for j in chronicle.judgements()] == [State.SUPERSEDED, State.IN_FORCE]


def test_an_event_keeps_its_id_when_it_grows_or_is_read_anew(chronicle: Chronicle) -> None:
    whole = event_of(chronicle, SUCRE)
    for n in range(4):
        more = document(f"On that day Bolivia met Peru in Sucre{'!' * n}", name=f"more{n}")
        keep(chronicle, more, [claim(more, act("CONSULT", BOLIVIA, PERU))])
        assert event_of(chronicle, SUCRE) == whole
    moved = claim(THREE, act("CONSULT", BOLIVIA, PERU), words="Bolivia met Peru")
    keep(chronicle, THREE, [moved], LATER)
    assert event_of(chronicle, moved) == whole
    assert chronicle.history(whole) == ()


def test_an_event_alone_in_a_document_keeps_its_id_under_another_reader() -> None:
    with Chronicle(":memory:") as chronicle:
        keep(chronicle, THREE, [SUCRE])
        whole = event_of(chronicle, SUCRE)
        moved = claim(THREE, act("CONSULT", BOLIVIA, PERU), words="Bolivia met Peru")
        keep(chronicle, THREE, [moved], LATER)
        assert event_of(chronicle, moved) == whole


def test_judgements_are_signed(chronicle: Chronicle) -> None:
    with pytest.raises(InputError, match="needs a name"):
        Signature(who=" ", at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(InputError, match="needs a zone"):
        Signature(who="Ann", at=datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point
    made = chronicle.accept(MEETING.id, signed=ANN)
    assert made.signed == ANN


@pytest.mark.parametrize("name", ["accept", "reject"])
def test_what_is_not_there_cannot_be_judged(chronicle: Chronicle, name: str) -> None:
    with pytest.raises(NotFound, match="no claim and no event has the id 'nothing'"):
        getattr(chronicle, name)("nothing", signed=ANN)
    with pytest.raises(NotFound, match="no judgement has the id 'nothing'"):
        chronicle.undo("nothing", signed=ANN)


def test_nothing_is_undone_twice_and_the_same_can_be_said_again(chronicle: Chronicle) -> None:
    made = chronicle.accept(MEETING.id, signed=ANN)
    chronicle.undo(made.id, signed=BEN)
    with pytest.raises(InputError, match="was undone by Ben before"):
        chronicle.undo(made.id, signed=ANN)
    again = chronicle.accept(MEETING.id, signed=ANN)
    assert again.id != made.id
    assert [j.state for j in chronicle.judgements()] == [State.UNDONE, State.IN_FORCE]


@pytest.mark.parametrize(
    "statement",
    [
        "update judgements set who = 'x'",
        "delete from judgements",
        "update judgement_subjects set read = 'x'",
        "delete from judgement_subjects",
        "update judgements_undone set why = 'x'",
        "delete from judgements_undone",
        "update event_history set cause = 'x'",
        "delete from event_history",
    ],
)
def test_the_database_erases_nothing_that_people_said(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "r.dragoman"
    with Chronicle(path) as chronicle:
        keep(chronicle, ONE, [MEETING])
        made = chronicle.reject(MEETING.id, signed=ANN)
        chronicle.undo(made.id, signed=BEN)
    raw = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        raw.execute(statement)
    raw.close()


def test_what_is_taught(chronicle: Chronicle) -> None:
    chronicle.correct(OTHER.id, "type", "CONSULT", signed=ANN)
    chronicle.reject(LIKING.id, signed=ANN)
    chronicle.different(MEETING.id, SUCRE.id, signed=BEN)
    undone = chronicle.accept(DEBT.id, signed=ANN)
    chronicle.undo(undone.id, signed=ANN)
    rows = list(chronicle.training())
    assert [row["verdict"] for row in rows] == ["correct", "reject", "different"]
    assert (rows[0]["before"]["type"], rows[0]["after"]["type"]) == ("AGREE", "CONSULT")
    assert rows[0]["text"] == TWO.text
    assert rows[1]["after"] is None
    assert [side[0]["id"] for side in (rows[2]["left"], rows[2]["right"])] == [MEETING.id, SUCRE.id]
    assert json.loads(json.dumps(rows)) == rows
    assert {j.verdict for j in chronicle.judgements(SUCRE.id)} == {Verdict.DIFFERENT}


def test_a_relation_that_was_asked_before_follows_what_is_said(tmp_path: Path) -> None:
    with Chronicle(tmp_path / "r.dragoman") as chronicle:
        keep(chronicle, ONE, [MEETING, DEBT, LIKING])
        keep(chronicle, TWO, [OTHER])
        first = chronicle.relate("PER", "CHL")
        assert chronicle.relate("PER", "CHL") is first
        assert sum(point.events for point in first.points) == 1
        gone = chronicle.reject(MEETING.id, signed=ANN)
        assert sum(point.events for point in chronicle.relate("PER", "CHL").points) == 0
        chronicle.undo(gone.id, signed=ANN)
        assert chronicle.relate("PER", "CHL") == first
        chronicle.reject(LIKING.id, signed=ANN)
        assert chronicle.relate("PER", "CHL").stances == ()
