"""The toolkit as pages to read, with filters: made on the server, no script, open to everybody."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.language.numbers import parse_number
from assistant.process.offers import load_toolkit
from assistant.toolkit.cards import COMPARED, origin_words
from assistant.toolkit.reading import load_words, read_wish
from assistant.toolkit.scoring import people_of
from assistant.toolkit.wish import Wish
from assistant.web.services import SERVICES

TEMPLATES = Path(__file__).parent / "templates"
# The filters: name in the address, label, facet in the catalogue's titles, field of the wish.
FILTERS = (
    ("theme", "Thema", "themes", "themes"),
    ("stage", "Stufe", "stages", "stage"),
    ("audience", "Zielgruppe", "audiences", "audiences"),
    ("age", "Generation", "ages", "ages"),
    ("cost", "Kosten höchstens", "cost", "cost"),
    ("preparation", "Vorbereitung höchstens", "preparation", "preparation"),
    ("online", "Online", "online", "online"),
    ("level", "Mitsprache", "level", "level"),
)
SEVERAL = ("themes", "audiences", "ages")
LONGEST_SEARCH = 400
MOST_PEOPLE = 1_000_000


async def get_methods_page(request: web.Request) -> web.Response:
    """All methods, those that suit the query first. What is not understood is left aside."""
    toolkit = load_toolkit()
    wish = _wish(request)
    ranked = toolkit.rank(wish)
    if wish.is_empty:
        ranked.sort(key=lambda s: s.method.name.casefold())
    count = len(ranked)
    return _page(
        request,
        "methods.html",
        title="Alle Methoden" if wish.is_empty else "Suche",
        heading="Alle Methoden" if wish.is_empty else f"{count} Methoden, die passenden zuerst",
        total=len(toolkit.catalogue.methods),
        suggestions=ranked,
        wished=not wish.is_empty,
        titles=toolkit.catalogue.titles,
        choices=_choices(),
        query={
            name: request.query.get(name, "")
            for name in ("q", "participants", *(name for name, *_ in FILTERS))
        },
    )


async def get_method_page(request: web.Request) -> web.Response:
    """One method in full."""
    catalogue = load_toolkit().catalogue
    method = catalogue.by_id.get(request.match_info["method"])
    if method is None:
        raise web.HTTPNotFound
    facts = [(name, catalogue.titles[f][getattr(method, f)]) for f, name in COMPARED.items()]
    for facet, name in (("level", "Mitsprache"), ("ages", "Erreicht"), ("stages", "Stufen")):
        shown = ", ".join(catalogue.titles[facet][value] for value in getattr(method, facet))
        facts.append((name, shown))
    return _page(
        request,
        "method.html",
        title=method.name,
        method=method,
        people=people_of(method.group) if method.group else None,
        facts=facts,
        related=[catalogue.by_id[other] for other in method.related],
        origin=origin_words(method),
    )


def _wish(request: web.Request) -> Wish:
    titles = load_toolkit().catalogue.titles
    found: dict[str, Any] = {}
    for name, _, facet, field in FILTERS:
        value = request.query.get(name, "")
        if value in titles[facet]:
            found[field] = (value,) if field in SEVERAL else value
    people = parse_number(request.query.get("participants", "")[:20])
    if people is not None and 1 <= people.value <= MOST_PEOPLE:
        found["participants"] = round(people.value)
    words = request.query.get("q", "")[:LONGEST_SEARCH]
    said = read_wish(words, load_words()) if words.strip() else Wish()
    return said.overridden_by(Wish(**found))


def _choices() -> list[dict[str, Any]]:
    titles = load_toolkit().catalogue.titles
    return [
        {"name": name, "label": label, "options": list(titles[facet].items())}
        for name, label, facet, _ in FILTERS
    ]


def _page(request: web.Request, template: str, **words: Any) -> web.Response:
    base = request.app[SERVICES].settings.base_path
    text = _environment().get_template(template).render(base=base, **words)
    return web.Response(text=text, content_type="text/html")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
