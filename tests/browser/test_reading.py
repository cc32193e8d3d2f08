"""What a person does who reads: find, look, follow, export; also without scripts and by keyboard alone."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

Opened = Callable[..., Any]


def find_a_visit(page: Any) -> None:
    """From the first page to the words of a visit in their document."""
    page.get_by_role("search").get_by_role("searchbox").fill("actor:CHN recipient:BLR mode:visit")
    page.get_by_role("search").get_by_role("button").click()
    page.wait_for_url("**/search?q=*")
    hit = page.locator(".hits > li").first
    quote = re.sub(r"\s+", " ", hit.locator("blockquote").inner_text())
    hit.locator(".gist a").click()
    page.wait_for_url("**/event/*")
    words = [re.sub(r"\s+", " ", text) for text in page.locator(".words").all_inner_texts()]
    assert quote in words
    page.locator(".account").nth(words.index(quote)).locator(".under a").first.click()
    page.wait_for_url("**/document/*#c*")
    claim = page.url.split("#")[1]
    assert page.locator(f"#claim-{claim}").count() == 1
    marked = page.locator(f'mark[data-claims~="{claim}"]').all_inner_texts()
    assert re.sub(r"\s+", " ", "".join(marked)) == quote


def test_find_a_visit_and_see_its_words(opened: Opened) -> None:
    find_a_visit(opened("/"))


def test_find_a_visit_without_scripts(opened: Opened) -> None:
    find_a_visit(opened("/", java_script_enabled=False))


def test_find_a_visit_on_a_telephone(opened: Opened) -> None:
    find_a_visit(opened("/", width=360))


def test_follow_two_states_through_the_years(opened: Opened) -> None:
    page = opened("/relations")
    page.get_by_role("link", name="Armenia and Azerbaijan").click()
    page.wait_for_url("**/dyad/ARM-AZE")
    page.locator("select[name=by]").select_option("year")
    page.get_by_label("From").fill("2011")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**from=2011**")
    chart = page.locator(".wide-only svg.chart").first
    points = chart.locator("a")
    assert points.count() >= 2
    points.nth(1).click()
    page.wait_for_url("**/dyad/ARM-AZE/20*")
    page.locator("table a").first.click()
    page.wait_for_url("**/event/*")
    assert page.locator(".account").count() >= 1


def test_read_a_month_and_check_a_source(opened: Opened) -> None:
    page = opened("/digests?about=BLR")
    page.locator("ul.leaders.two a").first.click()
    page.wait_for_url("**/digest/BLR/*-*")
    page.goto(page.url[:-3])
    cite = page.locator(".cites a").first
    number = cite.inner_text().strip("[]")
    cite.click()
    source = page.locator(f"#s{number}")
    assert source.is_visible()
    source.get_by_role("link").click()
    page.wait_for_url("**/document/*#c*")


def test_take_a_list_along_as_csv(opened: Opened) -> None:
    page = opened("/events?about=ARM")
    with page.expect_response("**/events.csv**") as got:
        page.evaluate("fetch(document.querySelector('.foot a[href*=\".csv\"]').href)")
    rows = list(csv.DictReader(io.StringIO(got.value.text())))
    assert len(rows) == page.locator(".told > li").count()
    assert page.locator('.foot a[href="/events.csv?about=ARM"]').is_visible()


def test_facets_and_bars_narrow_a_search_in_place(opened: Opened) -> None:
    page = opened("/search?q=visit")
    page.evaluate("window.kept = true")
    page.locator("aside .leaders a").filter(has_text="CONSULT").click()
    page.wait_for_url("**CONSULT**")
    assert page.evaluate("window.kept"), "the page was loaded anew"
    page.get_by_role("link", name="Remove type:CONSULT").click()
    page.wait_for_url(lambda url: "CONSULT" not in url)
    page.locator(".wide-only svg a").first.click()
    page.wait_for_url("**on%3A20**")
    assert page.get_by_role("link", name=re.compile("Remove on:20")).is_visible()


def test_words_and_claims_light_up_together(opened: Opened) -> None:
    page = opened("/document/2014-10-eurasian-union-grows")
    ref = page.locator(".text .ref").nth(2)
    claim = ref.get_attribute("data-claims")
    ref.focus()
    assert page.locator(f"#claim-{claim}.on").count() == 1
    assert page.locator(f'mark.on[data-claims~="{claim}"]').count() >= 1
    page.locator(".claims > li").nth(0).hover()
    assert page.locator(".text .ref.on").first.inner_text() == "1"
    assert page.locator(f"#claim-{claim}.on").count() == 0


def test_by_keyboard_alone(opened: Opened) -> None:
    page = opened("/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip").first
    assert skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.locator("#find").focus()
    page.keyboard.type("treaty")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=treaty")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.gist') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(event|document)/"))


def test_the_look_is_chosen_without_scripts(opened: Opened) -> None:
    page = opened("/about", java_script_enabled=False)
    assert page.locator("html").get_attribute("data-theme") is None
    page.get_by_role("button", name="dark", exact=True).click()
    assert page.url.endswith("/about")
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_look_follows_the_system(opened: Opened, scheme: str) -> None:
    page = opened("/about", scheme=scheme)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3
    assert (brightness > 128) == (scheme == "light")
