"""All questions of a stage on one page, to print and to prepare offline: no script, no token.

Whoever comes from the conversation brings the municipality's name and type in the address, so
that the questions are worded for it; neither is a secret. Without them they are worded for all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

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
# What a municipality may be called here: the page says it, whoever wrote the address.
NAME = re.compile(r"[^\W\d_][\w .,'’()/-]{0,79}")
TYPES = ("municipality", "district", "quarter", "association")


async def get_paper(request: web.Request) -> web.Response:
    """One stage's questions."""
    services = request.app[SERVICES]
    guide = services.guide
    stage = next((s for s in guide.stages if s.id == request.match_info["stage"]), None)
    if stage is None:
        raise web.HTTPNotFound
    given = _municipality(request.query.get("name", ""), request.query.get("type", ""))
    state = given or State(name="Ihre Kommune", type="municipality")
    text = (
        _environment()
        .get_template("paper.html")
        .render(
            base=services.settings.base_path,
            title=stage.title,
            stages=guide.stages,
            query=urlencode({"name": given.name, "type": given.type}) if given else "",
            municipality=given.name if given else "",
            stage=_stage(guide, state, stage),
        )
    )
    return web.Response(text=text, content_type="text/html")


def _municipality(name: str, kind: str) -> State | None:
    if not NAME.fullmatch(name) or kind not in TYPES:
        return None
    return State(name=name, type=kind)


def _stage(guide: Guide, state: State, stage: Stage) -> dict[str, Any]:
    def words(text: str) -> str:
        return _words(guide, state, text)

    return {
        "id": stage.id,
        "number": guide.number(stage.id),
        "title": stage.title,
        "purpose": words(stage.purpose),
        "duration": stage.duration,
        "prepare": [words(line) for line in stage.prepare],
        "participants": words(stage.participants),
        "outcome": words(stage.outcome),
        "sections": [_section(guide, state, section) for section in stage.sections],
    }


def _section(guide: Guide, state: State, section: Section) -> dict[str, Any]:
    collection = section.collection
    prefix = f"{collection.name}.x" if collection else ""
    return {
        "title": section.title,
        "condition": in_words(section.condition, guide),
        "each": collection.plural if collection else None,
        "questions": [_question(guide, state, q, prefix) for q in section.questions],
    }


def _question(guide: Guide, state: State, question: Question, prefix: str) -> dict[str, Any]:
    options = [option.title for option in question.options]
    if question.kind == "yes_no":
        options = ["Ja", "Nein"]
    return {
        "text": _words(guide, state, question.text),
        "help": _words(guide, state, question.help),
        "why": _words(guide, state, question.why),
        "condition": in_words(question.condition, guide, prefix),
        "required": question.required,
        "several": question.kind == "multiple",
        "options": options if len(options) <= MOST_OPTIONS else [],
        "unit": question.unit,
        "lines": 0 if 0 < len(options) <= MOST_OPTIONS else LINES.get(question.kind, 2),
    }


def _words(guide: Guide, state: State, text: str) -> str:
    return " ".join(fill(text, guide, state, lambda _: None).split())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
