"""What attackers do, one after another: each is refused."""

import json
import re
import socket

import pytest

from dragoman.ingesting import fetching, guard
from dragoman.web import limits
from dragoman.web.limits import Meter, Rate, rate_of
from dragoman.web.routers.adding import safe_name

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def first_claim(site) -> str:
    return str(site.claims()[0]["id"])


def wait(site, answer):
    """Wait until what was added is done, and hand back its page."""
    assert answer.status_code == 303, answer.text[:400]
    path = answer.headers["location"]
    jobs = site.client.app.state.jobs
    assert jobs.wait(jobs.find(path.rpartition("/")[2]), 120)
    return site.get(path)


# Markup in what people and articles say


def test_markup_in_an_article_is_only_words(here) -> None:
    form = {"title": f"T {EVIL}", "publisher": EVIL, "url": "javascript:alert(1)"}
    text = f"{EVIL} Peru signed an agreement on fishing with Chile in Lima on 14 May 2019."
    page = wait(here, here.send("/add/text", {**form, "text": text, "published": "2019-05-15"}))
    (address,) = re.findall(r"/document/d[0-9a-f]+", page.text)
    document = here.get(f"{address}.json").json()
    event = next(c["event"] for c in document["claims"] if c["event"])
    claim = document["claims"][0]["id"]
    paths = (page.url.path, address, f"/event/{event}", "/documents", "/review", "/log")
    for path in (
        *paths,
        f"/correct/{claim}",
        f"/compare/{event}",
        f"/mark/{document['id']}?quote=Peru",
    ):
        text = here.get(path).text
        assert "<script>alert" not in text, path
        assert "<img" not in text, path
        assert 'href="javascript:' not in text, path


def test_markup_in_a_reason_is_only_words(here) -> None:
    claim = first_claim(here)
    here.send("/judge/accept", {"id": claim, "why": EVIL})
    for path in (f"/claim/{claim}", "/judgements", "/document/andes", "/log"):
        assert "<script>alert" not in here.get(path).text, path
    assert "&lt;script&gt;" in here.get("/judgements").text


def test_no_script_stands_in_a_page(here) -> None:
    claim = first_claim(here)
    for path in ("/add", "/review", "/me", "/log", f"/correct/{claim}", "/document/andes"):
        page = here.get(path)
        policy = page.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?![^>]* src=)", page.text), path
        assert not re.search(r"\son\w+=|\sstyle=", re.sub(r'value="[^"]*"', "", page.text)), path
        assert "frame-ancestors 'none'" in policy
        assert page.headers["x-frame-options"] == "DENY"
        assert page.headers["referrer-policy"] == "same-origin"


# Forms of others


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é", "x" * 5000])
def test_a_form_without_its_token_is_refused(here, token) -> None:
    data = {"id": first_claim(here)} | ({} if token is None else {"token": token})
    assert here.client.post("/judge/accept", data=data).status_code == 403
    assert here.get("/judgements.json").json()["total"] == 0


def test_the_token_of_another_session_is_refused(guarded) -> None:
    guarded.sign_in("ed")
    other = guarded.token("/add")
    guarded.client.cookies.clear()
    guarded.sign_in("ada")
    data = {"id": first_claim(guarded), "token": other}
    assert guarded.client.post("/judge/accept", data=data).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_token(here, headers) -> None:
    answer = here.send("/judge/accept", {"id": first_claim(here)}, headers=headers)
    assert answer.status_code == 403
    assert here.client.post("/theme", data={"theme": "dark"}, headers=headers).status_code == 403
    assert here.get("/judgements.json").json()["total"] == 0


def test_a_form_to_sign_in_needs_its_own_cookie(guarded) -> None:
    token = guarded.token("/sign-in")
    guarded.client.cookies.clear()
    data = {"name": "ed", "password": "a long night in Lima", "token": token}
    assert guarded.client.post("/sign-in", data=data).status_code == 403
    assert guarded.get("/events").status_code == 303


def test_reading_changes_nothing(here) -> None:
    claim = first_claim(here)
    for path in ("/judge/accept", "/judge/undo", "/add/text", "/sign-out"):
        assert here.get(f"{path}?id={claim}").status_code in {404, 405}


def test_a_name_that_was_bound_to_this_machine_is_refused(opened) -> None:
    """DNS rebinding: a page of another site asks 127.0.0.1 under its own name."""
    site = opened(person="Ana", hosts=frozenset({"testserver"}))
    assert site.get("/events").status_code == 200
    for host in ("evil.example", "evil.example:8000", "", "testserver.evil.example"):
        assert site.get("/events", headers={"host": host}).status_code == 421


def test_nobody_is_led_away_after_signing_in(guarded) -> None:
    for back in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"):
        guarded.client.cookies.clear()
        answer = guarded.send(
            "/sign-in",
            {"name": "ed", "password": "a long night in Lima", "back": back},
            of="/sign-in",
        )
        assert answer.headers["location"] == "/"


# Addresses inside


def resolves_to(monkeypatch, *addresses: str) -> None:
    def lookup(host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://[::1]:1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://0.0.0.0:1/",
        "http://[::ffff:127.0.0.1]:1/",
        "http://2130706433/",
        "http://localhost:1/",
    ],
)
def test_an_address_inside_is_not_fetched(here, url) -> None:
    page = wait(here, here.send("/add/address", {"url": url}))
    assert "It was not added" in page.text
    assert re.search("private network|no such host", page.text)


def test_a_feed_inside_is_not_asked(here) -> None:
    page = wait(here, here.send("/add/feed", {"url": "http://169.254.169.254/feed.xml"}))
    assert "Nothing was added" in page.text
    assert "private network" in page.text


@pytest.mark.parametrize("inside", ["127.0.0.1", "169.254.169.254", "192.168.1.1", "fd00::1"])
def test_a_name_that_leads_inside_is_not_fetched(here, monkeypatch, inside) -> None:
    resolves_to(monkeypatch, "192.0.43.8", inside)
    dialled = []
    monkeypatch.setattr(
        guard.httpcore.SyncBackend, "connect_tcp", lambda *a, **_: dialled.append(a)
    )
    page = wait(here, here.send("/add/address", {"url": "http://news.example/a"}))
    assert "private network" in page.text
    assert dialled == []


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:8000/log", "http://169.254.169.254/", "file:///etc/passwd"]
)
def test_a_redirect_that_leads_inside_is_not_followed(here, monkeypatch, to) -> None:
    asked = []

    def once(self, url, etag, modified):
        asked.append(url)
        if "news.example" in url:
            return to
        guard.resolve(url.split("/")[2].partition(":")[0], 80, private=self.private)
        raise AssertionError(url)

    monkeypatch.setattr(fetching.Fetcher, "_once", once)
    page = wait(here, here.send("/add/address", {"url": "http://news.example/a"}))
    assert "It was not added" in page.text
    assert re.search("private network|not an http", page.text)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://x/", "ftp://x/", "/etc/passwd", ""]
)
def test_only_web_addresses_are_taken(here, url) -> None:
    assert here.send("/add/address", {"url": url}).status_code == 400


# Paths


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\note.txt", "note.txt"),
        ("/etc/cron.d/job.md", "job.md"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b.txt", "a-b.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
    ],
)
def test_an_upload_has_a_plain_name(given, kept) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("given", ["", "..", ".txt", "run.sh", "page.php", "a.txt/..", "note.exe"])
def test_other_files_are_refused(here, given) -> None:
    token = here.token("/add")
    answer = here.client.post(
        "/add/file", data={"token": token}, files={"file": (given or "x", b"text")}
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/..%2f..%2fapp.py",
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/document/..%2f..%2fetc%2fpasswd",
        "/adding/..%2f..%2fetc",
    ],
)
def test_no_path_leads_out(here, path) -> None:
    answer = here.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_an_upload_that_climbs_is_read_in_its_place(here, tmp_path) -> None:
    token = here.token("/add")
    text = b"Kenya signed an agreement on rail with Uganda in Nairobi on 3 May 2019."
    files = {"file": ("../../../climb.txt", text, "text/plain")}
    answer = here.client.post(
        "/add/file", data={"token": token, "published": "2019-05-04"}, files=files
    )
    page = wait(here, answer)
    assert "Added: 1 document" in page.text
    assert not list(tmp_path.rglob("climb*"))
    assert any(c["type"] == "AGREE" for c in here.claims("climb"))


# Words that try to be SQL


@pytest.mark.parametrize(
    "words",
    [
        "'; drop table claims; --",
        '" or 1=1 --',
        "actor:PER' OR '1'='1",
        'publisher:"x" UNION SELECT password FROM people',
        "type:AGREE) or (1=1",
        "after:2015'--",
        "NEAR(a b) * ^ {quote}",
        "\x00",
        "-" * 300,
    ],
)
def test_a_search_is_never_sql(here, words) -> None:
    before = here.get("/events.json").json()["total"]
    assert here.get("/search.json", params={"q": words}).status_code in {200, 400}
    for path in ("/actor/", "/event/", "/document/", "/claim/", "/correct/"):
        assert here.get(path + "%27%20or%201=1--").status_code == 404, path
    assert here.get("/events.json").json()["total"] == before


# Too much


def test_a_request_that_is_too_large_is_refused(here, monkeypatch) -> None:
    token = here.token("/add")
    big = "x" * (limits.FORM_BYTES + 1)
    answer = here.client.post("/add/text", data={"token": token, "text": big})
    assert answer.status_code == 413
    assert "content-security-policy" in answer.headers
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 10_000)
    files = {"file": ("a.txt", b"x" * 20_000)}
    assert here.client.post("/add/file", data={"token": token}, files=files).status_code == 413


def test_a_request_that_hides_its_length_is_cut_off(here, monkeypatch) -> None:
    monkeypatch.setattr(limits, "FORM_BYTES", 10_000)
    sent = []

    def endless():
        for n in range(1000):
            sent.append(n)
            yield b"text=" + b"x" * 1000 + b"&"

    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = here.client.post("/add/text", content=endless(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "99999999999999999999"])
def test_a_length_that_is_none_is_refused(here, length) -> None:
    answer = here.client.post("/theme", content=b"theme=dark", headers={"content-length": length})
    assert answer.status_code == 413


def test_a_long_address_is_refused(here) -> None:
    assert here.get("/search.json?q=" + "x" * 9000).status_code == 414


def test_unknown_parameters_and_fields_are_refused(here) -> None:
    claim = first_claim(here)
    assert here.get("/review.json?lmit=3").json()["nearest"] == ["limit"]
    answer = here.send("/judge/accept", {"id": claim, "admin": "true"})
    assert answer.status_code == 400
    assert here.get("/judgements.json").json()["total"] == 0


def test_what_costs_much_is_asked_now_and_then(people, opened) -> None:
    site = opened(sign_in=True, limited=True)
    site.sign_in("ed")
    statuses = [site.send("/add/address", {"url": "x:"}).status_code for _ in range(7)]
    assert statuses[0] == 400
    assert statuses[-1] == 429
    answer = site.send("/add/address", {"url": "x:"}, headers={"accept": "application/json"})
    assert answer.json()["status"] == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert site.get("/events").status_code == 200


def test_a_meter_counts_each_visitor_by_itself_and_forgets() -> None:
    at = [0.0]
    meter = Meter(clock=lambda: at[0], visitors=2)
    rate = Rate(at_once=2, a_minute=60)
    assert [meter.wait("a", "x", rate) for _ in range(3)] == [0, 0, 1]
    assert meter.wait("b", "x", rate) == 0
    at[0] = 1.0
    assert meter.wait("a", "x", rate) == 0
    meter.wait("b", "x", rate)
    meter.wait("c", "x", rate)
    assert meter.wait("a", "x", rate) == 0, "who was forgotten begins anew"
    assert rate_of("HEAD", "/search") == rate_of("GET", "/search")


def test_errors_tell_nothing_of_the_inside(here, monkeypatch) -> None:
    from dragoman.chronicle import Chronicle

    def broken(*_, **__):
        raise KeyError("a secret path /root/secret")

    monkeypatch.setattr(Chronicle, "accept", broken)
    headers = {"accept": "application/json"}
    answer = here.send("/judge/accept", {"id": first_claim(here)}, headers=headers)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert json.loads(answer.text)["status"] == 500
    monkeypatch.setattr(Chronicle, "add", broken)
    page = wait(here, here.send("/add/text", {"text": "Some words."}))
    assert "Something went wrong on our side" in page.text
    assert "secret" not in page.text
