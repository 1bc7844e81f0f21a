"""Pieces of the sentences about a plan: names in quotes, lists, amounts, dates with their words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.date_forms import format_date
from assistant.language.numbers import format_number

SHOWN = 80
"""So many characters of a name stand in a sentence; longer ones are cut at a word."""
NAMED = 4
_NUMBERS = (
    *("null", "eine", "zwei", "drei", "vier", "fünf", "sechs"),
    *("sieben", "acht", "neun", "zehn", "elf", "zwölf"),
)
_INNER = str.maketrans({"„": "‚", "“": "‘", "”": "‘", '"': "‘", "»": "‚", "«": "‘"})


def quoted(title: str) -> str:
    """A name as part of a sentence: „Bürgerbus“. Without its full stop, quotes in it made single.

    Line breaks become spaces; more than `SHOWN` characters are cut.
    """
    flat = " ".join(title.split()).translate(_INNER)
    if len(flat) > SHOWN:
        cut = flat[: SHOWN - 1]
        head, space, _ = cut.rpartition(" ")
        flat = (head if space and len(head) > SHOWN // 2 else cut).rstrip(" ,;:.-–") + " …"
    elif flat.endswith(".") and not flat.endswith(".."):
        flat = flat[:-1]
    return f"„{flat}“"


def listed(parts: Sequence[str]) -> str:
    """Parts as a list in a sentence: "a, b und c". Empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} und {parts[-1]}"


def named(titles: Sequence[str], most: int = NAMED) -> str:
    """Names as a list in a sentence, what is beyond `most` only counted: "„A“ und 3 weitere"."""
    # One more name is no longer than "und eine weitere".
    kept = titles if len(titles) <= most + 1 else titles[:most]
    parts = [quoted(title) for title in kept]
    if len(kept) == len(titles):
        return listed(parts)
    return f"{', '.join(parts)} und {counted(len(titles) - len(kept))} weitere"


def counted(number: int) -> str:
    """A count of something feminine: "eine", "zwei" … "zwölf", then figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else format_number(number)


def euros(amount: float) -> str:
    """An amount of money: "12.000 Euro", "1.234,50 Euro"."""
    whole = round(amount, 2)
    if float(whole).is_integer():
        return f"{format_number(int(whole))} Euro"
    text = format_number(whole)
    return f"{text}0 Euro" if len(text.partition(",")[2]) == 1 else f"{text} Euro"


def on(date: str) -> str:
    """A stored date as the answer to when: "im März 2027", "am 14. März 2027", "im Jahr 2027".

    Raises ValueError for what is no date.
    """
    text = format_date(date)
    if "/" in date:
        return f"im Zeitraum {text}"
    if "-W" in date:
        return f"in der {text}"
    if len(date) == 4:
        return f"im Jahr {text}"
    return f"am {text}" if len(date) == 10 else f"im {text}"


def until(date: str) -> str:
    """A stored date as the end of something: "bis März 2027", "bis zum 14. März 2027", "bis 2027".

    Of a span its end counts. Raises ValueError for what is no date.
    """
    last = date.rpartition("/")[2]
    text = format_date(last)
    if len(last) == 4 or (len(last) == 7 and last[5].isdigit()):
        return f"bis {text}"
    return f"{'bis zur' if '-W' in last else 'bis zum'} {text}"
