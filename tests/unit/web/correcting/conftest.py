"""A site over a small record of its own, on which people correct; one for each test."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from dragoman import chronicle
from dragoman.chronicle.people import People
from dragoman.model.people import Role
from dragoman.web import Settings, create_app

DAY = date(2026, 1, 31)
SINCE = datetime(2026, 1, 31, tzinfo=UTC)
PASSWORD = "a long night in Lima"

ARTICLES = [
    {
        "id": "andes",
        "title": "Ministers meet in Lima",
        "publisher": "Andes Post",
        "published": "2019-05-15",
        "text": "Peru signed an agreement on fishing with Chile in Lima on 14 May 2019. "
        "Ecuador criticised Colombia on Monday. The harbour was closed for a day.",
    },
    {
        "id": "pacific",
        "title": "A treaty on fish",
        "publisher": "Pacific Herald",
        "published": "2019-06-20",
        "text": "Peru signed an agreement on mining with Chile in Santiago on 18 June 2019. "
        "The harbour was closed for a day.",
    },
]


@pytest.fixture(scope="session")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles, read once."""
    folder = tmp_path_factory.mktemp("small")
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    path = folder / "small.dragoman"
    with chronicle.Chronicle(path) as opened:
        known = chronicle.what_is_known(index=None, published=None, today=DAY)
        opened.add([folder / "articles.jsonl"], known=known, jobs=1)
        opened.search("a", limit=1, by_meaning=False)
    return path


@pytest.fixture
def record(small_record: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    path = tmp_path / "record.dragoman"
    shutil.copy(small_record, path)
    return path


@dataclass
class Site:
    """A browser without a window on a site, and what a person does in it."""

    client: TestClient
    record: Path

    def get(self, path: str, **more: object) -> Response:
        """Open a page."""
        return self.client.get(path, **more)  # type: ignore[arg-type]

    def token(self, path: str) -> str:
        """The token of the forms on a page."""
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.get(path).text)
        assert found, f"no form on {path}"
        return found[1]

    def send(
        self, path: str, data: dict[str, object], *, of: str = "/add", **more: object
    ) -> Response:
        """Fill in a form of a page and send it."""
        return self.client.post(path, data={"token": self.token(of), **data}, **more)  # type: ignore[arg-type]

    def sign_in(self, name: str, password: str = PASSWORD, **more: object) -> Response:
        """Sign in by the form."""
        data = {"name": name, "password": password}
        return self.send("/sign-in", data, of="/sign-in", **more)  # type: ignore[arg-type]

    def claims(self, document: str = "andes") -> list[dict[str, object]]:
        """The claims of a document as the site shows them."""
        found: list[dict[str, object]] = self.get(f"/document/{document}.json").json()["claims"]
        return found

    def text(self, path: str) -> str:
        """A page's words, without its markup."""
        page = self.get(path)
        assert page.status_code == 200, page.text[:300]
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.text)).split())


Open = Callable[..., Site]


@pytest.fixture
def opened(record: Path) -> Open:
    """Open a site with given settings."""

    def make(**settings: object) -> Site:
        app = create_app(Settings(record=record, **settings))  # type: ignore[arg-type]
        client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
        return Site(client, record)

    return make


@pytest.fixture
def here(opened: Open) -> Site:
    """A site on this machine alone, where nobody signs in."""
    return opened(person="Ana Torres")


@pytest.fixture
def people(record: Path) -> None:
    """One person for each role; all have the same password."""
    with People(record) as file:
        for name, role in (("rita", Role.READER), ("ed", Role.EDITOR), ("ada", Role.ADMIN)):
            file.add(name, role, PASSWORD, now=SINCE)


@pytest.fixture
def guarded(people: None, opened: Open) -> Site:
    """A site to which people sign in."""
    return opened(sign_in=True)
