"""Proposes points for the SWOT from figures, comparisons and answers, each with its evidence.

A proposal is there to be accepted, changed or refused. The best evidenced come first: a clear
difference from the district or from similar places counts more than a value that passes a bound,
and both count more than an impression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.profile.comparison import Comparison
from assistant.profile.indicators import Result, known
from assistant.profile.swot_content import (
    Answered,
    AnyOf,
    Bound,
    Compared,
    Condition,
    Quadrant,
    Rule,
    Simple,
    SwotContent,
    load_swot,
)

CLEAR, DIFFERENT, BEYOND, SAID = 3.0, 2.0, 2.0, 1.0
"""What counts how much: a clear difference, some difference, a bound passed, an answer."""
FARTHER = 1.0
"""At most so much more for a value far beyond, in widths of a clear difference."""
MORE = 0.25
"""So much for each further piece of evidence."""
FEW_CASES = 1.0
"""So much less where few cases were counted."""

Answer = object
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Evidence:
    """What shows a point: an indicator or an answer, in German, and how much it counts."""

    text: str
    weight: float
    indicator: str | None = None
    question: str | None = None


@dataclass(frozen=True)
class Proposal:
    """A point proposed for the SWOT; `evidence_kind` and `quadrant` are values of the guide."""

    rule: str
    topic: str
    quadrant: Quadrant
    theme: str
    title: str
    sentence: str
    evidence: tuple[Evidence, ...]

    @property
    def evidence_kind(self) -> Literal["figure", "observation"]:
        """Whether a figure shows it, or what someone has answered."""
        return "figure" if any(one.indicator for one in self.evidence) else "observation"

    @property
    def evidence_text(self) -> str:
        """All evidence in sentences."""
        return " ".join(dict.fromkeys(one.text for one in self.evidence))

    @property
    def weight(self) -> float:
        """How well it is evidenced: by the best of its evidence, and a little by the rest."""
        best = max(one.weight for one in self.evidence)
        return best + MORE * (len(self.evidence) - 1)


def propose(
    results: Sequence[Result],
    comparisons: Sequence[Comparison] = (),
    answers: Answers | None = None,
    content: SwotContent | None = None,
) -> tuple[Proposal, ...]:
    """All proposals, the best evidenced first; of two that say the same only the better one.

    `answers` are by the guide's question (`profile.youth_migration`).
    """
    content = content or load_swot()
    facts = _Facts(known(results), comparisons, answers or {})
    best: dict[tuple[str, str], Proposal] = {}
    for rule in content.rules:
        proposal = _proposal(rule, facts)
        if proposal is None:
            continue
        same = best.get((rule.topic, rule.quadrant))
        if same is None or proposal.weight > same.weight:
            best[(rule.topic, rule.quadrant)] = proposal
    return tuple(sorted(best.values(), key=lambda proposal: -proposal.weight))


@dataclass(frozen=True)
class _Facts:
    results: Mapping[str, Result]
    comparisons: Sequence[Comparison]
    answers: Answers


def _proposal(rule: Rule, facts: _Facts) -> Proposal | None:
    evidence: list[Evidence] = []
    for condition in rule.when:
        found = _evidence(condition, facts)
        if not found:
            return None
        evidence += found
    return Proposal(
        rule.id, rule.topic, rule.quadrant, rule.theme, rule.title, rule.sentence, _once(evidence)
    )


def _once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Of an indicator's evidence the strongest: a comparison already names the value."""
    best: dict[str, Evidence] = {}
    for one in evidence:
        key = one.indicator or one.question or one.text
        if key not in best or one.weight > best[key].weight:
            best[key] = one
    return tuple(best.values())


def _evidence(condition: Condition, facts: _Facts) -> list[Evidence]:
    """What shows that the condition holds; nothing when it does not."""
    parts: Sequence[Simple] = condition.parts if isinstance(condition, AnyOf) else (condition,)
    return [one for part in parts for one in _shown_by(part, facts)]


def _shown_by(condition: Simple, facts: _Facts) -> list[Evidence]:
    if isinstance(condition, Answered):
        holds = _answered(condition, facts.answers.get(condition.question))
        return [Evidence(condition.said, SAID, question=condition.question)] if holds else []
    result = facts.results.get(condition.indicator)
    if result is None:
        return []
    if isinstance(condition, Bound):
        return _beyond(condition, result)
    return _compared(condition, result, facts.comparisons)


def _beyond(condition: Bound, result: Result) -> list[Evidence]:
    assert result.value is not None
    passed = result.value - condition.bound if condition.least else condition.bound - result.value
    if passed < 0 or _by_chance(result):
        return []
    bounds = result.indicator.compare
    farther = min(FARTHER, passed / bounds.clear) if bounds else 0.0
    text = f"{_named(result)}."
    return [Evidence(text, BEYOND + farther - _doubt(result), indicator=result.id)]


def _compared(
    condition: Compared, result: Result, comparisons: Sequence[Comparison]
) -> list[Evidence]:
    found = []
    for comparison in comparisons:
        if comparison.indicator != condition.indicator or comparison.level not in condition.levels:
            continue
        if condition.against not in (None, comparison.benchmark.against):
            continue
        clear = comparison.level.startswith("clearly")
        weight = (CLEAR if clear else DIFFERENT) + min(FARTHER, max(0.0, comparison.distance - 1))
        text = f"{_named(result)}. {comparison.text}"
        found.append(Evidence(text, weight - _doubt(result), indicator=result.id))
    return found


def _answered(condition: Answered, answer: Answer) -> bool:
    if answer is None or answer == "":
        return False
    if condition.values:
        return answer in condition.values
    if condition.lacks is not None:
        return isinstance(answer, (list, tuple)) and condition.lacks not in answer
    if isinstance(answer, (list, tuple)):
        number = float(len(answer))
    elif isinstance(answer, (int, float)) and not isinstance(answer, bool):
        number = float(answer)
    else:
        return False
    if condition.at_least is not None:
        return number >= condition.at_least
    return condition.at_most is not None and number <= condition.at_most


def _named(result: Result) -> str:
    origin = f" ({result.origin})" if result.origin else ""
    return f"{result.indicator.name}: {result.with_unit}{origin}"


def _by_chance(result: Result) -> bool:
    """Whether counted events could give the balance by chance, so that its sign says nothing."""
    counted = result.indicator.topic == "movement"
    return counted and result.value is not None and abs(result.value) <= result.chance


def _doubt(result: Result) -> float:
    return FEW_CASES if result.notes else 0.0
