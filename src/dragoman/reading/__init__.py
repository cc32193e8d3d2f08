"""A document to its claims or to what it names, and a sentence to what passes between its parties."""

from dragoman.reading.actors import find_actors
from dragoman.reading.amounts import find_amounts
from dragoman.reading.annotate import annotate
from dragoman.reading.annotations import LAYERS, Annotations
from dragoman.reading.annotations import to_json as annotations_to_json
from dragoman.reading.learned import label, meaning, meanings
from dragoman.reading.places import find_places
from dragoman.reading.readers import DEFAULT, READERS, read, reader
from dragoman.reading.times import find_times

__all__ = [
    "DEFAULT",
    "LAYERS",
    "READERS",
    "Annotations",
    "annotate",
    "annotations_to_json",
    "find_actors",
    "find_amounts",
    "find_places",
    "find_times",
    "label",
    "meaning",
    "meanings",
    "read",
    "reader",
]
