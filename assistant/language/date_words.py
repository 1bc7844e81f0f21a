"""Rewrites the words of a date so that only plain forms are left to find.

"übermorgen" becomes an ISO day, "drittes Quartal" "3. quartal", "1. bis 5. März" two full dates.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.language.date_forms import days
from assistant.language.date_relative import told_from
from assistant.language.date_vocabulary import MONTHS, STEPS, WEEKDAYS
from assistant.language.ordinals import ordinal_word
from assistant.language.spelling import fold

# So many times a date is said anew in one answer; each costs the time to read it.
_RESTATED = 2


def plain(text: str, today: datetime.date) -> str:
    """The folded text with its relative dates, spelled numbers and shortened spans written out."""
    text = _without_names(fold(text))
    text = _word_pattern().sub(lambda found: _month_typed(found[0]), text)
    text = _ordinal_pattern().sub(_ordinal, text)
    for pattern, replacement in _spans():
        text = pattern.sub(replacement, text)
    text = _short_years().sub(_year_span, text)
    return _day_in_week().sub(_day_of_week, told_from(today, text))


def shortened(text: str) -> list[str]:
    """What is left of a text whose dates contradict each other, the surest first.

    "Ende des Jahres, also 31.12.2025" is what follows "also"; next to a date with its own year,
    "Jahresende" tells nothing of its own.
    """
    folded = fold(text)
    restated = _restated().split(folded)
    less = _vague().sub("|", folded)
    return [*restated[:0:-1][:_RESTATED], *([less] if less != folded else [])]


@lru_cache(maxsize=1)
def _restated() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:also|das heisst|d\.\s?h\.|genauer(?: gesagt)?|sprich|naemlich|konkret)[\s,:]+"
    )


@lru_cache(maxsize=1)
def _vague() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:zum |am |bis )?(?:(?:ende|anfang|mitte|schluss) (?:des|vom) (?:jahre?s?|monats?)"
        r"|(?:jahres|monats)(?:ende|anfang|mitte|wechsel|schluss))\b"
    )


def with_weekdays(text: str, today: datetime.date) -> str:
    """A plain text with its weekdays as ISO days: the next one, never today itself."""
    return _weekday_pattern().sub(lambda found: _weekday(found, today), text)


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"\b(?:frau|herrn?|familie|dr\.|prof\.)(?:\s(?:dr|prof)\.)*\s[\w-]+"),
        re.compile(r"(?:\b(?:guten|am|jeden|heute|gestern)\s)morgen\b"),
    )


def _without_names(text: str) -> str:
    # "Frau Sommer" and "Herr März" are people; "guten Morgen" is a greeting.
    people, mornings = _names()
    text = mornings.sub(lambda found: found[0].removesuffix("morgen") + "|", text)
    return people.sub("|", text)


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    return re.compile(r"[a-z]{6,12}")


@lru_cache(maxsize=4096)
def _month_typed(word: str) -> str:
    """The month a word is meant to be ("febuar", "setpember"), or the word itself."""
    if word in MONTHS or word in ("auguste", "augusta", "augustin"):
        return word
    for month in MONTHS:
        allowed = 2 if len(month) > 7 else 1
        if len(month) > 5 and word[0] == month[0] and OSA.distance(word, month) <= allowed:
            return month
    return word


@lru_cache(maxsize=1)
def _ordinal_pattern() -> re.Pattern[str]:
    after = rf"quartal|halbjahr|jahreshaelfte|kalenderwoche|kw|{'|'.join(MONTHS)}"
    return re.compile(
        rf"\b([a-z]{{4,40}})\s(?=(?:(?:und|bis|oder)\s(?:zum\s)?[a-z]+\s)?(?:{after})\b)"
    )


def _ordinal(found: re.Match[str]) -> str:
    number = ordinal_word(found[1])
    return f"{number}. " if number is not None and number > 0 else found[0]


@lru_cache(maxsize=1)
def _spans() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Spans whose first half lacks its month or its word, and what they are written out as."""
    months = "|".join(MONTHS)
    joined = r"\s?(-|/|bis(?: zum| zur)?|und|oder)\s?"
    return (
        (re.compile(r"\bletzte[snm]?\squartals?(?=\s\d{4})"), "4. quartal"),
        (re.compile(r"\bwinter\s(\d{4})\s?[/-]\s?\d{2,4}\b"), r"winter \1"),
        (
            re.compile(
                rf"(?<![\d.])(?<!\d\.\s)(\d{{1,2}})\.?{joined}(?:den |dem )?(\d{{1,2}})\."
                rf"\s?(\d{{1,2}}\.|(?:{months})\b\.?)"
            ),
            r"\1. \4 \2 \3. \4",
        ),
        (
            re.compile(
                r"\b(?:kw|kalenderwochen?)\s?(\d{1,2})\s?(-|bis|und|oder)\s?(\d{1,2})(?![\d.])"
            ),
            r"kw \1 \2 kw \3",
        ),
        (
            re.compile(r"\b(\d{1,2})\.?\s?(-|bis|und|oder)\s?(\d{1,2})\.?\s?(kw|kalenderwoche)\b"),
            r"kw \1 \2 kw \3",
        ),
        (
            re.compile(rf"(?<![\d.])(\d)\.?(?:\squartal)?{joined}(\d)\.?\s?(quartal|halbjahr)"),
            r"\1. \4 \2 \3. \4",
        ),
        (re.compile(r"\bq\s?([1-4])\s?(-|/|bis|und|oder)\s?q?([1-4])(?!\d)"), r"q\1 \2 q\3"),
    )


@lru_cache(maxsize=1)
def _short_years() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.,-])(\d{4})\s?([/-])\s?(\d{4}|\d{2})(?![\d.-])")


def _year_span(found: re.Match[str]) -> str:
    """ "2027/28" as two years; "2027-03" and "2027/03" stay months."""
    first, second = int(found[1]), int(found[3])
    if second > 99:
        return f"{first} bis {second}"
    if second <= 12 and not (found[2] == "/" and second == (first + 1) % 100):
        return found[0] if found[2] == "-" else f"{first}-{second:02d}"
    last = first // 100 * 100 + second
    return f"{first} bis {last if last > first else last + 100}"


@lru_cache(maxsize=1)
def _weekday_pattern() -> re.Pattern[str]:
    step, day = "|".join(STEPS), "|".join(WEEKDAYS)
    return re.compile(rf"\b(?:(?P<step>{step})[nrsm]?\s)?(?P<day>{day})s?\b")


@lru_cache(maxsize=1)
def _day_in_week() -> re.Pattern[str]:
    day = "|".join(WEEKDAYS)
    return re.compile(
        rf"\b(?P<week1>\d{{4}}-w\d\d)[\s,]+(?:am\s)?(?P<day1>{day})\b"
        rf"|\b(?P<day2>{day})[\s,]+(?:in\s|der\s)*(?P<week2>\d{{4}}-w\d\d)\b"
    )


def _day_of_week(found: re.Match[str]) -> str:
    week, day = found["week1"] or found["week2"], found["day1"] or found["day2"]
    span = days(week.upper())
    if span is None:
        return found[0]
    return (span[0] + datetime.timedelta(days=WEEKDAYS[day] - 1)).isoformat()


def _weekday(found: re.Match[str], today: datetime.date) -> str:
    step = STEPS[found["step"]] if found["step"] else 1
    ahead = (WEEKDAYS[found["day"]] - today.isoweekday() - 1) % 7 + 1
    weeks = {0: 0, 1: 0, 2: 1, -1: -1, -2: -2}[step]
    if step < 0 and ahead == 7:
        # Today's weekday: the last one was a week ago, and `ahead` already leaps over today.
        ahead = 0
    return (today + datetime.timedelta(days=ahead + 7 * weeks)).isoformat()
