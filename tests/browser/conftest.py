"""A server on the sample's record and a real browser; without Debian's Chromium these tests are skipped."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman import chronicle
from votes_slice import FILES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path(os.environ.get("DRAGOMAN_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]

START = 60
"""Seconds that the server may take to answer on a busy machine."""

PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine."""

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(
            f"no Chromium at {CHROMIUM}: apt-get install chromium, or set DRAGOMAN_CHROMIUM"
        )
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(
    browser: "Browser", sample_record: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where a server shows the sample with roll calls."""
    folder = tmp_path_factory.mktemp("served")
    record = folder / "sample.dragoman"
    shutil.copy(sample_record, record)
    with chronicle.Chronicle(record) as opened:
        opened.add_votes(FILES)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dragoman", "serve", "--record", record, "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        yield _answering(f"http://127.0.0.1:{port}", server, folder / "log")
    finally:
        server.terminate()
        server.wait(timeout=10)


def _answering(address: str, server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(START * 10):
        try:
            with urllib.request.urlopen(f"{address}/about.json") as answer:
                assert answer.status == 200
                return address
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))


Opened = Callable[..., "Page"]


@pytest.fixture
def opened(browser: "Browser", address: str) -> Iterator[Opened]:
    """Open a page in a fresh context; whatever a page complains of fails the test at its end."""
    complaints: list[str] = []
    contexts = []

    def open_page(
        path: str = "/", *, width: int = 1280, scheme: str = "light", **more: object
    ) -> "Page":
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            base_url=address,
            reduced_motion="reduce",
            **more,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if more.get("java_script_enabled", True):
            page.add_init_script(SHIFTS)
        page.on("console", lambda message: _note(complaints, message.type, message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((address, "data:"))
                else complaints.append(f"asked {asked.url}")
            ),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _note(complaints: list[str], kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        complaints.append(f"{kind}: {text}")
