"""Parses and checks an answer: typed German text and wire values alike, for every kind.

The only place where a value is judged; chat, PUT, import and form view all come through here.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.guide.model import OFFERED, Option, Question
from assistant.guide.state import Value
from assistant.language.choices import Choice, Chosen, parse_choices
from assistant.language.dates import format_date, is_valid_date, parse_date
from assistant.language.lists import split_list
from assistant.language.none_words import half_or_one, says_none
from assistant.language.numbers import format_number, parse_number, parse_numbers
from assistant.language.yes_no import parse_yes_no

TYPED_LENGTH = 4_000
TEXT_LENGTH = 10_000
LIST_LENGTH = 200
ENTRY_LENGTH = 1_000


@dataclass(frozen=True)
class Parsed:
    """A value that fits its question; `left_over` are parts that name none of the options."""

    value: Value
    left_over: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Why a value does not fit: a German sentence that says what was expected."""

    text: str


def parse_text(
    question: Question, options: Sequence[Option], text: str, today: datetime.date
) -> Parsed | Problem:
    """The value a typed answer holds. Never raises; what cannot be read is a Problem."""
    text = text.strip()
    if question.kind == "text":
        return check_value(question, options, text)
    if question.kind == "list":
        return check_value(question, options, split_list(text))
    if question.kind == "number":
        return _parse_number(question, text)
    if question.kind == "date":
        date = parse_date(text, today)
        return Parsed(date) if date else Problem(_date_expected(today))
    if question.kind == "yes_no":
        answer = parse_yes_no(text)
        return (
            Problem("Ich brauche hier ein Ja oder ein Nein.") if answer is None else Parsed(answer)
        )
    if question.kind == "review":
        confirmed = parse_yes_no(text)
        return Parsed("confirm") if confirmed else Problem(_review_expected())
    choices = [Choice(o.value, o.title, o.synonyms) for o in options]
    return _parse_choice(question, options, parse_choices(text, choices))


def _parse_number(question: Question, text: str) -> Parsed | Problem:
    names = [question.label, question.unit or ""]
    several = parse_numbers(text)
    worded = half_or_one(text, names)
    if worded is not None and (worded < 1 or not several):
        # "Ein halber Tag, vier Stunden" is half a day where days are asked for.
        return check_value(question, (), worded)
    # "Keiner mehr, der letzte ging 2019": a year beside it is no amount.
    only_years = question.unit is not None and all(1900 <= n.value <= 2100 for n in several)
    if (only_years or not several) and says_none(text, [*names, question.text]):
        return check_value(question, (), 0)
    number = parse_number(text)
    if number is not None:
        return check_value(question, (), number.value)
    if len(several) > 1:
        named = " und ".join(format_number(n.value) for n in several[:3])
        return Problem(f"Ich habe mehrere Zahlen gelesen: {named}. Welche soll ich notieren?")
    return Problem(_number_expected(question))


def _parse_choice(
    question: Question, options: Sequence[Option], chosen: Chosen
) -> Parsed | Problem:
    if chosen.ambiguous:
        titles = {option.value: option.title for option in options}
        named = " oder ".join(f"„{titles.get(value, value)}“" for value in chosen.ambiguous[0])
        return Problem(f"Meinen Sie {named}?")
    if question.kind == "multiple":
        if not chosen.values and chosen.unmatched:
            return Problem(_choice_expected(options, several=True))
        return Parsed(list(chosen.values), chosen.unmatched)
    if len(chosen.values) > 1:
        return Problem("Hier geht nur eine Antwort. Welche ist die wichtigste?")
    if not chosen.values:
        return Problem(_choice_expected(options, several=False))
    return Parsed(chosen.values[0], chosen.unmatched)


def check_value(question: Question, options: Sequence[Option], value: object) -> Parsed | Problem:
    """Whether a wire value fits its question, normalised (texts and list entries stripped)."""
    checks = {
        "text": _check_text,
        "number": _check_number,
        "date": _check_date,
        "single": _check_single,
        "multiple": _check_multiple,
        "list": _check_list,
        "yes_no": _check_yes_no,
        "review": _check_review,
    }
    return checks[question.kind](question, options, value)


def _check_text(question: Question, _: Sequence[Option], value: object) -> Parsed | Problem:
    if not isinstance(value, str) or not value.strip():
        return Problem("Bitte schreiben Sie ein paar Worte dazu.")
    if len(value) > TEXT_LENGTH:
        return Problem(
            f"Der Text ist zu lang. Höchstens {format_number(TEXT_LENGTH)} Zeichen passen."
        )
    return Parsed(value.strip())


def _check_number(question: Question, _: Sequence[Option], value: object) -> Parsed | Problem:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        return Problem(_number_expected(question))
    if abs(value) > 1e15:
        return Problem("Diese Zahl ist zu groß.")
    number = int(value) if float(value).is_integer() else value
    if question.integer and isinstance(number, float):
        return Problem("Hier passt nur eine ganze Zahl, zum Beispiel 12.")
    if question.min is not None and number < question.min:
        least = display(question, (), question.min)
        return Problem(f"Die Zahl kann nicht kleiner als {least} sein.")
    if question.max is not None and number > question.max:
        most = display(question, (), question.max)
        return Problem(f"Die Zahl kann nicht größer als {most} sein.")
    return Parsed(number)


def _check_date(question: Question, _: Sequence[Option], value: object) -> Parsed | Problem:
    if isinstance(value, str) and is_valid_date(value):
        return Parsed(value)
    return Problem(_date_expected(datetime.date.today()))


def _check_single(_: Question, options: Sequence[Option], value: object) -> Parsed | Problem:
    if isinstance(value, str) and any(option.value == value for option in options):
        return Parsed(value)
    return Problem(_choice_expected(options, several=False))


def _check_multiple(
    question: Question, options: Sequence[Option], value: object
) -> Parsed | Problem:
    known = [option.value for option in options]
    if not isinstance(value, list) or not all(v in known for v in value):
        return Problem(_choice_expected(options, several=True))
    if question.options_from in OFFERED:
        # A catalogue's own order means nothing; the order of choosing does.
        return Parsed(list(dict.fromkeys(value)))
    return Parsed([v for v in known if v in value])


def _check_list(_: Question, __: Sequence[Option], value: object) -> Parsed | Problem:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        return Problem("Ich brauche hier eine Liste, zum Beispiel: Feuerwehr, Sportverein, Chor.")
    entries = [entry.strip() for entry in value if entry.strip()]
    if not entries:
        return Problem("Bitte nennen Sie mindestens einen Eintrag, mehrere mit Komma getrennt.")
    if len(entries) > LIST_LENGTH or any(len(entry) > ENTRY_LENGTH for entry in entries):
        return Problem(
            f"Das ist zu viel für eine Liste. Höchstens {LIST_LENGTH} Einträge mit je "
            f"{format_number(ENTRY_LENGTH)} Zeichen passen."
        )
    return Parsed(entries)


def _check_yes_no(_: Question, __: Sequence[Option], value: object) -> Parsed | Problem:
    if isinstance(value, bool):
        return Parsed(value)
    return Problem("Ich brauche hier ein Ja oder ein Nein.")


def _check_review(_: Question, __: Sequence[Option], value: object) -> Parsed | Problem:
    return Parsed("confirm") if value == "confirm" else Problem(_review_expected())


def _number_expected(question: Question) -> str:
    sample = question.example.small
    known = parse_number(sample)
    example = format_number(known.value) if known else "12"
    unit = f" {question.unit}" if question.unit else ""
    return f"Ich brauche hier eine Zahl, zum Beispiel {example}{unit}."


def _date_expected(today: datetime.date) -> str:
    year = today.year + 1
    return (
        f"Ich brauche hier ein Datum, so genau Sie es wissen: zum Beispiel 14.3.{year}, "
        f"März {year}, 3. Quartal {year} oder {year}."
    )


def _review_expected() -> str:
    return (
        "Wenn alles stimmt, schreiben Sie „stimmt so“. Wenn etwas anders ist, schreiben Sie, was "
        "Sie ändern möchten, zum Beispiel „das Datum ändern“."
    )


def _choice_expected(options: Sequence[Option], several: bool) -> str:
    if not options:
        return "Hier gibt es noch nichts auszuwählen."
    named = ", ".join(f"„{option.title}“" for option in options[:3])
    way = "einen oder mehrere dieser Punkte" if several else "einen dieser Punkte"
    return f"Bitte wählen Sie {way}, mit Namen oder Nummer, zum Beispiel {named}."


def implausible(question: Question, value: Value) -> str | None:
    """ "ungewöhnlich hoch" or "ungewöhnlich niedrig" outside the plausible range, else None."""
    if question.plausible is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    low, high = question.plausible
    if value < low:
        return "ungewöhnlich niedrig"
    return "ungewöhnlich hoch" if value > high else None


SINGULAR = {
    "Jahre": "Jahr",
    "Kinder": "Kind",
    "Personen": "Person",
    "Plätze": "Platz",
    "Punkte": "Punkt",
    "Tage": "Tag",
}
"""The guide's units that have a singular of their own."""


def display(question: Question, options: Sequence[Option], value: Value) -> str:
    """A value as people read it: "12.300 Personen", "März 2027", "Wohnen, Integration"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nein"
    if isinstance(value, (int, float)):
        number = format_number(value)
        if question.unit is None:
            # A year is read as a number of four digits, not as two thousand and twenty-five.
            is_year = question.integer and question.max is not None and question.max <= 2200
            return str(int(value)) if is_year else number
        unit = SINGULAR.get(question.unit, question.unit) if value == 1 else question.unit
        return f"{number} {unit}"
    if question.kind in ("single", "multiple"):
        titles = {option.value: option.title for option in options}
        chosen = value if isinstance(value, list) else [value]
        of_items = question.options_from and not question.options_from.startswith("options.")
        gone = "gelöschter Eintrag" if of_items else None
        return "; ".join(titles.get(v, gone or v) for v in chosen) or "keine davon"
    if question.kind == "date" and isinstance(value, str):
        return format_date(value)
    if question.kind == "review":
        return "Stimmt so"
    return "; ".join(value) if isinstance(value, list) else str(value)
