"""Who stands where around a word: subjects, objects, complements, and the actors they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.model.actors import Actor
from dragoman.reading.annotations import ActorMention
from dragoman.reading.rules.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
"""Dependents that are clauses of their own: what they name is not a part of the phrase they hang on."""

RELATIVE = frozenset({"who", "which", "that", "whom"})

OBJECT_CONTROL = frozenset(
    [
        "ask",
        "urge",
        "press",
        "persuade",
        "force",
        "order",
        "allow",
        "invite",
        "call",
        "tell",
        "want",
        "expect",
        "compel",
        "require",
        "help",
        "encourage",
        "permit",
        "enable",
        "lobby",
        "beg",
        "instruct",
        "request",
        "authorise",
        "authorize",
        "lead",
        "push",
        "cause",
        "let",
        "make",
        "warn",
        "advise",
        "oblige",
    ]
)
"""Verbs whose object, not subject, does what their infinitive says: 'urged Iran to return'."""

LIGHT = frozenset(
    [
        "hold",
        "have",
        "make",
        "pay",
        "begin",
        "start",
        "open",
        "conclude",
        "complete",
        "launch",
        "resume",
        "continue",
        "give",
        "take",
        "sign",
        "reach",
        "conduct",
        "carry",
        "provide",
        "offer",
        "express",
        "announce",
        "receive",
        "host",
        "impose",
        "issue",
        "stage",
        "send",
        "deliver",
        "seek",
        "extend",
        "grant",
        "pledge",
        "plan",
        "schedule",
        "cancel",
        "postpone",
        "discuss",
        "declare",
        "break",
        "lift",
        "lead",
        "attend",
        "commit",
        "mount",
        "wage",
        "accept",
        "reject",
        "promise",
        "undertake",
        "complete",
        "end",
        "finish",
        "demand",
        "face",
    ]
)
"""Verbs that lend their subject to the noun that they govern: 'Kenya held talks'."""

RECEIVING = frozenset(
    [
        "receive",
        "host",
        "face",
        "accept",
        "get",
        "suffer",
        "welcome",
        "attract",
        "draw",
        "win",
        "secure",
    ]
)
"""Light verbs whose subject is at the receiving end of the noun: 'Mali received a loan'."""


def children(token: Token, *deps: str) -> list[Token]:
    """Direct dependents with one of these relations, in the order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """A token and what is joined to it by 'and' or a comma."""
    found, at = [token], token
    while following := children(at, "conj"):
        at = following[0]
        found.append(at)
        found += following[1:]
    return found


def is_passive(verb: Token) -> bool:
    """Say whether a verb form is passive, also as a bare participle ('the deal signed by X')."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "nsubj", "aux"):
        return verb.head.pos_ == "VERB" and is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}


def _antecedent(token: Token) -> Token:
    if token.lower_ in RELATIVE:
        for above in token.ancestors:
            if above.dep_ == "relcl":
                return above.head
    return token


def subjects(verb: Token, *, depth: int = 0) -> list[Token]:
    """The grammatical subject of a verb, found across conjunction, control and relative clauses."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    own = [child for child in own if child.dep_ != "expl"]
    if own:
        return [part for child in own for part in conjuncts(_antecedent(child))]
    if depth > 4:
        return []
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth=depth + 1)
    if verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp"}:
        controlled = children(head, "dobj", "nsubjpass") if head.lemma_ in OBJECT_CONTROL else []
        if controlled and verb.dep_ in {"xcomp", "ccomp"}:
            return conjuncts(controlled[0])
        if head.pos_ in {"VERB", "AUX"}:
            return subjects(head, depth=depth + 1)
        if head.pos_ == "ADJ":
            return subjects(head.head, depth=depth + 1) if head.dep_ == "acomp" else []
        if head.dep_ == "prep" and head.head.pos_ in {"VERB", "AUX"}:
            return subjects(head.head, depth=depth + 1)
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if verb.tag_ in {"VBG", "VBN"} or verb.dep_ == "relcl":
            return conjuncts(head)
        governor = head.head
        return subjects(governor, depth=depth + 1) if governor.pos_ in {"VERB", "AUX"} else []
    return []


def objects(verb: Token) -> list[Token]:
    """Direct objects, with what is joined to them; of a passive verb its subject."""
    if is_passive(verb):
        return subjects(verb)
    found = [part for child in verb.children if child.dep_ in OBJECTS for part in conjuncts(child)]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        shared = children(verb.head, "dobj")
        return conjuncts(shared[0]) if shared and shared[0].i > verb.i else []
    return [_antecedent(token) for token in found]


def agents(verb: Token) -> list[Token]:
    """The 'by' phrase of a passive verb."""
    return [
        part
        for agent in verb.children
        if agent.dep_ == "agent" or (agent.dep_ == "prep" and agent.lower_ == "by")
        for child in agent.children
        if child.dep_ == "pobj"
        for part in conjuncts(child)
    ]


def complements(token: Token, preposition: str) -> list[Token]:
    """The objects of a preposition that hangs on a word, also through a second preposition."""
    found = []
    for prep in token.children:
        if prep.dep_ in {"prep", "dative"} and prep.lower_ == preposition:
            found += [
                part for child in children(prep, "pobj", "pcomp") for part in conjuncts(child)
            ]
    return found


def phrase(head: Token) -> Iterator[Token]:
    """The words of a noun phrase without the clauses that hang on it or what is joined to it."""
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        stack += [
            child
            for child in token.children
            if child.dep_ not in CLAUSES and child.dep_ != "conj" and child.dep_ != "punct"
        ]


def mentions(sentence: Sentence, head: Token) -> list[ActorMention]:
    """The mentions that a noun phrase names: the one over its head, or else those within it."""
    over = sentence.at.get(head.i)
    if over is not None and over.actors:
        return [over]
    near: list[ActorMention] = []
    far: list[ActorMention] = []
    for token in phrase(head):
        mention = sentence.at.get(token.i)
        if mention is None or not mention.actors:
            continue
        direct = token.head is head and token.dep_ in {"compound", "amod", "poss", "nmod", "appos"}
        bucket = near if direct else far
        if mention not in near and mention not in far:
            bucket.append(mention)
    return near or far


def actors(sentence: Sentence, heads: Iterable[Token]) -> tuple[Actor, ...]:
    """All actors that some noun phrases name, each once, in the order of the text."""
    found: dict[Actor, None] = {}
    for head in heads:
        for mention in mentions(sentence, head):
            found.update(dict.fromkeys(mention.actors))
    return tuple(found)


def governor(noun: Token) -> Token | None:
    """The light verb that a noun hangs on, through 'a series of' and the like."""
    head = noun.head
    if noun.dep_ == "conj":
        return governor(head)
    if noun.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN":
        return governor(head.head)
    if noun.dep_ in OBJECTS | PASSIVE_SUBJECTS and head.pos_ == "VERB":
        return head
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ == "VERB":
        return head.head
    return None


def possessors(noun: Token) -> list[Token]:
    """What owns or qualifies a noun: 'Peru's visit', 'the Peruvian visit', 'the Peru talks'."""
    return [
        part
        for child in noun.children
        if child.dep_ in {"poss", "amod", "compound", "nmod"}
        for part in conjuncts(child)
    ]


def follow(sentence: Sentence, trigger: Token, path: str) -> tuple[Actor, ...]:
    """The actors at the end of a path of the frames table.

    Args:
        path: ``subj``, ``obj``, ``iobj``, ``agent``, ``poss``, ``light``, ``light_host``, or a
            preposition.
    """
    match path:
        case "subj":
            heads = agents(trigger) if is_passive(trigger) else subjects(trigger)
        case "agent":
            heads = agents(trigger)
        case "obj":
            heads = objects(trigger)
        case "iobj":
            heads = [p for c in children(trigger, "dative") for p in conjuncts(c)]
        case "poss":
            heads = possessors(trigger)
        case "light" | "light_host":
            verb = governor(trigger)
            if verb is None or (verb.lemma_ in RECEIVING) is (path == "light"):
                return ()
            heads = agents(verb) if is_passive(verb) else subjects(verb)
        case _:
            heads = complements(trigger, path)
            if not heads and trigger.pos_ == "VERB":
                heads = [h for o in objects(trigger) for h in complements(o, path)]
            if not heads and trigger.pos_ == "NOUN" and (verb := governor(trigger)) is not None:
                heads = complements(verb, path)
    return actors(sentence, heads)
