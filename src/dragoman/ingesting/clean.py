"""One normal form of text, made once: all offsets count from here."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")
_TRAILING = re.compile(r"[ \t]+(?=\n|\Z)")


def clean(text: str) -> str:
    r"""Bring a text to its normal form.

    Line ends become LF; control characters, byte order marks and halves of surrogate pairs go; accents
    are composed (NFC). Words, quotes and spaces inside lines stay as they are, so that a quote can be
    found again in the file.

    Example:
        >>> clean("Cafe\u0301\r\nBar\x00")
        'Café\nBar'
    """
    plain = _CONTROL.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", plain)


def tidy(text: str) -> str:
    """Clean a text that was extracted from a page: no trailing blanks, no more than one empty line."""
    lines = _TRAILING.sub("", clean(text).replace("\u00a0", " "))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
