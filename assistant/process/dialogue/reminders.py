"""What one needs to know before a question of plan or review: what was planned, what was decided,
how the figures have moved, who was not reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.guide.walk import NEW, Step
from assistant.language.date_forms import format_date
from assistant.plan.model import GOAL_REVIEWS, GOALS, MEASURE_REVIEWS, MEASURES, Measure
from assistant.plan.reached import not_reached
from assistant.plan.wording import euros, quoted
from assistant.process.dialogue.summaries import shorten
from assistant.process.figures.then_and_now import FigureChange
from assistant.process.phrases import say
from assistant.process.rounds.comparison import figure_changes
from assistant.process.rounds.model import Round, last_round
from assistant.process.strategy import measure_of, strategy_of

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

MOST_FIGURES = 8
LONGEST = 200
POPULATION = "review.population_now"
FIGURES = "review.figures_changed"
MISSING = "review.ages_missing"


def remind(dialogue: Dialogue, step: Step, previous: str | None) -> None:
    """Says what belongs before this question, if anything does."""
    if step.role != "question":
        return
    if step.id in (POPULATION, FIGURES):
        _figures(dialogue, step.id)
    elif step.id == MISSING:
        _missing(dialogue)
    elif step.item and step.item != NEW and f".{step.item}." not in (previous or ""):
        collection = step.id.rpartition(f".{step.item}.")[0]
        if collection == MEASURE_REVIEWS:
            _planned(dialogue, step.item)
        elif collection in (MEASURES, GOALS):
            _decided(dialogue, collection, step.item)


def _planned(dialogue: Dialogue, item: str) -> None:
    """Target and plan of a measure, before its balance."""
    measure = measure_of(dialogue.guide, dialogue.state, item)
    lines = _lines(_plan_of(measure))
    if lines:
        dialogue.add(say("planned", title=measure.title) + "\n\n" + "\n".join(lines), "hint")


def _plan_of(measure: Measure) -> Iterable[tuple[str, str | None]]:
    yield "Woran die Wirkung zu erkennen ist", measure.indicator.text
    yield "Zielwert", measure.indicator.target
    yield "Zeitraum", _period(measure)
    yield "Verantwortlich", measure.responsible
    yield "Kosten", euros(measure.budget) if measure.budget is not None else None


def _period(measure: Measure) -> str | None:
    start, end = (format_date(day) if day else None for day in (measure.start, measure.end))
    if start and end:
        return f"{start} bis {end}" if start != end else start
    return f"ab {start}" if start else f"bis {end}" if end else None


def _decided(dialogue: Dialogue, collection: str, item: str) -> None:
    """What the last round's review said of a measure or a goal that goes on."""
    record = dialogue.record
    last = last_round(record.connection, record.process.id)
    if last is None or all(one.id != item for one in last.items_of(collection)):
        return
    told = _of_measure(last, item) if collection == MEASURES else _of_goal(last, item)
    lines = _lines(told)
    if lines:
        title = next(one.title for one in last.items_of(collection) if one.id == item)
        text = say("decided_before", title=quoted(title), number=last.number)
        dialogue.add(text + "\n\n" + "\n".join(lines), "hint")


def _of_measure(last: Round, item: str) -> Iterable[tuple[str, str | None]]:
    measure = last.measure(item)
    assert measure is not None
    yield "Stand", measure.state
    yield "Erreicht", last.shown(f"{MEASURE_REVIEWS}.{item}.actual")
    yield "Entscheidung", measure.decision
    yield "Begründung", measure.reason
    yield "Nächster Schritt", measure.next_step
    yield "Bisheriges Ende", last.shown(f"{MEASURES}.{item}.end")


def _of_goal(last: Round, item: str) -> Iterable[tuple[str, str | None]]:
    yield "Erreicht", last.shown(f"{GOAL_REVIEWS}.{item}.value_now")
    yield "Einschätzung", last.shown(f"{GOAL_REVIEWS}.{item}.reached")
    yield "Gewünschte Änderung", last.shown(f"{GOAL_REVIEWS}.{item}.goal_change")
    yield "Bisherige Frist", last.shown(f"{GOALS}.{item}.until")


def _lines(named: Iterable[tuple[str, str | None]]) -> list[str]:
    return [f"- {name}: {shorten(text, LONGEST)}" for name, text in named if text]


def _figures(dialogue: Dialogue, question: str) -> None:
    """The profile's figures then and now; at the population only that one."""
    changes: Sequence[FigureChange] = figure_changes(dialogue.record, dialogue.today)
    if question == POPULATION:
        changes = [change for change in changes if change.id == "population"]
    if not changes:
        return
    lines = [f"- {change.text}" for change in changes[:MOST_FIGURES]]
    parts = [say("figures_then_and_now"), "\n".join(lines)]
    left = len(changes) - MOST_FIGURES
    if left > 0:
        parts.append(say("figures_more" if left > 1 else "figures_more_one", count=left))
    if any(len(change.sources) > 1 for change in changes):
        parts.append(say("figures_sources"))
    dialogue.add("\n\n".join(parts), "hint")


def _missing(dialogue: Dialogue) -> None:
    """Which generations were not at the meeting, and which no measure reaches."""
    titles = {age.value: age.title for age in dialogue.guide.shared_options["ages"]}
    came = dialogue.state.value("review.ages")
    strategy = strategy_of(dialogue.guide, dialogue.state)
    unreached = not_reached(strategy)
    parts = []
    if isinstance(came, list):
        absent = [title for age, title in titles.items() if age not in came]
        parts.append(say("ages_absent", ages="; ".join(absent)) if absent else say("ages_all_came"))
    if unreached:
        parts.append(say("ages_unreached", ages="; ".join(titles[age] for age in unreached)))
    elif any(measure.ages for measure in strategy.measures):
        parts.append(say("ages_all_reached"))
    if parts:
        dialogue.add(" ".join(parts), "hint")
