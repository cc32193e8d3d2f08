"""Signing in: sessions, roles, forms, and what is done against those who guess and forge."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.chronicle.people import FREE, IDLE, LONGEST, MOST, People, Refused
from dragoman.errors import InputError, NotFound
from dragoman.model.people import Role, read_name
from dragoman.web import visitors

PASSWORD = "a long night in Lima"
AT = datetime(2026, 2, 1, 12, tzinfo=UTC)


def test_nothing_is_shown_to_strangers(guarded) -> None:
    page = guarded.get("/events?about=PER")
    assert page.status_code == 303
    assert page.headers["location"] == "/sign-in?back=%2Fevents%3Fabout%3DPER"
    for path in ("/events.json", "/events.csv", "/openapi.json", "/log.json"):
        answer = guarded.get(path, headers={"accept": "application/json"})
        assert answer.status_code == 401, path
        assert answer.headers["content-type"] == "application/problem+json"
    assert guarded.get("/favicon.ico").status_code == 200


def test_a_person_signs_in_and_out(guarded) -> None:
    answer = guarded.sign_in("ed")
    assert answer.status_code == 303
    assert guarded.get("/events").status_code == 200
    assert "Signed in as editor" in guarded.text("/me")
    kept = dict(guarded.client.cookies)
    assert guarded.send("/sign-out", {}, of="/me").headers["location"] == "/sign-in"
    assert guarded.get("/events").status_code == 303
    guarded.client.cookies.update(kept)
    assert guarded.get("/events").status_code == 303, "a session that ended lives on"


def test_the_cookie_is_out_of_reach(guarded) -> None:
    cookie = guarded.sign_in("ed").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    guarded.client.cookies.clear()
    guarded.client.base_url = "https://testserver"
    cookie = guarded.sign_in("ed").headers["set-cookie"]
    assert cookie.startswith("__Host-dragoman=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


def test_only_digests_are_kept(guarded) -> None:
    guarded.sign_in("ed")
    token = guarded.client.cookies["dragoman_session"]
    with People(guarded.record) as people:
        pass
    whole = b"".join(p.read_bytes() for p in guarded.record.parent.glob("*.people*"))
    assert token.encode() not in whole
    assert PASSWORD.encode() not in whole
    assert b"$argon2id$" in whole
    kept = next(guarded.record.parent.glob("*.people"))
    assert kept.stat().st_mode & 0o077 == 0
    assert people


def test_a_session_is_not_taken_from_the_visitor(guarded) -> None:
    """Fixation: a token that was slipped in is worth nothing after signing in."""
    planted = "a-token-that-the-attacker-knows"
    guarded.client.cookies.set("dragoman_session", planted)
    guarded.sign_in("ed")
    values = [c.value for c in guarded.client.cookies.jar if c.name == "dragoman_session"]
    assert any(value != planted for value in values)
    with People(guarded.record) as people:
        assert people.session(planted, now=visitors.now()) is None
    guarded.client.cookies.clear()
    guarded.client.cookies.set("dragoman_session", planted)
    assert guarded.get("/events").status_code == 303


def test_signing_in_again_makes_another_session(guarded) -> None:
    guarded.sign_in("ed")
    first = guarded.client.cookies["dragoman_session"]
    guarded.client.cookies.clear()
    guarded.sign_in("ed")
    assert guarded.client.cookies["dragoman_session"] != first


def test_a_session_ends_by_itself(record) -> None:
    with People(record) as people:
        people.add("ed", Role.EDITOR, PASSWORD, now=AT)
        people.sign_in("ed", PASSWORD, address="::1", token="t", now=AT)
        assert people.session("t", now=AT + IDLE / 2)
        assert people.session("t", now=AT + IDLE * 1.4)
        assert people.session("t", now=AT + IDLE * 3) is None
        people.sign_in("ed", PASSWORD, address="::1", token="u", now=AT)
        for n in range(1, 12):
            assert people.session("u", now=AT + timedelta(hours=n))
        assert people.session("u", now=AT + LONGEST) is None


def test_guessing_is_slowed_down(record) -> None:
    with People(record) as people:
        people.add("ed", Role.EDITOR, PASSWORD, now=AT)
        now = AT
        for _ in range(FREE["name"]):
            with pytest.raises(Refused) as wrong:
                people.sign_in("ed", "guess", address="192.0.2.1", token="t", now=now)
            assert not wrong.value.wait
        waits = []
        for _ in range(9):
            with pytest.raises(Refused) as early:
                people.sign_in("ed", PASSWORD, address="192.0.2.9", token="t", now=now)
            waits.append(early.value.wait)
            now += timedelta(seconds=early.value.wait)
            with pytest.raises(Refused, match="wrong"):
                people.sign_in("ed", "guess", address="192.0.2.9", token="t", now=now)
        assert waits == sorted(waits)
        assert waits[1] > waits[0]
        assert max(waits) <= MOST["name"].total_seconds() + 1, "somebody could be locked out"
        later = now + MOST["name"] + timedelta(seconds=1)
        assert people.sign_in("ed", PASSWORD, address="192.0.2.9", token="t", now=later)


def test_one_address_cannot_try_many_names(record) -> None:
    with People(record) as people:
        for n in range(FREE["address"]):
            with pytest.raises(Refused, match="wrong"):
                people.sign_in(f"name{n}", "guess", address="192.0.2.1", token="t", now=AT)
        with pytest.raises(Refused, match="too many"):
            people.sign_in("other", "guess", address="192.0.2.1", token="t", now=AT)
        with pytest.raises(Refused, match="wrong"):
            people.sign_in("other", "guess", address="192.0.2.2", token="t", now=AT)


def test_it_is_not_said_whether_there_is_such_a_name(guarded) -> None:
    wrong, nobody = guarded.sign_in("ed", "no"), guarded.sign_in("nobody", "no")
    assert wrong.status_code == nobody.status_code == 401
    assert "the name or the password is wrong" in wrong.text.lower()
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", wrong.text) == strip.sub("", nobody.text)


def test_brute_force_over_the_web(guarded) -> None:
    statuses = [guarded.sign_in("ed", f"guess {n}").status_code for n in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    answer = guarded.sign_in("ed")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    acts = guarded_log(guarded)
    assert acts.count(("sign in", "too many tries")) == 3


def guarded_log(site) -> list[tuple[str, str]]:
    with People(site.record) as people:
        return [(deed.act, deed.outcome) for deed in people.deeds()]


def test_roles(guarded) -> None:
    guarded.sign_in("rita")
    claim = guarded.claims()[0]["id"]
    assert "/judge/" not in guarded.get(f"/claim/{claim}").text
    for path in ("/add", "/review", "/review.json", f"/correct/{claim}", "/log", "/log.json"):
        assert guarded.get(path).status_code == 403, path
    token = guarded.token("/me")
    for path in ("/judge/accept", "/judge/reject", "/judge/undo", f"/correct/{claim}", "/add/text"):
        answer = guarded.client.post(path, data={"token": token, "id": claim, "text": "x"})
        assert answer.status_code == 403, path
    assert ("refused", "needs editor") in guarded_log(guarded)
    assert guarded.get("/judgements.json").json()["total"] == 0


def test_an_editor_sees_no_log_and_an_admin_does(guarded) -> None:
    guarded.sign_in("ed")
    assert guarded.get("/log").status_code == 403
    guarded.client.cookies.clear()
    guarded.sign_in("ada")
    assert "sign in" in guarded.text("/log")


def test_a_removed_person_is_out_at_once(guarded) -> None:
    guarded.sign_in("ed")
    with People(guarded.record) as people:
        people.remove("ed")
    assert guarded.get("/events").status_code == 303


def test_a_new_password_ends_all_sessions(guarded) -> None:
    guarded.sign_in("ed")
    form = {"old": PASSWORD, "new": "another night in Lima", "again": "another night in Lima"}
    assert guarded.send("/password", {**form, "old": "no"}, of="/me").status_code == 403
    assert guarded.send("/password", {**form, "again": "no"}, of="/me").status_code == 400
    assert guarded.send("/password", form, of="/me").status_code == 303
    assert guarded.get("/events").status_code == 303
    assert guarded.sign_in("ed").status_code == 401
    assert guarded.sign_in("ed", "another night in Lima").status_code == 303


def test_nobody_signs_in_where_that_is_off(here) -> None:
    assert here.get("/sign-in").status_code == 404
    assert here.client.post("/sign-in", data={"name": "a", "password": "b"}).status_code == 404
    assert "listens on this machine alone" in here.text("/me")


def test_people_have_names_and_long_passwords(record) -> None:
    with People(record) as people:
        for name in ("", "   ", "a\x00b", "<b>", "x" * 80):
            with pytest.raises(InputError, match="not a name"):
                people.add(name, Role.READER, PASSWORD, now=AT)
        for password in ("short", "x" * 300):
            with pytest.raises(InputError, match="a password needs"):
                people.add("ed", Role.READER, password, now=AT)
        people.add("ed", Role.READER, PASSWORD, now=AT)
        with pytest.raises(InputError, match="already"):
            people.add("ed", Role.READER, PASSWORD, now=AT)
        with pytest.raises(NotFound):
            people.remove("nobody")
        with pytest.raises(NotFound):
            people.set_password("nobody", PASSWORD)
    assert read_name("  Ana   Torres ") == "Ana Torres"


def test_the_log_is_never_changed(guarded) -> None:
    import sqlite3

    guarded.sign_in("ed")
    db = sqlite3.connect(next(guarded.record.parent.glob("*.people")))
    for query in ("delete from deeds", "update deeds set who = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            db.execute(query)
    db.close()
