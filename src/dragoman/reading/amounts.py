"""Numbers with what they count: money, shares, factors, ranks, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from dragoman.codebook.tables import read
from dragoman.model.text import Span
from dragoman.reading.annotations import AmountMention

UNITS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: n * 10
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
}
FRACTIONS = {
    "half": Decimal(50),
    "a third": Decimal(100) / 3,
    "one third": Decimal(100) / 3,
    "two thirds": Decimal(200) / 3,
    "a quarter": Decimal(25),
    "one quarter": Decimal(25),
    "three quarters": Decimal(75),
    "a fifth": Decimal(20),
    "one fifth": Decimal(20),
    "two fifths": Decimal(40),
    "a tenth": Decimal(10),
    "one tenth": Decimal(10),
}
MULTIPLES = {
    "double": 2,
    "twofold": 2,
    "triple": 3,
    "treble": 3,
    "quadruple": 4,
    "twice": 2,
    "thrice": 3,
}
HEDGES = (
    "about|around|roughly|approximately|some|nearly|almost|over|more than|under|less than|at least|up to|"
    "as much as|as many as|no more than|no fewer than|no less than|fewer than|close to|circa|an estimated|"
    "estimated at|upwards of|in excess of|well over|just over|just under|not quite|only"
)
EXACT_HEDGES = frozenset({"only"})

PERSONS = frozenset(
    [
        "people",
        "persons",
        "soldiers",
        "troops",
        "civilians",
        "policemen",
        "officers",
        "workers",
        "students",
        "citizens",
        "prisoners",
        "refugees",
        "migrants",
        "men",
        "women",
        "children",
        "fighters",
        "militants",
        "rebels",
        "protesters",
        "demonstrators",
        "peacekeepers",
        "employees",
        "inhabitants",
        "residents",
        "tourists",
        "delegates",
        "deputies",
        "lawmakers",
        "members",
        "nationals",
        "passengers",
        "pilgrims",
        "hostages",
        "detainees",
        "sailors",
        "marines",
        "servicemen",
        "journalists",
        "activists",
        "doctors",
        "experts",
        "observers",
        "casualties",
        "deaths",
        "victims",
        "voters",
        "farmers",
        "miners",
        "teachers",
        "businessmen",
        "advisers",
        "instructors",
        "personnel",
        "guards",
        "prisoners-of-war",
        "mps",
        "politicians",
        "diplomats",
        "villagers",
        "gunmen",
        "insurgents",
        "reservists",
        "paratroopers",
        "pilots",
        "scientists",
    ]
)
TIMES_OF = frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "hour",
        "hours",
        "minute",
        "minutes",
        "second",
        "seconds",
        "decade",
        "decades",
        "century",
        "centuries",
        "o'clock",
        "am",
        "pm",
        "a.m",
        "p.m",
        "years-old",
        "year-old",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
NO_NOUN = frozenset(
    [
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "but",
        "the",
        "a",
        "an",
        "as",
        "than",
        "per",
        "that",
        "which",
        "who",
        "was",
        "were",
        "is",
        "are",
        "had",
        "has",
        "have",
        "will",
        "would",
        "could",
        "may",
        "might",
        "this",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "it",
        "they",
        "after",
        "before",
        "since",
        "until",
        "when",
        "while",
        "because",
        "if",
        "so",
        "not",
        "more",
        "less",
        "other",
        "further",
        "new",
    ]
)
ADJECTIVES = frozenset(
    [
        "political",
        "new",
        "russian",
        "additional",
        "more",
        "other",
        "further",
        "foreign",
        "local",
        "armed",
        "small",
        "large",
        "heavy",
        "light",
        "military",
        "different",
        "bilateral",
        "joint",
        "such",
        "commercial",
        "medium-sized",
        "regional",
    ]
)

_NUM = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDNUM = (
    r"(?:(?:"
    + "|".join((*TENS, *UNITS))
    + r"|a(?=[ -](?:hundred|thousand|million|billion|trillion)))"
    r"(?:[ -](?:"
    + "|".join((*UNITS, *TENS, "hundred", "thousand"))
    + r"|and(?= (?:"
    + "|".join((*UNITS, *TENS))
    + r"))))*)"
)
_SCALE = r"(?:[ -]?(?:hundred|thousand|lakh|crore|millions?|billions?|trillion|mln|bln|trn)|[ ]?(?:mn|bn|tn|k|m|b)(?![\w-]))"


@cache
def _currency_tables() -> tuple[dict[str, str], dict[str, str], dict[tuple[str, str], str]]:
    symbols: dict[str, str] = {}
    plain: dict[str, str] = {}
    qualified: dict[tuple[str, str], str] = {}
    for row in read("currencies"):
        for symbol in row["symbols"].split():
            symbols[symbol] = row["code"]
        for word in row["words"].split():
            plain[word] = row["code"]
            if row["before"]:
                qualified[row["before"].lower(), word] = row["code"]
        for word in row["after"].split():
            if row["before"]:
                qualified[row["before"].lower(), word] = row["code"]
    qualified["us", "dollar"] = qualified["us", "dollars"] = "USD"
    qualified["american", "dollars"] = qualified["u.s.", "dollars"] = "USD"
    plain.setdefault("francs", "XOF")
    return symbols, plain, qualified


@cache
def _pattern() -> re.Pattern[str]:
    symbols, plain, qualified = _currency_tables()
    marks = "|".join(
        re.escape(s) + (r"(?=[\s\d])" if s[-1].isalpha() else "")
        for s in sorted(symbols, key=lambda s: (-len(s), s))
    )
    befores = "|".join(sorted({re.escape(b) for b, _ in qualified}, key=lambda b: (-len(b), b)))
    money = "|".join(sorted({*plain, *(w for _, w in qualified)}, key=lambda w: (-len(w), w)))
    number = rf"(?:{_NUM}|{_WORDNUM}|(?:a )?dozen|(?:half|a quarter|three quarters) (?:a|of a)(?= [mb]illion))"
    one = rf"(?:{number}){_SCALE}?(?:[ -](?:and[ -])?a[ -]half(?=[ -][mb]illion)[ -][mb]illion)?"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<hedge>{HEDGES})[ -])?"
        rf"(?:(?P<sign>(?<!\w)(?:{marks}))\s?)?"
        rf"(?P<low>{one})"
        rf"(?:(?:\s?[-–—]\s?|\sto\s|(?<=\d)\sand\s)(?:(?:{marks})\s?)?(?P<high>{one}))?"
        rf"(?:(?P<code>\s?(?:{marks})(?![\w]))|[ -](?:(?P<before>{befores})[ -])?(?P<word>{money})\b(?![ -]fold)"
        rf"|(?P<percent>\s?%|[ -]per ?cent\b|[ -]percent(?:age points?)?\b|[ -]percentage points\b)"
        rf"|(?P<fold>[ -]?fold\b|\stimes\b(?! a\b)|x(?!\w)))?",
        re.IGNORECASE,
    )


_FRACTION = re.compile(
    rf"\b(?:(?P<hedge>{HEDGES})\s)?(?P<share>{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})"
    r"(?=\sof\b(?! (?:january|february|march|april|may|june|july|august|september|october|november|december|the (?:year|month|century)|(?:19|20)\d\d)))".replace(
        " thirds", "[ -]thirds"
    )
    .replace(" third", "[ -]third")
    .replace(" quarters", "[ -]quarters"),
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"\b(?P<word>doubl|tripl|trebl|quadrupl)(?:ed|es|e|ing)\b", re.IGNORECASE)
_RANK = re.compile(
    r"\b(?P<n>\d+)(?:st|nd|rd|th)\s+(?:place|position|rank|spot|out of|of \d+|among|in the (?:world|index|ranking|list|table))"
    r"|\b(?:rank(?:s|ed|ing)?|place[sd]?|position(?:ed)?|number|no\.)\s+(?:at\s+|in\s+)?(?:the\s+)?(?P<m>\d+)(?:st|nd|rd|th)?\b"
    r"|(?:\bat|\bsits at|\bheld the|\boccupie[sd] (?:the )?|\btook (?:the )?)\s?(?P<k>\d+)(?:st|nd|rd|th)\b(?! (?:january|february|march|april|may|june|july|august|september|october|november|december|century|anniversary|session))",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ -](?P<words>[A-Za-z][\w'’-]*(?: [A-Za-z][\w'’-]*){0,3})")


def _word_number(text: str) -> Decimal | None:
    total, current = 0, 0
    for word in re.split(r"[ -]+", text.lower()):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word in {"a", "an"}:
            current += 1
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word != "and":
            return None
    return Decimal(total + current)


def _value(text: str) -> tuple[Decimal, Decimal] | None:
    """The number and its scale (1 where none is written)."""
    found = re.fullmatch(rf"(?P<n>{_NUM})(?P<s>{_SCALE})?", text, re.IGNORECASE)
    if found:
        digits = re.sub(r"[,\u00a0\u202f ]", "", found["n"])
        written = found["s"]
        return Decimal(digits), Decimal(SCALES[written.strip(" -").lower()] if written else 1)
    low = text.lower().strip()
    if low in {"dozen", "a dozen"}:
        return Decimal(12), Decimal(1)
    half = re.fullmatch(r"(half|a quarter|three quarters) (?:a|of a)[ -]([mb]illion|trillion)", low)
    if half:
        part = {"half": "0.5", "a quarter": "0.25", "three quarters": "0.75"}[half[1]]
        return Decimal(part), Decimal(SCALES[half[2]])
    mixed = re.fullmatch(r"(.+?)[ -]and[ -]a[ -]half[ -]([mb]illion)", low)
    if mixed and (whole := _word_number(mixed[1])) is not None:
        return whole + Decimal("0.5"), Decimal(SCALES[mixed[2]])
    scale = Decimal(1)
    parts = re.split(r"[ -]+", low)
    while parts and parts[-1] in SCALES and parts[-1] not in {"hundred", "thousand"}:
        scale *= SCALES[parts.pop()]
    number = _word_number(" ".join(parts)) if parts else None
    return (number, scale) if number is not None else None


def _currency(match: re.Match[str]) -> str:
    symbols, plain, qualified = _currency_tables()
    by_case = {symbol.upper(): code for symbol, code in symbols.items()}
    if match["sign"]:
        return symbols.get(match["sign"]) or by_case[match["sign"].upper()]
    if match["code"]:
        mark = match["code"].strip()
        return symbols.get(mark) or by_case[mark.upper()]
    word = match["word"].lower()
    before = (match["before"] or "").lower()
    return qualified.get((before, word)) or plain.get(word) or ""


def _noun(text: str, end: int) -> tuple[str, int] | None:
    """What is counted: the plural noun after the number, and where it ends."""
    found = _NOUN.match(text, end)
    if not found:
        return None
    at = found.start("words")
    taken: list[str] = []
    for word in found["words"].split(" "):
        low = word.lower().rstrip("'’")
        if low in NO_NOUN or low in TIMES_OF:
            break
        taken.append(word)
        at += len(word) + 1
        if low in PERSONS or (
            low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "'s", "’s"))
        ):
            return " ".join(taken), at - 1
    return None


def _count(
    text: str, match: re.Match[str], value: Decimal, top: Decimal | None
) -> AmountMention | None:
    noun = _noun(text, match.end())
    if noun is None:
        return None
    words, end = noun
    last = words.split(" ")[-1].lower()
    unit = "persons" if last in PERSONS else last
    return _mention(text, match, value, top, unit, end)


def _mention(
    text: str, match: re.Match[str], value: Decimal, top: Decimal | None, unit: str, end: int
) -> AmountMention:
    hedge = (match["hedge"] or "").lower()
    start = match.start()
    return AmountMention(
        span=Span(start=start, end=end),
        text=text[start:end],
        value=value,
        value_max=top,
        unit=unit,
        approx=bool(hedge) and hedge not in EXACT_HEDGES,
    )


def _numbers(text: str) -> Iterator[AmountMention]:
    for match in _pattern().finditer(text):
        low = _value(match["low"])
        if low is None:
            continue
        value, scale = low
        top: Decimal | None = None
        if match["high"] and (high := _value(match["high"])) is not None:
            top = high[0] * high[1]
            scale = high[1] if scale == 1 and high[1] > 1 else scale
        value *= scale
        if match["sign"] or match["code"] or match["word"]:
            if currency := _currency(match):
                yield _mention(text, match, value, top, currency, match.end())
        elif match["percent"]:
            yield _mention(text, match, value, top, "percent", match.end())
        elif match["fold"]:
            yield _mention(text, match, value, top, "times", match.end())
        elif (counted := _count(text, match, value, top)) is not None:
            yield counted


def _others(text: str) -> Iterator[AmountMention]:
    for match in _FRACTION.finditer(text):
        share = (
            FRACTIONS[match["share"].lower().replace("-", " ")]
            .quantize(Decimal("0.01"))
            .normalize()
        )
        yield _mention(text, match, share, None, "percent", match.end())
    for match in _MULTIPLE.finditer(text):
        factor = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4}[match["word"].lower()]
        span = Span(start=match.start(), end=match.end())
        yield AmountMention(span=span, text=match.group(), value=Decimal(factor), unit="times")
    for match in _RANK.finditer(text):
        rank = match["n"] or match["m"] or match["k"]
        span = Span(start=match.start(), end=match.end())
        yield AmountMention(span=span, text=match.group(), value=Decimal(rank), unit="rank")


def find_amounts(text: str) -> tuple[AmountMention, ...]:
    """Find the numbers that count something, in the order of the text.

    Years, days and durations are times, not amounts.

    Offsets:
        Code points of ``text``.

    Example:
        >>> [(str(a.value), a.unit) for a in find_amounts("a $1.5bn loan, up 12 per cent")]
        [('1500000000.0', 'USD'), ('12', 'percent')]
    """
    kept: list[AmountMention] = []
    ranked = sorted((*_others(text), *_numbers(text)), key=lambda a: (a.span.start, -a.span.end))
    for amount in ranked:
        if not kept or amount.span.start >= kept[-1].span.end:
            kept.append(amount)
    return tuple(kept)
