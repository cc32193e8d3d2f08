"""Names found in a row of words, longest first; kept by first word and made when a text has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.names import WORD, Word, fold, fold_word
from dragoman.codebook.parties import Name, Person

Entry = tuple[str, Callable[[], Name]]
"""A form, and what makes its name once it is asked for: most names are in no text of a run."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in a text: the words it takes and all names it can be."""

    first: int
    last: int
    names: tuple[Name, ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)

    def at(self, form: str) -> _Node:
        """The node of a form, made where it is missing."""
        node = self
        for word in fold(form):
            node = node.children.setdefault(word, _Node())
        return node

    def add(self, name: Name) -> None:
        """Add a name; a person has each form once."""
        known = isinstance(name.target, Person) and any(
            other.target == name.target for other in self.names
        )
        if not known:
            self.names.append(name)


def _first_word(form: str) -> str:
    found = WORD.search(form)
    return fold_word(found.group()) if found else ""


class Index:
    """Names by their words.

    Args:
        entries: the forms and what makes their names.
        own: names that take their forms for themselves, whatever else the entries call so.
    """

    def __init__(self, entries: Iterable[Entry], own: Iterable[Name] = ()) -> None:
        self._entries: dict[str, list[Entry]] = {}
        self._own: dict[str, list[Name]] = {}
        self._roots: dict[str, _Node] = {}
        for entry in entries:
            self._entries.setdefault(_first_word(entry[0]), []).append(entry)
        for name in own:
            self._own.setdefault(_first_word(name.form), []).append(name)

    def extended(self, own: Iterable[Name]) -> Index:
        """Hand back an index which has further names; they take their forms for themselves."""
        kept = (name for names in self._own.values() for name in names)
        larger = Index((), (*kept, *own))
        larger._entries = self._entries
        return larger

    def _root(self, word: str) -> _Node | None:
        """All names that begin with a word."""
        if word not in self._entries and word not in self._own:
            return None
        if word not in self._roots:
            root = _Node()
            for form, make in self._entries.get(word, ()):
                root.at(form).add(make())
            own = self._own.get(word, ())
            for name in own:
                root.at(name.form).names.clear()
            for name in own:
                root.at(name.form).add(name)
            self._roots[word] = root.children[word]
        return self._roots[word]

    def named(self, form: str) -> tuple[Name, ...]:
        """All names of one form, however it is written."""
        first, *rest = fold(form) or ("",)
        node = self._root(first)
        for word in rest:
            node = node.children.get(word) if node else None
        return tuple(node.names) if node else ()

    def find(self, text: Sequence[Word]) -> Iterator[Hit]:
        """Find names in a row of words: the longest at each place, none inside another."""
        at, count = 0, len(text)
        while at < count:
            node, step, best = self._root(text[at].folded), at + 1, None
            while node is not None:
                if node.names and (fitting := _fitting(node.names, text[at:step])):
                    best = Hit(at, step, fitting)
                if step == count:
                    break
                node, step = node.children.get(text[step].folded), step + 1
            if best:
                yield best
            at = best.last if best else at + 1


def _fitting(names: Sequence[Name], text: Sequence[Word]) -> tuple[Name, ...]:
    """Keep the names whose writing fits: one with a capital needs a capital, an acronym all."""
    capital = any(word.text[0].isupper() for word in text)
    written = "".join(word.text.replace(".", "") for word in text)
    return tuple(
        name
        for name in names
        if (capital or name.form.islower())
        and (not name.cased or written == "".join(ch for ch in name.form if ch.isalnum()))
    )
