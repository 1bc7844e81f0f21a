"""From a source to a file. Runs in child processes and loads nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from assistant.documents.formats.pdf_setting import Setting, set_pdf
from assistant.documents.source import Source
from assistant.process.document_kinds import MEDIA_TYPES, Format
from assistant.process.offers import load_full_guide
from assistant.process.relay import Relay

TEMPLATES: dict[Format, str] = {
    "docx": "document.docx",
    "pdf": "document.typ",
    "html": "document.html.j2",
}


@dataclass(frozen=True)
class Made:
    """A finished file."""

    name: str
    media_type: str
    content: bytes


def make(kind: str, form: Format, source: Source, templates: Path | None = None) -> Made:
    """The document as a file, all in this process; takes up to some seconds.

    Raises NoDate where a calendar would be empty.
    """
    made = begin(kind, form, source, templates)
    return cast(Made, made.finish()) if isinstance(made, Relay) else made


def begin(kind: str, form: Format, source: Source, templates: Path | None = None) -> Made | Relay:
    """The same for a child process: a PDF is set in a second one, after this one has ended.

    Raises NoDate where a calendar would be empty.
    """
    # Drawing and setting libraries are loaded where documents are made, not by the server.
    from assistant.documents.catalogue import compose, file_name
    from assistant.documents.formats.pdf import pdf_setting
    from assistant.profile.chart_canvas import drawn_as

    name = file_name(kind, source.full_name, form)
    if form != "pdf":
        return Made(name, MEDIA_TYPES[form], _content(kind, form, source, templates))
    with drawn_as("svg"):
        document = compose(kind, source)
    return Relay(_set, (name, pdf_setting(document, _template(form, templates))))


def load() -> None:
    """Loads what every document needs: a child that has done so makes the next one faster."""
    for module in ("catalogue", "formats.docx", "formats.html", "formats.pdf", "formats.xlsx"):
        import_module(f"assistant.documents.{module}")
    load_full_guide()


def _set(name: str, setting: Setting) -> Made:
    return Made(name, MEDIA_TYPES["pdf"], set_pdf(setting))


def _content(kind: str, form: Format, source: Source, templates: Path | None) -> bytes:
    from assistant.documents.catalogue import appointments, compose, sheets
    from assistant.documents.formats.docx import write_docx
    from assistant.documents.formats.html import write_html
    from assistant.documents.formats.ics import write_ics
    from assistant.documents.formats.xlsx import write_xlsx
    from assistant.profile.chart_canvas import drawn_as

    if form == "ics":
        return write_ics(appointments(kind, source))
    if form == "xlsx":
        return write_xlsx(sheets(kind, source))
    template = _template(form, templates)
    with drawn_as("png" if form == "docx" else "svg"):
        document = compose(kind, source)
    return write_docx(document, template) if form == "docx" else write_html(document, template)


def _template(form: Format, templates: Path | None) -> Path | None:
    """The operator's own template, where there is one."""
    if templates is None:
        return None
    own = templates / TEMPLATES[form]
    return own if own.is_file() else None
