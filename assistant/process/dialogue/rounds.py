"""Rounds in the dialogue: a new one from the review, an earlier one, a step of it as a measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.guide.walk import next_step, steps
from assistant.language.date_forms import format_date
from assistant.language.spelling import fold
from assistant.plan.model import GOALS, MEASURES, Task
from assistant.plan.wording import named, quoted
from assistant.process.dialogue.pending import Pending
from assistant.process.dialogue.summaries import shorten
from assistant.process.phrases import say
from assistant.process.rounds.beginning import begin_round, is_ready, leaving
from assistant.process.rounds.model import PastMeasure, Round, last_round, rounds_of
from assistant.process.turn import Command

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

QUESTION = "process.round"
MOST_SHOWN = 30
MOST_BUTTONS = 6
AS_MEASURE = re.compile(r"\bschritt (\d{1,2}) als massnahme\b")
EARLIER = re.compile(
    r"\b(letzten?|vorigen?|vorherigen?|frueheren?|ersten?|alten?|was|wie|zeig\w*)\b"
)
BEGINS = re.compile(r"\b(beginn\w*|start\w*|anfang\w*|eroeffn\w*|neue\w?)\b")
NUMBERED = re.compile(r"\b(erste|zweite|dritte)n? (?:plan)?runde\b")
NUMBERS = {"erste": 1, "zweite": 2, "dritte": 3}


def rounds(dialogue: Dialogue, command: Command) -> None:
    """Asks whether a new round begins, shows an earlier one, or makes a step of it a measure."""
    folded = fold(command.text)
    step = AS_MEASURE.search(folded)
    if step:
        _add_measure(dialogue, int(step.group(1)))
    elif EARLIER.search(folded) and not BEGINS.search(folded):
        _show_earlier(dialogue, folded)
        dialogue.ask_again()
    else:
        _ask(dialogue)


def offer_round(dialogue: Dialogue, stage: str) -> None:
    """Behind the review: what a new round is, and the button that begins one."""
    if stage == "review":
        start = {"title": "Neue Runde beginnen", "text": "Neue Runde beginnen"}
        dialogue.add(say("round_offered"), "hint", buttons=[start])


def settle_round(dialogue: Dialogue, confirmed: bool) -> None:
    """Begins the new round, or leaves all as it is."""
    if not confirmed or not is_ready(dialogue.state):
        dialogue.say("round_refused", "acknowledgement")
        dialogue.ask_again()
        return
    kept = begin_round(dialogue.record, dialogue.today)
    position = dialogue.record.position
    position.return_to = None
    dialogue.say("round_begun", "acknowledgement", number=kept.number + 1)
    _say_measures(dialogue, kept)
    _say_steps(dialogue, kept.steps())
    _go_to_goals(dialogue)


def _go_to_goals(dialogue: Dialogue) -> None:
    """To what is open from the plan's goals on: what was left out before them was left out."""
    guide, state = dialogue.guide, dialogue.state
    plan = guide.stage("plan")
    before = None
    for step in steps(guide, state, plan):
        if step.section.collection and step.section.collection.name == GOALS:
            break
        before = step.id
    dialogue.go_to(next_step(guide, state, plan, before), plan)


def _ask(dialogue: Dialogue) -> None:
    if not is_ready(dialogue.state):
        dialogue.say("round_too_early", "hint")
        dialogue.ask_again()
        return
    state = dialogue.state
    gone = leaving(state)
    titles = {item: _title(dialogue, item) for item in state.items.get(MEASURES, ())}
    staying = [title for item, title in titles.items() if item not in gone]
    parts = [say("round_explained")]
    if gone:
        parts.append(say("round_leaving", titles=named([titles[item] for item in gone])))
    if staying:
        parts.append(say("round_staying", titles=named(staying)))
    text = "\n\n".join([" ".join(parts), say("round_asked")])
    dialogue.record.position.paused = False
    dialogue.ask_back(Pending("round", QUESTION, text, say("round_why")))


def _title(dialogue: Dialogue, item: str) -> str:
    title = dialogue.state.value(f"{MEASURES}.{item}.title")
    return title if isinstance(title, str) else "Maßnahme ohne Namen"


def _say_measures(dialogue: Dialogue, kept: Round) -> None:
    """What left the plan and what stays, with a button for each measure that is to change."""
    left = [one for one in kept.measures if not one.stayed]
    stays = [one for one in kept.measures if one.stayed]
    parts = [_listed("round_left", left), _listed("round_stayed", stays)]
    changed = [
        _edit(one.title, f"{MEASURES}.{one.id}.description")
        for one in stays
        if kept.value(f"review.measures.{one.id}.decision") in ("change", "extend")
    ]
    goals = {goal.id: goal.title for goal in kept.goals}
    changed += [_edit(goals[goal], f"{GOALS}.{goal}.title") for goal in kept.goal_changes()]
    if changed:
        parts.append(say("round_change"))
    text = "\n\n".join(part for part in parts if part)
    if text:
        dialogue.add(text, "summary", buttons=changed[:MOST_BUTTONS])


def _listed(phrase: str, measures: Sequence[PastMeasure]) -> str:
    if not measures:
        return ""
    lines = [f"- {line_of(one)}" for one in measures[:MOST_SHOWN]]
    if len(measures) > MOST_SHOWN:
        lines.append(f"- {say('round_more', count=len(measures) - MOST_SHOWN)}")
    return say(phrase) + "\n\n" + "\n".join(lines)


def line_of(one: PastMeasure) -> str:
    """A measure of a round with its state, decision and reason."""
    reason = shorten(one.reason, 160) if one.reason else None
    named_words = (("Stand", one.state), ("Entscheidung", one.decision), ("Begründung", reason))
    told = ". ".join(f"{name}: {word}" for name, word in named_words if word)
    return f"**{shorten(one.title).rstrip('.')}.** {told or say('round_unbalanced')}"


def _edit(title: str, question: str) -> dict[str, Any]:
    return {
        "title": f"{quoted(title)} anpassen",
        "command": {"name": "edit", "question": question},
    }


def _say_steps(dialogue: Dialogue, agreed: Sequence[Task]) -> None:
    """The steps agreed at the review; each can become a measure."""
    if not agreed:
        return
    lines = [f"{number}. {_step_line(task)}" for number, task in enumerate(agreed, 1)]
    buttons = [
        {
            "title": f"{quoted(task.title)} als Maßnahme",
            "text": f"Schritt {number} als Maßnahme aufnehmen",
        }
        for number, task in enumerate(agreed[:MOST_BUTTONS], 1)
    ]
    text = say("round_steps") + "\n\n" + "\n".join(lines[:MOST_SHOWN])
    dialogue.add(text, "hint", buttons=buttons)


def _step_line(task: Task) -> str:
    beside = [task.responsible, f"bis {format_date(task.until)}" if task.until else None]
    told = ", ".join(part for part in beside if part)
    return f"{shorten(task.title)}{f' ({told})' if told else ''}"


def _add_measure(dialogue: Dialogue, number: int) -> None:
    """Makes a step of the last round a measure and asks what is still open about it."""
    record = dialogue.record
    last = last_round(record.connection, record.process.id)
    agreed = last.steps() if last else ()
    if not 1 <= number <= len(agreed):
        dialogue.say("round_no_step", "hint")
        dialogue.ask_again()
        return
    task = agreed[number - 1]
    if task.title in _measure_titles(dialogue):
        dialogue.say("round_step_known", "hint", title=task.title)
        dialogue.ask_again()
        return
    item = record.add_item(MEASURES)
    record.store(f"{MEASURES}.{item}.title", task.title)
    for name, value in (("responsible", task.responsible), ("end", task.until)):
        if value:
            record.store(f"{MEASURES}.{item}.{name}", value)
    record.position.pending = None
    dialogue.say("round_step_added", "acknowledgement", title=task.title)
    dialogue.ask_again()


def _measure_titles(dialogue: Dialogue) -> list[str]:
    return [_title(dialogue, item) for item in dialogue.state.items.get(MEASURES, ())]


def _show_earlier(dialogue: Dialogue, folded: str) -> None:
    """The round that is named by its number, else the last one; how many there are besides."""
    record = dialogue.record
    found = rounds_of(record.connection, record.process.id)
    if not found:
        dialogue.say("round_none", "hint")
        return
    numbered = NUMBERED.search(folded)
    number = NUMBERS[numbered.group(1)] if numbered else len(found)
    shown = found[min(number, len(found)) - 1]
    dialogue.add(_summary(shown), "summary")
    if len(found) > 1:
        dialogue.say("round_others", "hint", count=len(found))


def _summary(one: Round) -> str:
    day = format_date(one.at.date().isoformat())
    parts = [say("round_shown", number=one.number, day=day)]
    measures = [f"- {line_of(measure)}" for measure in one.measures[:MOST_SHOWN]]
    parts += _titled("Maßnahmen", measures)
    goals = []
    for goal in one.goals:
        told = [one.shown(f"review.goals.{goal.id}.{name}") for name in ("reached", "value_now")]
        words = ", ".join(shorten(word) for word in told if word)
        goals.append(f"- **{shorten(goal.title)}**{f': {words}' if words else ''}")
    parts += _titled("Ziele", goals)
    parts += _titled("Nächste Schritte", [f"- {_step_line(task)}" for task in one.steps()])
    changes = one.shown("review.strategy_changes")
    if changes:
        parts.append(f"**Änderungen an der Strategie**: {shorten(changes, 300)}")
    parts.append(say("round_documents"))
    return "\n\n".join(parts)


def _titled(title: str, lines: Iterable[str]) -> list[str]:
    text = "\n".join(list(lines)[:MOST_SHOWN])
    return [f"**{title}**\n\n{text}"] if text else []
