"""All documents of a process: which there are, whether each is complete, how each is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from assistant.documents.appointments import Appointments
from assistant.documents.book import Book
from assistant.documents.chapters.agenda import agenda
from assistant.documents.chapters.calendars import agenda_dates, plan_dates, review_dates
from assistant.documents.chapters.contributors import contributors
from assistant.documents.chapters.council_paper import council_paper
from assistant.documents.chapters.invitation import invitation
from assistant.documents.chapters.kickoff import minutes
from assistant.documents.chapters.measures import measures
from assistant.documents.chapters.plan import plan
from assistant.documents.chapters.plan_sheets import measures_sheets, plan_sheets
from assistant.documents.chapters.profile import profile
from assistant.documents.chapters.profile_sheets import profile_sheets
from assistant.documents.chapters.record import record
from assistant.documents.chapters.review import review
from assistant.documents.chapters.strategy import strategy
from assistant.documents.chapters.workshop import schedule
from assistant.documents.content import Document
from assistant.documents.sheets import Sheets
from assistant.documents.source import Source
from assistant.process.document_kinds import KINDS, Format
from assistant.process.offers import load_full_guide
from assistant.profile.chart_canvas import untitled

COMPOSERS: dict[str, Callable[[Book, Source], Document]] = {
    "invitation": invitation,
    "agenda": agenda,
    "minutes": minutes,
    "profile": profile,
    "workshop-schedule": schedule,
    "workshop-record": record,
    "plan": plan,
    "measures": measures,
    "council-paper": council_paper,
    "review": review,
    "strategy": strategy,
}
SHEETS: dict[str, Callable[[Book, Source], Sheets]] = {
    "profile": profile_sheets,
    "plan": plan_sheets,
    "measures": measures_sheets,
}
CALENDARS: dict[str, Callable[[Book, Source], Appointments]] = {
    "agenda": agenda_dates,
    "plan": plan_dates,
    "review": review_dates,
}
# Letters that are written out in a file name, so that it is the same on every machine.
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_LONGEST = 60


def compose(kind: str, source: Source) -> Document:
    """A document of a process as its answers stand. Raises KeyError for an unknown kind."""
    with untitled():
        document = COMPOSERS[kind](Book(load_full_guide(), source.state), source)
    named = contributors(kind, KINDS[kind].stage, source)
    return replace(document, blocks=(*document.blocks, *named)) if named else document


def sheets(kind: str, source: Source) -> Sheets:
    """The workbook of a kind. Raises KeyError for a kind that has none."""
    return SHEETS[kind](Book(load_full_guide(), source.state), source)


def appointments(kind: str, source: Source) -> Appointments:
    """The calendar of a kind. Raises KeyError for a kind that has none."""
    return CALENDARS[kind](Book(load_full_guide(), source.state), source)


def file_name(kind: str, municipality: str, suffix: Format) -> str:
    """A file name that every system accepts: "Einladung-Kick-Off-Grabow.docx"."""
    flat = unicodedata.normalize("NFKD", municipality.translate(_LETTERS))
    plain = re.sub(r"[^A-Za-z0-9]+", "-", flat.encode("ascii", "ignore").decode())
    name = plain[:_LONGEST].strip("-")
    stem = KINDS[kind].stem
    return f"{stem}-{name}.{suffix}" if name else f"{stem}.{suffix}"
