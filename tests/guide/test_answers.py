"""What fits a question of each kind, typed and from a control, and how it is shown."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guide.answers import (
    ENTRY_LENGTH,
    LIST_LENGTH,
    TEXT_LENGTH,
    Parsed,
    Problem,
    check_value,
    display,
    implausible,
    parse_text,
)
from assistant.guide.model import Option
from tests.guide import question

TODAY = datetime.date(2026, 11, 22)
KINDS = ("text", "number", "date", "single", "multiple", "list", "yes_no", "review")
OPTIONS = (
    Option("housing", "Wohnen", synonyms=("Leerstand",)),
    Option("mobility", "Mobilität", synonyms=("Bus", "Verkehr")),
    Option("care", "Gesundheit und Pflege", synonyms=("Pflege",)),
)


def typed(kind: str, text: str, **more: Any) -> Any:
    """The value a typed text comes to; a Problem when it does not fit."""
    options = OPTIONS if kind in ("single", "multiple") else ()
    parsed = parse_text(question(kind, **more), options, text, TODAY)
    return parsed.value if isinstance(parsed, Parsed) else parsed


def checked(kind: str, value: object, **more: Any) -> Any:
    """The value a control's value comes to; a Problem when it does not fit."""
    options = OPTIONS if kind in ("single", "multiple") else ()
    parsed = check_value(question(kind, **more), options, value)
    return parsed.value if isinstance(parsed, Parsed) else parsed


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  Die Elde.\nUnd der Hafen.  ", "Die Elde.\nUnd der Hafen."),
        ("number", "5.573", 5573),
        ("number", "rund 5.573 Personen", 5573),
        ("number", "72,27 km²", 72.27),
        ("number", "zwölftausend", 12000),
        ("number", "1,2 Mio.", 1200000),
        ("number", "minus 3,4 %", -3.4),
        ("number", "ca. 12 Tsd.", 12000),
        ("date", "14.3.2027", "2027-03-14"),
        ("date", "März 2027", "2027-03"),
        ("date", "3. Quartal 2027", "2027-Q3"),
        ("date", "KW 12 2027", "2027-W12"),
        ("date", "2027 bis 2031", "2027/2031"),
        ("single", "Wohnen", "housing"),
        ("single", "2", "mobility"),
        ("single", "der Bus", "mobility"),
        ("multiple", "Wohnen und Pflege", ["housing", "care"]),
        ("multiple", "die ersten beiden", ["housing", "mobility"]),
        ("multiple", "alle", ["housing", "mobility", "care"]),
        ("multiple", "keine davon", []),
        ("list", "Feuerwehr, Chor und Sportverein", ["Feuerwehr", "Chor", "Sportverein"]),
        ("list", "- Feuerwehr\n- Chor", ["Feuerwehr", "Chor"]),
        ("yes_no", "ja, gern", True),
        ("yes_no", "nein, leider nicht", False),
        ("review", "stimmt so", "confirm"),
    ],
)
def test_typed_answers_are_understood_generously(kind: str, text: str, value: Any) -> None:
    assert typed(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("number", "viele", "Zahl"),
        ("number", "zwischen 10 und 20", "mehrere Zahlen"),
        ("date", "irgendwann", "Datum"),
        ("date", "31.2.2027", "Datum"),
        ("single", "Wohnen und Mobilität", "nur eine"),
        ("single", "Einhorn", "„Wohnen“"),
        ("multiple", "Einhorn", "„Wohnen“"),
        ("yes_no", "vielleicht", "Ja oder ein Nein"),
        ("yes_no", "weiß ich noch nicht", "Ja oder ein Nein"),
        ("review", "nein", "ändern"),
        ("list", " , , ", "Eintrag"),
        ("text", "   ", "Worte"),
    ],
)
def test_what_does_not_fit_is_answered_with_what_was_expected(
    kind: str, text: str, expected: str
) -> None:
    problem = typed(kind, text)
    assert isinstance(problem, Problem)
    assert expected in problem.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("keine", 0),
        ("niemand", 0),
        ("leider gar keine mehr", 0),
        ("kein Kind", 0),
        ("es ist niemand gekommen", 0),
        ("nichts, das zahlt der Kreis", 0),
        ("kostet nichts", 0),
        ("keiner mehr, der letzte ging 2019", 0),
        ("keine Ahnung", None),
        ("keine Angabe", None),
        ("das weiß niemand", None),
        ("noch nichts entschieden", None),
        ("nichts Genaues", None),
        ("kein Problem", None),
        ("nein", None),
        ("weg sind 188 und zurück kam keiner", 188),
    ],
)
def test_none_is_zero_where_a_number_is_asked_for(text: str, value: int | None) -> None:
    parsed = typed("number", text, unit="Personen")
    assert isinstance(parsed, Problem) if value is None else parsed == value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("ein halber Tag", "Tage", 0.5),
        ("einen halben Tag, vier Stunden", "Tage", 0.5),
        ("zwei und ein halber Tag", "Tage", 2.5),
        ("anderthalb Tage", "Tage", 1.5),
        ("ein ganzer Tag", "Tage", 1),
        ("eine Person", "Personen", 1),
        ("ein Platz", "Plätze", 1),
        ("ein halber Tag", "Personen", None),
        ("ein Ortsteil", "Personen", None),
        ("einen Tag mit 25 Leuten", "Personen", 25),
    ],
)
def test_halves_and_ones_of_the_unit(text: str, unit: str, value: float | None) -> None:
    parsed = typed("number", text, unit=unit)
    assert isinstance(parsed, Problem) if value is None else parsed == value


@pytest.mark.parametrize("text", ["keine", "ein halber Tag", "Start 2027, Ende 2031", "2x im Jahr"])
def test_free_texts_and_lists_stay_as_typed(text: str) -> None:
    assert typed("text", text) == text
    assert typed("list", text) in ([text], text.split(", "))


def test_parts_that_name_no_option_are_handed_back() -> None:
    parsed = parse_text(question("multiple"), OPTIONS, "Wohnen und Einhörner", TODAY)
    assert isinstance(parsed, Parsed)
    assert parsed.value == ["housing"]
    assert len(parsed.left_over) == 1
    assert "Einhörner" in parsed.left_over[0]


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        ("text", " Die Elde ", "Die Elde"),
        ("number", 12, 12),
        ("number", 12.0, 12),
        ("number", 0.5, 0.5),
        ("number", -3, -3),
        ("date", "2027-03-14", "2027-03-14"),
        ("date", "2027-03", "2027-03"),
        ("date", "2027-Q3", "2027-Q3"),
        ("date", "2027-W12", "2027-W12"),
        ("date", "2027", "2027"),
        ("date", "2027-01/2029-06", "2027-01/2029-06"),
        ("single", "care", "care"),
        ("multiple", ["care", "housing", "care"], ["housing", "care"]),
        ("multiple", [], []),
        ("list", [" Chor ", "", "Feuerwehr"], ["Chor", "Feuerwehr"]),
        ("yes_no", True, True),
        ("yes_no", False, False),
        ("review", "confirm", "confirm"),
    ],
)
def test_values_of_controls_are_normalised(kind: str, value: object, stored: Any) -> None:
    assert checked(kind, value) == stored


HOSTILE: tuple[object, ...] = (
    None,
    True,
    "",
    " ",
    "confirm ",
    "ja",
    0,
    1,
    float("nan"),
    float("inf"),
    float("-inf"),
    10**400,
    -(10**400),
    [],
    [None],
    [1],
    [[]],
    ["care", 1],
    [{"value": "care"}],
    {},
    {"value": 1},
    "2027-13",
    "2027-02-30",
    "2027-W54",
    "2027-Q5",
    "2031/2027",
    "/",
    "2027/",
    "9" * 5000,
    "\x00",
    "\ud800",
    ["x"] * (LIST_LENGTH + 1),
    ["x" * (ENTRY_LENGTH + 1)],
    "x" * (TEXT_LENGTH + 1),
    b"bytes",
    object(),
)
FITS: dict[str, Any] = {
    "text": lambda v: isinstance(v, str) and 0 < len(v.strip()) <= TEXT_LENGTH,
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool) and abs(v) <= 1e15,
    "date": lambda v: isinstance(v, str) and v[:4].isdigit(),
    "single": lambda v: v in ("housing", "mobility", "care"),
    "multiple": lambda v: isinstance(v, list) and set(v) <= {"housing", "mobility", "care"},
    "list": lambda v: isinstance(v, list) and 0 < len(v) <= LIST_LENGTH,
    "yes_no": lambda v: isinstance(v, bool),
    "review": lambda v: v == "confirm",
}


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_values_are_refused_or_fit(kind: str) -> None:
    for value in HOSTILE:
        result = checked(kind, value)
        if isinstance(result, Problem):
            assert result.text.endswith((".", "?")), repr(value)[:60]
        else:
            assert FITS[kind](result), repr(value)[:60]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("number", True),
        ("number", "12"),
        ("number", float("nan")),
        ("number", float("inf")),
        ("number", 10**400),
        ("number", None),
        ("date", "2027-02-30"),
        ("date", "2027-13"),
        ("date", "2031/2027"),
        ("date", 2027),
        ("single", ["care"]),
        ("single", "Wohnen"),
        ("multiple", "care"),
        ("multiple", ["care", "unicorn"]),
        ("multiple", [["care"]]),
        ("list", "Chor"),
        ("list", []),
        ("list", [1]),
        ("yes_no", 1),
        ("yes_no", "ja"),
        ("review", True),
        ("text", 12),
        ("text", ""),
    ],
)
def test_values_of_another_kind_are_refused(kind: str, value: object) -> None:
    assert isinstance(checked(kind, value), Problem)


def test_a_text_holds_ten_thousand_characters_and_not_one_more() -> None:
    assert checked("text", "x" * TEXT_LENGTH) == "x" * TEXT_LENGTH
    assert isinstance(checked("text", "x" * (TEXT_LENGTH + 1)), Problem)


@pytest.mark.parametrize("value", [-1, 101, 0.5])
def test_bounds_and_whole_numbers_are_kept(value: float) -> None:
    problem = checked("number", value, min=0, max=100, integer=True)
    assert isinstance(problem, Problem)
    assert any(sign.isdigit() for sign in problem.text)


@pytest.mark.parametrize("value", [0, 100])
def test_bounds_themselves_fit(value: float) -> None:
    assert checked("number", value, min=0, max=100, integer=True) == value
    assert typed("number", str(value), min=0, max=100, integer=True) == value


def test_only_numbers_outside_the_plausible_range_are_doubted() -> None:
    sample = question("number", plausible=(20, 65))
    assert implausible(sample, 19) == "ungewöhnlich niedrig"
    assert implausible(sample, 66) == "ungewöhnlich hoch"
    for value in (20, 65, 47.9, None, True, "70"):
        assert implausible(sample, value) is None
    assert implausible(question("number"), 10**9) is None


@pytest.mark.parametrize(
    ("kind", "value", "shown", "more"),
    [
        ("number", 12300, "12.300 Personen", {"unit": "Personen"}),
        ("number", 1, "1 Person", {"unit": "Personen"}),
        ("number", 47.9, "47,9 Jahre", {"unit": "Jahre"}),
        ("number", -3.4, "-3,4 %", {"unit": "%"}),
        ("number", 12300, "12.300", {}),
        ("number", 2040, "2040", {"integer": True, "min": 2024, "max": 2100}),
        ("date", "2027-03-14", "14. März 2027", {}),
        ("date", "2027-03", "März 2027", {}),
        ("date", "2027", "2027", {}),
        ("single", "care", "Gesundheit und Pflege", {}),
        ("single", "gone", "gone", {}),
        ("multiple", ["housing", "care"], "Wohnen; Gesundheit und Pflege", {}),
        ("multiple", [], "keine davon", {}),
        ("list", ["Chor", "Feuerwehr"], "Chor; Feuerwehr", {}),
        ("yes_no", True, "Ja", {}),
        ("yes_no", False, "Nein", {}),
        ("review", "confirm", "Stimmt so", {}),
        ("text", "Die Elde", "Die Elde", {}),
        ("text", None, "", {}),
    ],
)
def test_values_are_shown_as_people_read_them(
    kind: str, value: Any, shown: str, more: dict[str, Any]
) -> None:
    options = OPTIONS if kind in ("single", "multiple") else ()
    assert display(question(kind, **more), options, value).replace("−", "-") == shown


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(kind=st.sampled_from(KINDS), text=texts)
def test_any_text_is_understood_or_refused_and_what_is_understood_fits(
    kind: str, text: str
) -> None:
    options = OPTIONS if kind in ("single", "multiple") else ()
    sample = question(kind)
    parsed = parse_text(sample, options, text, TODAY)
    if isinstance(parsed, Problem):
        assert parsed.text
        return
    again = check_value(sample, options, parsed.value)
    assert isinstance(again, Parsed)
    assert again.value == parsed.value
    assert display(sample, options, parsed.value)
