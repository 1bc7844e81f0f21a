"""Notes and proposals in the dialogue: an adviser's answers are proposals, the members decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.guide.answers import Problem, display
from assistant.guide.choices import options_of
from assistant.guide.model import REVIEW, Place
from assistant.guide.places import find_place
from assistant.guide.state import Value
from assistant.guide.walk import Step
from assistant.plan.wording import quoted
from assistant.process.dialogue.pending import Pending
from assistant.process.dialogue.summaries import shorten
from assistant.process.phrases import say
from assistant.process.record import is_more
from assistant.process.refusals import WRITING_ROLES, UnknownQuestionError
from assistant.process.together import remarks
from assistant.process.together.matters import FORMER
from assistant.process.together.naming import question_label
from assistant.process.together.remarks import (
    LONGEST_NOTE,
    REMARKING_ROLES,
    TooManyNotesError,
)
from assistant.process.together.wire import note_data
from assistant.process.turn import Command
from assistant.store.together import NoteRow, find_note
from assistant.understanding.handing import note_in, proposal_in

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

ADVISER = "adviser"
QUESTION = "process.note"
MOST_SHOWN = 10
MOST_BUTTONS = 3
SHOWN_LENGTH = 300


def is_advising(dialogue: Dialogue) -> bool:
    """Whether the member advises: what she says is proposed, not stored."""
    return dialogue.record.member.role == ADVISER


def propose_instead(dialogue: Dialogue, place: Place, question: str, value: Value) -> None:
    """An adviser's answer becomes a proposal; what only members can do is said."""
    if place.question.name == REVIEW:
        dialogue.say("advise_review", "hint")
        dialogue.ask_again()
        return
    if is_more(question):
        if value is True:
            dialogue.say("advise_items", "hint")
            dialogue.ask_again()
        else:
            dialogue.go_on(question)
        return
    try:
        note = remarks.propose(dialogue.record, question, value)
    except TooManyNotesError:
        _refuse_more(dialogue)
        return
    dialogue.understood("answer", "proposal", value)
    shown = _shown(dialogue, note)
    dialogue.add(
        say("advised", dialogue.record.position.turn, value=shown),
        "acknowledgement",
        notes=[note_data(dialogue.record, note)],
    )
    dialogue.move_on(question, question == dialogue.record.position.question)


def offer_note(dialogue: Dialogue, question: str, text: str) -> None:
    """What does not fit as an answer may still be kept as a note."""
    words = proposal_in(text)[:LONGEST_NOTE]
    asked = say("advise_note_asked", note=shorten(words, SHOWN_LENGTH))
    about = {question: words}
    dialogue.understood("unclear")
    dialogue.ask_back(Pending("note", QUESTION, asked, say("advise_note_why"), about))


def settle_offer(dialogue: Dialogue, about: dict[str, str], confirmed: bool) -> None:
    """Keeps the note that was offered, or leaves it."""
    if confirmed:
        for question, text in about.items():
            _remark(dialogue, question, text)
    else:
        dialogue.say("advise_note_dropped", "acknowledgement")
    dialogue.ask_again()


def note(dialogue: Dialogue, command: Command) -> None:
    """ "Anmerkung: …": a note on the open question for all members."""
    text = note_in(command.text)
    question = dialogue.record.position.question
    if dialogue.record.member.role not in REMARKING_ROLES:
        dialogue.say("note_reading", "hint")
    elif text is None or question is None:
        dialogue.say("note_how", "hint")
    elif len(text) > LONGEST_NOTE:
        dialogue.say("note_too_long", "error", most=f"{LONGEST_NOTE:,}".replace(",", "."))
    else:
        _remark(dialogue, question, text)
    dialogue.ask_again()


def _remark(dialogue: Dialogue, question: str, text: str) -> None:
    try:
        kept = remarks.remark(dialogue.record, question, text)
    except UnknownQuestionError:
        dialogue.say("note_new_item", "hint")
    except TooManyNotesError:
        _refuse_more(dialogue)
    else:
        data = [note_data(dialogue.record, kept)]
        dialogue.add(say("note_kept", dialogue.record.position.turn), "acknowledgement", notes=data)


def _refuse_more(dialogue: Dialogue) -> None:
    dialogue.say("note_too_many", "hint")
    dialogue.ask_again()


def notes(dialogue: Dialogue, command: Command) -> None:
    """The notes on the open question, or on the one that is named; else all."""
    question = command.question or dialogue.record.position.question
    matters = dialogue.record.matters
    here = matters.on(question) if question else ()
    if here:
        _show(dialogue, here)
    elif matters.notes and command.question is None:
        _show_all(dialogue, matters.notes)
    else:
        dialogue.say("notes_none", "hint")
    dialogue.ask_again()


def show_notes(dialogue: Dialogue, step: Step) -> None:
    """The open notes on a question, before it is asked."""
    here = dialogue.record.matters.on(step.id)
    if here:
        _show(dialogue, here)


def _show(dialogue: Dialogue, here: tuple[NoteRow, ...]) -> None:
    lines = [_line(dialogue, one) for one in here[-MOST_SHOWN:]]
    text = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    data: dict[str, Any] = {
        "notes": [note_data(dialogue.record, one) for one in here[-MOST_SHOWN:]]
    }
    buttons = _buttons(dialogue, here)
    if buttons:
        data["buttons"] = buttons
    dialogue.add(text, "note", **data)


def _show_all(dialogue: Dialogue, open_ones: tuple[NoteRow, ...]) -> None:
    lines = [
        f"- {quoted(_label(dialogue, one))}: {_line(dialogue, one)}"
        for one in open_ones[-MOST_SHOWN:]
    ]
    if len(open_ones) > MOST_SHOWN:
        lines.append(f"- {say('more_lines', count=len(open_ones) - MOST_SHOWN)}")
    data = [note_data(dialogue.record, one) for one in open_ones[-MOST_SHOWN:]]
    dialogue.add(say("notes_all") + "\n\n" + "\n".join(lines), "note", notes=data)


def _buttons(dialogue: Dialogue, here: tuple[NoteRow, ...]) -> list[dict[str, Any]]:
    if dialogue.record.member.role not in WRITING_ROLES:
        return []
    proposals = [one for one in here if one.kind == "proposal"][-MOST_BUTTONS:]
    several = len(proposals) > 1
    found = []
    for one in proposals:
        which = f": {shorten(_shown(dialogue, one), 40)}" if several else ""
        for name, title in (("accept", "button_accept"), ("decline", "button_decline")):
            command = {"name": name, "item": one.id}
            found.append({"title": f"{say(title)}{which}", "command": command})
    return found


def _line(dialogue: Dialogue, one: NoteRow) -> str:
    person = one.name or FORMER
    person = person[:1].upper() + person[1:]
    if one.kind == "note":
        return say("note_line", person=person, text=shorten(one.text or "", SHOWN_LENGTH))
    shown = _shown(dialogue, one)
    if one.text:
        text = shorten(one.text, SHOWN_LENGTH)
        return say("proposal_line_text", person=person, value=shown, text=text)
    return say("proposal_line", person=person, value=shown)


def _shown(dialogue: Dialogue, one: NoteRow) -> str:
    place = find_place(dialogue.guide, one.question)
    if place is None:
        return ""
    options = options_of(place.question, dialogue.guide, dialogue.state)
    return shorten(display(place.question, options, one.value).rstrip("."), SHOWN_LENGTH)


def _label(dialogue: Dialogue, one: NoteRow) -> str:
    return question_label(dialogue.guide, dialogue.state, one.question)


def accept(dialogue: Dialogue, command: Command) -> None:
    """Makes a proposal the answer."""
    one = _proposal(dialogue, command)
    if one is None:
        dialogue.ask_again()
        return
    done = remarks.accept(dialogue.record, one)
    if isinstance(done, Problem):
        dialogue.say("proposal_misfit", "hint", problem=done.text)
        dialogue.ask_again()
        return
    label, value = quoted(_label(dialogue, one)), _shown(dialogue, one)
    dialogue.say("proposal_accepted", "acknowledgement", label=label, value=value)
    position = dialogue.record.position
    position.answered = one.question
    dialogue.move_on(one.question, one.question == position.question)


def decline(dialogue: Dialogue, command: Command) -> None:
    """Leaves the answer as it is."""
    one = _proposal(dialogue, command)
    if one is not None:
        remarks.decline(dialogue.record, one)
        dialogue.say("proposal_declined", "acknowledgement", label=quoted(_label(dialogue, one)))
    dialogue.ask_again()


def _proposal(dialogue: Dialogue, command: Command) -> NoteRow | None:
    """The proposal that is meant; says why there is none."""
    record = dialogue.record
    if record.member.role not in WRITING_ROLES:
        dialogue.say("proposal_members_decide", "hint")
        return None
    if command.item:
        found = find_note(record.connection, record.process.id, command.item)
        ones = [found] if found is not None else []
    else:
        proposals = [one for one in record.matters.notes if one.kind == "proposal"]
        here = [one for one in proposals if one.question == record.position.question]
        ones = here or proposals
    ones = [one for one in ones if one.status == "open" and one.kind == "proposal"]
    ones = [one for one in ones if _is_there(dialogue, one)]
    if len(ones) == 1:
        return ones[0]
    if ones:
        dialogue.say("proposal_which", "hint")
        _show(dialogue, tuple(ones))
    else:
        dialogue.say("proposal_none", "hint")
    return None


def _is_there(dialogue: Dialogue, one: NoteRow) -> bool:
    """Whether the question of a proposal still exists: its entry may have been deleted."""
    try:
        dialogue.record.place(one.question)
    except UnknownQuestionError:
        return False
    return True
