"""What stands so far, in words: the review of a stage, the overview of all, open points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.guide import walk
from assistant.guide.answers import display
from assistant.guide.choices import item_title, options_of
from assistant.guide.model import Stage
from assistant.guide.walk import Step
from assistant.process.phrases import say
from assistant.process.together.matters import is_left, recipient_text, section_id

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

SHOWN_LENGTH = 90
SHOWN_ANSWERS = 60
OPEN_WORDS = {"unknown": "weiß ich noch nicht", "skipped": "übersprungen"}


def review_summary(dialogue: Dialogue, step: Step) -> None:
    """All answers of a stage by section, and what is open."""
    lines: list[str] = []
    answers: list[dict[str, Any]] = []
    section = None
    for row in answered_steps(dialogue, step.stage):
        if row.section is not section:
            section = row.section
            lines.append(f"\n**{section.title}**\n")
        label = step_label(dialogue, row)
        shown = shown_answer(dialogue, row)
        lines.append(f"- {label}: {shorten(shown)}")
        answers.append(
            {"question": row.id, "label": label, "display": shown, **_beside(dialogue, row)}
        )
    if len(answers) > SHOWN_ANSWERS:
        lines = [f"- {len(answers)} Antworten; auf der Prüfkarte stehen alle."]
    text = say("review_intro", title=step.stage.title, answers="\n".join(lines).strip())
    dialogue.add(text, "summary", answers=answers[:SHOWN_ANSWERS])
    show = {"title": "Unterlagen ansehen", "command": {"name": "documents"}}
    dialogue.add(say("review_documents"), "hint", buttons=[show])
    missing = walk.open_points(dialogue.guide, dialogue.state, step.stage)
    if missing:
        dialogue.say("review_open", "hint", points=named(dialogue, missing))


def answered_steps(dialogue: Dialogue, stage: Stage) -> list[Step]:
    """The questions of a stage that have an answer, an unknown or a skipped one."""
    return [
        step
        for step in walk.steps(dialogue.guide, dialogue.state, stage)
        if step.role == "question" and dialogue.state.answer(step.id)
    ]


def shown_answer(dialogue: Dialogue, step: Step) -> str:
    """An answer as people read it, or why there is none."""
    answer = dialogue.state.answer(step.id)
    if answer is None:
        return "noch offen"
    if answer.status != "answered":
        waits = waiting_for(dialogue, step) if answer.status == "skipped" else None
        return say("waits_for", recipient=waits) if waits else OPEN_WORDS[answer.status]
    options = options_of(step.question, dialogue.guide, dialogue.state)
    return display(step.question, options, answer.value)


def _beside(dialogue: Dialogue, step: Step) -> dict[str, Any]:
    """How many notes are open on an answer, and whom it waits for."""
    notes = len(dialogue.record.matters.on(step.id))
    waits = waiting_for(dialogue, step)
    return {**({"notes": notes} if notes else {}), **({"waiting": waits} if waits else {})}


def waiting_for(dialogue: Dialogue, step: Step) -> str | None:
    """Who was asked for an answer that is not there yet."""
    one = dialogue.record.matters.covering(step.id, section_id(step.stage, step.section))
    waits = one is not None and is_left(step, dialogue.state)
    return recipient_text(one) if one is not None and waits else None


def step_label(dialogue: Dialogue, step: Step) -> str:
    """A question's short name, in a list with its item: "Bürgerbus: Träger"."""
    collection = step.section.collection
    if collection is None or step.item is None or step.question.name == collection.title:
        return step.question.label
    source = collection.items_of or collection.name
    title = item_title(dialogue.guide, dialogue.state, source, step.item)
    return f"{shorten(title, 40)}, {step.question.label}" if title else step.question.label


def named(dialogue: Dialogue, steps: Sequence[Step], most: int = 5) -> str:
    """Questions by their short names: "„Termin“, „Ort“ und 3 weitere"."""
    names = [f"„{step_label(dialogue, step)}“" for step in steps[:most]]
    rest = len(steps) - len(names)
    return ", ".join(names) + (f" und {rest} weitere" if rest else "")


def overview_text(dialogue: Dialogue) -> str:
    """All stages with their state."""
    lines = []
    for number, stage in enumerate(dialogue.guide.stages, 1):
        status = walk.status(dialogue.guide, dialogue.state, stage)
        far = walk.progress(dialogue.guide, dialogue.state, stage)
        total = f"{'' if far.exact else 'etwa '}{far.total}"
        words = say(f"status_{status}", answered=far.answered, total=total)
        lines.append(say("overview_stage", number=number, title=stage.title, status=words))
    return say("overview", stages="\n".join(lines))


def shorten(text: str, length: int = SHOWN_LENGTH) -> str:
    """A text on one line, cut at a word with "…"."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0] + " …"
