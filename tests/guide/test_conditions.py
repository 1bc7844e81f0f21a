"""Conditions on a state, and how they read."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.guide.conditions import depends_on, holds, in_words
from assistant.guide.load import load_guide
from assistant.guide.model import Answered, AnswerIs, AnyOf, Condition, Every, TypeIs
from tests.guide import state

GUIDE = load_guide()
FORM = "kickoff.form"
HYBRID = AnswerIs(FORM, ("hybrid", "online"))
NOT_HYBRID = AnswerIs(FORM, ("hybrid", "online"), negated=True)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (None, {}, True),
        (HYBRID, {FORM: "hybrid"}, True),
        (HYBRID, {FORM: "in_person"}, False),
        (NOT_HYBRID, {FORM: "in_person"}, True),
        (NOT_HYBRID, {FORM: "online"}, False),
        # Without an answer neither side holds.
        (HYBRID, {}, False),
        (NOT_HYBRID, {}, False),
        (HYBRID, {FORM: "?"}, False),
        (NOT_HYBRID, {FORM: "-"}, False),
        (NOT_HYBRID, {FORM: "x"}, False),
        (AnswerIs(FORM, (True,)), {FORM: True}, True),
        (AnswerIs(FORM, (False,)), {FORM: False}, True),
        (AnswerIs(FORM, (False,)), {FORM: True}, False),
        (AnswerIs(FORM, ("a",)), {FORM: ["a", "b"]}, True),
        (AnswerIs(FORM, ("a",), negated=True), {FORM: ["a", "b"]}, False),
        (AnswerIs(FORM, ("a",), negated=True), {FORM: []}, True),
        (Answered(FORM), {FORM: False}, True),
        (Answered(FORM), {FORM: 0}, True),
        (Answered(FORM), {FORM: "?"}, False),
        (Every((HYBRID, Answered("kickoff.date"))), {FORM: "online"}, False),
        (Every((HYBRID, Answered("kickoff.date"))), {FORM: "online", "kickoff.date": "2027"}, True),
        (AnyOf((HYBRID, Answered("kickoff.date"))), {"kickoff.date": "2027"}, True),
        (AnyOf((HYBRID, Answered("kickoff.date"))), {}, False),
    ],
)
def test_a_condition_looks_at_answers_that_were_given(
    condition: Condition | None, answers: dict[str, Any], expected: bool
) -> None:
    assert holds(condition, state(answers)) is expected


def test_a_condition_on_the_kind_of_municipality() -> None:
    condition = TypeIs(("district", "association"))
    held = [kind for kind in ("municipality", "district") if holds(condition, state(kind=kind))]
    assert held == ["district"]


def test_a_name_with_a_dot_means_the_same_item() -> None:
    condition = AnswerIs(".held", (True,))
    given = state({"profile.interviews.a.held": True, "profile.interviews.b.held": False})
    assert holds(condition, given, "profile.interviews.a")
    assert not holds(condition, given, "profile.interviews.b")
    assert depends_on(condition, "profile.interviews.a.held", "profile.interviews.a")
    assert not depends_on(condition, "profile.interviews.b.held", "profile.interviews.a")


def test_a_condition_depends_on_all_its_parts() -> None:
    condition = Every((TypeIs(("district",)), AnyOf((HYBRID, Answered("kickoff.date")))))
    assert depends_on(condition, FORM)
    assert depends_on(condition, "kickoff.date")
    assert not depends_on(condition, "kickoff.place")
    assert not depends_on(None, FORM)


def test_conditions_read_as_sentences_with_labels_and_titles() -> None:
    assert in_words(None, GUIDE) is None
    assert in_words(HYBRID, GUIDE) == (
        "Nur wenn „Form des Treffens“ „Hybrid“ oder „Nur online“ ist."
    )
    assert in_words(NOT_HYBRID, GUIDE) == (
        "Nur wenn „Form des Treffens“ nicht „Hybrid“ oder „Nur online“ ist."
    )
    confirmed = AnswerIs("kickoff.head_confirmed", (False,))
    assert in_words(confirmed, GUIDE) == "Nur wenn „Leitung lädt ein und nimmt teil“ „nein“ ist."


def test_every_condition_of_the_guide_reads_without_ids() -> None:
    for stage in GUIDE.stages:
        for section in stage.sections:
            prefix = f"{section.collection.name}.x" if section.collection else ""
            for condition in [section.condition, *(q.condition for q in section.questions)]:
                words = in_words(condition, GUIDE, prefix)
                if words is not None:
                    assert words.endswith(".")
                    assert "_" not in words
                    assert f"{stage.id}." not in words


@pytest.mark.parametrize("kinds", [("municipality", "district", "association")])
def test_kinds_of_municipality_are_listed_as_one_writes_a_list(kinds: tuple[str, ...]) -> None:
    words = in_words(TypeIs(kinds), GUIDE)
    assert words is not None
    # "Gemeinden und Städte und Landkreise und …" is no German list.
    assert words.count(" und ") <= 2
