"""Commands that move: start, back, skip, unknown, pause, resume, overview, goto, finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.guide import walk
from assistant.guide.model import MORE, REVIEW
from assistant.guide.targets import find_stage
from assistant.guide.walk import next_step, previous_step
from assistant.process.dialogue.summaries import (
    named,
    overview_text,
    step_label,
    waiting_for,
)
from assistant.process.phrases import say
from assistant.process.turn import Command

MOST_WAITING = 10

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue


def start(dialogue: Dialogue, command: Command) -> None:
    """Begins, or says that one has begun."""
    if dialogue.record.position.question is None:
        first_open(dialogue)
    elif dialogue.record.position.paused:
        resume(dialogue, command)
    else:
        dialogue.say("started_already", "hint")
        dialogue.ask_again()


def back(dialogue: Dialogue, command: Command) -> None:
    """To the question before."""
    question = dialogue.record.position.question
    if question is None:
        first_open(dialogue)
        return
    stage = dialogue.stage()
    step = previous_step(dialogue.guide, dialogue.state, stage, question)
    if step is None:
        dialogue.say("back_at_start", "hint")
        dialogue.ask_again()
        return
    dialogue.record.position.return_to = None
    dialogue.say("back", "acknowledgement")
    dialogue.go_to(step, stage)


def skip(dialogue: Dialogue, command: Command) -> None:
    """Leaves the open question out; an answer it has stays."""
    step = dialogue.step()
    if step is None:
        dialogue.say("not_now", "hint")
        return
    if step.role == "review":
        _leave_review(dialogue)
        return
    if step.role == "more" or _names_new_item(dialogue):
        dialogue.accept(f"{step.id.rsplit('.', 2 if step.item else 1)[0]}.{MORE}", False)
        return
    if dialogue.state.value(step.id) is not None:
        dialogue.say("kept", "acknowledgement")
    elif step.question.required:
        dialogue.say("skipped_required", "acknowledgement")
    else:
        dialogue.say("skipped", "acknowledgement")
    dialogue.settle("skipped")


def unknown(dialogue: Dialogue, command: Command) -> None:
    """ "Weiß ich noch nicht": the question becomes an open point."""
    step = dialogue.step()
    if step is None or step.role != "question" or _names_new_item(dialogue):
        skip(dialogue, command)
        return
    if dialogue.state.value(step.id) is not None:
        dialogue.say("kept", "acknowledgement")
    else:
        dialogue.say("unknown_noted", "acknowledgement")
    dialogue.settle("unknown")


def _names_new_item(dialogue: Dialogue) -> bool:
    """Whether the open question would begin an item: without a name there is none."""
    upcoming = dialogue.state.upcoming
    question = dialogue.record.position.question or ""
    return upcoming is not None and f".{upcoming[1]}." in question


def _leave_review(dialogue: Dialogue) -> None:
    """Leaves the review unconfirmed for the next stage that is not completed."""
    number = dialogue.guide.number(dialogue.stage().id)
    later = [s for s in dialogue.guide.stages[number:] if s.id not in dialogue.state.completed]
    if not later:
        dialogue.say("refused_review", "hint")
        return
    before = dialogue.stage()
    dialogue.say("skipped", "acknowledgement")
    dialogue.go_to(next_step(dialogue.guide, dialogue.state, later[0]), before)


def pause(dialogue: Dialogue, command: Command) -> None:
    """Stops here; any later message goes on."""
    prompt = dialogue.prompt()
    if prompt is None:
        dialogue.say("pause_again", "hint")
        return
    dialogue.record.position.paused = True
    dialogue.say("pause", "acknowledgement", question=prompt.text)


def resume(dialogue: Dialogue, command: Command) -> None:
    """Goes on where one was."""
    position = dialogue.record.position
    if position.question is None:
        first_open(dialogue)
        return
    if position.paused:
        position.paused = False
        dialogue.say("resume", "acknowledgement", stage=dialogue.stage().title)
    else:
        dialogue.say("resume_not_paused", "hint")
    dialogue.ask_again()


def first_open(dialogue: Dialogue) -> None:
    """To the first open question of the first stage that is not completed."""
    for stage in dialogue.guide.stages:
        if stage.id not in dialogue.state.completed:
            dialogue.go_to(next_step(dialogue.guide, dialogue.state, stage))
            return
    dialogue.say("all_completed")


def overview(dialogue: Dialogue, command: Command) -> None:
    """All stages with their state, and what is open in this one."""
    dialogue.add(overview_text(dialogue), "summary")
    missing = walk.open_points(dialogue.guide, dialogue.state, dialogue.stage())
    settled = [step for step in missing if dialogue.state.answer(step.id)]
    settled = [step for step in settled if waiting_for(dialogue, step) is None]
    if settled:
        dialogue.say("overview_open", "hint", points=named(dialogue, settled))
    waiting = [
        f"{step_label(dialogue, step)} ({waits})"
        for step in walk.steps(dialogue.guide, dialogue.state, dialogue.stage())
        if step.role == "question" and (waits := waiting_for(dialogue, step))
    ]
    if waiting:
        dialogue.say("overview_waiting", "hint", points="; ".join(waiting[:MOST_WAITING]))
    dialogue.ask_again()


def goto(dialogue: Dialogue, command: Command) -> None:
    """To another stage: its first open question, or its review."""
    if command.stage:
        stage = dialogue.guide.stage(command.stage)
    else:
        found = find_stage(dialogue.guide, command.text)
        if found is None:
            dialogue.say("goto_which", "hint")
            dialogue.ask_again()
            return
        stage = found
    dialogue.record.position.return_to = None
    dialogue.say("goto", "acknowledgement", title=stage.title)
    dialogue.go_to(next_step(dialogue.guide, dialogue.state, stage))


def finish(dialogue: Dialogue, command: Command) -> None:
    """Ends a list, a section, or goes to the review of a stage."""
    stage = (
        dialogue.guide.stage(command.stage)
        if command.stage
        else find_stage(dialogue.guide, command.text)
    )
    if stage is None and "stufe" in command.text.casefold():
        stage = dialogue.stage()
    if stage is not None:
        _to_review(dialogue, stage.id)
        return
    step = dialogue.step()
    if step is None:
        dialogue.say("not_now", "hint")
        return
    collection = step.section.collection
    if step.role == "review":
        dialogue.accept(step.id, "confirm")
    elif collection and collection.more:
        dialogue.accept(f"{collection.name}.{MORE}", False)
    elif step.question.kind == "list" and dialogue.state.value(step.id) is not None:
        skip(dialogue, command)
    else:
        _finish_section(dialogue)


def _to_review(dialogue: Dialogue, stage_id: str) -> None:
    before = dialogue.stage()
    stage = dialogue.guide.stage(stage_id)
    dialogue.record.position.return_to = None
    review = walk.find_step(dialogue.guide, dialogue.state, stage, f"{stage.id}.{REVIEW}")
    assert review is not None
    dialogue.go_to(review, before if before.id == stage.id else stage)


def _finish_section(dialogue: Dialogue) -> None:
    """Skips what is open in this section, so that the walk goes on behind it."""
    step = dialogue.step()
    assert step is not None
    left = [
        other
        for other in walk.steps(dialogue.guide, dialogue.state, step.stage)
        if other.section is step.section
        and other.role == "question"
        and not walk.is_settled(other, dialogue.state)
    ]
    for other in left:
        dialogue.record.store(other.id, None, "skipped")
    phrase = {0: "section_finished_none", 1: "section_finished_one"}.get(
        len(left), "section_finished"
    )
    text = say(phrase, title=step.section.title, count=len(left))
    dialogue.add(text, "acknowledgement")
    dialogue.go_on(left[-1].id if left else step.id)
