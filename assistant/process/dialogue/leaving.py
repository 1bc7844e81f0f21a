"""A person asks to be deleted: asks back, says what stays, and hands over to who deletes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.language.spelling import fold
from assistant.process.dialogue.pending import Pending
from assistant.process.person.deleting import may_leave
from assistant.process.person.mentions import mentions_of
from assistant.process.phrases import say
from assistant.store.answers import current_answers

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

OWN = re.compile(
    r"\bmeine[rnm]?\b( \w+)? (daten|angaben|konto|zugang|name|namen|person)\b"
    r"|\bmein(en)? (konto|zugang|namen?|profil)\b"
    r"|\b(daten|angaben|alles) (von|ueber|zu) mir\b"
    r"|\bmich\b.*\b(loesch|entfern|streich)|\b(loesch|entfern|streich)\w* (sie )?mich\b"
)
MOST_NAMED = 3


def means_own_data(text: str) -> bool:
    """Whether a wish to delete is about oneself and not about the whole process."""
    return OWN.search(fold(text)) is not None


def ask_to_leave(dialogue: Dialogue) -> None:
    """Asks whether she really wants to be deleted, and says what stays."""
    municipality = dialogue.state.name
    if not may_leave(dialogue.record.connection, dialogue.record.member):
        dialogue.say("person_delete_founder", "hint", municipality=municipality)
        dialogue.ask_again()
        return
    dialogue.record.position.paused = False
    text = say("person_delete_asked", municipality=municipality)
    why = say("person_delete_why")
    dialogue.ask_back(Pending("delete_person", "person.delete", text, why))


def leave(dialogue: Dialogue) -> None:
    """She has said yes: takes leave, and names where her name stands as text."""
    record = dialogue.record
    dialogue.say("person_deleted", "acknowledgement")
    answers = current_answers(record.connection, record.process.id)
    found = mentions_of(record.guide, answers, record.member.name)
    if found:
        labels = dict.fromkeys(f"„{one.label}“" for one in found)
        named = ", ".join(list(labels)[:MOST_NAMED])
        dialogue.say("person_mentioned", "hint", labels=named)
    dialogue.turn.ends_person = True
