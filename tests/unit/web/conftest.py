"""A site over the bundled sample with the slice of roll calls, and one over a hostile article."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman import chronicle
from dragoman.web import Settings, create_app
from votes_slice import FILES

DAY = date(2026, 1, 31)

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@pytest.fixture(scope="session")
def record(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's record with roll calls."""
    path = tmp_path_factory.mktemp("site") / "record.dragoman"
    shutil.copy(sample_record, path)
    with chronicle.Chronicle(path) as opened:
        opened.add_votes(FILES)
    return path


@pytest.fixture(scope="session")
def site(record: Path) -> TestClient:
    """A browser without a window, on the sample."""
    app = create_app(Settings(record=record, title="Sample", sample=True))
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A site over one article whose every field tries to be markup."""
    folder = tmp_path_factory.mktemp("hostile")
    text = f"{EVIL} Peru signed an agreement on fishing with Chile in Lima on 14 May 2019."
    article = {
        "id": "evil",
        "title": f"A title {EVIL}",
        "publisher": f"Publisher {EVIL}",
        "published": "2019-05-15",
        "url": "javascript:alert(1)",
        "text": text,
    }
    (folder / "evil.jsonl").write_text(json.dumps(article), encoding="utf-8")
    path = folder / "record.dragoman"
    with chronicle.Chronicle(path) as opened:
        known = chronicle.what_is_known(index=None, published=None, today=DAY)
        opened.add([folder / "evil.jsonl"], known=known, jobs=1)
    return TestClient(create_app(Settings(record=path)), raise_server_exceptions=False)
