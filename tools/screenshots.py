"""Pictures of every page, light and dark, as WebP in docs/screenshots.

    python tools/screenshots.py [--record FILE] [NAME...]

Serves a record (the sample's with the tests' roll calls, made anew where none is given), opens each page
in Debian's Chromium, and cuts long pages off. Needs ``playwright`` and /usr/bin/chromium.
"""

from __future__ import annotations

import argparse
import base64
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from datetime import date
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
}
NARROW = ("home", "event", "document", "dyad", "search", "review")
"""Pages that are also shown as on a telephone."""


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


def serve(record: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dragoman", "serve", "--record", record, "--port", str(port)]
    command += ["--who", "Ana Torres"]
    server = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/about.json").close()
            return server, address
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("the server does not answer")


def picture(browser, address: str, scheme: str, width: int) -> bytes:
    """One page as WebP, after its fonts are there."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.reload()  # fonts are optional at first sight, and there on the second
    page.evaluate("document.fonts.ready")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(60)
    asked = {"format": "webp", "quality": QUALITY, "optimizeForSpeed": False}
    data = context.new_cdp_session(page).send("Page.captureScreenshot", asked)["data"]
    context.close()
    return base64.b64decode(data)


def main() -> None:
    """Take the pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these pages")
    parser.add_argument("--record", type=Path)
    asked = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        record = asked.record or Path(folder) / "sample.dragoman"
        if asked.record is None:
            make_record(record)
        PAGES["event"], PAGES["forecast"] = disputed(record), surest(record)
        PAGES["correct"] = PAGES["event"].replace("/event/", "/correct/")
        PAGES["one-or-two"] = PAGES["event"].replace("/event/", "/compare/")
        server, address = serve(record)
        try:
            with sync_playwright() as driver:
                browser = driver.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
                )
                for name in asked.names or PAGES:
                    for scheme in ("light", "dark"):
                        shot = picture(browser, address + PAGES[name], scheme, WIDTH)
                        (OUT / f"{name}-{scheme}.webp").write_bytes(shot)
                    if name in NARROW:
                        shot = picture(browser, address + PAGES[name], "light", TELEPHONE)
                        (OUT / f"{name}-telephone.webp").write_bytes(shot)
                browser.close()
        finally:
            server.terminate()
            server.wait()
    total = sum(path.stat().st_size for path in OUT.glob("*.webp"))
    print(f"{len(list(OUT.glob('*.webp')))} pictures, {total / 1e6:.1f} MB in {OUT}")


if __name__ == "__main__":
    main()
