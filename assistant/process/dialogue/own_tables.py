"""Tables of one's own in the dialogue: where one can be sent, one pasted, what it answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.guide.answers import display
from assistant.guide.walk import Step
from assistant.language.numbers import format_number
from assistant.language.tabular import looks_like_table
from assistant.process.dialogue.figures import MOST_NEW, add_chart, say_results
from assistant.process.dialogue.pending import Pending
from assistant.process.figures.drawing import ChartId, chart_order
from assistant.process.figures.facts import year_of
from assistant.process.figures.filling import filling_of
from assistant.process.phrases import say
from assistant.process.upload_reading import read_upload
from assistant.process.uploads import (
    Confirmation,
    UnusableUploadError,
    confirm_upload,
    delete_upload,
    keep_upload,
)
from assistant.profile.indicators import known

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

# The sections that a table can fill, and what it holds.
UPLOADS = {"profile.age": "population", "profile.movement": "movements"}
CHARTS: dict[str, tuple[ChartId, ...]] = {
    "population": ("pyramid", "age-groups"),
    "movements": ("components",),
}
MOVEMENT_WORDS = re.compile(
    r"geburt|gestorben|sterbef|zuz[uü]g|fortz[uü]g|zugezogen|weggezogen", re.IGNORECASE
)
MOST_TOTALS = 6
MOST_PROBLEMS = 3
PASTED = "Eingefügte Tabelle"


def offer_upload(dialogue: Dialogue, step: Step) -> None:
    """Says that a table can be sent instead of figure by figure, at the sections it can fill."""
    purpose = UPLOADS.get(f"{step.stage.id}.{step.section.name}")
    if purpose is not None:
        dialogue.add(say(f"upload_{purpose}"), "hint", upload=upload_data(purpose))


def upload_data(purpose: str) -> dict[str, str]:
    """What a client needs to offer sending a table."""
    return {"purpose": purpose, "template": f"/api/uploads/{purpose}/template.xlsx"}


def ask_about_pasted(dialogue: Dialogue, step: Step, text: str) -> bool:
    """Reads a table pasted into the chat and asks whether to take it over. Whether it was one."""
    if step.stage.id != "profile" or not looks_like_table(text):
        return False
    here = UPLOADS.get(f"profile.{step.section.name}", "population")
    purpose = "movements" if MOVEMENT_WORDS.search(text) else here
    day = dialogue.state.value("profile.reference_date")
    read = read_upload(
        purpose, text.encode(), PASTED, year_of(day if isinstance(day, str) else None)
    )
    preview = read.reading["preview"]
    if preview is None:
        return False
    dialogue.understood("answer")
    if not read.usable:
        problems = " ".join(p["text"] for p in read.reading["problems"][:MOST_PROBLEMS])
        dialogue.understood("unclear")
        dialogue.add(say("table_problems", problems=problems), "error")
        dialogue.ask_again()
        return True
    record = dialogue.record
    upload = keep_upload(record.connection, record.member, purpose, PASTED, text.encode(), read)
    totals = preview["totals"][:MOST_TOTALS]
    what = ", ".join(f"{t['name']} {t['year']}: {format_number(t['value'])}" for t in totals)
    asked = say("table_read", what=what)
    why = say("table_read_why")
    dialogue.ask_back(Pending("table", f"{step.id}.check", asked, why, upload.id))
    return True


def settle_table(dialogue: Dialogue, upload: str, confirmed: bool) -> None:
    """Takes a pasted table over, or leaves it."""
    record = dialogue.record
    if not confirmed:
        delete_upload(record.connection, record.member, upload)
        dialogue.say("table_refused", "acknowledgement")
        dialogue.ask_again()
        return
    try:
        take_over(dialogue, upload)
    except UnusableUploadError as error:
        dialogue.add(str(error), "error")
        dialogue.ask_again()


def take_over(dialogue: Dialogue, upload: str) -> Confirmation:
    """Takes a table over: answers what it answers, shows what follows, goes on; what was taken.

    Raises UnknownUploadError, UnusableUploadError, ReadOnlyError.
    """
    record = dialogue.record
    confirmation = confirm_upload(record.connection, record.member, upload)
    purpose = confirmation.upload.purpose
    dialogue.add(confirmation.text, "acknowledgement")
    if purpose in CHARTS:
        record.forget_material()
        _fill(dialogue, purpose)
        _show(dialogue, purpose)
        _go_on(dialogue)
    return confirmation


def _fill(dialogue: Dialogue, purpose: str) -> None:
    record = dialogue.record
    filling = filling_of(record.state, record.material, purpose)
    for question, value in filling.fresh.items():
        record.store(question, value)
    labels = [record.place(question).question.label for question in filling.fresh]
    if labels:
        phrase = "table_filled_one" if len(labels) == 1 else "table_filled"
        dialogue.say(phrase, "hint", count=len(labels), labels=", ".join(labels))
    for question, (answered, read) in filling.differing.items():
        asked = record.place(question).question
        shown = [display(asked, (), value) for value in (answered, read)]
        dialogue.say("table_differs", "hint", label=asked.label, answered=shown[0], read=shown[1])


def _show(dialogue: Dialogue, purpose: str) -> None:
    facts = dialogue.record.facts()
    order = next((o for chart in CHARTS[purpose] if (o := chart_order(facts, chart))), None)
    if order is not None:
        add_chart(dialogue, order)
    topic = "age" if purpose == "population" else "movement"
    fresh = [r for r in known(facts.results).values() if r.indicator.topic == topic]
    say_results(dialogue, facts, fresh[:MOST_NEW])


def _go_on(dialogue: Dialogue) -> None:
    """To the next question where the table has answered the open one; else asks it again."""
    position = dialogue.record.position
    if position.return_to and dialogue.state.answer(position.return_to):
        position.return_to = None
    step = dialogue.step()
    if step is not None and dialogue.pending() is None and dialogue.state.answer(step.id):
        dialogue.go_on(step.id)
    else:
        dialogue.ask_again()
