"""The kinds of documents: what each is called, whose stage it tells, in which formats it comes."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.documents.content import Format

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
