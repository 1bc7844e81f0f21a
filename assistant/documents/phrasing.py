"""Pieces of German sentences: lists, counts, amounts, dates, quotes, ends of sentences.

For the fixed sentences of the documents. What a person wrote stands in them as a quotation or
behind a name and a colon, never inside the grammar.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from babel.dates import format_date as format_day

from assistant.guide.answers import SINGULAR
from assistant.language.date_forms import days, format_date
from assistant.language.numbers import format_number
from assistant.plan.wording import listed, until
from assistant.plan.wording import on as _on

__all__ = [
    "capital",
    "counted",
    "day_with_weekday",
    "ended",
    "euros",
    "exact_day",
    "in_signs",
    "labelled",
    "listed",
    "measured",
    "prose",
    "quoted",
    "spoken_day",
    "until",
    "when",
]

_ENDS = (".", "!", "?", "…", ":")
_CLOSING = '“”"‘’»«)]'
# Quotation marks within a quotation become single ones.
_INNER = str.maketrans({"„": "‚", "“": "‘", "”": "‘", "»": "‚", "«": "‘"})
_EUROS = re.compile(r"(\d) Euro\b")
_STRAIGHT = re.compile(r'"([^"]*)"')


def counted(number: int | float, singular: str, plural: str) -> str:
    """A number with its noun: "1 Maßnahme", "3 Maßnahmen", "0 Maßnahmen"."""
    return f"{format_number(number)} {singular if number == 1 else plural}"


def measured(number: int | float, unit: str) -> str:
    """A number with its unit, singular or plural: "1 Person", "12 Personen", "600 €"."""
    if unit == "Euro":
        return euros(number)
    return counted(number, SINGULAR.get(unit, unit), unit)


def euros(amount: int | float) -> str:
    """An amount of money: "12.500 €", "1.234,50 €"."""
    cents = round(amount, 2)
    if float(cents).is_integer():
        return f"{format_number(int(cents))} €"
    whole, _, rest = format_number(cents).partition(",")
    return f"{whole},{rest.ljust(2, '0')} €"


def in_signs(text: str) -> str:
    """A fixed text with its amounts written as elsewhere in documents: "bis etwa 1.000 €"."""
    return _EUROS.sub(r"\1 €", text)


def when(date: str) -> str:
    """A stored date as the answer to when: "am 14. März 2027", "im März 2027", "im 3. Quartal
    2027", "im Jahr 2027", "vom 14. März 2027 bis zum 16. März 2027", "von März 2027 bis Mai 2027".

    Raises ValueError for what is no date.
    """
    first, _, last = date.partition("/")
    if not last:
        return _on(date)
    if first == last:
        return _on(first)
    # "bis" stands without an article before a month and a year.
    bare = len(last) == 4 or (len(last) == 7 and last[5].isdigit())
    by = "bis" if bare else "bis zur" if "-W" in last else "bis zum"
    begin = len(first) == 4 or (len(first) == 7 and first[5].isdigit())
    start = "von" if begin else "von der" if "-W" in first else "vom"
    return f"{start} {format_date(first)} {by} {format_date(last)}"


def exact_day(date: object) -> datetime.date | None:
    """The day of a stored date that names one; of a span of days the first one; else None."""
    if not isinstance(date, str):
        return None
    first = date.partition("/")[0]
    span = days(first)
    return span[0] if span is not None and span[0] == span[1] else None


def spoken_day(day: datetime.date) -> str:
    """A day as people write it: "3. Mai 2027"."""
    return format_day(day, "long", locale="de")


def day_with_weekday(day: datetime.date) -> str:
    """A day with its weekday: "Mittwoch, 22. April 2027"."""
    return format_day(day, "full", locale="de")


def capital(text: str) -> str:
    """The text with a capital first letter; nothing else changes."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text as a sentence: with a full stop unless it has an end already."""
    text = text.rstrip()
    bare = text.rstrip(_CLOSING)
    if not text or text.endswith(_ENDS) or (bare != text and bare.endswith((".", "!", "?", "…"))):
        return text
    return f"{text}."


def labelled(name: str, text: str) -> str:
    """A sentence that is grammatical with any text: "Ort: Rathaus, großer Saal."."""
    return ended(f"{name}: {text}")


def quoted(text: str) -> str:
    """A text as a quotation within a sentence: „…“, with ‚…‘ for quotes inside. Never cut."""
    inner = _STRAIGHT.sub(r"‚\1‘", text.strip().translate(_INNER))
    return f"„{inner}“"


def prose(sentences: Iterable[str | None]) -> str:
    """Sentences one behind the other; what is empty is left out."""
    return " ".join(sentence for sentence in sentences if sentence)
