"""All documents of a process: which there are, whether each is complete, how each is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from assistant.documents.book import Book
from assistant.documents.chapters.agenda import agenda
from assistant.documents.chapters.council_paper import council_paper
from assistant.documents.chapters.invitation import invitation
from assistant.documents.chapters.kickoff import minutes
from assistant.documents.chapters.measures import measures
from assistant.documents.chapters.plan import plan
from assistant.documents.chapters.profile import profile
from assistant.documents.chapters.record import record
from assistant.documents.chapters.review import review
from assistant.documents.chapters.strategy import strategy
from assistant.documents.chapters.workshop import schedule
from assistant.documents.content import Document, Format
from assistant.documents.kinds import KINDS
from assistant.documents.source import Source
from assistant.guide.model import STAGE_IDS, Guide
from assistant.guide.state import State
from assistant.guide.walk import open_points
from assistant.process.offers import load_full_guide

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
# Letters that are written out in a file name, so that it is the same on every machine.
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_LONGEST = 60


def complete(kind: str, state: State, guide: Guide) -> bool:
    """Whether no required question of the document's stage is open; of the strategy's, of all.

    Raises KeyError for an unknown kind.
    """
    stage = KINDS[kind].stage
    return all(
        not open_points(guide, state, guide.stage(stage_id))
        for stage_id in (STAGE_IDS if stage is None else (stage,))
    )


def compose(kind: str, source: Source) -> Document:
    """A document of a process as its answers stand. Raises KeyError for an unknown kind."""
    return COMPOSERS[kind](Book(load_full_guide(), source.state), source)


def file_name(kind: str, municipality: str, suffix: Format) -> str:
    """A file name that every system accepts: "Einladung-Kick-Off-Grabow.docx"."""
    flat = unicodedata.normalize("NFKD", municipality.translate(_LETTERS))
    plain = re.sub(r"[^A-Za-z0-9]+", "-", flat.encode("ascii", "ignore").decode())
    name = plain[:_LONGEST].strip("-")
    stem = KINDS[kind].stem
    return f"{stem}-{name}.{suffix}" if name else f"{stem}.{suffix}"
