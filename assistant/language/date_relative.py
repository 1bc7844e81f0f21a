"""Dates told from today: "morgen", "nächste Woche", "in zwei Jahren", "letzten Sommer"."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache, partial

from assistant.language.date_vocabulary import DAYS, MONTHS, SEASONS, STEPS
from assistant.language.number_words import cardinal

# Years, and months or weeks of them, beyond which "in ... Jahren" is no plan any more.
_FURTHEST = 400


def told_from(today: datetime.date, text: str) -> str:
    """The folded text with dates told from today as ISO days, months, weeks or years."""
    for pattern, unit in _relative():
        text = pattern.sub(partial(_resolved, unit=unit, today=today), text)
    return text


@lru_cache(maxsize=1)
def _relative() -> tuple[tuple[re.Pattern[str], str], ...]:
    step = rf"(?P<step>{'|'.join(STEPS)})[nrsm]?\s"
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
        (re.compile(rf"\b(?P<day>{'|'.join(DAYS)})\b"), "day"),
    )


def _resolved(found: re.Match[str], unit: str, today: datetime.date) -> str:
    if unit == "day":
        return _moved(today, DAYS[found["day"]])
    if unit == "ahead":
        return _ahead(found, today) or found[0]
    named = found.groupdict().get("step")
    step = STEPS[named] if named else 0
    if unit == "year":
        return str(today.year + step)
    if unit == "month":
        return _shifted(today, step)
    if unit == "quarter":
        year, month = _shifted(today, 3 * step).split("-")
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
    return _shifted(today, int(months)) if months.is_integer() else None


def _moved(today: datetime.date, count: int) -> str:
    try:
        return (today + datetime.timedelta(days=count)).isoformat()
    except OverflowError:
        return "|"


def _shifted(today: datetime.date, months: int) -> str:
    """The month so many months from today, as `2027-03`."""
    count = today.year * 12 + today.month - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
