"""The kinds of documents: what each is called, whose stage it tells, in which formats it comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from assistant.guide.model import STAGE_IDS, Guide
from assistant.guide.state import State
from assistant.guide.walk import open_points

Format = Literal["docx", "pdf", "html", "xlsx", "ics"]
MEDIA_TYPES: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
}
TEXT: tuple[Format, ...] = ("docx", "pdf", "html")


@dataclass(frozen=True)
class Kind:
    """One kind of document. `stage` is None for the strategy, which tells them all; `stem` begins
    its file name.
    """

    name: str
    title: str
    stem: str
    stage: str | None
    formats: tuple[Format, ...] = TEXT
    long: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("invitation", "Einladung zum Kick-Off", "Einladung-Kick-Off", "kickoff"),
        Kind(
            "agenda",
            "Ablaufplan für den Kick-Off",
            "Ablaufplan-Kick-Off",
            "kickoff",
            (*TEXT, "ics"),
        ),
        Kind("minutes", "Protokoll des Kick-Offs", "Protokoll-Kick-Off", "kickoff"),
        Kind("profile", "Kommunalprofil", "Kommunalprofil", "profile", (*TEXT, "xlsx"), long=True),
        Kind(
            "workshop-schedule",
            "Ablaufplan für die Zukunftswerkstatt",
            "Ablaufplan-Zukunftswerkstatt",
            "workshop",
        ),
        Kind(
            "workshop-record",
            "Dokumentation der Zukunftswerkstatt",
            "Dokumentation-Zukunftswerkstatt",
            "workshop",
        ),
        Kind("plan", "Werkstattplan", "Werkstattplan", "plan", (*TEXT, "xlsx", "ics"), long=True),
        Kind("measures", "Maßnahmenblätter", "Massnahmenblaetter", "plan", (*TEXT, "xlsx")),
        Kind("council-paper", "Beschlussvorlage zum Werkstattplan", "Beschlussvorlage", "plan"),
        Kind("review", "Zwischenbilanz", "Zwischenbilanz", "review", (*TEXT, "ics")),
        Kind("strategy", "Demografiestrategie", "Demografiestrategie", None, long=True),
    )
}


def complete(kind: str, state: State, guide: Guide) -> bool:
    """Whether no required question of the document's stage is open; of the strategy's, of all.

    Raises KeyError for an unknown kind.
    """
    stage = KINDS[kind].stage
    return all(
        not open_points(guide, state, guide.stage(stage_id))
        for stage_id in (STAGE_IDS if stage is None else (stage,))
    )


def document_data(kind: Kind, state: State, guide: Guide) -> dict[str, Any]:
    """A document as the contract lists it; its addresses are relative to the base path."""
    return {
        "kind": kind.name,
        "title": kind.title,
        "stage": kind.stage,
        "formats": [
            {
                "format": form,
                "media_type": MEDIA_TYPES[form],
                "href": f"/api/documents/{kind.name}.{form}",
            }
            for form in kind.formats
        ],
        "complete": complete(kind.name, state, guide),
    }
