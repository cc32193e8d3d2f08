"""A search as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chronicle import Chronicle
from dragoman.errors import QueryError
from dragoman.searching import FIELDS, parse


def asked(query: str) -> list[list[tuple[str, str, bool]]]:
    return [[(t.field, t.value, t.negated) for t in c.tests] for c in parse(query).clauses]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("visit", ["visit"]),
        ("  visit   Lima ", ["visit", "Lima"]),
        ('"air base" jets', ["air base", "jets"]),
        ('"" jets', ["jets"]),
        ("jets -", ["jets"]),
        ("Élysée", ["Élysée"]),
        ("http://example.org note: 12:30", ["http://example.org", "note:", "12:30"]),
    ],
)
def test_words_and_phrases(query: str, words: list[str]) -> None:
    assert asked(query) == [[("", word, False)] for word in words]
    assert parse(query).words == " ".join(words)


@pytest.mark.parametrize(
    ("query", "tests"),
    [
        ("actor:PER", [[("actor", "PER", False)]]),
        ("actor:per", [[("actor", "PER", False)]]),
        ("actor:Peru", [[("actor", "PER", False)]]),
        ('actor:"Maria Lopez"', [[("actor", "Maria Lopez", False)]]),
        ("party:PER,CHL", [[("party", "PER", False), ("party", "CHL", False)]]),
        ("-party:PER,CHL", [[("party", "PER", True)], [("party", "CHL", True)]]),
        ("type:consult", [[("type", "CONSULT", False)]]),
        ("-status:planned", [[("status", "planned", True)]]),
        ("after:2015-11", [[("after", "2015-11", False)]]),
        ("a OR b c", [[("", "a", False), ("", "b", False)], [("", "c", False)]]),
        ('"OR" a', [[("", "OR", False)], [("", "a", False)]]),
        ("a OR -type:AID", [[("", "a", False), ("type", "AID", True)]]),
        ('publisher:"Andes Post","El Sur"', [
            [("publisher", "Andes Post", False), ("publisher", "El Sur", False)]
        ]),
    ],
)  # fmt: skip
def test_fields(query: str, tests: list[list[tuple[str, str, bool]]]) -> None:
    assert asked(query) == tests


@pytest.mark.parametrize(
    ("query", "value", "unit"),
    [
        ("amount>300000", 300_000, ""),
        ("amount>=1.5bn", 1.5e9, ""),
        ("amount<5mUSD", 5e6, "USD"),
        ("amount<12,500EUR", 12_500, "EUR"),
        ("confidence>0.8", 0.8, ""),
    ],
)
def test_sizes(query: str, value: float, unit: str) -> None:
    ((test,),) = [clause.tests for clause in parse(query).clauses]
    assert (float(test.value), test.unit) == (value, unit)


@pytest.mark.parametrize(
    ("query", "at", "message", "hint"),
    [
        ('visit "air base', 6, "a quotation mark is left open", "Close it."),
        ("visit actr:PER", 6, "no field is called 'actr'", "Did you mean actor"),
        ("actor:CHL,PRE", 10, "no state or organisation is called 'PRE'", "PER"),
        ("type:CONSLT", 5, "no event type is called 'CONSLT'", "Did you mean CONSULT?"),
        ("status:plannd", 7, "no status is called 'plannd'", "Did you mean planned"),
        ("x kind:evnt", 7, "no kind of claim is called 'evnt'", "Did you mean event"),
        ("is:wrong", 3, "no standing is called 'wrong'", "rejected"),
        ("after:2015-13", 6, "not a date: '2015-13'", "Write 2015"),
        ("amount:5", 0, "amount is compared by size", "Write amount>VALUE"),
        ("type>5", 0, "type has no size", "Write type:VALUE"),
        ("amount>much", 7, "not an amount: 'much'", "Write amount>300000"),
        ("confidence>2", 11, "not a confidence: '2'", "from 0 to 1"),
        ("visit type:", 6, "type has no value", "Write type:VALUE"),
        ("OR visit", 0, "OR stands between two things", "Write a OR b."),
        ("visit OR", 6, "OR stands between two things", "Write a OR b."),
        ("a OR OR b", 5, "OR stands between two things", "Write a OR b."),
    ],
)
def test_faults_are_shown_at_their_place(query: str, at: int, message: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    fault = caught.value
    assert (fault.query, fault.at, fault.message) == (query, at, message)
    assert hint in fault.hint


@pytest.mark.parametrize("query", ["", "  ", "-", '""', "* ()"])
def test_nothing_to_search_for(query: str) -> None:
    with pytest.raises(QueryError, match="no words"):
        parse(query)


@pytest.mark.parametrize("query", ["a" * 2001, " ".join(["a"] * 65)])
def test_searches_have_a_limit(query: str) -> None:
    with pytest.raises(QueryError, match="at most"):
        parse(query)


def test_a_query_can_be_typed_without_one_of_its_clauses() -> None:
    query = parse('actor:PER -status:planned "air base"')
    assert [query.without(clause) for clause in query.clauses] == [
        '-status:planned "air base"',
        'actor:PER "air base"',
        "actor:PER -status:planned",
    ]


HOSTILE = [
    "'; drop table claims; --",
    '"; drop table claims; --"',
    "a' or '1'='1",
    "NEAR(a b, 5) AND NOT c",
    "{quote} : a",
    "a* ^b a + b (c) {d}",
    'actor:"x\' union select * from documents --"',
    "publisher:%_ doc:*",
    '\\ " " \\x00',
    "place:';--",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_what_is_no_grammar_is_only_words(query: str) -> None:
    with Chronicle(":memory:") as chronicle:
        assert chronicle.search(query, by_meaning=False).total == 0
        assert chronicle.counts()["claims"] == 0


some = st.sampled_from(
    [*FIELDS, "OR", "-", '"', ":", ">", ",", " ", "PER", "2015-1", "x", "*", "\0"]
)


@given(st.text(max_size=30) | st.lists(some, max_size=9).map("".join))
def test_whatever_is_typed_is_refused_or_searched_for(query: str) -> None:
    fault: QueryError | None = None
    try:
        understood = parse(query)
    except QueryError as error:
        fault = error
        return
    finally:
        assert fault is None or 0 <= fault.at <= len(fault.query)
    for clause in understood.clauses:
        assert understood.text[clause.span.start : clause.span.end] == clause.text
    with Chronicle(":memory:") as chronicle:
        assert chronicle.search(query, by_meaning=False).total == 0
