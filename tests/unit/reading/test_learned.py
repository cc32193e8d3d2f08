"""The learned reader: its windows, its claims and the relation task, with the shipped model."""

from __future__ import annotations

import builtins
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.gazetteer import gazetteer
from dragoman.errors import Unavailable
from dragoman.model.actors import Actor
from dragoman.model.claims import EventBody, FigureBody
from dragoman.model.ids import DocumentId, short
from dragoman.model.runs import Run
from dragoman.model.text import Document, Passage, Role, Span
from dragoman.model.when import PartialDate
from dragoman.reading import label
from dragoman.reading.annotate import annotate
from dragoman.reading.found import QUOTE_LENGTH
from dragoman.reading.learned import read
from dragoman.reading.learned.before import LONGEST_TITLE, NOWHERE, leading, titled
from dragoman.reading.learned.candidates import TAGS, tokenizer
from dragoman.reading.learned.claims import default_settings
from dragoman.reading.learned.decode import GAP, SURE, runs
from dragoman.reading.learned.labelling import RELATIONS
from dragoman.reading.learned.meant import meant, moved, names, stands_in
from dragoman.reading.learned.model import (
    AWAY,
    CONTEXT_STEP,
    KINSHIP,
    Model,
    keys_of,
    kinship,
    model,
    step,
)
from dragoman.reading.learned.windows import CONTEXT, CORE, windows

RUN = Run.of(version="0", reader="learned", codebook="")


def document(*paragraphs: str, published: str = "2019-05-06", title: str = "") -> Document:
    text = "\n\n".join(paragraphs)
    passages, at = [], 0
    for paragraph in paragraphs:
        if paragraph.strip():
            span = Span(start=at, end=at + len(paragraph))
            passages.append(Passage(span=span, role=Role.BODY))
        at += len(paragraph) + 2
    return Document(
        id=DocumentId(short("d", text)),
        name="d",
        text=text,
        title=title,
        language="en",
        published=PartialDate.parse(published),
        passages=tuple(passages),
    )


LONG = document(
    *(
        f"On {day} March the foreign minister of Ghana met his counterpart from Togo in Lomé."
        f" They spoke of fish for {day} hours. The weather was fine, and nobody signed anything."
        for day in range(1, 29)
    )
)


def test_each_sentence_is_the_core_of_one_window() -> None:
    made = list(windows(LONG, annotate(LONG)))
    assert len(made) > 3
    spans = [span for window in made for span in window.spans]
    assert len(spans) == 28 * 3
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_window_has_room_for_its_sentences_and_some_before() -> None:
    for number, window in enumerate(windows(LONG, annotate(LONG))):
        before = [c for c in window.candidates if window.offsets[c.first] == (0, 0)]
        assert len(window.ids) <= CORE + CONTEXT + 2 + sum(c.last - c.first + 1 for c in before)
        assert len(window.ids) == len(window.tags) == len(window.offsets)
        assert bool(before) == (number > 0)
        assert all(c.last < window.core for c in before)
        for candidate in window.candidates[len(before) :]:
            span = window.span(candidate.first, candidate.last)
            assert span.overlaps(candidate.mention.span)


def test_windows_but_the_first_begin_with_those_whom_the_document_names_most_often() -> None:
    news = "Accra sold fish to Togo. Ghana was content, and the weather in Kenya was fine."
    one = document(*[news] * 20, "Peru was not there.")
    _, *rest = windows(one, annotate(one))
    assert rest
    for window in rest:
        named = [c for c in window.candidates if c.mention.span == NOWHERE]
        assert [c.mention.text for c in named] == ["Ghana", "Togo", "Kenya"]
        words = [tokenizer().decode(list(window.ids[c.first : c.last])) for c in named]
        assert (words, {c.tag for c in named}) == (["ghana", "togo", "kenya"], {"state"})
    told = read(
        document(
            *["Kenya and Uganda are neighbours. The weather in both is fine, as it was."] * 12,
            "On 3 May the president flew to Peru for talks about fish.",
        ),
        run=RUN,
    ).claims
    parties = {a.key for c in told for a in getattr(c.body, "actors", ())}
    assert parties <= {"KEN", "UGA", "PER"}


def test_every_window_begins_with_the_title_and_whom_it_names() -> None:
    body = ["They spoke of fish, and of the weather in the hills, which was fine, as it was."] * 30
    one = document(*body, title="Togo's  long\nquarrel")
    made = list(windows(one, annotate(one)))
    assert len(made) > 1
    for window in made:
        words = tokenizer().decode(list(window.ids[:8]))
        assert words.startswith("togo ' s long quarrel ;")
        assert window.sentence(NOWHERE.start) == -1
        togo = window.candidates[0]
        assert (togo.mention.text, togo.mention.span) == ("Togo", NOWHERE)
        assert tokenizer().decode(list(window.ids[togo.first : togo.last])) == "togo"
    long = document(*body, title="Togo and fish " * 60)
    assert all(w.core <= LONGEST_TITLE + CONTEXT + 20 for w in windows(long, annotate(long)))


def test_words_of_other_scripts_are_unknown_and_shift_nothing() -> None:
    told = "Togo (министр, 部长) asked Ghana for fish on 3 May."
    one = document(told)
    (window,) = windows(one, annotate(one))
    (unknown,) = {i for i in window.ids if tokenizer().id_to_token(i) == "[UNK]"}
    words = [
        told[a:b] for (a, b), i in zip(window.offsets, window.ids, strict=True) if i == unknown
    ]
    assert words == ["министр", "部", "长"]
    assert [c.mention.text for c in window.candidates if c.tag == "state"] == ["Togo", "Ghana"]
    numbers = sorted(tokenizer().get_vocab().values())
    assert numbers == list(range(len(numbers)))


def test_a_title_that_stands_in_the_text_is_told_once() -> None:
    title = "Togo quarrels with Ghana"
    text = f"{title}\n\nThe two had signed a treaty on fish."
    one = replace(
        document("x"),
        text=text,
        title=title,
        passages=(
            Passage(span=Span(start=0, end=len(title)), role=Role.TITLE),
            Passage(span=Span(start=len(title) + 2, end=len(text)), role=Role.BODY),
        ),
    )
    (window,) = windows(one, annotate(one))
    assert tokenizer().decode(list(window.ids)).count("quarrels") == 1


def test_whom_the_title_names_counts_more_and_who_is_only_supposed_not_at_all() -> None:
    told = document(
        "Ghana sold fish. Senator Ana Alva was content. Alva said no more. Alva flew home to Togo.",
        title="Kenya's fish",
    )
    named = [m.text for m in leading(annotate(told).actors, titled(told)[1])]
    assert named[0] == "Kenya"


def test_windows_but_the_first_begin_with_the_day_or_month_told_last() -> None:
    one = document(
        "On 3 March the minister flew to Peru. In 2011 nobody had.",
        *["They spoke of fish, and of the weather in the hills, which was fine, as it was."] * 30,
        "In April he flew home.",
        *["They spoke of fish, and of the weather in the hills, which was fine, as it was."] * 30,
    )
    first, *rest = windows(one, annotate(one))
    told = [
        [c.mention.text for c in w.candidates if c.tag == "time" and w.offsets[c.first] == (0, 0)]
        for w in rest
    ]
    assert not any(first.offsets[c.first] == (0, 0) for c in first.candidates)
    assert told[0] == ["3 March"]
    assert told[-1] == ["April"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Ghana met Togo on Friday and on 2 May.", "tells of now"),
        ("Ghana met Togo on 3 May, on 4 May, on 5 May and in 2011.", "tells of lately"),
        ("Ghana met Togo on 3 May and in June 2011.", "tells of both"),
        ("Ghana met Togo in 2003, in June 2011 and on 7 June 2012.", "tells of the past"),
        ("Ghana met Togo.", "none"),
    ],
)
def test_a_window_is_told_of_what_time_its_document_tells(text: str, tag: str) -> None:
    (window,) = windows(one := document(text), annotate(one))
    assert TAGS[window.tags[0]] == tag
    undated = replace(one, published=None)
    (window,) = windows(undated, annotate(undated))
    assert TAGS[window.tags[0]] == "none"


def test_mentions_of_one_party_are_known_as_such() -> None:
    text = "Ghana sold Togo fish. Accra and Lomé are content; Peru is not."
    (window,) = windows(one := document(text), annotate(one))
    named = [c.mention.text for c in window.candidates]
    kin = kinship(keys_of(window.candidates))
    same = {
        (named[a], named[b])
        for a in range(len(named))
        for b in range(a)
        if KINSHIP[kin[a][b]] == "same"
    }
    assert same == {("Accra", "Ghana"), ("Lomé", "Togo")}
    assert all(kin[a][b] == kin[b][a] for a in range(len(named)) for b in range(len(named)))


def test_steps_count_sentences_up_to_a_bound_and_keep_context_apart() -> None:
    assert [step(sentence, of=4) for sentence in range(10)] == [0, 0, 1, 2, 3, 4, 5, 6, 6, 6]
    assert step(-1, of=0) == CONTEXT_STEP
    assert step(4, of=4) == AWAY


def test_a_visit_has_its_parties_its_day_and_its_words() -> None:
    text = "Ghana's president arrived in Lomé on 3 May for a two-day visit to Togo."
    claims = read(document(text), run=RUN).claims
    visits = [c for c in claims if isinstance(c.body, EventBody) and c.body.type == "CONSULT"]
    assert visits
    (visit,) = visits
    assert {actor.country for actor in visit.parties} == {"GHA", "TGO"}
    assert str(visit.when.start) == "2019-05-03"
    assert visit.evidence.quote in text
    assert visit.confidence is not None
    assert 0 < visit.confidence <= 1


def test_a_state_named_beside_the_act_gives_way_to_nobody_of_another_sentence() -> None:
    text = "The president of Peru visited Chile on 14 May 2019. Peru and Chile signed an agreement."
    events = [claim.body for claim in read(document(text), run=RUN).claims]
    signed = next(e for e in events if isinstance(e, EventBody) and e.type == "AGREE")
    assert {actor.name for actor in (*signed.actors, *signed.recipients)} == {"Peru", "Chile"}


def test_where_a_report_was_written_is_no_party() -> None:
    text = "LIMA, 5 May — The president of Ghana met the foreign minister of Chile on Monday."
    claims = read(document(text), run=RUN).claims
    assert claims
    assert all("PER" not in {actor.country for actor in claim.parties} for claim in claims)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May the president of Ghana received the Norwegian prime minister in Accra.",
        "On 3 May Ghana hosted the prime minister of Norway for talks in Accra.",
        "On 3 May the Norwegian prime minister was received by the president of Ghana in Accra.",
    ],
)
def test_the_visitor_acts_whoever_is_the_subject(text: str) -> None:
    claims = read(document(text), run=RUN).claims
    found = [c for c in claims if isinstance(c.body, EventBody) and c.body.type == "CONSULT"]
    assert found
    assert [actor.key for actor in found[0].body.actors] == ["NOR"]
    assert [actor.key for actor in found[0].body.recipients] == ["GHA"]


def test_words_that_stand_for_a_name_mean_whom_the_text_told_of() -> None:
    text = (
        "Kenya's foreign minister flew to Kampala on 3 May. The two countries signed a new treaty."
    )
    claims = read(document(text), run=RUN).claims
    signed = [c.body for c in claims if isinstance(c.body, EventBody) and c.body.type == "AGREE"]
    assert signed
    assert {actor.key for actor in (*signed[0].actors, *signed[0].recipients)} == {"KEN", "UGA"}


@pytest.mark.parametrize(
    ("words", "to", "name"),
    [
        (Actor(name="Parliament of Norway", country="NOR", sector="LEG"), "GHA", "Parliament of Ghana"),
        (Actor(name="Norwegian soldiers", country="NOR", sector="MIL"), "GHA", "Ghana"),
        (Actor(name="Azerbaijani presidents", country="AZE", sector="GOV"), "ARM", "Armenia"),
        (Actor(name="soldiers", country=None, sector="MIL"), "GHA", "Ghana"),
    ],
)  # fmt: skip
def test_an_office_that_another_state_has_is_named_after_it(
    words: Actor, to: str, name: str
) -> None:
    state = Actor(name=gazetteer().name_of(to), country=to, sector="GOV")
    assert moved(words, state).name == name


def test_a_name_of_no_known_state_may_stand_for_one_of_some_state() -> None:
    told = document("In Tunis a court banned the Republican Party. Tunisia is calm. It was in May.")
    (window,) = windows(told, annotate(told))
    (party,) = [c for c in window.candidates if c.mention.text == "Republican Party"]
    assert stands_in(party)
    assert names(party)
    assert not any(stands_in(c) for c in window.candidates if c.mention.text == "Tunisia")
    whoever = replace(default_settings(), meant=0.0)
    by = model()
    resolved = meant(by, by.encode(window), window, whoever)
    (actor,) = resolved.candidates[window.candidates.index(party)].mention.actors
    assert actor.name == "Republican Party"
    assert actor.sector == "PTY"


def test_a_titled_person_is_only_supposed_to_be_of_the_state_told_of_last() -> None:
    told = document(
        "Senator Ana Alva met Chile's president in Lima. His spokesman Juan Soto was there. "
        "Peruvian Senator Rosa Pinto stayed away. Soto smiled."
    )
    (window,) = windows(told, annotate(told))
    found = {c.mention.text: c for c in window.candidates}
    assert stands_in(found["Senator Ana Alva"])
    assert names(found["Senator Ana Alva"])
    assert stands_in(found["spokesman Juan Soto"])
    assert stands_in(found["Soto"])
    assert not stands_in(found["Peruvian Senator Rosa Pinto"])


def test_a_number_is_a_figure_with_its_unit() -> None:
    text = "Trade between Chile and Vietnam reached $1.6 billion in 2018."
    figures = [
        c.body for c in read(document(text), run=RUN).claims if isinstance(c.body, FigureBody)
    ]
    (figure,) = figures
    assert figure.indicator == "trade_turnover"
    assert (int(figure.value), figure.unit) == (1_600_000_000, "USD")
    assert {actor.country for actor in figure.about} == {"CHL", "VNM"}


@given(
    st.lists(st.sampled_from([0.0, 0.3, 0.6, SURE, 1.0]), min_size=40, max_size=40),
    st.sampled_from([0.2, 0.5, SURE, 0.95]),
)
@settings(max_examples=60, deadline=None)
def test_less_sure_words_neither_widen_nor_join_sure_ones(told: list[float], least: float) -> None:
    window = next(iter(windows(LONG, annotate(LONG))))
    carrying = np.zeros(len(window.ids), dtype=np.float32)
    carrying[window.core : window.core + len(told)] = told
    probabilities = np.stack([1 - carrying, carrying], axis=1)
    found = list(runs("event", probabilities, ("none", "AGREE"), window, least))
    assert all(a.last + GAP <= b.first for a, b in pairwise(found))
    for run in found:
        edges = carrying[run.first], carrying[run.last - 1]
        surest = carrying[run.first : run.last].max()
        assert run.score == pytest.approx(surest)
        assert min(edges) >= (SURE if surest >= SURE else least) - 1e-6
    covered = {at for run in found for at in range(run.first, run.last)}
    assert covered >= set(np.flatnonzero(carrying >= max(SURE, least)).tolist())


def test_weather_is_no_claim() -> None:
    assert (
        read(document("It rained all week, and the fields were green again."), run=RUN).claims == ()
    )


def test_the_same_text_gives_the_same_claims() -> None:
    assert read(LONG, run=RUN) == read(LONG, run=RUN)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0\n\r", exclude_categories=["Cs"])), max_size=3
    )
)
def test_no_text_crashes_it_and_every_quote_is_in_its_text(parts: list[str]) -> None:
    made = document("Peru and Chile signed a treaty on Monday.", *parts)
    for claim in read(made, run=RUN).claims:
        span = claim.evidence.span
        assert made.text[span.start : span.end] == claim.evidence.quote
        assert len(claim.evidence.quote) <= QUOTE_LENGTH


SENTENCES = [
    ("Police in Lagos arrested 40 students.", "Police", "40 students", "COERCE"),
    ("Norway sent blankets and tents to Nepal.", "Norway", "Nepal", "AID"),
    ("Thousands marched in Lima against the government.", "Thousands", "the government", "PROTEST"),
    ("Japan condemned the missile test by North Korea.", "Japan", "North Korea", "ACCUSE"),
    ("Rebels shelled the army's camp near Goma.", "Rebels", "the army", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "source", "target", "root"), SENTENCES)
def test_relations_have_their_root(text: str, source: str, target: str, root: str) -> None:
    sides = [[(text.index(name), text.index(name) + len(name))] for name in (source, target)]
    found = label(text, actors=sides[0], recipients=sides[1])
    assert tuple(found) == RELATIONS
    assert sum(found.values()) == pytest.approx(1.0, abs=1e-4)
    assert max(found, key=lambda name: found[name]) == root


def test_without_its_runtime_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "onnxruntime":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Unavailable, match="ONNX Runtime") as caught:
        Model()
    assert "pip install" in caught.value.hint


def test_growth_that_is_less_than_before_is_negative() -> None:
    text = "Trade between Chile and Peru came to 3 billion dollars in 2020, 17 per cent less than in 2019."
    told = read(document(text), run=RUN).claims
    growth = [
        c.body.value for c in told if isinstance(c.body, FigureBody) and c.body.unit == "percent"
    ]
    assert growth == [-17]
