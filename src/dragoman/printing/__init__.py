"""Papers to formats: Markdown, a page, plain JSON, print, a letter, a feed."""

from dragoman.printing.book import to_pdf, to_pictures
from dragoman.printing.feed import to_feed
from dragoman.printing.letter import to_letter_html, to_message, to_text
from dragoman.printing.markdown import to_markdown
from dragoman.printing.page import to_html
from dragoman.printing.plain import line_to_json, paper_to_json, source_to_json

__all__ = [
    "line_to_json",
    "paper_to_json",
    "source_to_json",
    "to_feed",
    "to_html",
    "to_letter_html",
    "to_markdown",
    "to_message",
    "to_pdf",
    "to_pictures",
    "to_text",
]
