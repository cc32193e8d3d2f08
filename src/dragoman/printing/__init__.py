"""Papers to formats: Markdown, a page, plain JSON, print, a letter, a feed."""

from dragoman.printing.markdown import to_markdown
from dragoman.printing.page import to_html
from dragoman.printing.plain import line_to_json, paper_to_json, source_to_json

__all__ = ["line_to_json", "paper_to_json", "source_to_json", "to_html", "to_markdown"]
