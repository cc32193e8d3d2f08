"""Events and claims of a period to a digest: ``digest()``, and its three forms."""

from dragoman.digesting.markdown import to_markdown
from dragoman.digesting.page import to_html, to_json
from dragoman.digesting.write import digest

__all__ = ["digest", "to_html", "to_json", "to_markdown"]
