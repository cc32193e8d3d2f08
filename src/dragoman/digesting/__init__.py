"""Events and claims of a period to a digest: ``digest()``, and its layout."""

from dragoman.digesting.paper import digest_paper, digest_to_json
from dragoman.digesting.write import digest

__all__ = ["digest", "digest_paper", "digest_to_json"]
