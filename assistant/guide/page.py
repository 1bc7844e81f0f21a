"""Writes `docs/guide.md`: all questions on one page, made from the content.

`python -m assistant.guide.page FILE` writes it, `--check FILE` ends with 1 when it is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.guide.conditions import in_words
from assistant.guide.load import load_guide
from assistant.guide.model import Guide, Question, Section, Stage
from assistant.guide.state import State
from assistant.guide.wording import fill

KINDS = {
    "text": "Text",
    "number": "Zahl",
    "date": "Datum",
    "single": "eine Auswahl",
    "multiple": "mehrere zur Auswahl",
    "list": "Liste",
    "yes_no": "Ja oder Nein",
}


def page(guide: Guide) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(guide)) + "\n"


def _lines(guide: Guide) -> Iterator[str]:
    yield "# Alle Fragen der fünf Stufen"
    yield ""
    yield "Diese Seite entsteht aus `assistant/guide/content/` (`python -m assistant.guide.page`)."
    yield "Pflichtfragen sind mit * gekennzeichnet; alle anderen lassen sich überspringen."
    for stage in guide.stages:
        yield from _stage(guide, stage)


def _stage(guide: Guide, stage: Stage) -> Iterator[str]:
    yield ""
    yield f"## {guide.number(stage.id)}. {stage.title}"
    yield ""
    yield _words(guide, stage.purpose)
    yield ""
    yield f"- Dauer: {stage.duration}"
    yield f"- Bereithalten: {'; '.join(_words(guide, line) for line in stage.prepare)}"
    yield f"- Mit dabei: {_words(guide, stage.participants)}"
    yield f"- Am Ende: {_words(guide, stage.outcome)}"
    for section in stage.sections:
        yield from _section(guide, stage, section)


def _section(guide: Guide, stage: Stage, section: Section) -> Iterator[str]:
    yield ""
    yield f"### {section.title}"
    yield ""
    if section.intro:
        yield _words(guide, section.intro)
        yield ""
    if section.condition:
        yield f"{in_words(section.condition, guide)}"
        yield ""
    if section.collection:
        once = f"Für jeden Eintrag der Liste „{section.collection.plural}“:"
        yield once
        yield ""
    prefix = f"{section.collection.name}.x" if section.collection else ""
    for question in section.questions:
        yield from _question(guide, stage, question, prefix)


def _question(guide: Guide, stage: Stage, question: Question, prefix: str) -> Iterator[str]:
    star = "*" if question.required else ""
    yield f"- **{_words(guide, question.text)}**{star} ({_kind(question)}) `{question.name}`"
    condition = in_words(question.condition, guide, prefix)
    if condition:
        yield f"  - {condition}"
    yield f"  - Warum: {_words(guide, question.why)}"
    yield f"  - Hilfe: {_words(guide, question.help)}"
    examples = dict.fromkeys((question.example.small, question.example.large))
    yield f"  - Beispiel: {' / '.join(_words(guide, text) for text in examples)}"
    yield f"  - Einfach gesagt: {_words(guide, question.plain)}"
    if question.options:
        yield f"  - Auswahl: {', '.join(option.title for option in question.options)}"


def _kind(question: Question) -> str:
    return KINDS[question.kind] + (f", {question.unit}" if question.unit else "")


def _words(guide: Guide, text: str) -> str:
    state = State(name="Ihre Kommune", type="municipality")
    return " ".join(fill(text, guide, state, lambda _: None).split())


def main(arguments: list[str]) -> int:
    """Writes or checks the page."""
    path = Path(arguments[-1])
    text = page(load_guide())
    if "--check" in arguments:
        if path.exists() and path.read_text("utf-8") == text:
            return 0
        print(f"{path} ist nicht aktuell: `python -m assistant.guide.page {path}`")
        return 1
    path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
