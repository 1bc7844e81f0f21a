"""The number a German answer holds, and numbers written as Germans read them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from assistant.language.number_scan import Found, prepare, scan

# More decimals than anyone types; beyond them stands only the noise of binary fractions.
_DECIMALS = 6
_MINUS = "\u2212"


@dataclass(frozen=True)
class ParsedNumber:
    """A number as read.

    `value` is an int whenever it has no fraction; scales (Tsd., Mio.) are multiplied in.
    `approximate` is set by "rund", "knapp", "über" and the like. `unit` is "%", "Euro" or None.
    """

    value: int | float
    approximate: bool
    unit: str | None


def parse_number(text: str) -> ParsedNumber | None:
    """The one number in the text; None when there is none or there are several different ones."""
    numbers = parse_numbers(text)
    if len({number.value for number in numbers}) != 1:
        return None
    # "12.300, also rund zwölftausenddreihundert Euro": said twice, the fuller wording counts.
    units = {number.unit for number in numbers} - {None}
    if len(units) > 1:
        return None
    unit = units.pop() if units else None
    return ParsedNumber(numbers[0].value, any(n.approximate for n in numbers), unit)


def parse_numbers(text: str) -> list[ParsedNumber]:
    """All numbers in the text, in order; dates, times and codes are left out."""
    prepared = prepare(text)
    return [_parsed(found, prepared) for found in scan(prepared)]


def parse_correction(text: str) -> ParsedNumber | None:
    """The new number of a correction: "nein, 12.400 statt 12.300", "ich meinte 12400".

    None when nothing in the text says that it corrects, or when more than one number is left.
    """
    prepared = prepare(text)
    if not _cues().search(prepared):
        return None
    found = scan(prepared)
    kept = [one for n, one in enumerate(found) if not _replaced(found, n, prepared)]
    if len({one.value for one in kept}) != 1:
        return None
    return _parsed(kept[0], prepared)


def format_number(value: int | float) -> str:
    """German: "12.345", "−3,4"; at most six decimals, none that are only zeros.

    Raises ValueError for infinity and "not a number".
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that could be written.")
    number = Decimal(value) if isinstance(value, int) else round(Decimal(repr(value)), _DECIMALS)
    # The pattern of the locale would cut decimals to three.
    text = format_decimal(number, format="#,##0.######", locale="de", decimal_quantization=False)
    digits = text.lstrip("-" + _MINUS)
    return f"{_MINUS}{digits}" if number < 0 else digits


def _parsed(found: Found, text: str) -> ParsedNumber:
    whole = found.value == found.value.to_integral_value()
    value = int(found.value) if whole else float(found.value)
    before, after = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 60]
    return ParsedNumber(value, _is_approximate(before, after), found.unit)


def _is_approximate(before: str, after: str) -> bool:
    leading, trailing = _approximate()
    return bool(leading.search(before) or trailing.search(after))


@lru_cache(maxsize=1)
def _approximate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    leading = (
        r"(?:\b(?:rund|ca|circa|zirka|etwa|ungefaehr|knapp|gut|gute|ueber|unter|fast|nahezu|beinahe"
        r"|annaehernd|schaetzungsweise|geschaetzte?n?|grob|mindestens|maximal|hoechstens|vielleicht"
        r"|wohl|um|an|bis zu|mehr als|weniger als|nicht ganz|ungf|schaetz\w*)\b\.?|[~≈±]|\+/-)"
        r"(?:\s(?:die|den|der|so|etwa|um|eine?[nrm]?|es sind|dass es|sind|auf|mal|:))*[\s:€(]*$"
    )
    trailing = (
        r"^[\s,(]*(?:[^\W\d]+[\s,(]+)?(?:oder so|in etwa|ungefaehr|circa|ca\b|geschaetzt|schaetze"
        r"|schaetzungsweise|schaetzwert|herum|rum\b|plus/minus|plusminus|grob)"
    )
    return re.compile(leading), re.compile(trailing)


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:nein|nee|noe|ne|statt|anstatt|anstelle|sondern|nicht|doch|korrektur|korrektion"
        r"|korrigier\w*|berichtig\w*|gemeint|meinte|meine|falsch|vertippt|verschrieben|vertan"
        r"|verlesen|irrtum|fehler|tippfehler|richtig|stimmt|besser|eigentlich|vielmehr|aender\w*"
        r"|geaendert|ersetz\w*|mach(?:e|en)? aus|sorry|entschuldigung|verzeihung|pardon|quatsch"
        r"|muss|soll|sollte|sollten)\b"
    )


@lru_cache(maxsize=1)
def _replaced_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    filler = r"(?:\s(?:der|den|die|dem|von|rund|ca\.?|nur|bei|alten?|bisher\w*|mehr|etwa|wie))*\s*$"
    return (
        re.compile(rf"\b(?:anstatt|statt|anstelle|nicht|kein|keine|aus|von){filler}"),
        re.compile(
            r"^[\s\w.€%]{0,30}?\b(?:ist|war|waren|sind) (?:falsch|ein fehler|nicht richtig)"
        ),
        # Between two numbers, this makes the first the old one.
        re.compile(
            r"\b(?:auf|zu|durch|nein|nee|korrektur|korrigiere|sondern|meinte|meine|quatsch|besser"
            r"|vielmehr|doch|sorry|entschuldigung)\b"
        ),
    )


def _replaced(found: list[Found], at: int, text: str) -> bool:
    """Whether the number at a position is the old one, to be replaced."""
    one = found[at]
    before, after, between = _replaced_patterns()
    start = found[at - 1].end if at else 0
    end = found[at + 1].start if at + 1 < len(found) else len(text)
    if before.search(text[start : one.start]) or after.search(text[one.end : end]):
        return True
    gap = text[one.end : end]
    # "12.400, nicht 12.300" has the new number first, so a "nicht" or "statt" settles nothing.
    return at + 1 < len(found) and between.search(gap) is not None
