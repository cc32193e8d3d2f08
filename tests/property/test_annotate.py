"""Laws of annotation: they hold for every layer and every text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.chronicle import LAYERS, annotate, annotations_to_json
from dragoman.model.when import PartialDate

NAMES = ["Kenya", "Kenyan", "Kenyans", "Nairobi", "Moscow", "Georgia", "Tripoli", "UN", "EU", "Kremlin", "Ana", "Brnabić", "Jean-Claude", "Lê", "Hoài", "Trung", "University", "Zagreb"]  # fmt: skip
WORDS = ["president", "prime", "minister", "deputy", "foreign", "ministry", "the", "of", "said", "and", "former", "king's", "they", "both", "sides", "countries", "$", "5m", "€", "12", "per", "cent", "Friday", "May", "2014", "in", "last", "week"]  # fmt: skip
MARKS = [".", ",", ";", "–", "—", "(", ")", '"', "'", "’", "\n", "\n\n", "\r\n", "\x00", "\u2028", "\ufeff", "😀", "İ", "ß"]  # fmt: skip
PIECES = st.sampled_from(NAMES + WORDS + MARKS)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
)
DATES = st.none() | st.dates().map(PartialDate.of) | st.builds(PartialDate, st.integers(1, 9999))


@settings(deadline=None)
@given(TEXTS, DATES)
def test_no_text_crashes_a_layer_and_spans_lie_in_order(text, published):
    named = annotate(text, published=published)
    for layer in LAYERS:
        at = 0
        for mention in getattr(named, layer):
            assert at <= mention.span.start < mention.span.end <= len(text), layer
            assert mention.text == text[mention.span.start : mention.span.end], layer
            at = mention.span.end


@settings(deadline=None)
@given(TEXTS, DATES, st.sampled_from(LAYERS))
def test_a_layer_alone_is_the_layer_among_all(text, published, layer):
    whole = annotations_to_json(annotate(text, published=published))
    alone = annotations_to_json(annotate(text, published=published, layers=[layer]), layers=[layer])
    assert alone == {layer: whole[layer]}
