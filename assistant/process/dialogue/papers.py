"""The documents in the dialogue: those that are asked for, and those of a stage at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.guide.walk import status
from assistant.language.spelling import fold
from assistant.process.document_kinds import KINDS, Format, Kind, document_data
from assistant.process.phrases import say
from assistant.process.turn import Command

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

# What people call the documents (folded), the particular before the general.
CALLED: Sequence[tuple[re.Pattern[str], tuple[str, ...]]] = (
    (re.compile(r"einladung"), ("invitation",)),
    (re.compile(r"tagesordnung|agenda"), ("agenda",)),
    (re.compile(r"protokoll|mitschrift"), ("minutes",)),
    (re.compile(r"ablaufplan\w* .*werkstatt|werkstattablauf"), ("workshop-schedule",)),
    (re.compile(r"ablaufplan\w* .*kick"), ("agenda",)),
    (re.compile(r"ablaufplan"), ("agenda", "workshop-schedule")),
    (re.compile(r"profil"), ("profile",)),
    (re.compile(r"dokumentation"), ("workshop-record",)),
    (re.compile(r"massnahmenbl"), ("measures",)),
    (re.compile(r"vorlage|beschluss"), ("council-paper",)),
    (re.compile(r"werkstattplan|massnahmenplan|\bplan\b"), ("plan",)),
    (re.compile(r"bilanz|halbzeit"), ("review",)),
    (re.compile(r"strategie|alles|gesamt"), ("strategy",)),
)
FORMATS: Sequence[tuple[re.Pattern[str], Format]] = (
    (re.compile(r"\b(word|docx?)\b"), "docx"),
    (re.compile(r"\bpdf\b"), "pdf"),
    (re.compile(r"\b(excel|xlsx?|tabelle)\b"), "xlsx"),
    (re.compile(r"\b(kalender\w*|ics|outlook)\b"), "ics"),
    (re.compile(r"\b(html|web\w*)\b"), "html"),
)


def documents(dialogue: Dialogue, command: Command) -> None:
    """The documents that a message names; else those of the stages that have begun."""
    folded = fold(command.text)
    names = next((names for pattern, names in CALLED if pattern.search(folded)), ())
    form = next((form for pattern, form in FORMATS if pattern.search(folded)), None)
    kinds = [KINDS[name] for name in names] or _begun(dialogue)
    _show(dialogue, "documents_named" if names else "documents_shown", kinds, form)
    dialogue.ask_again()


def offer_documents(dialogue: Dialogue, stage: str) -> None:
    """The documents of a stage, at its end."""
    _show(dialogue, "documents_of_stage", [k for k in KINDS.values() if k.stage == stage], None)


def _begun(dialogue: Dialogue) -> list[Kind]:
    guide, state = dialogue.guide, dialogue.state
    here = dialogue.stage().id
    begun = {s.id for s in guide.stages if status(guide, state, s) != "not_started"}
    return [kind for kind in KINDS.values() if kind.stage in (here, None, *begun)]


def _show(dialogue: Dialogue, phrase: str, kinds: Sequence[Kind], form: Format | None) -> None:
    shown = [document_data(kind, dialogue.state, dialogue.guide) for kind in kinds]
    for document in shown:
        # The format that was asked for comes first.
        document["formats"].sort(key=lambda one: one["format"] != form)
    lines = [
        f"- {document['title']}{'' if document['complete'] else ' (Entwurf)'}" for document in shown
    ]
    text = say(phrase) + "\n\n" + "\n".join(lines)
    dialogue.add(text, "documents", documents=shown)
