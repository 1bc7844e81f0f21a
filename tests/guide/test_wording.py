"""Words in braces: the municipality's words in their case, and quotations of answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guide.load import load_guide
from assistant.guide.model import MUNICIPALITY_TYPES
from assistant.guide.wording import fill
from tests.guide import state

GUIDE = load_guide()


def filled(text: str, kind: str = "municipality", answers: dict[str, str] | None = None) -> str:
    return fill(text, GUIDE, state(kind=kind), lambda name: (answers or {}).get(name))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("municipality", "In Ihrer Kommune entscheidet der Rat."),
        ("district", "In Ihrem Landkreis entscheidet der Kreistag."),
        ("quarter", "In Ihrem Quartier entscheidet der Rat der Stadt."),
        ("association", "In Ihrem Gemeindeverband entscheidet der Rat des Verbands."),
    ],
)
def test_words_change_with_the_kind_of_municipality(kind: str, expected: str) -> None:
    assert filled("In {kommune_dat} entscheidet {rat}.", kind) == expected


def test_all_kinds_have_the_same_words() -> None:
    names = [set(GUIDE.words[kind]) for kind in MUNICIPALITY_TYPES]
    assert all(own == names[0] for own in names)
    assert all(word.strip() for kind in MUNICIPALITY_TYPES for word in GUIDE.words[kind].values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{rat} tagt.", "Der Rat tagt."),
        ("Und {rat} tagt.", "Und der Rat tagt."),
        ("Gut. {rat} tagt.", "Gut. Der Rat tagt."),
        ("Gut? {rat} tagt.", "Gut? Der Rat tagt."),
        ("Gut.\\n{rat} tagt.", "Gut.\nDer Rat tagt."),
        ("{rat} und {rat_akk}", "Der Rat und den Rat"),
        ("{name}: {rat}", "Grabow: der Rat"),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, expected: str) -> None:
    assert filled(text.replace("\\n", "\n")) == expected


def test_a_quotation_stands_where_there_is_an_answer_and_its_stand_in_where_not() -> None:
    text = "Am {kickoff.date|noch offen} in {.title|dem Saal}."
    assert filled(text) == "Am noch offen in dem Saal."
    answers = {"kickoff.date": "14. März", ".title": "Grabow"}
    assert filled(text, answers=answers) == "Am 14. März in Grabow."


def test_a_quotation_at_the_beginning_of_a_sentence_gets_a_capital() -> None:
    assert filled("{.title|die Maßnahme} läuft.") == "Die Maßnahme läuft."


def test_braces_in_an_answer_are_not_filled_again() -> None:
    assert filled("„{.title|x}“", answers={".title": "{rat} {name}"}) == "„{rat} {name}“"


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=80))
def test_an_answer_is_quoted_as_it_was_given(answer: str) -> None:
    expected = answer or "nichts"
    assert filled("Es heißt: „{.title|nichts}“.", answers={".title": answer}) == (
        f"Es heißt: „{expected}“."
    )
