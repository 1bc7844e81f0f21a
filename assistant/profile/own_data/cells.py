"""One cell: a count written as Germans write it, a mark for "not known", or something wrong."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.language.numbers import format_number
from assistant.language.spelling import fold
from assistant.profile.own_data.years import read_year
from assistant.profile.workbook import Cell, Formula

LARGEST_COUNT = 100_000_000
LONGEST_NUMBER = 40

_MISSING = frozenset(
    [
        "-",
        "--",
        ".",
        "..",
        "...",
        "x",
        "*",
        "**",
        "***",
        "/",
        "//",
        "?",
        "(",
        ")",
        "()",
        "(-)",
        "(.)",
        "•",
        "·",
        "k.a.",
        "k.",
        "a.",
        "ka",
        "n.v.",
        "nv",
        "n/a",
        "na",
        "#nv",
        "#n/a",
        "geheim",
        "unbekannt",
    ]
) | {"k. a.", "keine angabe", "ohne angabe", "nicht bekannt", "n. v.", "k.a"}
_EXCEL_ERRORS = frozenset({"#wert!", "#bezug!", "#div/0!", "#name?", "#zahl!", "#ref!", "#value!"})
# A count may carry the mark of a footnote or its unit: "123 1)", "123*", "(123)", "123 Personen".
_DRESSED = re.compile(
    r"(?P<open>\()?\s*(?P<number>[-+]?\s?[0-9](?:[0-9.,' ]*[0-9])?)\s*(?(open)\))\s*"
    r"(?:[0-9]\)|\([0-9a-z]\)|\*{1,3}|[rpes]|personen|einwohner(?:innen)?|einw\.?|ew\.?)?"
)
_FIGURES = re.compile(r"[-+−]?\s?[0-9][0-9.,' ]*%?")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+[)⁾]?\s*$")
_SPACED = re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?")
_GERMAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class Count:
    """A cell read as a count. `text` is a German sentence where it is wrong or needs a hint."""

    state: Literal["number", "blank", "missing", "formula", "wrong"]
    value: float = 0.0
    text: str = ""


BLANK = Count("blank")


def shown(cell: Cell) -> str:
    """The cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return f"={cell.text}"
    if isinstance(cell, bool):
        return "WAHR" if cell else "FALSCH"
    if isinstance(cell, float):
        return format_number(cell) if math.isfinite(cell) else "keine Zahl"
    return str(cell).strip()


def without_footnote(text: str) -> str:
    """The text without a raised figure at its end."""
    return _RAISED.sub("", text)


def read_count(cell: Cell) -> Count:
    """The cell as a number of people or events."""
    if cell is None:
        return BLANK
    if isinstance(cell, Formula) or (isinstance(cell, str) and cell.lstrip().startswith("=")):
        return Count("formula", text=_formula(shown(cell)))
    if isinstance(cell, bool):
        return _wrong(cell)
    if isinstance(cell, (int, float)):
        return _whole(float(cell), cell) if abs(cell) < 1e15 else _wrong(cell)
    return _from_text(cell)


def is_meant_as_count(cell: Cell) -> bool:
    """Whether a count stands or should stand here, be it wrong: "18,3 %", "-4", a formula."""
    state = read_count(cell).state
    if state == "wrong":
        return not isinstance(cell, str) or (
            _FIGURES.fullmatch(cell.strip()) is not None and read_year(cell) is None
        )
    return state in ("number", "formula")


def is_secret(count: Count) -> bool:
    """Whether a count is there but not told: a dash often stands for nobody."""
    return count.state == "missing" and "-" not in count.text


def is_number(cell: Cell) -> bool:
    """Whether the cell holds a count, of whatever size."""
    return read_count(cell).state == "number"


@lru_cache(maxsize=8192)
def _from_text(cell: str) -> Count:
    text = fold(without_footnote(cell))
    if not text:
        return BLANK
    if text in _MISSING:
        return Count("missing", text=text)
    if text in _EXCEL_ERRORS:
        return Count(
            "wrong", text=f"Hier steht der Excel-Fehler „{cell.strip()}“ statt einer Zahl."
        )
    if "%" in text or "prozent" in text:
        return Count(
            "wrong",
            text=f"Hier steht ein Anteil („{cell.strip()[:LONGEST_NUMBER]}“). Erwartet wird die "
            "Anzahl der Personen, zum Beispiel 240.",
        )
    found = _DRESSED.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    if not found:
        return _wrong(cell)
    number = found["number"].replace("+", "").strip()
    negative = number.startswith("-")
    value, hint = _value(number.lstrip("- "))
    if value is None:
        return _wrong(cell)
    count = _whole(-value if negative else value, cell)
    return Count("number", count.value, hint) if hint and count.state == "number" else count


def _value(number: str) -> tuple[float | None, str]:
    """The value of bare digits with separators, and a hint where these can be read two ways."""
    if _SPACED.fullmatch(number):
        number = re.sub("[ ']", "", number)
    if _GERMAN.fullmatch(number):
        return float(number.replace(".", "").replace(",", ".")), ""
    if _ENGLISH.fullmatch(number):
        value = float(number.replace(",", ""))
        return (
            value,
            f"„{number}“ wurde als {format_number(value)} gelesen (Komma nach Tausendern).",
        )
    if _PLAIN.fullmatch(number):
        return float(number.replace(",", ".")), ""
    return None, ""


def _whole(value: float, cell: Cell) -> Count:
    if not math.isfinite(value):
        return _wrong(cell)
    if value < 0:
        text = f"Hier steht {format_number(value)}. Erwartet wird eine Zahl ab 0."
        return Count("wrong", text=text)
    if value > LARGEST_COUNT:
        return Count("wrong", text="Die Zahl ist zu groß. Erwartet wird zum Beispiel 240.")
    if abs(value - round(value)) > 1e-6:
        text = f"Hier steht {format_number(value)}. Erwartet wird eine ganze Zahl, etwa 240."
        return Count("wrong", text=text)
    return Count("number", float(round(value)))


def _wrong(cell: Cell) -> Count:
    text = f"„{shown(cell)[:LONGEST_NUMBER]}“ ist keine Zahl. Erwartet wird zum Beispiel 240."
    return Count("wrong", text=text)


def _formula(text: str) -> str:
    return (
        f"Hier steht eine Formel („{text[:LONGEST_NUMBER]}“) statt einer Zahl. Bitte kopieren Sie "
        "die Tabelle und fügen Sie sie als Werte ein (Inhalte einfügen → Werte)."
    )
