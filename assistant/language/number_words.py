"""German number words: "zwölftausend", "eintausendzweihundert", "zweieinhalb"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from assistant.language.spelling import fold

_ONES = {
    "ein": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4,
    "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_TEENS = {
    "zehn": 10, "elf": 11, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fuenfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50,
    "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_WHOLE = {"null": "0", "eins": "1", "anderthalb": "1.5", "eineinhalb": "1.5"}


def cardinal(word: str) -> Decimal | None:
    """The number one German word names, e.g. 12000 for "zwölftausend"; None for other words.

    Up to 999 999; millions are words of their own. Articles ("ein", "eine") are not read here.
    """
    folded = fold(word)
    # The longest such word has about 60 letters; anything longer need not be looked at.
    if not 2 < len(folded) < 80 or folded == "ein":
        return None
    if folded in _WHOLE:
        return Decimal(_WHOLE[folded])
    return _thousands(folded)


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    one, teen, tens = ("|".join(words) for words in (_ONES, _TEENS, _TENS))
    # The half ("zweieinhalb") is tried first, or "zweieinhalbtausend" would be misread.
    small = (
        f"(?:(?P<half>{one}|{teen})(?:und)?einhalb"
        f"|(?P<one>{one})und(?P<tens>{tens})|(?P<small>{teen}|{tens}|eins|{one}))"
    )
    hundreds = f"(?:(?P<hundred>{one}|{teen})?(?P<by_hundred>hundert)(?:und)?)?"
    return re.compile(f"{hundreds}{small}?")


def _thousands(word: str) -> Decimal | None:
    left, mark, right = word.partition("tausend")
    if not mark:
        return _hundreds(word)
    factor = Decimal("1.5") if left in ("anderthalb", "eineinhalb") else _hundreds(left or "ein")
    rest = _hundreds(right.removeprefix("und")) if right else Decimal(0)
    return None if factor is None or rest is None or rest >= 1000 else factor * 1000 + rest


def _hundreds(word: str) -> Decimal | None:
    found = _grammar().fullmatch(word) if word else None
    if found is None:
        return None
    total = Decimal(0)
    if found["by_hundred"]:
        total += 100 * _value(found["hundred"] or "ein")
    if found["half"]:
        total += _value(found["half"]) + Decimal("0.5")
    if found["one"]:
        total += _value(found["one"]) + _value(found["tens"])
    if found["small"]:
        total += _value(found["small"])
    return total


def _value(word: str) -> int:
    word = "ein" if word == "eins" else word
    return _ONES.get(word) or _TEENS.get(word) or _TENS[word]
