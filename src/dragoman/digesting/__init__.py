"""Events and claims of a period to a digest: ``digest()``, and its three forms."""

from dragoman.digesting.markdown import to_markdown
from dragoman.digesting.page import to_html, to_json
from dragoman.digesting.write import digest
from dragoman.wording.happenings import event_sentence

__all__ = ["digest", "event_sentence", "to_html", "to_json", "to_markdown"]
