"""Pictures of every page, light and dark, as WebP in docs/screenshots.

    python tools/screenshots.py [--record FILE] [NAME...]

Serves a record (the sample's with the tests' roll calls and some judgements, made anew where none is given),
opens each page in Debian's Chromium, and cuts long pages off. What only those see who are signed in is shown by a
second server over a copy, on which somebody signs in and adds an article. Needs ``playwright`` and
/usr/bin/chromium.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
VOTES = [
    ROOT / "tests" / "data" / "votes" / f"{name}.csv" for name in ("votes", "roll_calls", "issues")
]

FORESEEN = (
    ("BLR", "RUS", "visit"),
    ("BLR", "RUS", "agreement"),
    ("ARM", "AZE", "force"),
    ("ETH", "EGY", "agreement"),
    ("CHN", "PHL", "threat"),
)
"""Who is forecast to do what to whom, each summer, so that there is a ledger to look at."""

WIDTH, TELEPHONE = 1120, 360
TALLEST = 1250
"""Pixels after which a page is cut off."""

QUALITY = 34

ONLY_THE_PAGE = "html { scrollbar-gutter: auto; } body { min-height: 0; }"
"""A picture has no bar, and ends where its page does."""

PAGES = {
    "home": "/",
    "search": "/search?q=gas+actor:RUS",
    "search-fault": "/search?q=gas+actr:RUS",
    "events": "/events?about=BLR&period=2016",
    "event": "",  # the one whose accounts differ
    "documents": "/documents",
    "document": "/document/2014-10-eurasian-union-grows",
    "actors": "/actors",
    "actor": "/actor/ETH",
    "relations": "/relations",
    "dyad": "/dyad/BLR-RUS",
    "drivers": "/dyad/ARM-AZE/2016-04",
    "triad": "/triad/ARM-AZE-RUS",
    "map": "/map",
    "map-of-one": "/map?about=BLR",
    "network": "/network",
    "votes": "/votes",
    "roll-call": "/votes/1308",
    "agreement": "/votes/agreement",
    "ideal-points": "/votes/ideal",
    "outlooks": "/outlooks",
    "forecasts": "/forecasts",
    "forecast": "",  # the surest
    "digests": "/digests",
    "digest": "/digest/BLR/2016",
    "codebook": "/codebook",
    "codebook-entry": "/codebook/event_types/CONSULT",
    "about": "/about",
    "for-programs": "/api",
    "review": "/review",
    "correct": "",  # the event whose accounts differ
    "one-or-two": "",
    "add": "/add",
    "judgements": "/judgements",
    "reviewers": "/review/agreement",
    "not-found": "/event/e0",
    "refused": "/events?period=soon",
}
GUARDED = {
    "sign-in": "/sign-in",
    "me": "/me",
    "log": "/log",
    "job": "",  # that which adds an article
    "fault": "/events",  # when the record is gone
}
"""Pages of a server where people sign in; the last one once its record is gone."""

NARROW = ("home", "event", "document", "dyad", "search", "review", "add", "log", "sign-in", "job")
"""Pages that are also shown as on a telephone."""

REVIEWERS = ("Ana Torres", "Ben Okafor")
PASSWORD = "a long night in Lima"
ARTICLE = {
    "Title": "Chad and Sudan agree on a port",
    "Publisher": "Sahel Courier",
    "The text": "Chad signed an agreement on a port with Sudan on 3 May 2019. Egypt welcomed it.",
}
"""What is pasted, by the labels of the form."""


def make_record(path: Path) -> None:
    """Read the sample and the tests' roll calls into a record."""
    from dragoman.chronicle import Chronicle
    from dragoman.cli.sampling import add_sample
    from dragoman.errors import InputError

    with Chronicle(path) as opened:
        add_sample(opened)
        opened.add_votes(VOTES)
        opened.enter_outlooks()
        for one, other, kind in FORESEEN:
            for year in range(2013, 2021):
                with suppress(InputError):  # too little is known that early
                    opened.forecast(one, other, kind, days=90, as_of=date(year, 6, 30))
        opened.settle(on=date(2026, 1, 31))


def judge(path: Path) -> None:
    """Let two people say something of some claims."""
    from dragoman.chronicle import Chronicle
    from dragoman.model.judgements import Signature

    at = datetime(2026, 1, 31, 9, tzinfo=UTC)
    with Chronicle(path, create=False) as opened:
        if opened.judgements():
            return
        claims = [claim.id for claim in opened.claims(kind="event", about="BLR")]
        for nth, name in enumerate(claims[:8]):
            for who in REVIEWERS[: 2 - nth % 2]:
                say = (
                    opened.reject
                    if nth == 2 or (nth == 4 and who != REVIEWERS[0])
                    else opened.accept
                )
                why = "the words tell of a plan" if say == opened.reject else ""
                say(name, signed=Signature(who=who, at=at + timedelta(minutes=7 * nth), why=why))
        later = Signature(who=REVIEWERS[0], at=at + timedelta(hours=1), why="the text was misread")
        wrong = opened.correct(claims[9], "date", "2015-11", signed=later)
        opened.undo(wrong.id, signed=replace(later, who=REVIEWERS[1], why="it says November 2016"))


def enrol(path: Path) -> None:
    """Let the reviewers sign in, the first as admin."""
    from dragoman.chronicle.people import People
    from dragoman.model.people import Role

    with People(path) as people:
        for name, role in zip(REVIEWERS, (Role.ADMIN, Role.EDITOR), strict=True):
            people.add(name, role, PASSWORD, now=datetime(2026, 1, 5, tzinfo=UTC))


def work(browser, address: str) -> tuple[dict, str]:
    """Sign in and add an article; the cookies of who did, and the address of the job."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/sign-in")
    for password in ("a short night", PASSWORD):
        page.get_by_label("Name").fill(REVIEWERS[0])
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
    page.goto("/add")
    for label, text in ARTICLE.items():
        page.get_by_label(label, exact=True).fill(text)
    page.locator("#published").fill("2019-05-04")
    page.get_by_role("button", name="Add the text").click()
    page.get_by_text("Added: 1 document").wait_for(timeout=120_000)
    job = page.url.removeprefix(address)
    page.get_by_role("link", name=ARTICLE["Title"]).click()
    page.locator(".claims .judging summary").first.click()
    page.locator(".claims .judging button", has_text="Right").first.click()
    page.locator(".flash").wait_for()
    context.clear_cookies(name="dragoman_said")
    state = context.storage_state()
    context.close()
    return state, job


def surest(path: Path) -> str:
    """The address of the forecast of an event with the highest probability."""
    from dragoman.chronicle import Chronicle

    with Chronicle(path, create=False) as opened:
        entries = [e.forecast for e in opened.forecasts() if not e.forecast.author]
    return f"/forecast/{max(entries, key=lambda f: (f.probability, f.id)).id}"


def disputed(path: Path) -> str:
    """The address of an event of two documents or more on whose date or sum accounts differ."""
    from dragoman.chronicle import Chronicle

    with Chronicle(path, create=False) as opened:
        events = [e for e in opened.events() if e.disputes and len(e.documents) > 1]
    events.sort(key=lambda e: (e.disputes[0].field != "date", -len(e.claims), e.id))
    return f"/event/{events[0].id}"


def serve(record: Path, *more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dragoman", "serve", "--record", record, "--port", str(port)]
    server = subprocess.Popen([*command, *more])
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/favicon.ico").close()
            return server, address
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("the server does not answer")


def picture(browser, address: str, scheme: str, width: int, state: dict | None) -> bytes:
    """One page as WebP, after its fonts are there."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        has_touch=width == TELEPHONE,
        storage_state=state,
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("Promise.all([...document.fonts].map((font) => font.load()))")
    page.reload()  # fonts are optional at first sight, and there on the second
    page.add_style_tag(content=ONLY_THE_PAGE)
    page.evaluate("document.fonts.ready")
    height = min(page.evaluate("document.body.offsetHeight"), TALLEST)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(60)
    asked = {"format": "webp", "quality": QUALITY, "optimizeForSpeed": False}
    data = context.new_cdp_session(page).send("Page.captureScreenshot", asked)["data"]
    context.close()
    return base64.b64decode(data)


def take(browser, address: str, name: str, path: str, state: dict | None = None) -> None:
    """Take the pictures of one page."""
    shots = [("light", "light", WIDTH), ("dark", "dark", WIDTH)]
    if name in NARROW:
        shots.append(("telephone", "light", TELEPHONE))
    for ending, scheme, width in shots:
        shot = picture(browser, address + path, scheme, width, state)
        (OUT / f"{name}-{ending}.webp").write_bytes(shot)


@contextmanager
def served(record: Path, *more: str) -> Iterator[str]:
    """The address of a server, until it is left."""
    server, address = serve(record, *more)
    try:
        yield address
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Take the pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these pages")
    parser.add_argument("--record", type=Path)
    asked = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        record = Path(folder) / "sample.dragoman"
        if asked.record is None:
            make_record(record)
        else:
            shutil.copy(asked.record, record)
        copy = Path(folder) / "guarded" / "sample.dragoman"
        copy.parent.mkdir()
        shutil.copy(record, copy)
        judge(record)
        PAGES["event"], PAGES["forecast"] = disputed(record), surest(record)
        PAGES["correct"] = PAGES["event"].replace("/event/", "/correct/")
        PAGES["one-or-two"] = PAGES["event"].replace("/event/", "/compare/")
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        with served(record, "--who", REVIEWERS[0]) as address:
            for name, path in PAGES.items():
                if name in (asked.names or PAGES):
                    take(browser, address, name, path)
        if set(asked.names or GUARDED) & set(GUARDED):
            enrol(copy)
            with served(copy, "--sign-in") as address:
                state, GUARDED["job"] = work(browser, address)
                for name, path in GUARDED.items():
                    if name == "fault":
                        copy.unlink()
                    if name in (asked.names or GUARDED):
                        take(browser, address, name, path, None if name == "sign-in" else state)
        browser.close()
    total = sum(path.stat().st_size for path in OUT.glob("*.webp"))
    print(f"{len(list(OUT.glob('*.webp')))} pictures, {total / 1e6:.1f} MB in {OUT}")


if __name__ == "__main__":
    main()
