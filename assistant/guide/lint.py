"""Checks the content beyond its schema: every reference resolves, every text is fit to be read.

`python -m assistant.guide.lint` prints what is wrong and ends with 1, or says what was read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from assistant.guide.conditions import resolve
from assistant.guide.load import ContentError, load_guide
from assistant.guide.model import (
    MORE,
    OFFERED,
    REVIEW,
    Answered,
    AnswerIs,
    AnyOf,
    Condition,
    Every,
    Guide,
    Question,
    Section,
    Stage,
)
from assistant.guide.places import find_place
from assistant.guide.wording import BRACES
from assistant.language import readability

AT_LEAST = {"kickoff": 12, "profile": 30, "workshop": 20, "plan": 20, "review": 15}
RESERVED = {MORE, REVIEW, "delete", "check", "new"}
PLAIN_SENTENCE = 14


def problems(guide: Guide) -> Iterator[str]:
    """Everything that is wrong with the content, one line each."""
    for stage in guide.stages:
        questions = [(section, q) for section in stage.sections for q in section.questions]
        if len(questions) < AT_LEAST[stage.id]:
            yield f"{stage.id}: {len(questions)} questions, at least {AT_LEAST[stage.id]} wanted"
        required = sum(question.required for _, question in questions)
        if required * 2 > len(questions):
            yield f"{stage.id}: {required} of {len(questions)} required, at most half wanted"
        yield from _doubles(stage)
        yield from _stage_texts(guide, stage)
        for section in stage.sections:
            yield from _section(guide, stage, section)
            for question in section.questions:
                where = _where(stage, section, question)
                yield from _question(guide, section, question, where)
                yield from _texts(guide, section, question, where)


def _doubles(stage: Stage) -> Iterator[str]:
    seen: set[str] = set()
    for section in stage.sections:
        scope = section.collection.name if section.collection else stage.id
        for question in section.questions:
            key = f"{scope}.{question.name}"
            if key in seen:
                yield f"{key}: stands twice"
            seen.add(key)


def _section(guide: Guide, stage: Stage, section: Section) -> Iterator[str]:
    where = f"{stage.id}/{section.name}"
    yield from _condition(guide, section.condition, where, "")
    collection = section.collection
    if collection is None:
        return
    if collection.items_of:
        place = find_place(guide, collection.items_of)
        is_choice = place is not None and place.question.kind == "multiple"
        if collection.items_of not in guide.collections() and not is_choice:
            yield f"{where}: items_of {collection.items_of} is no collection and no choice"
    elif collection.more is None:
        yield f"{where}: `more` is missing"
    elif section.questions[0].name != collection.title:
        yield f"{where}: the title question {collection.title} must come first"
    elif not section.questions[0].required:
        yield f"{where}: the title question must be required, an item needs a name"


def _question(guide: Guide, section: Section, question: Question, where: str) -> Iterator[str]:
    if question.name in RESERVED:
        yield f"{where}: the name {question.name} is reserved"
    choice = question.kind in ("single", "multiple")
    if choice != bool(question.options or question.options_from):
        yield f"{where}: options and kind {question.kind} do not go together"
    values = [option.value for option in question.options]
    if len(set(values)) < len(values):
        yield f"{where}: an option stands twice"
    source = question.options_from
    if source and source.startswith("options."):
        if source.removeprefix("options.") not in guide.shared_options:
            yield f"{where}: there are no {source}"
    elif source and source not in guide.collections() and source not in OFFERED:
        yield f"{where}: options_from {source} is no collection"
    if question.adopt_into:
        target = guide.collections().get(question.adopt_into.collection)
        names = [q.name for q in target.questions] if target else []
        reference = question.adopt_into.reference
        if target is None or (reference is not None and reference not in names):
            yield f"{where}: adopt_into does not resolve"
    prefix = f"{section.collection.name}.x" if section.collection else ""
    yield from _condition(guide, question.condition, where, prefix)
    if question.kind != "number" and (question.plausible or question.unit):
        yield f"{where}: unit and plausible belong to numbers"


def _condition(guide: Guide, condition: Condition | None, where: str, prefix: str) -> Iterator[str]:
    if isinstance(condition, (Every, AnyOf)):
        for part in condition.parts:
            yield from _condition(guide, part, where, prefix)
    if isinstance(condition, (AnswerIs, Answered)):
        place = find_place(guide, resolve(condition.question, prefix))
        if place is None:
            yield f"{where}: condition names {condition.question}, which is no question"
        elif isinstance(condition, AnswerIs) and place.question.options:
            known = {option.value for option in place.question.options}
            for value in set(condition.values) - known:
                yield f"{where}: condition names {value}, which is no option there"


def _stage_texts(guide: Guide, stage: Stage) -> Iterator[str]:
    for name in ("purpose", "duration", "participants", "outcome", "next"):
        yield from _text(guide, getattr(stage, name), f"{stage.id}: {name}", "", None)
    for line in stage.prepare:
        yield from _text(guide, line, f"{stage.id}: prepare", "", None)
    for section in stage.sections:
        if section.intro:
            yield from _text(guide, section.intro, f"{stage.id}/{section.name}: intro", "", section)


def _texts(guide: Guide, section: Section, question: Question, where: str) -> Iterator[str]:
    prefix = f"{section.collection.name}.x" if section.collection else ""
    texts = {
        "text": question.text,
        "why": question.why,
        "help": question.help,
        "example": question.example.small,
        "example.large": question.example.large,
        "plain": question.plain,
    }
    for name, text in texts.items():
        yield from _text(guide, text, f"{where}: {name}", prefix, section)
    if question.text.rstrip()[-1] not in "?.":
        yield f"{where}: the question ends with neither a question mark nor a full stop"
    for sentence in readability.sentences(question.plain):
        if len(sentence.split()) > PLAIN_SENTENCE:
            yield f"{where}: plain: a sentence of more than {PLAIN_SENTENCE} words: {sentence}"


def _text(
    guide: Guide, text: str, where: str, prefix: str, section: Section | None
) -> Iterator[str]:
    for match in BRACES.finditer(text):
        name, fallback = match.groups()
        if fallback is None:
            if name != "name" and name not in guide.words["municipality"]:
                yield f"{where}: {{{name}}} is no word"
        elif not _quotable(guide, name, prefix, section):
            yield f"{where}: {{{name}|…}} is no question"
    for fault in readability.faults(text):
        yield f"{where}: {fault}"


def _quotable(guide: Guide, name: str, prefix: str, section: Section | None) -> bool:
    if find_place(guide, resolve(name, prefix)):
        return True
    source = section.collection.items_of if section and section.collection else None
    if not source or not name.startswith("."):
        return False
    place = find_place(guide, source)
    chosen = place is not None and place.question.kind == "multiple" and name == ".title"
    return chosen or find_place(guide, f"{source}.x{name}") is not None


def _where(stage: Stage, section: Section, question: Question) -> str:
    return f"{section.collection.name if section.collection else stage.id}.{question.name}"


def main() -> int:
    """Prints every problem; 1 when there is one."""
    try:
        guide = load_guide()
    except ContentError as error:
        print(error)
        return 1
    found = list(problems(guide))
    print("\n".join(found) or "Content: no problem found.")
    for stage in guide.stages:
        questions = [q for section in stage.sections for q in section.questions]
        required = sum(q.required for q in questions)
        print(f"{stage.title}: {len(questions)} questions, {required} required")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
