"""Finds every number in a German text, with its place: digits, words, scales, signs, units.

Dates, times, fractions, telephone numbers and parts of words ("16-Jährige", "B173") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.language.number_bounds import without_bounds
from assistant.language.number_words import cardinal
from assistant.language.spelling import fold

_SCALES = {
    "tsd": 1000, "tds": 1000, "tausend": 1000, "teur": 1000, "t€": 1000, "k": 1000,
    "mio": 10**6, "mill": 10**6, "million": 10**6, "millionen": 10**6,
    "mrd": 10**9, "milliarde": 10**9, "milliarden": 10**9, "dutzend": 12, "hundert": 100,
}  # fmt: skip
_UNITS = {
    "%": "%", "prozent": "%", "prozentpunkt": "%", "prozentpunkte": "%", "prozentpunkten": "%",
    "€": "Euro", "euro": "Euro", "euros": "Euro", "eur": "Euro", "teur": "Euro", "t€": "Euro",
}  # fmt: skip
_ARTICLES = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})
_HALVES = frozenset({"halb", "halbe", "halben", "halber", "halbes"})
_VAGUE = frozenset({"paar", "einige", "einigen", "mehrere", "mehreren", "viele", "wenige"})
_FRACTIONS = re.compile(r"(?:drittel|viertel|fuenftel|achtel|zehntel|hundertstel)n?")
# Longer runs are account numbers or noise, and would only cost time.
_LONGEST = 30


@dataclass(frozen=True)
class Found:
    """A number and where it stands in the prepared text; `end` is after scale and unit."""

    value: Decimal
    unit: str | None
    start: int
    end: int


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int


def prepare(text: str) -> str:
    """The text folded line by line; lines stay apart so that numbers do not run together."""
    text = re.sub(r"(?<=\d)\s?(?:½|1/2(?!\d))", ",5", text).replace("½", "0,5")
    text = re.sub("[¹²³]", "", text)
    lines = [fold(line) for line in text.splitlines()]
    several = len([line for line in lines if line]) > 1
    # In one line "- 3,4" is a minus; in several it is how people type a list.
    return "\n".join(re.sub(r"^- ", "" if several else "-", line) for line in lines)


def scan(prepared: str) -> list[Found]:
    """All numbers in a prepared text, in order."""
    dateless = _blanked(_dates(), prepared)
    yearless = _blanked(_years(), dateless)
    bare = without_bounds(yearless)
    # "2023 waren es 12.300": the year goes. "seit 2019" alone: the year is the answer.
    return (
        (list(_read(bare)) if bare != yearless else [])
        or list(_read(yearless))
        or list(_read(dateless))
    )


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "|" * len(found[0]), text)


@lru_cache(maxsize=1)
def _dates() -> re.Pattern[str]:
    month = (
        r"(?:januar|jaenner|februar|maerz|april|mai|juni|juli|august|september|oktober|november"
        r"|dezember|jan|feb|mrz|apr|jun|jul|aug|sept?|okt|nov|dez)\b\.?"
    )
    year = r"(?:19|20|21)\d\d"
    return re.compile(
        rf"\b0\d{{2,5}}[\s/-]+\d{{3,}}\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{4}}-(?:q[1-4]|w\d\d)\b"
        rf"|\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\s?(?:{year}|\d\d))?(?!\d)|{month}(?:\s{year}\b)?)"
        rf"|\b(?:am|vom|zum|seit|stand)\s\d{{1,2}}\.\d{{1,2}}(?![\d%,.]|\s?(?:%|prozent|€|euro))"
        rf"|\b{month}\s?{year}\b|\bq\s?[1-4](?:[\s/]+{year})?\b"
        rf"|\b(?:\d\.?|[iv]+\.?)\s?(?:quartal|halbjahr)\b(?:\s{year}\b)?"
        rf"|\b(?:kw|kalenderwoche)\s?\d{{1,2}}(?:[\s/,]+{year})?\b"
        rf"|\b\d{{1,2}}\.?\s?(?:kw|kalenderwoche)\b(?:[\s/,]+{year}\b)?"
        r"|\b\d{1,2}:\d\d(?:\suhr)?\b|\b\d{1,2}(?:\.\d\d)?\suhr\b"
    )


@lru_cache(maxsize=1)
def _years() -> re.Pattern[str]:
    year = r"(?:19|20)\d\d(?![\d.,]\d|\s?(?:%|prozent|€|euro|tsd|mio|einwohner|leute|personen))"
    words = (
        "jahre?|jahres|seit|stand:?|ende|anfang|mitte|in|ab|fruehjahr|sommer|herbst|winter|"
        r"(?:31|30)\.12\.?"
    )
    return re.compile(
        rf"\b(?:{words})\s{year}\b|\((?:stand:?\s)?{year}\)|\b{year}(?::|\s(?=waren ))"
    )


@lru_cache(maxsize=1)
def _tokens_pattern() -> re.Pattern[str]:
    digits = r"\d+(?:[.,'/:]\d+| \d{3}(?!\d))*(?:[,.]-+)?"
    return re.compile(rf"(?P<digits>{digits})|t€|[^\W\d_]+|%|€|\S")


def _read(text: str) -> Iterator[Found]:
    tokens = [_Token(m[0], *m.span()) for m in _tokens_pattern().finditer(text)]
    at = 0
    while at < len(tokens):
        amounts, after = _amount(tokens, at, text)
        if len(amounts) != 1:
            start = tokens[at].start
            yield from (Found(value, None, start, tokens[at].end) for value in amounts)
            at = after
            continue
        value, after = _with_fraction(amounts[0], tokens, after)
        value, after = _scaled(value, tokens, at, after, text)
        unit = _UNITS.get(tokens[after - 1].text)
        if unit is None and after < len(tokens) and tokens[after].text in _UNITS:
            unit, after = _UNITS[tokens[after].text], after + 1
        if unit is None and at and tokens[at - 1].text in ("€", "eur", "euro"):
            unit = "Euro"
        if not (after < len(tokens) and _FRACTIONS.fullmatch(tokens[after].text)):
            sign, start = _sign(tokens, at, text)
            yield Found(sign * value, unit, start, tokens[after - 1].end)
        at = after


def _amount(tokens: list[_Token], at: int, text: str) -> tuple[list[Decimal], int]:
    """The numbers that start at a token (a list "1,2,3" has several), and the next position."""
    token = tokens[at]
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if _in_word(token, text):
        return [], at + 1
    if token.text[0].isdigit():
        return _digits(token.text), at + 1
    if token.text in _VAGUE:
        # "ein paar hundert" is no number that could be noted.
        return [], at + 2 if following in _SCALES else at + 1
    if token.text in _HALVES and (following in _SCALES or following in _UNITS):
        return [Decimal("0.5")], at + 1
    if token.text in _ARTICLES:
        return _article(tokens, at, following), at + 1
    value = cardinal(token.text)
    return ([] if value is None else [value]), at + 1


def _article(tokens: list[_Token], at: int, following: str) -> list[Decimal]:
    # "ein" is nearly always an article; a number before a scale, alone, or after "nur".
    before = tokens[at - 1].text if at else ""
    alone = all(t.text in (".", "!", ",") for t in tokens if t is not tokens[at])
    counted = following in _SCALES or following in (
        *("prozent", "%", "€", "euro", "bis", "oder", "komma"),
    )
    return [Decimal(1)] if alone or counted or before in ("nur", "genau", "lediglich") else []


def _with_fraction(value: Decimal, tokens: list[_Token], after: int) -> tuple[Decimal, int]:
    """The amount with the fraction spoken behind it: "elf Komma vier", "zwei und ein halber"."""
    words = [token.text for token in tokens[after : after + 8]]
    if value % 1 or len(words) < 2:
        return value, after
    if words[0] == "komma":
        decimals = _decimals(words[1:])
        spoken = sum(len(part) for part in decimals)
        fraction = Decimal(f"0.{''.join(decimals)}") if 0 < spoken <= _LONGEST else Decimal(0)
        return value + fraction, after + (1 + len(decimals) if decimals else 0)
    if words[0] == "und" and words[1] in _ARTICLES and words[2:3] and words[2] in _HALVES:
        return value + Decimal("0.5"), after + 3
    return value, after


def _decimals(words: list[str]) -> list[str]:
    """The decimals that words name: "acht", "25", or one after the other "eins vier"."""
    found: list[str] = []
    for word in words:
        number = Decimal(word) if re.fullmatch(r"[0-9]{1,4}", word) else cardinal(word)
        if number is None or number % 1 or (found and number > 9) or number > 9999:
            break
        found.append(word if word[0].isdigit() else str(int(number)))
        if len(found[0]) > 1:
            break
    return found


def _in_word(token: _Token, text: str) -> bool:
    """Whether digits or a word are only part of a longer word, such as "B12" or "16-jährige"."""
    before = text[token.start - 1] if token.start else " "
    after = text[token.end : token.end + 4]
    if token.text[0].isdigit():
        if before.isalpha() or before in "_#" or re.match(r"-[^\W\d]", after):
            return True
        letters = re.match(r"[^\W\d_]+", text[token.end : token.end + 20])
        if letters is None or letters[0] in _SCALES or letters[0] in _UNITS or letters[0] == "t":
            return False
        return len(letters[0]) < 4 or letters[0].startswith(("jaehrig", "fach", "mal"))
    return re.match(r"-[^\W\d]", after) is not None


def _digits(text: str) -> list[Decimal]:
    """What a run of digits, separators and spaces means; [] for codes and malformed runs."""
    text = text.rstrip("-").rstrip(",.")
    if len(text) > _LONGEST or "/" in text or ":" in text:
        return []
    if re.fullmatch(r"[1-9]\d{0,2}(?:([. '])\d{3})(?:\1\d{3})*(?:,\d+)?", text):
        return [Decimal(re.sub("[. ']", "", text).replace(",", "."))]
    if " " in text:
        return [value for part in text.split(" ") for value in _digits(part)]
    if re.fullmatch(r"[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})", text):
        return [Decimal(text.replace(",", ""))]
    if text.count(",") > 1 and "." not in text:
        return [value for part in text.split(",") for value in _digits(part)]
    # A dot before three digits groups thousands, so "1234.567" is neither one nor the other.
    plain = re.fullmatch(r"(?:0|[1-9]\d*)(?:,\d+|\.(?!\d{3}$)\d+)?|0\.\d+", text)
    return [Decimal(text.replace(",", "."))] if plain else []


def _scaled(
    value: Decimal, tokens: list[_Token], at: int, after: int, text: str
) -> tuple[Decimal, int]:
    """The amount times the scales behind it, plus a smaller amount: "2 Millionen 300"."""
    last = tokens[at].text
    scale = (
        0
        if last[0].isdigit()
        else 1000 * last.endswith("tausend") or 100 * last.endswith("hundert")
    )
    while after < len(tokens) and _near(tokens, after, text) and _is_scale(tokens, after):
        scale = _SCALES.get(tokens[after].text, 1000)
        value *= scale
        after += 1
        if after < len(tokens) and tokens[after].text == "." and _near(tokens, after, text):
            # The dot of "Tsd."; at the end of a sentence it does no harm to take it.
            after += 1
    if scale < 100 or after >= len(tokens) or not _near(tokens, after, text):
        return value, after
    rest, next_after = _amount(tokens, after, text)
    if len(rest) != 1 or not 0 < rest[0] < scale or tokens[after - 1].text in _UNITS:
        return value, after
    more, next_after = _scaled(rest[0], tokens, after, next_after, text)
    return (value + more, next_after) if more < scale else (value, after)


def _is_scale(tokens: list[_Token], at: int) -> bool:
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    # "T" is a thousand only before the currency: "5 T Euro".
    return tokens[at].text in _SCALES or (
        tokens[at].text == "t" and _UNITS.get(following) == "Euro"
    )


def _near(tokens: list[_Token], at: int, text: str) -> bool:
    """Whether nothing but one space or hyphen stands between a token and the one before."""
    return text[tokens[at - 1].end : tokens[at].start] in ("", " ", "-")


def _sign(tokens: list[_Token], at: int, text: str) -> tuple[int, int]:
    """-1 or 1, and where the number starts, its sign included."""
    start = tokens[at].start
    before = re.search(
        r"(?:(?:^|(?<=[\s(€|]))-|\bminus (?:von )?)$", text[max(0, start - 12) : start]
    )
    return (-1, start - len(before[0])) if before else (1, start)
