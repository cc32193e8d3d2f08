from datetime import date

import pytest

from dragoman.chronicle import Chronicle, what_is_known
from serving import Site, serving

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Review</title>
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>HERE/{path}</link><pubDate>{day}</pubDate></item>"""
DAY = "Tue, 05 Mar 2019 10:00:00 GMT"


@pytest.fixture
def today():
    return date(2026, 11, 26)


def _article(sentence: str) -> str:
    more = "The weather was fine and the hall was full of people who had come to listen. " * 4
    return (
        f"<html><head><title>News</title></head><body><article><p>{sentence} {more}</p></article>"
        "</body></html>"
    )


@pytest.fixture
def site():
    with serving(Site()) as running:
        yield running


@pytest.fixture
def feeds(tmp_path, site):
    path = tmp_path / "feeds.yml"
    path.write_text(f"feeds:\n- url: {site.url('/feed.xml')}\n  publisher: Harbour Review\n")
    return path


@pytest.fixture
def chronicle(tmp_path):
    with Chronicle(tmp_path / "record.dragoman") as opened:
        yield opened


def _watch(chronicle, feeds, today):
    known = what_is_known(index=None, published=None, today=today)
    return chronicle.watch(feeds, known=known, private=True, pause=0.0)


def _feed(site, *titles, **headers) -> None:
    items = "".join(ITEM.format(title=t, path=t.lower(), day=DAY) for t in titles)
    site.page("/feed.xml", FEED.format(items=items), "application/rss+xml", **headers)


def test_what_is_new_is_read_and_what_is_known_is_not_fetched_again(
    site, feeds, chronicle, today
) -> None:
    _feed(site, "One", "Two")
    site.page("/one", _article("On 4 March the president of Ghana visited Lomé."))
    site.page("/two", _article("On 3 March Togo and Benin signed a treaty on fishing in Cotonou."))
    first = _watch(chronicle, feeds, today)
    assert (first.articles, first.documents, first.issues) == (2, 2, [])
    (one, two) = sorted(chronicle.documents(), key=lambda d: d.url)
    assert one.publisher == "Harbour Review"
    assert str(one.published) == "2019-03-05"
    again = _watch(chronicle, feeds, today)
    assert (again.articles, again.known, again.documents) == (0, 2, 0)
    assert site.asked.count("/one") == 1
    assert two.url == site.url("/two")


def test_a_feed_that_did_not_change_costs_one_request(site, feeds, chronicle, today) -> None:
    whole = FEED.format(items="").encode()
    site.pages["/feed.xml"] = lambda headers, _: (
        (304, {}, b"") if headers.get("if-none-match") == '"7"' else (200, {"ETag": '"7"'}, whole)
    )
    assert _watch(chronicle, feeds, today).unchanged == 0
    assert _watch(chronicle, feeds, today).unchanged == 1


def test_a_changed_article_is_read_anew_and_the_old_one_stays(
    site, feeds, chronicle, today
) -> None:
    _feed(site, "One")
    site.page("/one", _article("On 4 March the president of Ghana visited Lomé."))
    _watch(chronicle, feeds, today)
    item = ITEM.format(title="One", path="one", day="Wed, 06 Mar 2019 10:00:00 GMT")
    site.page("/feed.xml", FEED.format(items=item), "application/rss+xml")
    site.page("/one", _article("On 4 March the president of Ghana postponed his visit to Lomé."))
    assert _watch(chronicle, feeds, today).documents == 1
    assert len(list(chronicle.documents())) == 2


def test_one_broken_article_stops_nothing_and_is_tried_again(site, feeds, chronicle, today) -> None:
    _feed(site, "One", "Two", ETag='"1"')
    site.pages["/one"] = (404, {}, b"")
    site.page("/two", _article("On 3 March Togo and Benin signed a treaty on fishing in Cotonou."))
    first = _watch(chronicle, feeds, today)
    assert first.documents == 1
    assert [issue.where for issue in first.issues] == [site.url("/one")]
    site.page("/one", _article("On 4 March the president of Ghana visited Lomé."))
    second = _watch(chronicle, feeds, today)
    assert (second.documents, second.known, second.issues) == (1, 1, [])


def test_a_broken_feed_is_an_issue_and_the_next_feed_is_asked(
    site, feeds, chronicle, today, tmp_path
) -> None:
    site.page("/broken.xml", "<rss><channel><item>", "application/rss+xml")
    _feed(site, "One")
    site.page("/one", _article("On 4 March the president of Ghana visited Lomé."))
    feeds.write_text(
        f"feeds:\n- {site.url('/gone.xml')}\n- {site.url('/broken.xml')}\n- {site.url('/feed.xml')}\n"
    )
    found = _watch(chronicle, feeds, today)
    assert found.documents == 1
    assert {issue.code for issue in found.issues} == {"unfetched", "unreadable"}


def test_a_stopped_round_goes_on_where_it_was(site, feeds, chronicle, today) -> None:
    _feed(site, "One", "Two", ETag='"1"')
    site.page("/one", _article("On 4 March the president of Ghana visited Lomé."))
    site.page("/two", _article("On 3 March Togo and Benin signed a treaty on fishing in Cotonou."))
    known = what_is_known(index=None, published=None, today=today)

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        chronicle.watch(feeds, known=known, private=True, pause=0.0, watch=stop)
    found = _watch(chronicle, feeds, today)
    assert (found.known, found.documents) == (1, 1)
    assert site.asked.count("/one") == 1


def test_sitemaps_lead_to_sitemaps_and_only_matching_articles_are_taken(
    site, feeds, chronicle, today
) -> None:
    maps = "<sitemapindex><sitemap><loc>HERE/map.xml</loc></sitemap></sitemapindex>"
    urls = "".join(f"<url><loc>HERE/{p}</loc></url>" for p in ("world/one", "sport/two"))
    site.page("/maps.xml", maps, "application/xml")
    site.page("/map.xml", f"<urlset>{urls}</urlset>", "application/xml")
    site.page("/world/one", _article("On 4 March 2019 the president of Ghana visited Lomé."))
    feeds.write_text(f"feeds:\n- url: {site.url('/maps.xml')}\n  match: /world/\n")
    found = _watch(chronicle, feeds, today)
    assert (found.articles, found.documents) == (1, 1)
    assert "/sport/two" not in site.asked


def test_a_sitemap_is_asked_again_though_what_led_to_it_did_not_change(
    site, feeds, chronicle, today
) -> None:
    maps = "<sitemapindex><sitemap><loc>HERE/map.xml</loc></sitemap></sitemapindex>"
    listed = "<urlset>{}</urlset>"
    site.page("/maps.xml", maps, "application/xml", ETag='"1"')
    site.page(
        "/map.xml", listed.format("<url><loc>HERE/one</loc></url>"), "application/xml", ETag='"1"'
    )
    site.page("/one", _article("On 4 March 2019 the president of Ghana visited Lomé."))
    site.page("/two", _article("On 5 March 2019 the president of Ghana visited Accra."))
    feeds.write_text(f"feeds:\n- url: {site.url('/maps.xml')}\n")
    assert _watch(chronicle, feeds, today).documents == 1
    again = _watch(chronicle, feeds, today)
    assert (again.documents, again.known, again.issues) == (0, 0, [])
    both = "".join(f"<url><loc>HERE/{path}</loc></url>" for path in ("one", "two"))
    site.page("/map.xml", listed.format(both), "application/xml", ETag='"2"')
    assert _watch(chronicle, feeds, today).documents == 1


def test_one_address_is_added_and_this_machine_is_refused_unless_allowed(
    site, chronicle, today
) -> None:
    from dragoman.errors import FetchError

    site.page("/one", _article("On 4 March 2019 the president of Ghana visited Lomé."))
    known = what_is_known(index=None, published=None, today=today)
    with pytest.raises(FetchError, match="private network"):
        chronicle.add_address(site.url("/one"), known=known)
    tally, (document,) = chronicle.add_address(site.url("/one"), known=known, private=True)
    assert tally.claims > 0
    assert document.url == site.url("/one")
