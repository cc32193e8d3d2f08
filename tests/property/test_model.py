"""Laws of the values."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import claims, documents, partial_dates, spans

from dragoman.codebook.tables import schema
from dragoman.errors import EvidenceError
from dragoman.model.claims import Claim
from dragoman.model.codec import claim_from_row, claim_to_json, claim_to_row
from dragoman.model.ids import digest, short
from dragoman.model.text import Document, Evidence, Span
from dragoman.model.when import PartialDate

CLAIM = Draft202012Validator(schema("claim"))


@given(claims())
def test_a_claim_comes_back_from_its_row(claim: Claim) -> None:
    assert claim_from_row(json.loads(json.dumps(claim_to_row(claim)))) == claim


@given(claims())
def test_the_json_of_a_claim_has_the_fields_of_the_codebook(claim: Claim) -> None:
    data = claim_to_json(claim)
    known = set(schema("claim").get("properties", {}))
    for part in (*schema("claim").get("oneOf", ()), *schema("claim").get("$defs", {}).values()):
        known |= set(part.get("properties", {}))
    assert set(data) <= known


@given(st.data(), documents())
def test_a_quote_is_in_its_document(data: st.DataObject, document: Document) -> None:
    span = data.draw(spans(document))
    evidence = Evidence.cut(document, span)
    assert evidence.quote == document.text[span.start : span.end]
    assert evidence.doc == document.id


@given(documents(), st.integers(1, 5))
def test_nothing_is_cut_beyond_the_end(document: Document, more: int) -> None:
    with pytest.raises(EvidenceError, match="characters"):
        Evidence.cut(document, Span(start=0, end=len(document.text) + more))


@given(partial_dates())
def test_a_partial_date_reads_back_and_its_days_are_in_order(when: PartialDate) -> None:
    assert PartialDate.parse(str(when)) == when
    assert when.earliest <= when.latest


@given(st.lists(st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]))))
def test_ids_depend_on_content_alone(parts: list[str]) -> None:
    assert digest(*parts) == digest(*parts)
    assert short("x", *parts)[1:] == digest(*parts)[:16]
    assert digest(*parts, "more") != digest(*parts)
