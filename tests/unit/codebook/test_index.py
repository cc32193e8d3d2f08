"""Names in a row of words: the longest at each place, none inside another."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.gazetteer import gazetteer
from dragoman.codebook.index import Index
from dragoman.codebook.names import words
from dragoman.codebook.parties import ALWAYS, Group, Name, Person, is_cased

PERSON = Person(name="Ana Niger", country="NER", gender="f")


def group(form: str, *, kind: str = "name") -> Name:
    target = Group(id=form, name=form, members=())
    return Name(form=form, kind=kind, target=target, term=ALWAYS, cased=is_cased(form, kind))


def index(*names: Name) -> Index:
    return Index((name.form, lambda name=name: name) for name in names)  # type: ignore[misc]


def found(book: Index, text: str) -> list[str]:
    return [hit.names[0].form for hit in book.find(list(words(text)))]


BOOK = index(
    *(group(form) for form in ("Guinea", "Guinea-Bissau", "Papua New Guinea", "Niger", "WHO")),
    group("the Gulf states"),
    group("donor countries"),
    group("The Hindu", kind="title"),
)


def test_the_longest_name_wins() -> None:
    text = "Guinea, Guinea Bissau and Papua New Guinea"
    assert found(BOOK, text) == ["Guinea", "Guinea-Bissau", "Papua New Guinea"]


def test_no_name_is_found_inside_another_word() -> None:
    assert found(BOOK, "Nigeria and Nigerien") == []


def test_what_begins_like_a_name_and_ends_otherwise_is_not_lost() -> None:
    assert found(BOOK, "Papua New Niger Papua") == ["Niger"]


def test_an_acronym_counts_in_capitals_only() -> None:
    assert found(BOOK, "WHO said who") == ["WHO"]


def test_a_title_counts_as_it_is_written() -> None:
    assert found(BOOK, "The Hindu wrote of the Hindu temple") == ["The Hindu"]


def test_a_name_needs_a_capital_unless_it_has_none() -> None:
    assert found(BOOK, "the gulf states, the Gulf states, donor countries, Donor countries") == [
        "the Gulf states",
        "donor countries",
        "donor countries",
    ]


def test_a_person_has_each_form_once() -> None:
    twice = [Name(form="Niger", kind=kind, target=PERSON, term=ALWAYS) for kind in ("a", "b")]
    assert [name.kind for name in index(*twice, group("Niger")).named("NIGER")] == ["a", "name"]


def test_own_names_take_their_forms_for_themselves() -> None:
    larger = BOOK.extended([Name(form="Niger", kind="mine", target=PERSON, term=ALWAYS)])
    assert [name.kind for name in larger.named("Niger")] == ["mine"]
    assert [name.kind for name in BOOK.named("Niger")] == ["name"]
    assert found(larger, "Niger, Guinea") == ["Niger", "Guinea"]
    more = larger.extended([group("Acme")])
    assert found(more, "Acme, Niger") == ["Acme", "Niger"]


def test_an_unknown_name_has_no_entries() -> None:
    assert BOOK.named("Atlantis") == BOOK.named("Papua Old") == BOOK.named("") == ()


@given(
    st.lists(
        st.sampled_from(
            ["Guinea", "Bissau", "Papua", "New", "Niger", "the", "Gulf", "states", "WHO", "x"]
        )
    )
)
def test_hits_stand_in_order_and_never_overlap(parts: list[str]) -> None:
    text = list(words(" ".join(parts)))
    ends = 0
    for hit in BOOK.find(text):
        assert ends <= hit.first < hit.last <= len(text)
        assert hit.names
        ends = hit.last


@given(st.text())
def test_no_text_breaks_the_search(text: str) -> None:
    row = list(words(text))
    assert all(hit.last <= len(row) for hit in gazetteer().find(row))
