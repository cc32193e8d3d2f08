"""How much is read at most, so that one bad file cannot stop a batch."""

from __future__ import annotations

MAX_FILE_BYTES = 50 * 1024 * 1024
"""Bytes of one file: a thousand-page report has about 5 MB of text, its PDF up to ten times that."""

MAX_ARCHIVE_BYTES = 1024 * 1024 * 1024
"""Bytes that a zip may unpack to in all."""

MAX_ARCHIVE_FILES = 100_000
"""Files that a zip may hold."""

MAX_RATIO = 200
"""Times by which a zip's entry may grow: text packs about five times, a bomb a thousand."""
