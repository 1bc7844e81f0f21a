"""The walk through the real guide: what is asked when, what comes next, how far one is."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.guide import walk
from assistant.guide.load import load_guide
from assistant.guide.model import MUNICIPALITY_TYPES, STAGE_IDS
from assistant.guide.prompts import prompt_of
from assistant.guide.state import State
from assistant.guide.walk import NEW, Step
from tests.guide import state

GUIDE = load_guide()
KICKOFF = GUIDE.stage("kickoff")


def ids(given: State, stage: str = "kickoff") -> list[str]:
    return [step.id for step in walk.steps(GUIDE, given, GUIDE.stage(stage))]


def test_a_stage_begins_with_its_first_question_and_ends_with_its_review() -> None:
    for stage in GUIDE.stages:
        names = ids(state(), stage.id)
        assert names[0] == f"{stage.id}.{stage.sections[0].questions[0].name}"
        assert names[-1] == f"{stage.id}.review"
        assert walk.next_step(GUIDE, state(), stage).id == names[0]


@pytest.mark.parametrize("kind", MUNICIPALITY_TYPES)
def test_every_step_is_asked_once(kind: str) -> None:
    for stage in STAGE_IDS:
        names = ids(state(kind=kind), stage)
        assert len(set(names)) == len(names)


def test_a_condition_opens_and_closes_its_question() -> None:
    name = "kickoff.head_substitute"
    assert name not in ids(state())
    assert name in ids(state({"kickoff.head_confirmed": False}))
    for closed in (True, "?", "-", "x"):
        assert name not in ids(state({"kickoff.head_confirmed": closed}))


def test_a_required_list_begins_with_its_first_item_at_once() -> None:
    assert f"profile.swot.{NEW}.title" in ids(state(), "profile")
    assert "profile.swot.more" not in ids(state(), "profile")


def test_an_optional_list_asks_first_whether_there_is_anything() -> None:
    step = walk.find_step(GUIDE, state(), GUIDE.stage("profile"), "profile.interviews.more")
    assert step is not None
    assert step.question.text.startswith("Möchten Sie ein Interview")
    given = state(items={"profile.interviews": ["a"]})
    step = walk.find_step(GUIDE, given, GUIDE.stage("profile"), "profile.interviews.more")
    assert step is not None
    assert step.question.text.startswith("Möchten Sie noch ein Interview")


def test_a_required_list_that_was_declined_is_not_asked_for_forever() -> None:
    given = state({"profile.swot.more": False})
    assert not any(NEW in name for name in ids(given, "profile"))


def test_items_are_asked_in_their_order_and_the_upcoming_one_last() -> None:
    given = state(
        items={"kickoff.guests": ["b", "a"]},
        upcoming=("kickoff.guests", "c"),
    )
    groups = [name for name in ids(given) if name.endswith(".group")]
    assert groups == [f"kickoff.guests.{item}.group" for item in "bac"]


def test_a_choice_among_items_is_asked_only_when_there_are_some() -> None:
    assert "workshop.fields_from_swot" not in ids(state(), "workshop")
    given = state(items={"profile.swot": ["s"]})
    assert "workshop.fields_from_swot" in ids(given, "workshop")


def test_the_review_has_one_round_for_each_measure_with_its_id() -> None:
    given = state(
        {"plan.measures.m1.title": "Bürgerbus", "plan.measures.m2.title": "Mittagstisch"},
        items={"plan.measures": ["m1", "m2"]},
    )
    rounds = [name for name in ids(given, "review") if name.endswith(".state")]
    assert rounds == ["review.measures.m1.state", "review.measures.m2.state"]
    step = walk.find_step(GUIDE, given, GUIDE.stage("review"), rounds[1])
    assert step is not None
    assert "„Mittagstisch“" in prompt_of(step, GUIDE, given).text


def next_id(given: State, after: str | None = None) -> str:
    return walk.next_step(GUIDE, given, KICKOFF, after).id


def test_next_passes_over_what_is_settled() -> None:
    given = state({"kickoff.occasion": "new_start", "kickoff.goals": "?", "kickoff.themes": "-"})
    assert next_id(given) == "kickoff.identity"
    assert next_id(state({"kickoff.occasion": "x"})) == "kickoff.occasion"


def test_next_goes_on_behind_the_question_named() -> None:
    assert next_id(state(), "kickoff.themes") == "kickoff.identity"
    assert next_id(state(), "kickoff.no_such") == "kickoff.occasion"
    assert next_id(state(), "kickoff.review") == "kickoff.review"


def test_back_finds_the_answer_before_and_passes_over_more_questions() -> None:
    given = state({"kickoff.occasion": "new_start"}, items={"kickoff.guests": ["a"]})
    assert walk.previous_step(GUIDE, given, KICKOFF, "kickoff.occasion") is None
    step = walk.previous_step(GUIDE, given, KICKOFF, "kickoff.goals")
    assert step is not None
    assert step.id == "kickoff.occasion"
    step = walk.previous_step(GUIDE, given, KICKOFF, "kickoff.ages")
    assert step is not None
    assert step.id == "kickoff.guests.a.ages"


def settled_all(stage: str, mark: Any, kind: str = "municipality") -> State:
    """A state in which every question of a stage without items got that answer."""
    given = state(kind=kind)
    for _ in range(400):
        step = walk.next_step(GUIDE, given, GUIDE.stage(stage))
        if step.role == "review":
            return given
        name = step.id
        value: Any = mark
        if step.role == "more" or step.item == NEW:
            name, value = f"{name.split('.')[0]}.{name.split('.')[1]}.more", False
        values = dict(given.answers)
        given = state(kind=kind)
        more = state({name: value}).answers
        given = State(given.name, given.type, {**values, **more})
    raise AssertionError("the stage never ends")


@pytest.mark.parametrize("stage", STAGE_IDS)
def test_a_stage_can_be_left_open_throughout(stage: str) -> None:
    given = settled_all(stage, "?")
    far = walk.progress(GUIDE, given, GUIDE.stage(stage))
    assert far.answered == 0
    assert far.exact


@pytest.mark.parametrize("stage", STAGE_IDS)
def test_required_questions_left_open_are_open_points(stage: str) -> None:
    for mark in ("?", "-"):
        given = settled_all(stage, mark)
        missing = walk.open_points(GUIDE, given, GUIDE.stage(stage))
        assert missing
        assert all(step.question.required for step in missing)


def test_progress_counts_each_question_once_and_never_more_than_all() -> None:
    empty = walk.progress(GUIDE, state(), KICKOFF)
    assert empty.answered == 0
    assert empty.exact is False
    one = walk.progress(GUIDE, state({"kickoff.occasion": "new_start"}), KICKOFF)
    assert (one.answered, one.total) == (1, empty.total)
    done = walk.progress(GUIDE, state({"kickoff.guests.more": False}), KICKOFF)
    assert done.total == empty.total - 1


def test_positions_rise_along_the_walk() -> None:
    given = state(items={"kickoff.guests": ["a", "b"]})
    numbers = [
        walk.position(GUIDE, given, KICKOFF, step.id)
        for step in walk.steps(GUIDE, given, KICKOFF)
        if step.role == "question"
    ]
    assert numbers == list(range(1, len(numbers) + 1))


def test_status_follows_what_was_answered() -> None:
    assert walk.status(GUIDE, state(), KICKOFF) == "not_started"
    assert walk.status(GUIDE, state({"kickoff.goals": "x"}), KICKOFF) == "not_started"
    assert walk.status(GUIDE, state({"kickoff.goals": "?"}), KICKOFF) == "in_progress"
    done = state(completed=frozenset({"kickoff"}))
    assert walk.status(GUIDE, done, KICKOFF) == "completed"


def test_a_changed_answer_names_the_question_it_opens() -> None:
    given = state({"kickoff.form": "hybrid"})
    opened = walk.newly_open(GUIDE, given, KICKOFF, "kickoff.form")
    assert opened is not None
    assert opened.id == "kickoff.tech_help"
    assert walk.newly_open(GUIDE, given, KICKOFF, "kickoff.goals") is None
    settled = state({"kickoff.form": "in_person"})
    assert walk.newly_open(GUIDE, settled, KICKOFF, "kickoff.form") is None


def test_within_an_item_conditions_look_at_the_same_item() -> None:
    given = state(
        {"profile.interviews.a.held": True, "profile.interviews.b.held": False},
        items={"profile.interviews": ["a", "b"]},
    )
    names = ids(given, "profile")
    assert "profile.interviews.a.message" in names
    assert "profile.interviews.b.message" not in names


def step_of(question: str, given: State) -> Step:
    step = walk.find_step(GUIDE, given, GUIDE.stage(question.split(".")[0]), question)
    assert step is not None, question
    return step


def test_a_prompt_has_the_stored_value_and_its_revision() -> None:
    given = state({"kickoff.goals": "Bleiben"})
    prompt = prompt_of(step_of("kickoff.goals", given), GUIDE, given)
    assert (prompt.current, prompt.revision) == ("Bleiben", 1)
    blank = prompt_of(step_of("kickoff.goals", state()), GUIDE, state())
    assert (blank.current, blank.revision) == (None, 0)


def test_examples_fit_the_size_of_the_municipality() -> None:
    def example(given: State) -> str:
        return prompt_of(step_of("kickoff.goals", given), GUIDE, given).example

    small, large = example(state()), example(state(kind="district"))
    assert small != large
    assert example(state({"profile.population": 148_300})) == large
    assert example(state({"profile.population": 612}, kind="district")) == small
