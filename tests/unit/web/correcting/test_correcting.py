"""What a person corrects is seen at once, signed, and can be taken back."""

import json
import re

import pytest

from dragoman.chronicle import Chronicle
from dragoman.web.fields import form_of, joined, values_of
from dragoman.web.passages import places


def agreement_of(site, document="andes"):
    """The claim of the agreement."""
    return next(c for c in site.claims(document) if c["type"] == "AGREE")


def test_a_site_that_only_shows_has_no_forms_to_correct(opened) -> None:
    site = opened()
    claim = agreement_of(site)
    assert "/judge/" not in site.get(f"/claim/{claim['id']}").text
    assert site.get("/add").status_code == 403
    assert site.client.post("/judge/accept", data={"id": claim["id"]}).status_code == 403


def test_a_claim_is_called_right_and_it_is_said_by_whom(here) -> None:
    claim = agreement_of(here)
    page = f"/claim/{claim['id']}"
    answer = here.send("/judge/accept", {"id": claim["id"], "why": "I was there", "back": page})
    assert answer.status_code == 303
    assert answer.headers["location"] == page
    told = here.text(page)
    assert "a person calls it right" in told
    assert "Ana Torres called right" in told
    assert "I was there" in told
    assert "Called right, signed Ana Torres" in told


def test_a_wrong_actor_is_corrected_and_the_correction_taken_back(here) -> None:
    claim = agreement_of(here)
    event = claim["event"]
    page = here.get(f"/correct/{claim['id']}").text
    assert 'value="Peru (PER, GOV)"' in page
    assert "<optgroup" in page
    fields = {"actors": ["Ecuador (ECU, GOV)", ""], "why": "misread", "back": f"/event/{event}"}
    answer = here.send(f"/correct/{claim['id']}", fields)
    assert answer.status_code == 303, answer.text
    assert agreement_of(here)["actors"][0]["country"] == "ECU"
    told = here.text(answer.headers["location"])
    assert "Ana Torres corrected actor to “Ecuador (ECU, GOV)”" in told
    assert "Ecuador" in told
    (said,) = here.get("/judgements.json").json()["items"]
    assert (said["who"], said["field"], said["why"]) == ("Ana Torres", "actors", "misread")
    here.send("/judge/undo", {"id": said["id"], "why": "it was right", "back": "/judgements"})
    assert agreement_of(here)["actors"][0]["country"] == "PER"
    assert here.get("/judgements.json").json()["items"][0]["state"] == "undone"
    assert "taken back by Ana Torres" in here.text("/judgements")


def test_only_what_was_changed_is_corrected(here) -> None:
    claim = agreement_of(here)
    with Chronicle(here.record, create=False, write=False) as opened:
        found = opened.claim(claim["id"])
    same = {f.name: list(f.values) for f in form_of(found.kind, found)}
    assert here.send(f"/correct/{claim['id']}", same).status_code == 400
    same["date"] = ["2019-05"]
    assert here.send(f"/correct/{claim['id']}", same).status_code == 303
    assert [s["field"] for s in here.get("/judgements.json").json()["items"]] == ["date"]


def test_every_field_as_it_is_written_is_read_as_it_is(here) -> None:
    from dragoman.codebook.fields import read_field
    from dragoman.model.codec import claim_to_row

    with Chronicle(here.record, create=False, write=False) as opened:
        claims = list(opened.claims())
    assert claims
    for claim in claims:
        row = claim_to_row(claim)
        for name in ("type", "mode", "status", "actors", "recipients", "context", "place"):
            if name in row:
                text = joined(name, values_of(claim, name))
                assert read_field(claim.kind, name, text) == row[name], (name, text)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"type": "NONSENSE"}, "no event type is called"),
        ({"actors": "XXX"}, "no state or organisation is called"),
        ({"date": "soon"}, "soon"),
        ({"colour": "red"}, "no field is called"),
    ],
)
def test_what_the_codebook_does_not_know_is_refused(here, fields, told) -> None:
    claim = agreement_of(here)
    answer = here.send(f"/correct/{claim['id']}", fields)
    assert answer.status_code == 400
    assert told in re.sub("&#39;", "'", answer.text).replace("No ", "no ")
    assert here.get("/judgements.json").json()["total"] == 0


def test_a_rejected_claim_leaves_its_document_and_comes_back(here) -> None:
    claim = agreement_of(here)
    back = f"/event/{claim['event']}"
    answer = here.send("/judge/reject", {"id": claim["id"], "back": back})
    assert answer.headers["location"] == f"/claim/{claim['id']}"
    assert claim["id"] not in [c["id"] for c in here.claims()]
    assert "rejected by a person" in here.text(f"/claim/{claim['id']}")
    assert "Ana Torres rejected" in here.text("/document/andes")
    (said,) = here.get("/judgements.json").json()["items"]
    here.send("/judge/undo", {"id": said["id"]})
    assert claim["id"] in [c["id"] for c in here.claims()]


def test_two_events_are_called_one_and_two_again(here) -> None:
    first, second = agreement_of(here), agreement_of(here, "pacific")
    assert first["event"] != second["event"]
    page = here.get(f"/compare/{first['event']}").text
    assert f'value="{second["event"]}"' in page
    form = {"id": first["event"], "other": f"http://testserver/event/{second['event']}"}
    answer = here.send("/judge/same", {**form, "back": f"/event/{first['event']}"})
    assert answer.status_code == 303, answer.text
    assert agreement_of(here)["event"] == agreement_of(here, "pacific")["event"]
    (said,) = here.get("/judgements.json").json()["items"]
    here.send("/judge/undo", {"id": said["id"]})
    assert agreement_of(here)["event"] != agreement_of(here, "pacific")["event"]
    assert here.send("/judge/same", {"id": first["event"], "other": "x"}).status_code == 400


def test_words_that_tell_of_another_happening_leave_their_event(here) -> None:
    first, second = agreement_of(here), agreement_of(here, "pacific")
    here.send("/judge/same", {"id": first["event"], "other": second["event"]})
    event = agreement_of(here)["event"]
    assert "These words tell of another happening" in here.text(f"/event/{event}")
    (said,) = here.get("/judgements.json").json()["items"]
    here.send("/judge/undo", {"id": said["id"]})
    form = {"id": first["event"], "other": second["event"], "why": "two treaties"}
    assert here.send("/judge/different", form).status_code == 303
    assert here.send("/judge/same", form).status_code == 303
    states = [said["state"] for said in here.get("/judgements.json").json()["items"]]
    assert states == ["in_force", "superseded", "undone"]


def test_a_claim_is_added_on_words_of_a_document(here) -> None:
    quote = "The harbour   was closed\nfor a day."
    page = here.get("/mark/andes", params={"quote": quote, "kind": "event"})
    assert page.status_code == 200
    at = re.search(r'name="at" value="(\d+-\d+)"', page.text)
    assert at
    fields = {
        "kind": "event",
        "at": at[1],
        "type": "SANCTION",
        "actors": ["Peru", "", ""],
        "status": "actual",
        "why": "missed",
    }
    answer = here.send("/mark/andes", fields)
    assert answer.status_code == 303, answer.text
    found = next(c for c in here.claims() if c["quote"].startswith("The harbour"))
    assert found["quote"] == "The harbour was closed for a day."
    assert found["actors"][0]["country"] == "PER"
    assert "added by a person" in here.text("/document/andes")


def test_words_that_are_not_there_make_no_claim(here) -> None:
    assert here.get("/mark/andes?quote=The+moon").status_code == 400
    form = {"kind": "event", "type": "AGREE", "actors": "PER"}
    for at in ("0-99999", "9-3", "x", "", "-1-4"):
        assert here.send("/mark/andes", {**form, "at": at}).status_code == 400


def test_each_place_of_the_same_words_can_be_chosen(here) -> None:
    with Chronicle(here.record, create=False, write=False) as opened:
        document = opened.document("andes")
    assert len(places(document, "on")) > 1
    page = here.get("/mark/andes?quote=on").text
    assert page.count('type="radio"') == len(places(document, "on"))


def test_a_whole_event_is_called_right(here) -> None:
    claim = agreement_of(here)
    here.send("/judge/accept", {"id": claim["event"], "back": f"/event/{claim['event']}"})
    assert "Ana Torres called right" in here.text(f"/event/{claim['event']}")


def test_what_was_said_can_be_taken_along(here) -> None:
    claim = agreement_of(here)
    here.send("/judge/accept", {"id": claim["id"], "why": "=1+1"})
    rows = here.get("/judgements.csv").text.splitlines()
    assert "'=1+1" in rows[1]
    assert here.get(f"/judgements.json?about={claim['id']}").json()["total"] == 1
    assert here.get("/judgements.json?about=c000").json()["total"] == 0
    assert here.get("/judgements.json?after=1").json()["items"] == []


def test_what_is_done_stands_in_the_log(here) -> None:
    claim = agreement_of(here)
    here.send("/judge/accept", {"id": claim["id"]})
    here.send("/judge/undo", {"id": "j000"})
    items = here.get("/log.json").json()["items"]
    assert [item["act"] for item in items] == ["undo", "accept"]
    assert items[0]["outcome"].startswith("refused")
    assert items[1]["outcome"].startswith("done")
    assert items[1]["who"] == "Ana Torres"
    assert "accept" in here.text("/log")
    assert re.search(r'<a href="/claim/(c[0-9a-f]+)"><code>\1<', here.get("/log").text)
    assert json.dumps(items)
    assert here.get("/log.json?limit=1").json()["next"] == items[0]["number"]
