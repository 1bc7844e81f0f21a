"""The page for an iframe, and the demo: every form of the assistant in a foreign-looking page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.settings import Settings
from assistant.web.security import content_security_policy
from assistant.web.services import SERVICES

TEMPLATES = Path(__file__).parent / "templates"
FORMS = {
    "embedded": "In der Seite",
    "floating": "Als Fenster",
    "iframe": "Im Rahmen (iframe)",
    "page": "Als ganze Seite",
}


async def get_embed(request: web.Request) -> web.Response:
    """The assistant alone, for an iframe of this server's pages or of the named origins."""
    settings = request.app[SERVICES].settings
    own = f"{request.scheme}://{request.host}"
    return _page(
        "embed.html",
        settings,
        content_security_policy(settings, framed_by_own=True),
        # Behind a proxy the scheme may be the other one; both are this very host.
        origins=" ".join(
            dict.fromkeys([own, f"https://{request.host}", *settings.frame_ancestors])
        ),
    )


async def get_demo(request: web.Request) -> web.Response:
    """A foreign-looking intranet page with the assistant in the form asked for."""
    settings = request.app[SERVICES].settings
    form = request.query.get("form", "embedded")
    return _page(
        "demo.html",
        settings,
        content_security_policy(settings, framing_own=True),
        form=form if form in FORMS else "embedded",
        forms=FORMS,
    )


def _page(template: str, settings: Settings, policy: str, **words: Any) -> web.Response:
    text = _environment().get_template(template).render(base=settings.base_path, **words)
    headers = {"Content-Security-Policy": policy}
    return web.Response(text=text, content_type="text/html", headers=headers)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
