"""From a process to a file: gathers what a document may tell, then makes it in a child process."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.documents.source import Person, Source
from assistant.process.document_kinds import MEDIA_TYPES, Format
from assistant.process.figures.proposals import Proposals
from assistant.process.record import Record
from assistant.process.rounds.comparison import figure_changes
from assistant.process.rounds.model import open_steps, rounds_of
from assistant.process.strategy import strategy_of
from assistant.process.uploads import coat_of_arms
from assistant.store.processes import members_of

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


def source_of(record: Record, today: datetime.date) -> Source:
    """Everything a document may tell of a process, as it stands."""
    process = record.process
    state, facts = record.state, record.facts()
    proposals = Proposals(state, lambda _: facts).as_data()
    rounds = rounds_of(record.connection, process.id)
    strategy = strategy_of(record.guide, state, process.ags)
    agreed = open_steps(rounds[-1] if rounds else None, today)
    return Source(
        municipality=process.municipality,
        type=process.type,
        state=replace(state, proposals=proposals, upcoming=None),
        today=today,
        parent=process.parent,
        members=tuple(
            Person(member.name, member.department, member.role)
            for member in members_of(record.connection, process.id)
        ),
        strategy=replace(strategy, tasks=(*strategy.tasks, *agreed)),
        profile=facts,
        coat_of_arms=coat_of_arms(record.connection, process.id),
        process=process.id,
        rounds=rounds,
        changes=figure_changes(record, today),
    )


def make(kind: str, form: Format, source: Source, templates: Path | None = None) -> Made:
    """The document as a file; takes up to some seconds: for a child process.

    Raises NoDate where a calendar would be empty.
    """
    # Drawing and setting libraries are loaded where documents are made, not by the server.
    from assistant.documents.catalogue import file_name

    content = _content(kind, form, source, templates)
    return Made(file_name(kind, source.full_name, form), MEDIA_TYPES[form], content)


def _content(kind: str, form: Format, source: Source, templates: Path | None) -> bytes:
    from assistant.documents.catalogue import appointments, compose, sheets
    from assistant.documents.formats.docx import write_docx
    from assistant.documents.formats.html import write_html
    from assistant.documents.formats.ics import write_ics
    from assistant.documents.formats.pdf import write_pdf
    from assistant.documents.formats.xlsx import write_xlsx
    from assistant.profile.chart_canvas import drawn_as

    if form == "ics":
        return write_ics(appointments(kind, source))
    if form == "xlsx":
        return write_xlsx(sheets(kind, source))
    template = _template(form, templates)
    if form == "docx":
        with drawn_as("png"):
            return write_docx(compose(kind, source), template)
    with drawn_as("svg"):
        document = compose(kind, source)
    return write_pdf(document, template) if form == "pdf" else write_html(document, template)


def _template(form: Format, templates: Path | None) -> Path | None:
    """The operator's own template, where there is one."""
    if templates is None:
        return None
    own = templates / TEMPLATES[form]
    return own if own.is_file() else None
