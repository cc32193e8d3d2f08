"""The reader by a language model, against a real server that answers well, badly and not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import FetchError, InputError
from dragoman.model.ids import DocumentId, short
from dragoman.model.runs import Run
from dragoman.model.text import Document, Passage, Role, Span
from dragoman.model.when import PartialDate
from dragoman.reading.llm.claims import read
from dragoman.reading.llm.service import TRIES, Address, Service

TEXT = "Peru's foreign minister visited Ottawa on 3 May. Canada lent Peru 40 million dollars."
RUN = Run.of(version="0", reader="llm", codebook="")

VISIT: dict[str, Any] = {
    "kind": "event",
    "quote": "Peru's foreign minister visited Ottawa on 3 May",
    "status": "actual",
    "attribution": None,
    "start": "2019-05-03",
    "end": "2019-05-03",
    "note": "",
    "type": "CONSULT",
    "mode": "visit",
    "context": ["diplomatic"],
    "actors": [{"name": "Foreign Minister of Peru", "country": "PER", "sector": "GOV"}],
    "recipients": [{"name": "Canada", "country": "CAN", "sector": "GOV"}],
    "place": {"name": "Ottawa", "country": "CAN"},
    "amount": None,
}


def document() -> Document:
    return Document(
        id=DocumentId(short("d", TEXT)),
        name="visit",
        text=TEXT,
        language="en",
        published=PartialDate(2019, 5, 6),
        passages=(Passage(span=Span(start=0, end=len(TEXT)), role=Role.BODY),),
    )


class Script:
    """Answers in turn; the last one again and again. Keeps the requests."""

    def __init__(self, *answers: tuple[int, bytes, dict[str, str]]) -> None:
        self.answers = list(answers)
        self.requests: list[tuple[dict[str, Any], str]] = []

    def next(self, body: bytes, key: str) -> tuple[int, bytes, dict[str, str]]:
        self.requests.append((json.loads(body), key))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def answer(content: str, tokens: int = 100) -> tuple[int, bytes, dict[str, str]]:
    whole = {"choices": [{"message": {"content": content}}], "usage": {"total_tokens": tokens}}
    return 200, json.dumps(whole).encode(), {}


@contextmanager
def serving(script: Script, *, hang: float = 0.0) -> Iterator[str]:
    quit_ = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if hang:
                script.requests.append((json.loads(body), ""))
                quit_.wait(hang)
                return
            status, content, headers = script.next(body, self.headers.get("Authorization", ""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        quit_.set()
        server.shutdown()
        server.server_close()
        thread.join()


def asked(url: str, **settings: Any) -> tuple[Service, list[float]]:
    pauses: list[float] = []
    address = Address(url=url, model="m", key="secret", **settings)
    return Service(address, pause=pauses.append), pauses


def test_a_good_answer_becomes_claims_with_their_words() -> None:
    script = Script(answer(json.dumps({"claims": [VISIT]})))
    with serving(script) as url:
        reading = read(document(), run=RUN, asked=asked(url)[0])
    (claim,) = reading.claims
    assert claim.evidence.quote == VISIT["quote"]
    assert [actor.country for actor in claim.parties] == ["PER", "CAN"]
    assert reading.issues == ()
    request, key = script.requests[0]
    assert key == "Bearer secret"
    assert request["response_format"]["type"] == "json_schema"
    assert "CONSULT" in request["messages"][0]["content"]
    assert TEXT in request["messages"][1]["content"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "Peru's president visited Ottawa"}, "not in the text"),
        ({"type": "HUG"}, "not a claim"),
        ({"start": "soon"}, "not a claim"),
        ({"start": "2019-02-31", "end": "2019-02-31"}, "no such date"),
        ({"actors": [{"name": "Peru", "country": "ZZZ", "sector": "GOV"}]}, "ZZZ"),
        ({"surprise": 1}, ""),
    ],
)
def test_a_bad_claim_is_left_out_and_said_so(change: dict[str, Any], why: str) -> None:
    script = Script(answer(json.dumps({"claims": [VISIT, {**VISIT, **change}]})))
    with serving(script) as url:
        reading = read(document(), run=RUN, asked=asked(url)[0])
    if why:
        assert len(reading.claims) == 1
        assert why in reading.issues[0].message
    for claim in reading.claims:
        assert claim.evidence.quote in TEXT


@pytest.mark.parametrize("content", ["not JSON", "[]", '{"claims": 3}', '{"claims": ["x", null]}'])
def test_a_broken_answer_gives_an_issue_and_no_claims(content: str) -> None:
    with serving(Script(answer(content))) as url:
        reading = read(document(), run=RUN, asked=asked(url)[0])
    assert reading.claims == ()
    assert reading.issues


def test_a_busy_service_is_asked_again_after_the_time_it_names() -> None:
    script = Script((429, b"", {"Retry-After": "7"}), (503, b"", {}), answer('{"claims": []}'))
    with serving(script) as url:
        service, pauses = asked(url)
        read(document(), run=RUN, asked=service)
    assert len(script.requests) == 3
    assert pauses[0] == 7.0
    assert pauses[1] > pauses[0]


def test_a_service_that_stays_busy_is_given_up() -> None:
    script = Script((503, b"", {}))
    with serving(script) as url, pytest.raises(FetchError, match="503"):
        read(document(), run=RUN, asked=asked(url)[0])
    assert len(script.requests) == TRIES


def test_a_refusal_is_not_tried_again() -> None:
    script = Script((401, b"bad key", {}))
    with serving(script) as url, pytest.raises(FetchError, match="bad key"):
        read(document(), run=RUN, asked=asked(url)[0])
    assert len(script.requests) == 1


def test_silence_ends_in_a_time_out() -> None:
    script = Script(answer("{}"))
    with serving(script, hang=5.0) as url, pytest.raises(FetchError, match="did not answer"):
        read(document(), run=RUN, asked=asked(url, timeout=0.05)[0])
    assert len(script.requests) == TRIES


def test_nobody_there() -> None:
    with serving(Script(answer("{}"))) as url:
        gone = url
    with pytest.raises(FetchError, match="did not answer"):
        read(document(), run=RUN, asked=asked(gone)[0])


def test_the_same_text_is_asked_about_once(tmp_path: Path) -> None:
    script = Script(answer(json.dumps({"claims": [VISIT]})))
    with serving(script) as url:
        first = read(document(), run=RUN, asked=asked(url, cache=tmp_path)[0])
        again = read(document(), run=RUN, asked=asked(url, cache=tmp_path)[0])
    assert first == again
    assert len(script.requests) == 1


def test_the_budget_is_kept() -> None:
    script = Script(answer('{"claims": []}', tokens=60))
    with serving(script) as url:
        service, _ = asked(url, budget=100)
        for _ in range(2):
            read(document(), run=RUN, asked=service)
        with pytest.raises(FetchError, match="budget of 100"):
            read(document(), run=RUN, asked=service)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "DRAGOMAN_LLM_URL and DRAGOMAN_LLM_MODEL"),
        ({"DRAGOMAN_LLM_URL": "http://x"}, "DRAGOMAN_LLM_MODEL"),
        ({"DRAGOMAN_LLM_URL": "ftp://x", "DRAGOMAN_LLM_MODEL": "m"}, "ftp://x"),
        ({"DRAGOMAN_LLM_URL": "http://x", "DRAGOMAN_LLM_MODEL": "m", "DRAGOMAN_LLM_BUDGET": "q"}, "BUDGET"),
    ],
)  # fmt: skip
def test_a_missing_or_wrong_setting_is_named(environment: dict[str, str], named: str) -> None:
    with pytest.raises(InputError, match=named):
        Address.of(environment)
