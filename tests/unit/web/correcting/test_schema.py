"""Requests made from the description for programs: no answer that it does not name, no error of ours."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

schemathesis = pytest.importorskip("schemathesis")

EXAMPLES = 3
"""For each address; there are some forty."""


def test_what_programs_ask_is_answered_as_described(here) -> None:
    # A schema cannot say which words are a search, or which text is a date: 400 is an answer to these.
    checks = pytest.importorskip("schemathesis.specs.openapi.checks")
    schema = schemathesis.openapi.from_dict(here.get("/openapi.json").json())
    schema.app = here.client.app
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        tried += 1
        ask(operation, checks.positive_data_acceptance)
    assert tried >= 30


def ask(operation, excluded) -> None:
    """Ask one address with made-up parameters."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def check(case) -> None:
        case.call_and_validate(excluded_checks=[excluded])

    check()
