"""Rewrites the words of a date so that only plain forms are left to find.

"übermorgen" becomes an ISO day, "drittes Quartal" "3. quartal", "1. bis 5. März" two full dates.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache, partial

from rapidfuzz.distance import OSA

from assistant.language.date_forms import days
from assistant.language.number_words import cardinal
from assistant.language.ordinals import ordinal_word
from assistant.language.spelling import fold

MONTHS = {
    "januar": 1, "jaenner": 1, "februar": 2, "feber": 2, "maerz": 3, "april": 4, "mai": 5,
    "juni": 6, "juno": 6, "juli": 7, "julei": 7, "august": 8, "september": 9, "oktober": 10,
    "november": 11, "dezember": 12,
    "jan": 1, "feb": 2, "mrz": 3, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sept": 9, "sep": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
# The first of the three months in which a season lies (meteorological); winter ends next year.
SEASONS = {"fruehjahr": 3, "fruehling": 3, "sommer": 6, "herbst": 9, "winter": 12}
_WEEKDAYS = {
    "montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6,
    "sonnabend": 6, "sonntag": 7,
}  # fmt: skip
_STEPS = {
    "diese": 0, "laufende": 0, "aktuelle": 0, "naechste": 1, "kommende": 1, "folgende": 1,
    "uebernaechste": 2, "letzte": -1, "vorige": -1, "vergangene": -1, "vorletzte": -2,
}  # fmt: skip
_DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "uebermorgen": 2}
_FURTHEST = 400


def plain(text: str, today: datetime.date) -> str:
    """The folded text with its relative dates, spelled numbers and shortened spans written out."""
    text = _without_names(fold(text))
    text = _word_pattern().sub(lambda found: _month_typed(found[0]), text)
    text = _ordinal_pattern().sub(_ordinal, text)
    for pattern, replacement in _spans():
        text = pattern.sub(replacement, text)
    text = _short_years().sub(_year_span, text)
    for pattern, unit in _relative():
        text = pattern.sub(partial(_resolved, unit=unit, today=today), text)
    return _day_in_week().sub(_day_of_week, text)


def with_weekdays(text: str, today: datetime.date) -> str:
    """A plain text with its weekdays as ISO days: the next one, never today itself."""
    return _weekday_pattern().sub(lambda found: _weekday(found, today), text)


def shifted(today: datetime.date, months: int) -> str:
    """The month so many months from today, as `2027-03`."""
    count = today.year * 12 + today.month - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


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
def _relative() -> tuple[tuple[re.Pattern[str], str], ...]:
    step = rf"(?P<step>{'|'.join(_STEPS)})[nrsm]?\s"
    named = "|".join([*SEASONS, *(month for month in MONTHS if len(month) > 3 or month == "mai")])
    amount = r"(?P<amount>\d{1,4}|einem halben|[a-z]{3,40})"
    about = r"(?:(?:ca\.?|etwa|rund|ungefaehr|spaetestens|genau)\s)?"
    return (
        (re.compile(rf"\b{step}jahr(?:es)?\b(?!\s\d)"), "year"),
        (
            re.compile(r"\b(?:heuer|jahres(?:ende|anfang|mitte|wechsel)|des jahres)\b(?!\s\d)"),
            "year",
        ),
        (re.compile(rf"\b{step}quartals?\b(?!\s\d)|\bquartalsende\b(?!\s\d)"), "quarter"),
        (
            re.compile(
                rf"\b{step}monat(?:s|es)?\b|\b(?:monats(?:ende|anfang|mitte)|des monats)\b(?!\s\d)"
            ),
            "month",
        ),
        (re.compile(rf"\b{step}woche\b|\bende der woche\b"), "week"),
        (re.compile(rf"\b{step}(?P<named>{named})\b(?!\s\d{{4}})"), "named"),
        (
            re.compile(
                rf"\b(?:heute\s)?(?P<way>in|vor)\s{about}{amount}\s"
                r"(?P<unit>tag|woche|monat|jahr)(?:e?n?)\b"
            ),
            "ahead",
        ),
        (re.compile(rf"\b(?P<day>{'|'.join(_DAYS)})\b"), "day"),
    )


def _resolved(found: re.Match[str], unit: str, today: datetime.date) -> str:
    if unit == "day":
        return _moved(today, _DAYS[found["day"]])
    if unit == "ahead":
        return _ahead(found, today) or found[0]
    named = found.groupdict().get("step")
    step = _STEPS[named] if named else 0
    if unit == "year":
        return str(today.year + step)
    if unit == "month":
        return shifted(today, step)
    if unit == "quarter":
        year, month = shifted(today, 3 * step).split("-")
        return f"{year}-q{(int(month) + 2) // 3}"
    if unit == "week":
        week = (today + datetime.timedelta(weeks=step)).isocalendar()
        return f"{week.year}-w{week.week:02d}"
    word = found["named"]
    last = SEASONS[word] + 2 if word in SEASONS else MONTHS[word]
    if step > 0:
        # "Nächsten Sommer" is the next to begin, as "Sommer" alone may be the present one.
        first = SEASONS.get(word, last)
        begun = first <= today.month
        return f"{word} {today.year + step - 1 + begun}"
    over = last < today.month
    return f"{word} {today.year + step + (step < 0 and over)}"


def _ahead(found: re.Match[str], today: datetime.date) -> str | None:
    """ "in zwei Wochen" as a day, "in drei Monaten" as a month, "in zwei Jahren" as a year."""
    word, unit = found["amount"], found["unit"]
    known = {"einem halben": 0.5, "ein": 1, "einem": 1, "einer": 1, "einen": 1}
    amount = float(word) if word.isdigit() else known.get(word) or cardinal(word)
    if amount is None or amount > _FURTHEST * (12 if unit in ("tag", "woche") else 1):
        return None
    count = float(amount) * (1 if found["way"] == "in" else -1)
    if unit in ("tag", "woche"):
        total = count * (7 if unit == "woche" else 1)
        return _moved(today, int(total)) if total.is_integer() else None
    if unit == "jahr" and count.is_integer():
        return f"{today.year + int(count):04d}"
    months = count * (12 if unit == "jahr" else 1)
    return shifted(today, int(months)) if months.is_integer() else None


def _moved(today: datetime.date, count: int) -> str:
    try:
        return (today + datetime.timedelta(days=count)).isoformat()
    except OverflowError:
        return "|"


@lru_cache(maxsize=1)
def _weekday_pattern() -> re.Pattern[str]:
    step, day = "|".join(_STEPS), "|".join(_WEEKDAYS)
    return re.compile(rf"\b(?:(?P<step>{step})[nrsm]?\s)?(?P<day>{day})s?\b")


@lru_cache(maxsize=1)
def _day_in_week() -> re.Pattern[str]:
    day = "|".join(_WEEKDAYS)
    return re.compile(
        rf"\b(?P<week1>\d{{4}}-w\d\d)[\s,]+(?:am\s)?(?P<day1>{day})\b"
        rf"|\b(?P<day2>{day})[\s,]+(?:in\s|der\s)*(?P<week2>\d{{4}}-w\d\d)\b"
    )


def _day_of_week(found: re.Match[str]) -> str:
    week, day = found["week1"] or found["week2"], found["day1"] or found["day2"]
    span = days(week.upper())
    if span is None:
        return found[0]
    return (span[0] + datetime.timedelta(days=_WEEKDAYS[day] - 1)).isoformat()


def _weekday(found: re.Match[str], today: datetime.date) -> str:
    step = _STEPS[found["step"]] if found["step"] else 1
    ahead = (_WEEKDAYS[found["day"]] - today.isoweekday() - 1) % 7 + 1
    weeks = {0: 0, 1: 0, 2: 1, -1: -1, -2: -2}[step]
    if step < 0 and ahead == 7:
        # Today's weekday: the last one was a week ago, and `ahead` already leaps over today.
        ahead = 0
    return (today + datetime.timedelta(days=ahead + 7 * weeks)).isoformat()
