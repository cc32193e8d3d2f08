"""The reader by a language model behind an OpenAI-compatible address; kept only what the text says."""

from dragoman.reading.llm.claims import read

__all__ = ["read"]
