"""All questions of a stage on one page, to print and to prepare offline: no script, no token."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.guide.conditions import in_words
from assistant.guide.model import Guide, Question, Section, Stage
from assistant.guide.state import State
from assistant.guide.wording import fill
from assistant.web.services import SERVICES

TEMPLATES = Path(__file__).parent / "templates"
# Lines to write on, by kind of question; a choice has its boxes.
LINES = {"text": 4, "list": 4, "number": 1, "date": 1}
# More options than these are chosen in the conversation, not on paper.
MOST_OPTIONS = 20


async def get_paper(request: web.Request) -> web.Response:
    """One stage's questions."""
    services = request.app[SERVICES]
    guide = services.guide
    stage = next((s for s in guide.stages if s.id == request.match_info["stage"]), None)
    if stage is None:
        raise web.HTTPNotFound
    text = (
        _environment()
        .get_template("paper.html")
        .render(
            base=services.settings.base_path,
            title=stage.title,
            stages=guide.stages,
            stage=_stage(guide, stage),
        )
    )
    return web.Response(text=text, content_type="text/html")


def _stage(guide: Guide, stage: Stage) -> dict[str, Any]:
    return {
        "id": stage.id,
        "number": guide.number(stage.id),
        "title": stage.title,
        "purpose": _words(guide, stage.purpose),
        "duration": stage.duration,
        "prepare": [_words(guide, line) for line in stage.prepare],
        "participants": _words(guide, stage.participants),
        "outcome": _words(guide, stage.outcome),
        "sections": [_section(guide, section) for section in stage.sections],
    }


def _section(guide: Guide, section: Section) -> dict[str, Any]:
    collection = section.collection
    prefix = f"{collection.name}.x" if collection else ""
    return {
        "title": section.title,
        "condition": in_words(section.condition, guide),
        "each": collection.plural if collection else None,
        "questions": [_question(guide, question, prefix) for question in section.questions],
    }


def _question(guide: Guide, question: Question, prefix: str) -> dict[str, Any]:
    options = [option.title for option in question.options]
    if question.kind == "yes_no":
        options = ["Ja", "Nein"]
    return {
        "text": _words(guide, question.text),
        "help": _words(guide, question.help),
        "why": _words(guide, question.why),
        "condition": in_words(question.condition, guide, prefix),
        "required": question.required,
        "several": question.kind == "multiple",
        "options": options if len(options) <= MOST_OPTIONS else [],
        "unit": question.unit,
        "lines": 0 if 0 < len(options) <= MOST_OPTIONS else LINES.get(question.kind, 2),
    }


def _words(guide: Guide, text: str) -> str:
    state = State(name="Ihre Kommune", type="municipality")
    return " ".join(fill(text, guide, state, lambda _: None).split())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
