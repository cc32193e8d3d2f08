import pytest

from dragoman.errors import FetchError
from dragoman.ingesting.fetching import Fetcher, split_url
from dragoman.ingesting.guard import RefusedAddress, is_public, resolve
from serving import Site, packed, serving


@pytest.fixture
def site():
    with serving(Site()) as running:
        yield running


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetcher(waits):
    made = Fetcher(private=True, pause=0.0, sleep=waits.append)
    yield made
    made.close()


def test_a_page_comes_with_its_marks(site, fetcher) -> None:
    site.page("/a", "hello", ETag='"1"', Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT")
    found = fetcher.fetch(site.url("/a#part"))
    assert (found.data, found.kind, found.etag) == (b"hello", "text/html", '"1"')
    assert found.modified.startswith("Mon")


def test_what_did_not_change_is_not_sent_again(site, fetcher) -> None:
    def answer(headers, _):
        if headers.get("if-none-match") == '"1"':
            return 304, {}, b""
        return 200, {"ETag": '"1"'}, b"hello"

    site.pages["/a"] = answer
    assert fetcher.fetch(site.url("/a")).data == b"hello"
    again = fetcher.fetch(site.url("/a"), etag='"1"')
    assert again.unchanged
    assert again.etag == '"1"'


def test_a_busy_server_is_asked_again_after_the_time_that_it_names(site, fetcher, waits) -> None:
    site.pages["/a"] = lambda _, n: (429, {"Retry-After": "7"}, b"") if n == 1 else (200, {}, b"ok")
    assert fetcher.fetch(site.url("/a")).data == b"ok"
    assert 7.0 in waits


def test_a_server_that_asks_for_an_hour_is_left_alone(site, fetcher, waits) -> None:
    site.pages["/a"] = (503, {"Retry-After": "3600"}, b"")
    with pytest.raises(FetchError, match="answers 503"):
        fetcher.fetch(site.url("/a"))
    assert site.asked.count("/a") == 1
    assert 3600.0 not in waits


def test_a_server_that_stays_busy_is_given_up(site, fetcher) -> None:
    site.pages["/a"] = (500, {}, b"")
    with pytest.raises(FetchError, match="answers 500"):
        fetcher.fetch(site.url("/a"))
    assert site.asked.count("/a") == 3


def test_redirects_are_followed_and_end(site, fetcher) -> None:
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.page("/b", "there")
    found = fetcher.fetch(site.url("/a"))
    assert found.data == b"there"
    assert found.url == site.url("/b")
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.fetch(site.url("/loop"))


def test_a_redirect_to_another_scheme_is_refused(site, fetcher) -> None:
    site.pages["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(FetchError, match="not an http or https address"):
        fetcher.fetch(site.url("/a"))


def test_a_gzip_bomb_is_stopped_before_it_unpacks(site, fetcher) -> None:
    fetcher.largest = 1_000_000
    site.page("/bomb", packed(b"\0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(site.url("/bomb"))
    site.page("/good", packed(b"news " * 100), Content_Encoding="gzip")
    assert fetcher.fetch(site.url("/good")).data == b"news " * 100
    site.page("/cut", packed(b"news " * 1000)[:-12], Content_Encoding="gzip")
    with pytest.raises(FetchError, match="breaks off"):
        fetcher.fetch(site.url("/cut"))


def test_a_slow_drip_and_silence_end(site, fetcher) -> None:
    site.page("/drip", "x" * 400)
    site.drip, fetcher.deadline = 0.02, 0.1
    with pytest.raises(FetchError, match="not done after"):
        fetcher.fetch(site.url("/drip"))
    site.drip, fetcher.timeout = 0.3, 0.1
    fetcher.close()
    with pytest.raises(FetchError, match="no answer for"):
        fetcher.fetch(site.url("/drip"))


def test_robots_keep_us_out_unless_a_person_asks(site, fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed\nCrawl-delay: 2", "text/plain")
    site.page("/closed/a", "secret")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(site.url("/closed/a"))
    assert "/closed/a" not in site.asked
    assert fetcher.fetch(site.url("/closed/a"), robots=False).data == b"secret"


def test_a_host_has_its_pause(site, waits) -> None:
    polite = Fetcher(private=True, pause=5.0, sleep=waits.append)
    site.page("/a", "a")
    polite.fetch(site.url("/a"), robots=False)
    polite.fetch(site.url("/a"), robots=False)
    polite.close()
    assert len(waits) == 1
    assert 4.0 < waits[0] <= 5.0


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fe80::1", "::ffff:192.168.0.1", "0.0.0.0",
     "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_known(address) -> None:
    assert not is_public(address)


def test_this_machine_is_refused_also_by_a_name_or_a_redirect(site) -> None:
    shut = Fetcher(pause=0.0)
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1"):
        with pytest.raises(FetchError):
            shut.fetch(f"http://{host}:{site.address.rsplit(':', 1)[1]}/", robots=False)
    shut.close()
    assert not site.asked


def test_one_private_address_among_public_ones_is_refused(monkeypatch) -> None:
    rows = [(0, 0, 0, "", ("192.0.43.8", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(RefusedAddress):
        resolve("two.example", 80, private=False)


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "a.example", "http:///x", "file:///etc/passwd"]
)
def test_other_schemes_are_refused(url) -> None:
    with pytest.raises(FetchError, match="not an http or https address"):
        split_url(url)


def test_an_address_with_a_password_is_refused_without_telling_it() -> None:
    with pytest.raises(FetchError) as caught:
        split_url("https://me:secret@a.example/")
    assert "secret" not in str(caught.value)
