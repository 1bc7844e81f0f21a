"""The thread in the dialogue: how it hangs together, where it is torn, who does what when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.guide.walk import NEW
from assistant.language.dates import format_date
from assistant.language.spelling import fold
from assistant.plan.backward import OCCASIONS, BackwardPlan, backward_plan
from assistant.plan.checks import gaps
from assistant.plan.due import due
from assistant.plan.gap import Gap
from assistant.plan.load import load_of
from assistant.plan.matrix import MEANINGS, NAMES, matrix
from assistant.plan.model import GOALS, Strategy
from assistant.plan.smart import smart
from assistant.plan.wording import quoted
from assistant.process.phrases import say
from assistant.process.rounds.model import last_round, open_steps
from assistant.process.situation import FORMS
from assistant.process.strategy import federal_state, strategy_of
from assistant.process.turn import Command

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

MOST_GAPS = 5
MOST_AT_REVIEW = 3
MOST_DUE = 8
MOST_STEPS = 3
FORM_QUESTIONS = {"kickoff": "kickoff.form", "workshop": "workshop.form", "review": "review.form"}


def thread(dialogue: Dialogue, command: Command) -> None:
    """Shows what a message asks for: gaps, dates, load, matrix, SMART, or the thread itself."""
    folded = fold(command.text)
    strategy = strategy_of_record(dialogue)
    act = next((act for pattern, act in WANTED if pattern.search(folded)), show_thread)
    act(dialogue, strategy)
    dialogue.ask_again()


def strategy_of_record(dialogue: Dialogue) -> Strategy:
    """The process's strategy as its answers stand, with what the last round agreed and is open."""
    record = dialogue.record
    last = last_round(record.connection, record.process.id)
    strategy = strategy_of(dialogue.guide, dialogue.state, record.process.ags)
    return replace(strategy, tasks=(*strategy.tasks, *open_steps(last, dialogue.today)))


def show_thread(dialogue: Dialogue, strategy: Strategy) -> None:
    """From the fields of action over goals to measures, and where that is torn."""
    lines = []
    for field in strategy.fields:
        origin = next((p for p in strategy.points if p.id == field.origin), None)
        why = f" (aus {quoted(origin.title)})" if origin else ""
        lines.append(f"- **{field.title}**{why}")
        for goal in (goal for goal in strategy.goals if goal.field == field.id):
            lines.append(f"  - Ziel: {goal.title}")
            lines += [
                f"    - Maßnahme: {measure.title}"
                for measure in strategy.measures
                if measure.goal == goal.id
            ]
    if lines:
        dialogue.add(say("thread_shown") + "\n\n" + "\n".join(lines), "summary")
        show_gaps(dialogue, strategy)
    else:
        dialogue.say("thread_empty", "hint")


def show_gaps(dialogue: Dialogue, strategy: Strategy, most: int = MOST_GAPS) -> None:
    """The most important gaps, each with a button to mend it."""
    found = gaps(strategy)
    if not found:
        dialogue.say("thread_whole", "hint")
        return
    shown = found[:most]
    lines = "\n".join(f"- {gap.text}" for gap in shown)
    rest = len(found) - len(shown)
    more = "\n\n" + say("gaps_more", count=rest) if rest else ""
    buttons = [_button(dialogue, gap) for gap in shown]
    dialogue.add(f"{say('gaps_shown')}\n\n{lines}{more}", "hint", buttons=_once(buttons))


def gaps_at_review(dialogue: Dialogue, stage: str) -> None:
    """The most important gaps at the end of the stages that make the plan; nothing where none."""
    if stage in ("plan", "review"):
        strategy = strategy_of_record(dialogue)
        if gaps(strategy):
            show_gaps(dialogue, strategy, MOST_AT_REVIEW)


def show_due(dialogue: Dialogue, strategy: Strategy) -> None:
    """What is due next, and what has just passed."""
    found = due(strategy, dialogue.today)[:MOST_DUE]
    if not found:
        dialogue.say("nothing_due", "hint")
        return
    lines = []
    for one in found:
        who = f" ({one.responsible})" if one.responsible else ""
        past = ", schon vorbei" if one.passed else ""
        lines.append(f"- **{format_date(one.date)}**{past}: {one.text}{who}")
    dialogue.add(say("due_shown") + "\n\n" + "\n".join(lines), "summary")


def show_load(dialogue: Dialogue, strategy: Strategy) -> None:
    """Who is responsible for how much, and when most of it comes together."""
    lines = []
    for share in load_of(strategy):
        most = len(share.by_quarter[share.peak]) if share.peak else 0
        count = say("load_one") if most == 1 else say("load_many", count=most)
        when = f", {count} {format_date(share.peak)}" if share.peak else ""
        lines.append(f"- **{share.responsible}**{when}")
    if lines:
        dialogue.add(say("load_shown") + "\n\n" + "\n".join(lines), "summary")
    else:
        dialogue.say("load_none", "hint")


def show_matrix(dialogue: Dialogue, strategy: Strategy) -> None:
    """The measures by effort and effect."""
    found = matrix(strategy)
    parts = []
    for quadrant, name in NAMES.items():
        placed = found.in_quadrant(quadrant)
        if placed:
            titles = "\n".join(
                f"- {one.measure.title}{' (Aufwand geschätzt)' if one.estimated else ''}"
                for one in placed
            )
            heading = f"**{name[0].upper()}{name[1:]}.** {MEANINGS[quadrant]}"
            parts.append(f"{heading}\n\n{titles}")
    if not parts:
        dialogue.say("matrix_none", "hint")
        return
    if found.unplaced:
        names = ", ".join(quoted(one.measure.title) for one in found.unplaced[:5])
        parts.append(say("matrix_unplaced", names=names))
    dialogue.add("\n\n".join(parts), "summary")


def show_smart(dialogue: Dialogue, strategy: Strategy) -> None:
    """What is visible of SMART in each goal, the one in question first."""
    here = (dialogue.record.position.question or "").rpartition(".")[0]
    goals = sorted(strategy.goals, key=lambda goal: goal.place != here)
    if not goals:
        dialogue.say("smart_none", "hint")
        return
    for goal in goals[:MOST_STEPS]:
        lines = [
            f"- **{one.letter} – {one.name}:** {one.text}"
            + ("" if one.visible else f" Beispiel: {one.example}")
            for one in smart(goal, strategy)
        ]
        dialogue.add(f"{quoted(goal.title)}\n\n" + "\n".join(lines), "hint")


def show_backward(dialogue: Dialogue, strategy: Strategy) -> None:
    """Everything to be done before the appointments that are still to come."""
    plans = [plan for q in OCCASIONS if (plan := _plan(dialogue, strategy, q)) is not None]
    coming = [plan for plan in plans if plan.day >= dialogue.today]
    if not coming:
        dialogue.say("backward_none", "hint")
        return
    for plan in coming[:2]:
        dialogue.add(_plan_text(plan, len(plan.steps)), "summary")


def after_date(dialogue: Dialogue, question: str) -> None:
    """The first things to do before an appointment that was just answered."""
    if question not in OCCASIONS:
        return
    plan = _plan(dialogue, strategy_of_record(dialogue), question)
    if plan is None or plan.day < dialogue.today or not plan.steps:
        return
    more = [{"title": "Ganze Zeitplanung", "text": "Zeigen Sie mir die Rückwärtsplanung"}]
    dialogue.add(_plan_text(plan, MOST_STEPS), "hint", suggestions=more)


def after_goal(dialogue: Dialogue, question: str) -> None:
    """What would make a goal clearer, once its deadline was asked."""
    if not question.startswith(f"{GOALS}.") or not question.endswith(".until"):
        return
    strategy = strategy_of_record(dialogue)
    goal = next((goal for goal in strategy.goals if goal.question("until") == question), None)
    if goal is None:
        return
    unclear = [one for one in smart(goal, strategy) if not one.visible and one.question]
    if unclear:
        lines = "\n".join(f"- {one.text} Beispiel: {one.example}" for one in unclear[:2])
        buttons = [_edit("Ziel genauer fassen", unclear[0].question or "")]
        dialogue.add(f"{say('smart_hint')}\n\n{lines}", "hint", buttons=buttons)


def _plan(dialogue: Dialogue, strategy: Strategy, question: str) -> BackwardPlan | None:
    date = dialogue.state.value(question)
    if not isinstance(date, str):
        return None
    occasion = OCCASIONS[question]
    form = dialogue.state.value(FORM_QUESTIONS.get(occasion, ""))
    known = form if isinstance(form, str) and form in FORMS else None
    state = federal_state(dialogue.record.process.ags)
    return backward_plan(occasion, date, dialogue.today, state, form=known)


def _plan_text(plan: BackwardPlan, most: int) -> str:
    coming = [step for step in plan.steps if not step.passed] or list(plan.steps)
    lines = [f"- **{format_date(step.day.isoformat())}**: {step.title}" for step in coming[:most]]
    notes = [f"- {note}" for note in plan.notes] if most > MOST_STEPS else []
    return "\n".join([say("backward_shown", title=plan.title), "", *lines, *notes])


def _button(dialogue: Dialogue, gap: Gap) -> dict[str, Any]:
    """Leads to the question that mends a gap; a new item is begun by its collection's name."""
    collection, new, _ = gap.question.partition(f".{NEW}.")
    if new:
        section = dialogue.guide.collections()[collection]
        assert section.collection is not None
        return {"title": gap.button, "text": f"{section.collection.singular} hinzufügen"}
    return _edit(gap.button, gap.question)


def _edit(title: str, question: str) -> dict[str, Any]:
    return {"title": title, "command": {"name": "edit", "question": question}}


def _once(buttons: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for button in buttons:
        if button not in found:
            found.append(button)
    return found


Showing = Callable[["Dialogue", Strategy], None]
# What a message asks for, by words in it (folded); the first that fits counts.
WANTED: Sequence[tuple[re.Pattern[str], Showing]] = (
    (re.compile(r"smart"), show_smart),
    (re.compile(r"matrix|aufwand"), show_matrix),
    (re.compile(r"rueckwaertsplan|vorbereitungsplan|zeitplanung|bis wann|vorlauf"), show_backward),
    (re.compile(r"faellig|steht an|naechst|anstehend|fristen|termine"), show_due),
    (re.compile(r"belast|auslast|wer (macht|hat|ist)|zustaendig|verantwortlich"), show_load),
    (re.compile(r"luecke|fehlt|gerissen|offen|pruef"), show_gaps),
)
