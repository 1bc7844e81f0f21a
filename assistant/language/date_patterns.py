"""The forms in which a date can stand in a plain text (see `date_words.plain`)."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.date_forms import FIRST_YEAR, LAST_YEAR
from assistant.language.date_vocabulary import MONTHS, SEASONS


@lru_cache(maxsize=1)
def date_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of dates with their patterns, the most exact first.

    Groups: `year` (four digits) or `short` (two), `part` (month, quarter, week), `day`, `season`.
    """
    months = "|".join(sorted(MONTHS, key=len, reverse=True))
    full = "|".join(month for month in MONTHS if len(month) > 3 and month != "sept") + "|mai"
    short = "|".join(month for month in MONTHS if month not in full.split("|"))
    link = r"(?:[\s,]*(?:(?:im|des) jahre?s?|in|jahr)?[\s,]*|\s?[/'-]\s?)"
    ends = r"(?=\s*(?:$|[^\w\s%€]|(?:bis|und|oder|sowie)\b))"
    year4 = rf"(?:{link}(?P<year>\d{{4}})(?![\d.]\d|\d))"
    year = rf"(?:{year4}|(?:\s|\s?[/'])'?(?P<short>\d\d){ends})?"
    years = f"{FIRST_YEAR // 100}|20|21|{LAST_YEAR // 100}"
    units = (
        "euro|eur|einwohner|leute|personen|menschen|buerger|stueck|mal|meter|km|qm|m2|kg|tsd|mio"
        "|prozent|haushalte|kinder|familien|wohnungen|stimmen|mitglieder|jahre|stunden|plaetze"
    )
    sources = (
        ("day", r"(?<!\d)(?P<year>\d{4})-(?P<part>\d\d?)-(?P<day>\d\d?)(?!\d)"),
        ("quarter", r"\b(?P<year>\d{4})[-\s/,]*q\s?(?P<part>\d)\b"),
        ("week", r"\b(?P<year>\d{4})-?w(?P<part>\d{1,2})\b"),
        (
            "day",
            r"(?<![\d.,])(?P<day>\d{1,2})\.\s?(?P<part>\d{1,2})\."
            r"(?:\s?(?P<year>\d{4})|\s?'?(?P<short>\d\d)(?!\s?uhr|[:.]))?(?!\d)",
        ),
        (
            "day",
            r"(?<![\d/-])(?P<day>\d{1,2})(?P<sep>[/-])(?P<part>\d{1,2})(?P=sep)"
            r"(?P<year>\d{4})(?!\d)",
        ),
        (
            "day",
            r"\b(?:am|vom|ab|bis|zum|den)\s(?P<day>\d{1,2})\.(?P<part>\d{1,2})"
            r"(?![\d.,%]|\s?(?:uhr|%|prozent|€|euro|mio|tsd))",
        ),
        ("month", r"(?<![\d-])(?P<year>\d{4})-(?P<part>\d\d)(?![\d-])"),
        ("day", rf"(?<![\d.,])(?P<day>\d{{1,2}})\.?\s?(?P<part>{months})(?![a-z])\.?{year}"),
        ("month", rf"\b(?P<part>{full})(?![a-z]){year}"),
        ("month", rf"\b(?P<part>{short})(?![a-z])(?=\.|{link}\d{{4}}|\s?'?\d\d{ends})\.?{year}"),
        ("half", rf"(?<![\d.,])(?P<part>\d|ii?)\.?\s?(?:halbjahr|jahreshaelfte)(?:e?s)?\b{year}"),
        (
            "quarter",
            rf"(?<![\d.,])\b(?P<part>\d|iv|i{{1,3}})\.?\s?(?:quartals?|quart\.|q\b){year}",
        ),
        ("quarter", rf"\b(?:quartal|q)\s?(?P<part>\d|iv|i{{1,3}})\b{year}"),
        ("week", rf"\b(?:kw|kalenderwoche|woche)\s?(?P<part>\d{{1,2}})\b{year}"),
        ("week", rf"(?<![\d.,])(?P<part>\d{{1,2}})\.?\s?(?:kw|kalenderwoche|woche)\b{year}"),
        ("month", r"\b(?<![\d.,/-])(?P<part>0?[1-9]|1[0-2])\s?[./]\s?(?P<year>\d{4})(?![\d.])"),
        ("season", rf"\b(?P<when>frueh|spaet|hoch)?(?P<season>{'|'.join(SEASONS)})s?\b{year}"),
        (
            "year",
            rf"(?<![\d.,:/])(?P<year>(?:{years})\d\d)(?!\d|[.,:]\d|\s?(?:%|€|(?:{units})\b))",
        ),
        (
            "year",
            r"\b(?:anfang|mitte|ende|jahre?s?|seit|ab|bis)\s'?(?P<short>\d\d)"
            r"(?=\s*(?:$|[^\w\s.%€]))",
        ),
    )
    return tuple((kind, re.compile(source)) for kind, source in sources)
