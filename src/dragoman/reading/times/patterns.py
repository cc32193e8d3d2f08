"""The grammar of times: patterns over the class letters of ``tokens``.

``<name>`` is the letter of a class, ``[<one><two>]`` any of several, ``{NAME}`` a part defined above.
All repeats are bounded, so that matching is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.reading.times.tokens import OTHER, lexicon

_PARTS = (
    ("WD", "(?:<weekday>|<wabbr>)"),
    ("YT", "(?:<of>?<the>?[<this><last><next><that><prior>]<year>|<that><year>)"),
    ("YEAR", "(?:<comma>?<yr>|<qyr>|<of><the>?<yr>|{YT})"),
    ("DAY", "[<small><ordnum>]"),
    ("DASH", "(?:<dash>|<to>|<stroke>)"),
    ("ADJ", "[<adjective><whole><long><more>]"),
    ("EARLY", "(?:<the>?(?:<early>|<the>?<edge><of>)<dash>?)"),
    ("APPROX", "(?:<approx>|<more><than>|<at><least>|<approx><more><than>)"),
    (
        "NUM",
        "(?:<small><small><stroke><small>|[<small><number><yr>]<magnitude>?|<cardinal>(?:<dash><cardinal>)?<magnitude>?"
        "|<a>?<magnitude>)",
    ),
    ("COUNT", "(?:{NUM}|<a>?<vague><of>?|<heap><of>)"),
    ("UNIT", "[<unit><year><cent>]"),
    ("UNITS", "[<unit><year><cent><units>]"),
    ("STRETCH", "[<unit><year><cent><quarter><weekend>]"),
    ("MD", "(?:<month><the>?{DAY}|{DAY}<of>?<month>)"),
    (
        "DATED",
        "(?:{WD}(?:<comma>?<the>?{MD}(?:<comma>?<yr>)?)?|{MD}(?:<comma>?<yr>)?|<deictic>|<iso>)",
    ),
    (
        "CLOCK",
        "(?:(?:<clock><meridiem>?|[<small><cardinal>]<meridiem>|[<small><cardinal>]<oclock>|<noon>)"
        "<zone>?|[<yr><number><small>]<zone>)",
    ),
    (
        "LENGTH",
        "(?:{APPROX}?(?:{COUNT}(?:<and><a><half>)?{ADJ}?{UNITS}|<a>{ADJ}?{UNIT}(?:<and><a><half>|(?!<dash>[<old><long>]))"
        "|<a>{NUM}{ADJ}?<units>|<half><a>{UNIT}))",
    ),
)
_RULES = (
    ("clock_part", "{CLOCK}<on>?(?:<early>?{DATED}|[<this><last>])<part>"),
    ("clock_date", "{CLOCK}(?:<local><time>)?<on>?{DATED}"),
    ("clock_date", "{DATED}(?:<comma>?<at>|<comma>)?{CLOCK}"),
    ("part", "<the>?<early>?<part><of>{DATED}"),
    ("part", "{EARLY}?(?:{DATED}|<the>?[<this><that><last><prior><next>])<part>"),
    ("the_part", "(?:<the><early>?|<early><dash>?)<part>"),
    ("tonight", "<early>?<tonight>"),
    ("days", "(?:{WD}<comma>?)?{DAY}(?:{DASH}|<and>)(?:{WD}<comma>?)?{DAY}<of>?<month>{YEAR}?"),
    ("days", "(?:{WD}<comma>?)?<month>{DAY}(?:{DASH}|<and>){DAY}(?:<comma>?<yr>|{YT})?"),
    ("span", "{DAY}<month><yr>?<dash>{DAY}<month><yr>?"),
    ("span", "<month>{DAY}(?:<comma>?<yr>)?<dash><month>{DAY}(?:<comma>?<yr>)?"),
    ("span", "<month><yr>?[<dash><stroke>]<month>(?:<comma>?<yr>)?"),
    ("day", "(?:{WD}<comma>?<the>?)?{DAY}<of>?<month>{YEAR}?"),
    ("day", "(?:{WD}<comma>?)?<month><the>?{DAY}(?:<comma>?<yr>|{YT})?"),
    ("day", "<ordinal><of><month>{YEAR}?"),
    ("day", "<small><dash><month><dash><yr>"),
    ("month", "{EARLY}?<month>{YEAR}"),
    ("month", "{EARLY}?<the>?[<last><next><this><prior>]<month>"),
    ("month", "{EARLY}?<month>"),
    ("iso", "<iso>"),
    ("slash", "<slash>"),
    ("qcode", "<qcode>(?:<of>|<comma>)?<yr>?"),
    (
        "quarter",
        "{EARLY}?<the>?(?:<yr><poss>?)?<fiscal>?[<ordinal><ordnum><latest>]<dash>?"
        "[<fiscal><adjective>]?<quarter>"
        "(?:<of>?<the>?<fiscal>?<year>?<yr>|{YT}|<of><the><fiscal>?<year>)?",
    ),
    ("quarter", "<the>?<last><quarter>(?:<of>?<the>?<fiscal>?<yr>|{YT}|<of><the><fiscal>?<year>)"),
    (
        "half",
        "<the>?[<ordinal><ordnum><last>]<dash>?<half>"
        "(?:<of><month>{YEAR}?|<of>?<the>?<fiscal>?<yr>|{YT}|<of><the>?<whole>?<year>"
        "|<of><the>?(?:<dec>|<decades>|[<ordnum><ordinal>]<dash>?<cent>))?",
    ),
    ("week_of", "<the>?[<ordinal><ordnum><last><next>][<unit><weekend>]<of><month>{YEAR}?"),
    ("century", "{EARLY}?<the>?(?:<cardinal><dash>)?[<ordnum><ordinal>]<dash>?<cent>"),
    ("decade", "{EARLY}?<the>?<early>?<dash>?[<dec><decades>]"),
    ("season", "{EARLY}?<the>?<season>(?:<of>?<yr>|<of>?<qyr>|{YT})"),
    ("season", "{EARLY}?(?:<this><last>|<the>?[<last><next><this><that><prior><latest>])<season>"),
    ("season", "{EARLY}?<the>?<early>?<season>"),
    ("years", "<yr>[<dash><stroke>][<yr><small><number>]"),
    ("year", "{EARLY}?<the>?<fiscal><year>?[<yr><qyr>]"),
    ("fiscal_year", "<the>?<yr><fiscal><year>"),
    ("year", "{EARLY}?(?:<the><year>)?<yr>"),
    ("clock", "{CLOCK}"),
    (
        "weekday",
        "{EARLY}?<the>?(?:<this>[<last><next>]|[<last><next><this><that><prior>])<weekday>",
    ),
    ("weekday", "{EARLY}?<weekday>(?:<of>?[<last><next><this>]<unit>)?"),
    ("weekdays", "<weekdays>"),
    ("holiday", "[<last><this><next>]?<holiday><joined>*(?:<comma>?<yr>|<of><yr>|{YT})?"),
    ("beyond", "<the><unit><before><deictic>"),
    ("deictic", "[<early><later>]?<deictic>"),
    (
        "every",
        "<every>(?:<other>|{NUM}|<ordinal>|<vague>)?[<unit><year><units><quarter><weekend><weekday><month><season><part>]",
    ),
    ("rate", "(?:<once>|{NUM}<times>)[<a><every><per>][<unit><year>]"),
    ("per", "<per>[<unit><year><quarter>]"),
    ("often", "<often>"),
    ("compound", "{APPROX}?{NUM}{UNITS}<and>?{NUM}{UNITS}(?!<ago>|<later>)"),
    ("ago", "{LENGTH}<ago>"),
    ("later", "(?:{LENGTH}|<units>)<later>"),
    ("before", "{LENGTH}<before>"),
    ("long_ago", "[<long><units>]<ago>"),
    ("hence", "{LENGTH}<from>[<now><deictic>]"),
    ("year_end", "[<year><unit>](?:<dash>|<poss>)<edge>(?:<of>?<yr>)?"),
    ("earlier", "<the>?<a>?[<year><unit>]<dash>[<later><ago>][<period><quarter><unit>]?"),
    ("pace", "<the>(?:[<unit><year><weekend><quarter>](?:<before>|<prior>|<later>))"),
    ("past_n", "<the>?[<last><prior><next><latest><ordinal>]{COUNT}{ADJ}?{UNITS}"),
    ("past_n", "<the>?[<last><prior><next>]{ADJ}?<units>"),
    ("recent_n", "<more>?<recent>[<units><cent>]"),
    ("these_days", "<these><units>"),
    ("same_of", "<the><that>[<unit><quarter>](?:(?:<of>|<in>)?<yr>|{YT})"),
    (
        "relative",
        "{EARLY}?<the>?(?:<this>[<last><next>]|[<this><last><prior><next><that><latest><current>])"
        "[<fiscal><adjective><whole>]?{STRETCH}",
    ),
    ("numbered", "{NUM}<dash>[<unit><year><cent><quarter>](?:<dash>[<old><long>])?"),
    ("numbered", "[<vague><half>]<dash>[<unit><year><cent>](?:<dash>[<old><long>])?"),
    ("numbered", "[<unit><year><units>]<dash>[<old><long>]"),
    ("lengths", "{APPROX}?{NUM}(?:<dash>|<to>|<or>){NUM}<dash>?{UNITS}"),
    ("two_lengths", "{NUM}<and>{NUM}<units>"),
    ("length", "<the>?{LENGTH}"),
    ("length", "<a><half><dash>?{UNIT}"),
    ("quarter_century", "<a><quarter>(?:<of><a>|<dash>)?<cent>"),
    ("lasting", "<lasting>"),
    ("some", "<units>"),
    ("the", "{EARLY}?<the><whole>?[<unit><year><quarter><weekend><cent>]"),
    ("on_the", "<the><ordnum>(?:<and><the>?<ordnum>)?"),
    ("late_in", "<early><in><the>[<unit><year><quarter><cent>]"),
    ("that_time", "<that><time>"),
    ("now", "<now>"),
    ("now", "<current>"),
    ("now", "<the><moment>"),
    ("lately", "<more>?<lately>"),
    ("lately", "<recent>"),
    ("future", "<the><near>?<future>"),
    ("the_past", "<the><near>?<last>"),
    ("soon", "<soon>"),
)

_NEVER_FIRST_WORDS = (
    "break comma dash stop stroke poss apos joined quote of on to and or in from local time "
    "old than zone meridiem oclock ago before"
)
NEVER_FIRST = tuple(_NEVER_FIRST_WORDS.split())
"""Classes with which no expression begins, so that most tokens are passed over at once."""


def _expand(pattern: str, parts: dict[str, str]) -> str:
    """Put in the named parts and the letters."""
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return re.sub(r"<(\w+)>", lambda found: lexicon().letters[found.group(1)], pattern)


@cache
def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every rule with its pattern alone, in the order in which they are tried."""
    parts: dict[str, str] = {}
    for name, part in _PARTS:
        parts[name] = _expand(part, parts)
    return tuple((name, re.compile(_expand(pattern, parts))) for name, pattern in _RULES)


@cache
def grammar() -> re.Pattern[str]:
    """Compile all rules into one pattern: the group that matches is the rule's place, from 1."""
    never = "".join(lexicon().letters[name] for name in NEVER_FIRST)
    bodies = "|".join(f"({pattern.pattern})" for _, pattern in rules())
    return re.compile(f"(?=[^{OTHER}{never}])(?:{bodies})")
