"""How a question is put: a stage opens with an overview, a section with its title and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.guide import walk
from assistant.guide.answers import Problem, display
from assistant.guide.choices import options_of
from assistant.guide.places import find_place
from assistant.guide.prompts import prompt_of
from assistant.guide.walk import Step, is_settled
from assistant.process.dialogue.methods import asks_for_methods, offer
from assistant.process.dialogue.news import hint_colleague
from assistant.process.dialogue.own_tables import offer_upload
from assistant.process.dialogue.place import offer_projection, offer_register
from assistant.process.dialogue.remarks import show_notes
from assistant.process.dialogue.reminders import remind
from assistant.process.dialogue.summaries import review_summary
from assistant.process.dialogue.thread import gaps_at_review
from assistant.process.phrases import say

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue


THIRD = 3


def ask(dialogue: Dialogue, step: Step, previous: str | None, entered: bool) -> None:
    """Asks the open question; `previous` is the one before, `entered` says the stage is new."""
    open_step = dialogue.step() or step
    if entered:
        open_stage(dialogue, open_step)
    if open_step.role == "review":
        review_summary(dialogue, open_step)
        gaps_at_review(dialogue, open_step.stage.id)
    elif entered or _section_of(dialogue, previous) is not open_step.section:
        open_section(dialogue, open_step)
        hint_colleague(dialogue, open_step)
        if offer_register(dialogue, open_step):
            return
        offer_upload(dialogue, open_step)
    if offer_projection(dialogue, open_step):
        return
    if asks_for_methods(open_step):
        offer(dialogue, open_step)
    remind(dialogue, open_step, None if entered else previous)
    show_notes(dialogue, open_step)
    prompt = prompt_of(open_step, dialogue.guide, dialogue.state)
    dialogue.add(prompt.text, "question", question=prompt.question)
    if open_step.role == "question" and is_settled(open_step, dialogue.state):
        show_current(dialogue, open_step)


def _section_of(dialogue: Dialogue, question: str | None) -> object:
    place = find_place(dialogue.guide, question) if question else None
    return place.section if place else None


def open_stage(dialogue: Dialogue, step: Step) -> None:
    """What the stage is for, how long it takes, what to have at hand, what comes out."""
    stage = step.stage
    text = say(
        "stage_opens",
        number=dialogue.guide.number(stage.id),
        title=stage.title,
        purpose=dialogue.fill(stage.purpose),
        duration=stage.duration,
        prepare="; ".join(dialogue.fill(line) for line in stage.prepare),
        participants=dialogue.fill(stage.participants),
        outcome=dialogue.fill(stage.outcome),
    )
    dialogue.add(text, "summary", stage=stage.id)


def open_section(dialogue: Dialogue, step: Step) -> None:
    """The section's title, how far one is, and its sentence of introduction."""
    number, total = counted(dialogue, step)
    section = step.section
    if section.intro:
        intro = dialogue.fill(section.intro)
        text = say("section_opens", title=section.title, number=number, total=total, intro=intro)
    else:
        text = say("section_opens_plain", title=section.title, number=number, total=total)
    dialogue.add(text, "text", section=section.name)


def counted(dialogue: Dialogue, step: Step) -> tuple[int, str]:
    """The question's number in its stage and how many there are: (4, "etwa 9")."""
    far = walk.progress(dialogue.guide, dialogue.state, step.stage)
    number = walk.position(dialogue.guide, dialogue.state, step.stage, step.id)
    return number, f"{'' if far.exact else 'etwa '}{max(far.total, number)}"


def show_current(dialogue: Dialogue, step: Step) -> None:
    """What stands there so far, when a question is asked again."""
    value = dialogue.state.value(step.id)
    if value is None:
        return
    options = options_of(step.question, dialogue.guide, dialogue.state)
    shown = display(step.question, options, value)
    dialogue.say("current_answer", "hint", value=f"„{shown.rstrip('.')}“")


def explain_failure(dialogue: Dialogue, step: Step, problem: Problem, failures: int) -> None:
    """First what was expected, then an example and the options, from the third on a way out."""
    prompt = prompt_of(step, dialogue.guide, dialogue.state)
    if failures == 1:
        dialogue.add(problem.text, "error")
        dialogue.ask_again()
    elif failures == 2:
        text = say("second_failure", problem=problem.text, example=prompt.example)
        dialogue.add(text, "error")
        if prompt.options:
            titles = ", ".join(f"({n}) {o.title}" for n, o in enumerate(prompt.options, 1))
            dialogue.say("options", "hint", options=titles)
        dialogue.ask_again()
    else:
        phrase = "third_failure" if prompt.allow_unknown else "third_failure_required"
        text = say(phrase, why=prompt.why)
        if failures > THIRD:
            text = say("further_failure", failures, problem=problem.text, why=prompt.why)
        dialogue.add(text, "error", commands=["unknown", "skip"])
        dialogue.add(prompt.text, "question", question=prompt.question)
