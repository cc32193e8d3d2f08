"""The parts that pages are made of, each by itself."""

import hashlib
import json
import re
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import NotFound
from dragoman.model.browsing import Count, Tie
from dragoman.model.claims import Status
from dragoman.model.ids import ClaimId
from dragoman.model.periods import Step
from dragoman.model.queries import Bar
from dragoman.model.relations import Series, Told
from dragoman.model.text import Evidence, Passage, Role, Span
from dragoman.model.when import Basis, PartialDate, When
from dragoman.web import links, words
from dragoman.web.assets import assets
from dragoman.web.circle import LONGEST, ring
from dragoman.web.desk import OLDEST, PATIENCE, Shelf
from dragoman.web.feeds import Entry, to_atom
from dragoman.web.passages import excerpt, paragraphs
from dragoman.web.routers.maps import shade_of_count, shade_of_mean, world
from dragoman.web.routers.relations import LATEST, fitting, latest, read_period
from dragoman.web.routers.search import _filled
from dragoman.web.routers.years import years
from making import act, claim, document

ROOT = Path(__file__).parents[3]

KEYS = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1).filter(
    lambda key: not key.startswith("-") and not key.endswith("-")
)


@given(KEYS, KEYS)
def test_a_pair_is_read_back_from_its_address(first: str, second: str) -> None:
    from urllib.parse import unquote

    address = links.dyad(first, second)
    assert links.parties(unquote(address.removeprefix("/dyad/")), 2) == (first, second)


def test_an_address_of_one_party_is_no_pair() -> None:
    with pytest.raises(NotFound):
        links.parties("ARM", 2)


TEXT = "Peru met Chile. They signed a treaty on fishing.\n\nBolivia was not there."


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), max_size=6))
def test_pieces_of_a_document_are_its_text(places: list[tuple[int, int]]) -> None:
    told = document(TEXT)
    spans = [Span(start=a, end=min(a + n, len(TEXT))) for a, n in places]
    made = []
    for nth, span in enumerate(spans):
        found = claim(told, act("CONSULT"), nth=nth)
        made.append(type(found)(**{**_fields(found), "evidence": Evidence.cut(told, span)}))
    found = list(paragraphs(told, made))
    assert "".join(piece.text for p in found for piece in p.pieces) == TEXT
    for one in made:
        own = "".join(x.text for p in found for x in p.pieces if one.id in x.claims)
        assert own == one.evidence.quote
        assert sum(one.id in x.starts for p in found for x in p.pieces) == 1
        assert sum(one.id in x.ends for p in found for x in p.pieces) == 1


def _fields(found: object) -> dict[str, object]:
    return {name: getattr(found, name) for name in found.__slots__}  # type: ignore[attr-defined]


def test_a_quote_stands_in_its_own_passage() -> None:
    end = TEXT.index("\n")
    told = document(TEXT)
    told = type(told)(
        **{
            **_fields(told),
            "passages": (
                Passage(span=Span(start=0, end=end), role=Role.LEAD),
                Passage(span=Span(start=end + 2, end=len(TEXT)), role=Role.BODY),
            ),
        }
    )
    found = excerpt(told, Span(start=0, end=14))
    assert (found.before, found.words, found.after) == ("", TEXT[:14], TEXT[14:end])
    across = excerpt(told, Span(start=end - 3, end=end + 5))
    assert (across.before, across.after) == ("", "")


def test_years_without_an_event_are_folded_and_coarse_ones_counted() -> None:
    months = [
        Count(key=k, events=n) for k, n in (("", 4), ("2001", 1), ("2005-02", 10), ("2006-03", 1))
    ]
    rows = years(months)
    assert [(r.key, r.events, r.empty) for r in rows] == [
        ("2001", 1, False),
        ("2002–2004", 0, True),
        ("2005", 10, False),
        ("2006", 1, False),
    ]
    assert [cell.shade for cell in rows[2].cells][:3] == [0, 5, 0]
    assert rows[0].coarse == 1


def test_a_network_without_ties_is_empty() -> None:
    assert ring([], [], {}).nodes == ()


def test_a_network_has_no_chance_in_it() -> None:
    ties = [Tie(first="ARM", second="AZE", value=-30.0, events=6)]
    one, two = (ring([["ARM", "AZE"]], ties, {"ARM": 6, "AZE": 6}) for _ in range(2))
    assert one == two
    assert [bow.sign for bow in one.bows] == ["hostile"]


def test_a_network_is_seen_whole() -> None:
    keys = ["ARM", "OSCE", "AZE", "CSTO", "RUS", "BLR"]
    drawn = ring([keys], [], dict.fromkeys(keys, 3))
    for node in drawn.nodes:
        assert drawn.top < min(node.y, node.name_y)
        assert max(node.y, node.name_y) < drawn.top + drawn.height
    assert all(len(node.name) <= LONGEST for node in drawn.nodes)


def test_a_title_in_capitals_is_written_as_a_title_and_a_name_of_letters_stays() -> None:
    assert words.uncapped("SELF-DETERMINATION OF PEOPLE'S") == "Self-Determination of People's"
    assert words.uncapped("U.N. AFRICAN CRIME INSTITUTE") == "U.N. African Crime Institute"


def test_codes_of_the_codebook_are_marked_and_all_else_is_escaped() -> None:
    assert str(words.coded("the `called_off` <b>")) == "the <code>called_off</code> &lt;b&gt;"


def test_shades_keep_their_order() -> None:
    assert [shade_of_mean(v) for v in (-9, -1, 0, 1, 9)] == [
        "minus2", "minus1", "zero", "plus1", "plus2",
    ]  # fmt: skip
    found = [int(shade_of_count(n, 200)[1:]) for n in range(1, 201)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (1, 5)


@pytest.mark.parametrize("text", ["2016-Q0", "2016-Q5", "soon", "2016-04-02", "2016-13", "-Q1"])
def test_what_is_no_period_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NotFound):
        read_period(text)


@pytest.mark.parametrize(
    ("years", "events", "step"),
    [(1, 40, Step.MONTH), (9, 400, Step.MONTH), (27, 5000, Step.QUARTER), (20, 90, Step.YEAR)],
)
def test_periods_have_events_enough_and_are_not_too_many(
    years: int, events: int, step: Step
) -> None:
    months = [Count(key="2000-02", events=events - 1), Count(key=f"{1999 + years}-11", events=1)]
    assert fitting(months) is step
    assert fitting([]) is Step.YEAR


def test_a_page_shows_the_latest_figures_in_the_order_of_their_series() -> None:
    series = [
        Series(
            indicator=name,
            giver="PER",
            taker="CHL",
            unit="USD",
            mutual=False,
            values=tuple(
                Told(
                    when=When(start=PartialDate(year), basis=Basis.TEXT),
                    value=Decimal(year),
                    value_max=None,
                    status=Status.ACTUAL,
                    claim=ClaimId(f"c{name}{year}"),
                )
                for year in range(2000 - 20 * nth, 2020 - 20 * nth)
            ),
        )
        for nth, name in enumerate(("exports", "loan"))
    ]
    shown, every = latest(series)
    assert every == 40
    assert len(shown) == LATEST
    assert [f.series.indicator for f in shown] == ["exports"] * 20 + ["loan"] * (LATEST - 20)
    assert min(int(f.told.value) for f in shown) == 2000 - (LATEST - 20)


def test_bars_stand_on_a_true_axis_of_time() -> None:
    found = _filled([Bar(period="2015-11", claims=2), Bar(period="2016-02", claims=1)])
    assert [(bar.period, bar.claims) for bar in found] == [
        ("2015-11", 2), ("2015-12", 0), ("2016-01", 0), ("2016-02", 1),
    ]  # fmt: skip


def test_a_feed_without_dates_is_one() -> None:
    text = to_atom(
        "None", [Entry(id="e", title="<b>", path="/event/e", updated=None)], "http://h/x"
    )
    assert "0001-01-01T00:00:00Z" in text
    assert "&lt;b&gt;" in text
    dated = to_atom(
        "One", [Entry(id="e", title="t", path="/e", updated=date(987, 1, 2))], "http://h/x"
    )
    assert "0987-01-02T00:00:00Z" in dated


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_took_long_is_made_once_and_anew_when_it_pays() -> None:
    clock, made = Clock(), []
    shelf = Shelf(clock)

    def make() -> int:
        clock.now += 2
        made.append(len(made))
        return made[-1]

    assert [shelf.get("a", "one", make) for _ in range(3)] == [0, 0, 0]
    assert shelf.get("a", "two", make) == 0, "it cost two seconds, so it may be forty seconds old"
    clock.now += PATIENCE * 2
    assert shelf.get("a", "two", make) == 1
    clock.now += 1000
    assert shelf.get("a", "two", make) == 1, "the record is the same"
    assert shelf.get("b", "two", make) == 2


def test_what_takes_long_is_made_anew_while_the_one_before_is_handed_out() -> None:
    clock, made = Clock(), []
    begin, ended = threading.Event(), threading.Event()

    def make() -> int:
        clock.now += 1
        made.append(len(made))
        return made[-1]

    def later() -> int:
        assert begin.wait(10)
        try:
            return make()
        finally:
            ended.set()

    def fail() -> int:
        ended.set()
        raise OSError

    def until(answer: int, stamp: str) -> None:
        assert ended.wait(10)
        ended.clear()
        for _ in range(1000):
            if shelf.get("a", stamp, make, later) == answer:
                return
            time.sleep(0.01)
        raise AssertionError(shelf.get("a", stamp, make, later))

    shelf = Shelf(clock)
    assert shelf.get("a", "one", make, later) == 0
    clock.now += 2 * PATIENCE
    assert [shelf.get("a", "two", make, later) for _ in range(3)] == [0, 0, 0]
    begin.set()
    until(1, "two")
    assert made == [0, 1], "it was made once, however many asked"
    clock.now += OLDEST
    assert shelf.get("a", "three", make, later) == 2, "it is too old to be handed out"
    clock.now += 2 * PATIENCE
    assert shelf.get("a", "four", make, fail) == 2
    until(3, "four")


def test_several_readers_wait_for_one_who_makes_it() -> None:

    shelf, made = Shelf(), []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return 7

    readers = [threading.Thread(target=shelf.get, args=("a", "one", make)) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(made) == 1


def test_every_status_has_a_word_and_a_shape() -> None:
    shapes = (ROOT / "src/dragoman/web/templates/shapes.html.j2").read_text("utf-8")
    for status in Status:
        assert words.STANDING[status]
        assert f'id="m-{status.value}"' in shapes


def test_files_of_others_are_those_that_were_made() -> None:
    listed = json.loads((ROOT / "tools/assets/vendored.json").read_text("utf-8"))
    for name, digest in listed.items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for owner in ("htmx", "Source Serif 4", "IBM Plex", "Natural Earth", "axe-core"):
        assert owner in notice


def test_the_style_sheet_names_files_that_are_there() -> None:
    sheet = assets()["dragoman.css"].body.decode()
    named = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert named
    for address in named:
        digest, name = address.removeprefix("../").split("/")
        assert assets()[name].digest == digest


def test_the_map_has_all_states_of_size_and_every_capital() -> None:
    found = world()
    codes = {shape["id"] for shape in found["shapes"]}
    assert {"FRA", "RUS", "UKR", "NOR", "SOM"} <= codes
    assert {"SGP", "MLT", "CYP", "XKX"} <= set(found["points"])
    assert {area["name"] for area in found["disputed"]} >= {"Crimea", "Kosovo", "Western Sahara"}


def test_the_figures_of_the_about_page_are_those_that_were_measured() -> None:
    page = (ROOT / "src/dragoman/web/templates/about.html.j2").read_text("utf-8")
    measured = (ROOT / "docs/explanation/accuracy.md").read_text("utf-8")
    rows = re.findall(r'\("(\w+)", "([\d.]+)", "([\d.]+)", "([\d.]+)"\)', page)
    assert len(rows) == 6
    for kind, *figures in rows:
        line = next(x for x in measured.splitlines() if re.match(rf"\| \**{kind}\** \|", x))
        assert [cell.strip() for cell in line.split("|")[3:6]] == figures
    for figure in re.findall(r"\d\d\.\d", page.split('<p class="note">Two people')[1]):
        assert figure in measured


def test_the_figures_of_the_readme_are_those_that_were_measured() -> None:
    measured = (ROOT / "docs/explanation/accuracy.md").read_text("utf-8")
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    figures = [
        re.findall(r"\d\d\.\d", line)
        for line in lines
        if line.startswith(("| claims found", "| the same"))
    ]
    assert [len(row) for row in figures] == [6, 6, 4]
    assert not [figure for row in figures for figure in row if figure not in measured]
