"""What a person does who corrects, in a real browser: also without scripts, and by keyboard alone."""

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dragoman import chronicle
from dragoman.chronicle.people import People
from dragoman.model.people import Role

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")

RUN = """async (only) => (await axe.run(document, {resultTypes: ["violations"], ...only})).violations
  .filter((found) => ["serious", "critical"].includes(found.impact))
  .map((found) => found.id + ": " + found.nodes.slice(0, 3).map((node) => node.html).join(" | "))"""

PASSWORD = "a long night in Lima"
TEXT = "Kenya signed an agreement on rail with Uganda in Nairobi on 3 May 2019."
OTHER = "Kenya signed a deal on rail with Uganda in Kampala on 9 August 2019."

Opened = Callable[..., Any]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _serve(record: Path, log: Path, *more: str) -> tuple[str, subprocess.Popen[bytes]]:
    port = _free_port()
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record)]
    with log.open("wb") as out:
        server = subprocess.Popen([*command, "--port", str(port), *more], stdout=out, stderr=out)
    return f"http://127.0.0.1:{port}", server


def _answers(address: str, server: subprocess.Popen[bytes]) -> None:
    import time
    import urllib.error
    import urllib.request

    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}/favicon.ico"):
                return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles, and three people."""
    folder = tmp_path_factory.mktemp("corrected")
    (folder / "rail.txt").write_text(TEXT, encoding="utf-8")
    (folder / "deal.txt").write_text(OTHER, encoding="utf-8")
    path = folder / "record.dragoman"
    at = datetime(2026, 1, 31, tzinfo=UTC)
    with chronicle.Chronicle(path) as opened:
        known = chronicle.what_is_known(index=None, published="2019-09-01", today=at.date())
        opened.add([folder / "rail.txt", folder / "deal.txt"], known=known, jobs=1)
    with People(path) as people:
        for name, role in (("rita", Role.READER), ("ed", Role.EDITOR)):
            people.add(name, role, PASSWORD, now=at)
    return path


@pytest.fixture(scope="module")
def servers(browser: "Browser", record: Path) -> Iterator[tuple[str, str]]:
    """One server where nobody signs in, and one where people do, over the same record."""
    started = [
        _serve(record, record.with_name("here.log"), "--who", "Ana Torres"),
        _serve(record, record.with_name("guarded.log"), "--sign-in"),
    ]
    try:
        for address, server in started:
            _answers(address, server)
        yield started[0][0], started[1][0]
    finally:
        for _, server in started:
            server.terminate()
            server.wait(timeout=10)


@pytest.fixture
def pages(browser: "Browser", servers: tuple[str, str]) -> Iterator[Opened]:
    """Open pages of either server; whatever they complain of fails the test."""
    complaints: list[str] = []
    contexts = []

    def make(path: str = "", *, guarded: bool = False, width: int = 1280, **more: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=servers[guarded], **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if path:
            page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    # A page that says that something is refused is no fault of the page.
    assert [c for c in complaints if "status of 40" not in c] == []


def to_event(page: Any, word: str) -> str:
    """From the list of documents to the event of one of them."""
    page.goto(f"/document/{word}")
    page.locator(".claims a", has_text="event").first.click()
    page.wait_for_url("**/event/*")
    return str(page.url)


def correct_and_undo(page: Any) -> None:
    """Kenya becomes Rwanda, and Kenya again."""
    to_event(page, "rail")
    page.locator(".account .judging summary").first.click()
    page.locator(".account .judging a", has_text="Correct").first.click()
    page.wait_for_url("**/correct/*")
    actor = page.get_by_label("Actor 1", exact=True)
    assert "Kenya" in actor.input_value()
    actor.fill("Rwanda (RWA)")
    page.get_by_label("Why").fill("the text was misread")
    page.get_by_role("button", name="Correct it").click()
    page.wait_for_url("**/event/*")
    assert "Rwanda" in page.locator("dl.pairs").inner_text()
    assert "the text was misread" in page.locator(".saids").inner_text()
    page.locator(".flash").get_by_role("button", name="Undo").click()
    page.wait_for_url("**/event/*")
    assert "Kenya" in page.locator("dl.pairs").inner_text()
    assert "taken back by Ana Torres" in page.locator(".saids").inner_text()


def test_correct_a_wrong_actor_and_undo_it(pages: Opened) -> None:
    correct_and_undo(pages())


def test_correct_and_undo_without_scripts_on_a_telephone(pages: Opened) -> None:
    correct_and_undo(pages(java_script_enabled=False, width=360))


def test_mark_two_events_as_one_and_two_again(pages: Opened) -> None:
    page = pages()
    other = to_event(page, "deal").rpartition("/")[2]
    to_event(page, "rail")
    page.get_by_role("link", name="Same as another?").click()
    page.wait_for_url("**/compare/*")
    button = page.locator("li", has=page.locator(f'a[href="/event/{other}"]'))
    if button.count():
        button.get_by_role("button", name=re.compile("^One happening")).click()
    else:
        page.get_by_label("Its id, or the address of its page").fill(other)
        page.get_by_role("button", name="One happening", exact=True).click()
    page.wait_for_url("**/event/*")
    assert page.locator(".account").count() == 2
    page.locator(".flash").get_by_role("button", name="Undo").click()
    page.wait_for_url("**/event/*")
    assert page.locator(".account").count() == 1


def test_mark_words_and_add_a_claim(pages: Opened) -> None:
    page = pages("/document/rail")
    page.evaluate(
        """() => { const range = document.createRange();
        range.selectNodeContents(document.querySelector(".text > p"));
        const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range); }"""
    )
    page.wait_for_timeout(200)  # the selection is told of in a task of its own
    assert page.locator("[data-mark] textarea").input_value() == TEXT
    page.locator("[data-mark] select").select_option("stance")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/mark/*")
    page.get_by_label("Actor, one more").fill("KEN")
    page.get_by_label("Recipient, one more").fill("UGA")
    page.get_by_label("Stance").select_option("1")
    page.get_by_role("button", name="Add the claim").click()
    page.wait_for_url("**/document/*")
    assert page.get_by_text("added by a person").count() == 1
    page.locator(".flash").get_by_role("button", name="Undo").click()
    page.wait_for_url("**/document/*")
    assert page.get_by_text("added by a person").count() == 0


def test_add_an_article_by_pasting(pages: Opened) -> None:
    page = pages("/add")
    page.get_by_label("Title").fill("A port for Chad")
    page.locator("#published").fill("2019-05-04")
    page.get_by_label("The text").fill(
        "Chad signed an agreement on a port with Sudan on 3 May 2019."
    )
    page.get_by_role("button", name="Add the text").click()
    page.wait_for_url("**/adding/*")
    page.get_by_text("Added: 1 document").wait_for(timeout=90_000)
    page.get_by_role("link", name="A port for Chad").click()
    page.wait_for_url("**/document/*")
    assert "Chad signed" in page.locator(".text").inner_text()


def test_review_by_keyboard_alone(pages: Opened) -> None:
    page = pages("/review")
    assert page.locator("[data-keys]").is_visible()
    assert page.evaluate("scrollY") == 0
    first = page.locator(".queue > li").first.get_attribute("id")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".queue > li.on").get_attribute("id") == first
    page.keyboard.press("a")
    page.locator(".flash").wait_for()
    assert page.locator(f"#{first}").count() == 0
    page.keyboard.press("u")
    page.get_by_text("Taken back, signed Ana Torres").wait_for()
    assert page.locator(f"#{first}").count() == 1
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.key === 'r'"):
            break
    page.keyboard.press("Enter")
    page.get_by_text("Rejected, signed Ana Torres").wait_for()
    page.keyboard.press("u")
    page.get_by_text("Taken back, signed Ana Torres").wait_for()


def test_review_opens_at_its_head_on_a_telephone(pages: Opened) -> None:
    page = pages("/review", width=360, has_touch=True)
    assert page.evaluate("scrollY") == 0
    assert page.locator(".queue > li.on").count() == 0
    assert not page.locator("[data-keys]").is_visible()


def test_sign_in_and_be_refused_without_the_role(pages: Opened) -> None:
    page = pages("/events", guarded=True)
    assert "/sign-in" in page.url
    page.get_by_label("Name").fill("rita")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_text("The name or the password is wrong.").wait_for()
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/events")
    assert page.get_by_role("link", name="Review").count() == 0
    to_event(page, "rail")
    assert page.locator(".judging").count() == 0
    page.goto("/review")
    assert "That needs an editor; rita is signed in as reader." in page.locator("main").inner_text()
    page.get_by_role("link", name="rita").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.get_by_label("Name").fill("ed")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/review")
    assert page.locator(".queue").count() == 1


@pytest.mark.parametrize(
    "path", ["/add", "/review", "/review/agreement", "/judgements", "/me", "/log"]
)
def test_it_is_clean_and_fits_a_telephone(pages: Opened, path: str) -> None:
    looks_clean(pages(path, width=360))


def test_forms_are_clean_and_fit_a_telephone(pages: Opened) -> None:
    page = pages("/document/rail", width=360)
    looks_clean(page)
    page.locator(".claims a", has_text="event").first.click()
    page.wait_for_url("**/event/*")
    event = page.url.rpartition("/")[2]
    looks_clean(page)
    for path in (
        f"/correct/{event}",
        f"/compare/{event}",
        "/mark/rail?quote=Kenya",
        "/mark/rail",
    ):
        page.goto(path)
        looks_clean(page)
    page = pages("/", guarded=True, width=360)
    looks_clean(page)


def looks_clean(page: Any) -> None:
    """No serious finding of axe in light or dark, and nothing stands over the edge."""
    page.evaluate(AXE)
    assert page.evaluate(RUN, {}) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(RUN, {"runOnly": ["color-contrast"]}) == [], page.url
    page.emulate_media(color_scheme="light")
