"""The papers as pages to read: made on the server, no script, open to everybody."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.documents.papers import blocks_of, papers_of, standing
from assistant.web.services import SERVICES

TEMPLATES = Path(__file__).parent / "templates"
GAP = re.compile(r"\[bitte eintragen: [^\]]+\]")
CODE = re.compile(r"`([^`]+)`")


async def get_papers_page(request: web.Request) -> web.Response:
    """All papers with what each is for."""
    papers = papers_of(request.app[SERVICES].settings)
    return _page(
        request,
        "papers.html",
        title="Datenschutz und Barrierefreiheit",
        public=[paper for paper in papers if paper.audience == "public"],
        house=[paper for paper in papers if paper.audience == "house"],
    )


async def get_paper_page(request: web.Request) -> web.Response:
    """One paper."""
    settings = request.app[SERVICES].settings
    wanted = request.match_info["paper"]
    paper = next((one for one in papers_of(settings) if one.id == wanted), None)
    if paper is None:
        raise web.HTTPNotFound
    blocks = [*standing(paper, settings), *blocks_of(paper)]
    named = [(type(block).__name__, block) for block in blocks]
    return _page(request, "privacy_paper.html", title=paper.title, paper=paper, blocks=named)


def _page(request: web.Request, template: str, **words: Any) -> web.Response:
    base = request.app[SERVICES].settings.base_path
    text = _environment().get_template(template).render(base=base, **words)
    return web.Response(text=text, content_type="text/html")


def _marked(text: str) -> Markup:
    """A text with its gaps set apart, and what is typed at the command line."""
    safe = str(escape(text))
    marked = GAP.sub(lambda found: f"<mark>{found.group()}</mark>", safe)
    return Markup(CODE.sub(r"<code>\1</code>", marked))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["marked"] = _marked
    return made
