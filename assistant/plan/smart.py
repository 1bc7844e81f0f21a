"""SMART help for a goal: which parts are visible in its answers and what would make it clearer.

Honest about what it can do: it looks for numbers, dates, names and vague words. Whether a goal is
good, whether it can be reached and whether people want it, it cannot know and does not say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from assistant.language.numbers import parse_numbers
from assistant.language.spelling import fold
from assistant.plan.gap import CONTENT
from assistant.plan.model import Goal, Strategy
from assistant.plan.schedule import span_of
from assistant.plan.wording import named, quoted, until

SHORT = 3
"""A goal of fewer words hardly says who will have what."""
LONGEST = 1_000
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Criterion:
    """One letter of SMART: whether it is visible, what to say about it, an example to go by.

    `question` is where it can be mended; for "akzeptiert" it is None where no measure exists yet.
    """

    letter: str
    name: str
    visible: bool
    text: str
    example: str
    question: str | None


def smart(goal: Goal, strategy: Strategy) -> tuple[Criterion, ...]:
    """The five criteria in the order of the word. The strategy tells who stands behind the goal."""
    return (
        _specific(goal),
        _measurable(goal),
        _accepted(goal, strategy),
        _realistic(goal),
        _timed(goal),
    )


def _specific(goal: Goal) -> Criterion:
    vague = _vague_word(goal.title)
    question = goal.question("title")
    # A number says how much "more" is meant.
    if vague and not _has_number(goal.title):
        return _criterion("specific", "vague", question, word=quoted(vague))
    if len(goal.title.split()) < SHORT:
        return _criterion("specific", "short", question)
    return _criterion("specific", "seen", question)


def _measurable(goal: Goal) -> Criterion:
    if not goal.indicator.text:
        return _criterion("measurable", "no_indicator", goal.question("indicator"))
    if not goal.indicator.target:
        return _criterion("measurable", "no_target", goal.question("target"))
    kind = "seen" if _has_number(goal.indicator.target) else "no_number"
    return _criterion("measurable", kind, goal.question("target"))


def _accepted(goal: Goal, strategy: Strategy) -> Criterion:
    measures = [measure for measure in strategy.measures if measure.goal == goal.id]
    people: dict[str, str] = {}
    for measure in measures:
        for name in (measure.responsible, *measure.partners):
            if name:
                people.setdefault(fold(name), name)
    question = measures[0].question("partners") if measures else None
    if people:
        return _criterion("accepted", "seen", question, people=named(list(people.values())))
    return _criterion("accepted", "missing", question)


def _realistic(goal: Goal) -> Criterion:
    # Both belong to the indicator: without one they are not asked.
    if not goal.indicator.baseline:
        name = "baseline" if goal.indicator.text else "indicator"
        return _criterion("realistic", "no_baseline", goal.question(name))
    if not goal.indicator.target:
        name = "target" if goal.indicator.text else "indicator"
        return _criterion("realistic", "no_target", goal.question(name))
    return _criterion("realistic", "seen", goal.question("target"))


def _timed(goal: Goal) -> Criterion:
    question = goal.question("until")
    if goal.until and span_of(goal.until):
        return _criterion("timed", "seen", question, until=until(goal.until))
    said = f"{goal.title} {goal.indicator.target or ''}"
    return _criterion("timed", "in_words" if _YEAR.search(said) else "missing", question)


def _criterion(name: str, kind: str, question: str | None, **words: str) -> Criterion:
    content = _content()[name]
    return Criterion(
        letter=content["letter"],
        name=content["name"],
        visible=kind == "seen",
        text=content[kind].format(**words),
        example=content["example"],
        question=question,
    )


def _has_number(text: str) -> bool:
    """Whether an amount stands in a text; a year alone is none."""
    numbers = parse_numbers(text[:LONGEST])
    return any(not 1900 <= number.value <= 2200 for number in numbers)


def _vague_word(text: str) -> str | None:
    words = re.findall(r"\w+", text[:LONGEST])
    return next((word for word in words if fold(word) in _vague()), None)


@lru_cache(maxsize=1)
def _vague() -> frozenset[str]:
    return frozenset(fold(word) for word in _content()["vague"])


@lru_cache(maxsize=1)
def _content() -> Mapping[str, Any]:
    text = (CONTENT / "smart.yml").read_text("utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader))
