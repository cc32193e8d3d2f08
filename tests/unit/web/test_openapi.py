"""The description for programs: every twin stands in it, with an example and our errors."""

from starlette.testclient import TestClient

from dragoman.web.routers import ROUTERS


def test_every_twin_is_described_with_an_example(site: TestClient) -> None:
    paths = site.get("/openapi.json").json()["paths"]
    twins = {
        route.path
        for router in ROUTERS
        for route in router.routes
        if route.path.endswith((".json", ".csv", ".atom"))  # type: ignore[attr-defined]
    }
    assert twins <= set(paths)
    for path, methods in paths.items():
        operation = methods["get"]
        assert operation["summary"], path
        assert set(operation["responses"]) - {"403"} == {"200", "400", "401", "404", "429"}, path
        media = operation["responses"]["200"]["content"]
        if path.endswith(".json"):
            assert media["application/json"]["example"], path


def test_names_of_operations_are_their_own(site: TestClient) -> None:
    paths = site.get("/openapi.json").json()["paths"]
    names = [
        operation["operationId"] for methods in paths.values() for operation in methods.values()
    ]
    assert len(names) == len(set(names))


def test_pages_that_people_read_are_not_in_it(site: TestClient) -> None:
    paths = site.get("/openapi.json").json()["paths"]
    assert "/events" not in paths
    assert "/events.json" in paths
