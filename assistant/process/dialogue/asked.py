"""Answers to questions: from the written knowledge, else an honest "Das weiß ich nicht"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.process.dialogue.figures import explain_indicator
from assistant.process.dialogue.methods import asks_for_methods, search_instead, tell
from assistant.process.dialogue.noting import note_misunderstood
from assistant.process.offers import load_toolkit
from assistant.process.phrases import say
from assistant.settings import read_settings
from assistant.toolkit.naming import named_methods
from assistant.understanding.case import FREE_KINDS
from assistant.understanding.knowledge import Entry, is_bare, load_knowledge

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue


def answer_question(dialogue: Dialogue, text: str) -> None:
    """Answers a question about terms, the process, the data; then asks the open one again."""
    position = dialogue.record.position
    knowledge = load_knowledge()
    topic = knowledge.by_id.get(position.topic or "")
    if is_bare(text):
        _answer_bare(dialogue, topic)
        return
    found = knowledge.find(text)
    named = named_methods(text, load_toolkit().catalogue)
    if found.entry is None and named:
        dialogue.understood("question", named[0].id)
        tell(dialogue, named[0])
        return
    if found.entry is not None:
        position.topic = found.entry.id
        dialogue.understood("question", found.entry.id)
        _show(dialogue, found.entry, found.entry.short)
    elif _may_search(dialogue) and search_instead(dialogue, text):
        return
    else:
        dialogue.understood("question")
        note_misunderstood(dialogue, text, "question")
        _admit(dialogue, found.nearest, text)
    dialogue.ask_again()


def _may_search(dialogue: Dialogue) -> bool:
    step = dialogue.step()
    return step is not None and asks_for_methods(step)


def _answer_bare(dialogue: Dialogue, topic: Entry | None) -> None:
    """ "Was heißt das?": more on what was explained last, else help with the open question."""
    prompt = dialogue.prompt()
    dialogue.understood("question", topic.id if topic else None)
    if topic is None and explain_indicator(dialogue, dialogue.record.position.topic or ""):
        dialogue.record.position.topic = None
    elif topic is not None:
        _show(dialogue, topic, topic.long)
        dialogue.record.position.topic = None
    elif prompt is not None:
        dialogue.add(prompt.help, "hint")
    else:
        dialogue.say("question_unanswered_nothing", "hint")
    dialogue.ask_again()


def _show(dialogue: Dialogue, entry: Entry, text: str) -> None:
    lines = [f"**{entry.title}**: {text}"]
    if entry.formula:
        lines.append(f"So wird gerechnet: {entry.formula}.")
    knowledge = load_knowledge()
    related = [knowledge.by_id[name] for name in entry.related if name in knowledge.by_id][:3]
    suggestions = (
        [{"title": "Mehr dazu", "text": "Was heißt das genauer?"}] if (text == entry.short) else []
    )
    suggestions += [_suggestion(other) for other in related]
    dialogue.add("\n\n".join(lines), "hint", entry=entry.id, suggestions=suggestions)


def _admit(dialogue: Dialogue, nearest: tuple[Entry, ...], text: str) -> None:
    """Says that there is no written answer, with the nearest entries and the way to a person.

    Where any text would do, it may have been an answer: a button stores it.
    """
    suggestions = [_suggestion(entry) for entry in nearest]
    step = dialogue.step()
    if step is not None and step.question.kind in FREE_KINDS and not dialogue.pending():
        suggestions.append({"title": say("store_as_answer"), "text": f"Als Antwort: {text}"})
    contact = read_settings().advice_contact
    person = say("ask_contact", contact=contact) if contact else say("ask_colleagues")
    if nearest:
        titles = ", ".join(f"„{entry.title}“" for entry in nearest)
        said = say("question_nearest", dialogue.record.position.turn, titles=titles, person=person)
    else:
        said = say("question_unknown", dialogue.record.position.turn, person=person)
    dialogue.add(said, "hint", suggestions=suggestions)


def _suggestion(entry: Entry) -> dict[str, str]:
    return {"title": entry.title, "text": entry.questions[0]}
