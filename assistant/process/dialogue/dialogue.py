"""One member's dialogue within one message: answers are stored, the next question is asked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from assistant.guide import answers as guide_answers
from assistant.guide.answers import TYPED_LENGTH, Parsed, Problem, display, parse_text
from assistant.guide.choice_changes import changed_choice
from assistant.guide.choices import options_of
from assistant.guide.model import REVIEW, Guide, Option, Place, Stage
from assistant.guide.prompts import Prompt, filled
from assistant.guide.state import State, Status, Value
from assistant.guide.walk import Step, find_step, is_settled, newly_open, next_step, steps
from assistant.process.dialogue import asking
from assistant.process.dialogue.careful import hint_at_private
from assistant.process.dialogue.figures import after_answer
from assistant.process.dialogue.leading import lead_on
from assistant.process.dialogue.methods import (
    after_choice,
    asks_for_methods,
    read_shown,
    search_instead,
)
from assistant.process.dialogue.noting import note_misunderstood
from assistant.process.dialogue.opened import (
    open_prompt,
    open_stage,
    open_step,
    pending_of,
    resting_prompt,
)
from assistant.process.dialogue.own_tables import ask_about_pasted
from assistant.process.dialogue.papers import offer_documents
from assistant.process.dialogue.pending import Pending
from assistant.process.dialogue.remarks import is_advising, offer_note, propose_instead
from assistant.process.dialogue.rounds import offer_round
from assistant.process.dialogue.several import ask_about_several
from assistant.process.dialogue.thread import after_date, after_goal
from assistant.process.phrases import say
from assistant.process.record import Record, is_more
from assistant.process.situation import CHOSEN
from assistant.process.turn import ControlAnswer, Turn, Understood, Utterance
from assistant.understanding.signals import said_as_answer


class Dialogue:
    """Joins a member's record with one turn: speaks into the turn, moves the position."""

    def __init__(self, record: Record, turn: Turn, today: datetime.date) -> None:
        self.record = record
        self.turn = turn
        self.today = today
        record.position.turn += 1

    @property
    def guide(self) -> Guide:
        """The guide."""
        return self.record.guide

    @property
    def state(self) -> State:
        """The process as it stands."""
        return self.record.state

    # Speaking

    def add(self, text: str, kind: str = "text", **data: Any) -> None:
        """Says a text."""
        self.turn.said.append(Utterance(text, kind, data or None))

    def say(self, phrase: str, kind: str = "text", **words: object) -> None:
        """Says a phrase in this turn's variant."""
        self.add(say(phrase, self.record.position.turn, **words), kind)

    def understood(self, kind: str, name: str | None = None, value: Value = None) -> None:
        """Notes what the message was taken for."""
        self.turn.understood = Understood(kind, name, value)

    # Where one is

    def step(self) -> Step | None:
        """The open question's step, or None when nothing is open."""
        return open_step(self.record)

    def stage(self) -> Stage:
        """The stage one is in."""
        return open_stage(self.record)

    def pending(self) -> Pending | None:
        """The question back that must be settled first."""
        return pending_of(self.record)

    def prompt(self) -> Prompt | None:
        """The open question as people see it; None in a pause and when all is done."""
        return open_prompt(self.record)

    # Asking

    def go_to(self, step: Step, before: Stage | None = None) -> None:
        """Opens a step's question and asks it; opens stage and section when they are new."""
        previous = self.record.position.question
        self.record.at(step.id)
        self.record.position.paused = False
        entered = before is None or before.id != step.stage.id
        asking.ask(self, step, previous, entered)

    def go_on(self, after: str | None = None) -> None:
        """To the next open question behind `after` in its stage, or to the review."""
        stage = self.stage()
        step = next_step(self.guide, self.state, stage, after)
        if step.role == "review" and stage.id in self.state.completed:
            self._after_stage(stage)
            return
        self.go_to(step, stage)

    def ask_again(self) -> None:
        """Asks the open question again, in short."""
        prompt = self.prompt()
        if prompt is None:
            return
        if self.pending():
            self.add(prompt.text, "question", question=prompt.question)
        else:
            text = say("asked_again", self.record.position.turn, question=prompt.text)
            self.add(text, "question", question=prompt.question)

    # Answers

    def answer_text(self, text: str) -> None:
        """A typed answer to the open question."""
        text = said_as_answer(text) or text
        pending = self.pending()
        if pending:
            from assistant.process.dialogue.confirming import confirm_text

            confirm_text(self, pending, text)
            return
        step = self.step()
        if step is None:
            self.say("not_now", "hint")
            return
        prompt = resting_prompt(self.record)
        options = prompt.options if prompt else ()
        if len(text) > TYPED_LENGTH:
            self.refuse(step, Problem(f"Das sind mehr als {TYPED_LENGTH} Zeichen."))
            return
        if ask_about_pasted(self, step, text) or ask_about_several(self, text):
            return
        if asks_for_methods(step) and read_shown(self, text):
            return
        parsed = self._parsed(step, options, text)
        if isinstance(parsed, Problem):
            if asks_for_methods(step) and search_instead(self, text):
                return
            if is_advising(self):
                offer_note(self, step.id, text)
                return
            note_misunderstood(self, text, f"answer to {step.question.kind}")
            self.refuse(step, parsed)
            return
        self.accept(step.id, parsed.value, parsed.left_over)

    def _parsed(self, step: Step, options: Sequence[Option], text: str) -> Parsed | Problem:
        """A typed answer read: by the options that are shown first, then by all there are."""
        prompt = self.prompt()
        shown = prompt.options if prompt else ()
        parsed = parse_text(step.question, shown or options, text, self.today)
        if len(shown) < len(options) and (isinstance(parsed, Problem) or parsed.left_over):
            parsed = parse_text(step.question, options, text, self.today)
        current = self.state.value(step.id)
        if step.question.kind == "multiple" and isinstance(current, list):
            return changed_choice(step.question, options, text, current, parsed)
        return parsed

    def answer_value(self, given: ControlAnswer) -> None:
        """An answer from a control, to the open question or to any other."""
        pending = self.pending()
        if pending and given.question == pending.question:
            from assistant.process.dialogue.confirming import confirm_value

            confirm_value(self, pending, given.value)
            return
        place = self.record.place(given.question)
        options = options_of(place.question, self.guide, self.state)
        checked = guide_answers.check_value(place.question, options, given.value)
        if isinstance(checked, Problem):
            step = find_step(self.guide, self.state, place.stage, given.question)
            self.understood("unclear")
            self.refuse(step, checked)
            return
        self.record.position.pending = None
        self.accept(given.question, checked.value)

    def accept(self, question: str, value: Value, left_over: tuple[str, ...] = ()) -> None:
        """Stores an answer, says so, and goes on; asks back when it is not plausible."""
        place = self.record.place(question)
        is_open = question == self.record.position.question
        self.understood("answer", value=value)
        if is_advising(self):
            propose_instead(self, place, question, value)
            return
        self.turn.answered = self.record.position.answered = question
        if place.question.name == REVIEW:
            self._complete(place)
            return
        before = self.state.value(question)
        self.record.store(question, value)
        self._acknowledge(place, value, left_over)
        if value != before:
            hint_at_private(self, place, question, value)
        if question == CHOSEN:
            after_choice(self)
        after_answer(self, question, before)
        if value != before:
            after_date(self, question)
            after_goal(self, question)
        if is_more(question):
            self._after_more(place, value)
            return
        how = guide_answers.implausible(place.question, value) if value != before else None
        if how:
            shown = display(place.question, (), value)
            text = say("check_asked", value=shown, how=how)
            why = self.fill(place.question.why)
            back = Pending("check", f"{question}.check", text, why, question)
            self.ask_back(back)
            return
        self.move_on(question, is_open)

    def settle(self, status: Status) -> None:
        """Marks the open question as unknown or skipped and goes on; an answer it has is kept."""
        question = self.record.position.question
        assert question is not None
        before = self.state.answer(question)
        passed = before is not None and before.status == "skipped" and status == "unknown"
        if (before is None or passed) and not is_advising(self):
            self.record.store(question, None, status)
        self.move_on(question, True)

    def move_on(self, question: str, was_open: bool) -> None:
        """Behind an answer: what it newly opened, back to where one came from, or onward."""
        position = self.record.position
        if not was_open:
            self.ask_again()
            return
        if lead_on(self, question):
            return
        if position.return_to and not self._has_open_part(question):
            self._return(position.return_to)
            return
        self.go_on(question)

    def _has_open_part(self, question: str) -> bool:
        """Whether the answer opened another question, or its item is not complete yet."""
        if newly_open(self.guide, self.state, self.stage(), question):
            return True
        item = self.record.place(question).item
        return item is not None and any(
            step.item == item and not is_settled(step, self.state)
            for step in steps(self.guide, self.state, self.stage())
        )

    def go_back(self) -> None:
        """Back to where she was before something else was asked."""
        if self.record.position.return_to is not None:
            self._return(self.record.position.return_to)

    def _return(self, question: str) -> None:
        self.record.position.return_to = None
        stage = self.guide.stage(question.partition(".")[0])
        step = find_step(self.guide, self.state, stage, question)
        self.record.position.question = question
        if step is None:
            self.go_on(question)
        else:
            # One knows the stage one comes back to: it is not opened anew.
            self.go_to(step, stage)

    def refuse(self, step: Step | None, problem: Problem) -> None:
        """Says what was expected; at the second failure with help, at the third offers "später"."""
        position = self.record.position
        self.understood("unclear")
        if step is None or step.id != position.question:
            self.add(problem.text, "error")
            self.ask_again()
            return
        position.failures += 1
        asking.explain_failure(self, step, problem, position.failures)

    def ask_back(self, pending: Pending) -> None:
        """Asks something that must be settled before going on."""
        self.record.position.pending = pending.as_data()
        self.add(pending.text, "question", question=pending.question)

    def _acknowledge(self, place: Place, value: Value, left_over: tuple[str, ...]) -> None:
        turn = self.record.position.turn
        if is_more(f".{place.question.name}"):
            if value is False and place.section.collection:
                plural = place.section.collection.plural
                self.add(say("list_finished", plural=plural), "acknowledgement")
            return
        if place.question.kind in ("text", "yes_no"):
            text = say("noted", turn)
        else:
            options = options_of(place.question, self.guide, self.state)
            shown = display(place.question, options, value)
            quoted = shown if place.question.kind in ("number", "date") else f"„{shown}“"
            text = say("understood", turn, value=quoted)
        self.add(text, "acknowledgement")
        if left_over:
            self.add(say("left_over", rest="“, „".join(left_over)), "hint")

    def _after_more(self, place: Place, value: Value) -> None:
        collection = place.section.collection
        assert collection is not None
        if value is True:
            self.begin_item(place)
        elif lead_on(self, f"{collection.name}.more"):
            return
        elif self.record.position.return_to:
            self._return(self.record.position.return_to)
        else:
            self.go_on(f"{collection.name}.more")

    def begin_item(self, place: Place) -> None:
        """Opens the first question of one more item; the item begins with its first answer."""
        collection = place.section.collection
        assert collection is not None
        previous = self.record.position.question
        self.record.at(f"{collection.name}.new.{collection.title}")
        step = self.step()
        assert step is not None
        self.record.position.paused = False
        asking.ask(self, step, previous, entered=False)

    def _complete(self, place: Place) -> None:
        self.record.store(f"{place.stage.id}.{REVIEW}", "confirm")
        self.record.position.return_to = None
        self._after_stage(place.stage)

    def _after_stage(self, stage: Stage) -> None:
        self.add(
            say("stage_completed", title=stage.title, next=self.fill(stage.next)), "acknowledgement"
        )
        offer_documents(self, stage.id)
        offer_round(self, stage.id)
        following = [s for s in self.guide.stages if s.id not in self.state.completed]
        number = self.guide.number(stage.id)
        later = [s for s in following if self.guide.number(s.id) > number]
        if not following:
            self.record.at(None)
            self.say("all_completed")
            return
        step = next_step(self.guide, self.state, (later or following)[0])
        self.go_to(step, stage)

    def fill(self, text: str) -> str:
        """A text of the guide outside any item with its words filled."""
        stage = self.stage()
        closing = Step(f"{stage.id}.{REVIEW}", stage, stage.sections[-1], stage.review)
        return filled(text, closing, self.guide, self.state)
