"""Every page in a real browser: nothing serious for axe, nothing wider than a telephone, nothing that jumps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")

RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((found) => ["serious", "critical"].includes(found.impact))
  .map((found) => found.id + ": " + found.nodes.slice(0, 3).map((node) => node.html).join(" | "))"""

CONTRAST = RUN.replace("{resultTypes", '{runOnly: ["color-contrast"], resultTypes')
"""In the dark only colours differ."""

CLIPPED = """[...document.querySelectorAll(".stacked")].map((table) => table.parentElement)
  .filter((box) => box.scrollWidth > box.clientWidth).length"""
"""Tables of words that have to be pushed to and fro on a telephone."""

PAGES = (
    "/",
    "/search",
    "/search?q=gas+actor:RUS",
    "/events?about=BLR&period=2014",
    "/documents",
    "/document/2014-10-eurasian-union-grows",
    "/actors",
    "/actor/BLR",
    "/relations",
    "/dyad/BLR-RUS",
    "/dyad/ARM-AZE/2016-04",
    "/triad/ARM-AZE-RUS",
    "/map",
    "/map?about=BLR",
    "/network",
    "/votes",
    "/votes/1308",
    "/votes/agreement",
    "/votes/ideal",
    "/outlooks",
    "/forecasts",
    "/digests",
    "/digest/BLR/2016",
    "/codebook",
    "/codebook/event_types",
    "/codebook/event_types/CONSULT",
    "/about",
    "/api",
)

JUMP = 0.02
"""Layout shift of a page at most; a tenth is what others call good."""


@pytest.mark.parametrize("path", PAGES)
def test_it_is_clean_and_fits_a_telephone(opened: Callable[..., Any], path: str) -> None:
    page = opened(path, width=360)
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(CLIPPED) == 0
    assert page.evaluate("window.shifted") < JUMP
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(CONTRAST) == []


def test_an_event_with_differing_accounts_and_a_fault_are_clean(opened: Callable[..., Any]) -> None:
    page = opened("/events?period=2015")
    page.locator(".told .disputed").first.locator("xpath=ancestor::li//a[@class='say']").click()
    page.wait_for_url("**/event/*")
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []


def test_it_prints_without_its_menus(opened: Callable[..., Any]) -> None:
    page = opened("/digest/BLR/2016")
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible()
    assert not page.locator(".theme").is_visible()
    assert page.locator(".opening").first.is_visible()
