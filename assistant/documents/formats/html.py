"""HTML: one page that carries all it needs, to read on any screen and to print.

Made to be saved and opened from disk: no script, no address outside, pictures inside the page.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from assistant.documents.content import Block, Document, Heading
from assistant.documents.formats.columns import column_shares
from assistant.documents.formats.prepared import prepare
from assistant.documents.formats.texts import paragraphs

TEMPLATES = Path(__file__).parent.parent / "templates"
TEMPLATE = TEMPLATES / "document.html.j2"
IN_CONTENTS = 2


def write_html(document: Document, template: Path | None = None) -> bytes:
    """The document as a page; `template` is a .html.j2 file (`templates/README.md`)."""
    ready = prepare(document)
    named = list(_named(ready.blocks))
    contents = [(name, it) for name, _, it in named if isinstance(it, Heading)]
    page = _template(template or TEMPLATE).render(
        document=ready,
        municipality=ready.letterhead.municipality,
        coat_of_arms=ready.letterhead.coat_of_arms,
        colour=ready.letterhead.colour,
        blocks=named,
        contents=[(name, it) for name, it in contents if it.level <= IN_CONTENTS],
    )
    return page.encode()


def css_string(text: str) -> str:
    """The text as a string of CSS; every sign that could end it or the style is a number."""
    kept = "".join(it if it.isalnum() else f"\\{ord(it):06x}" for it in text)
    return f'"{kept}"'


def data_uri(content: bytes, kind: str) -> str:
    """A picture as an address that holds it."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def _named(blocks: tuple[Block, ...]) -> list[tuple[str, str, Block]]:
    """Each block with a name of its own on the page and the name of its kind."""
    kinds = [type(block).__name__.lower() for block in blocks]
    return [
        (f"{kind}-{number}", kind, block)
        for number, (kind, block) in enumerate(zip(kinds, blocks, strict=True), 1)
    ]


@lru_cache(maxsize=4)
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        paragraphs=paragraphs, css_string=css_string, data_uri=data_uri, shares=column_shares
    )
    return environment


def _template(path: Path) -> Template:
    return _environment(path.parent).get_template(path.name)
