"""Several figures in one message: read, asked back, and stored at their questions together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.guide.answers import Problem, check_value, display
from assistant.guide.state import Value
from assistant.guide.targets import best
from assistant.guide.walk import Step, steps
from assistant.language.numbers import parse_number
from assistant.process.dialogue.pending import Pending
from assistant.process.phrases import say

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

PARTS = re.compile(r"[;\n]|,(?!\d)|\s(?:und|sowie|davon)\s")
# "2.100 unter 20": the age belongs to the name, not to the figure.
AGE_BOUNDS = re.compile(
    r"\b(?:unter|über|ueber|ab|bis|von)\s+\d{1,2}(?:\s*(?:bis|-|–)\s*\d{1,2})?"
    r"(?:\s*(?:jahren?|jährige\w*))?\b|\b\d{1,2}\s*(?:bis|-|–)\s*\d{1,2}(?!\d|\.)",
    re.IGNORECASE,
)
AT_LEAST = 2
COUNT_WORDS = {2: "zwei", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs"}


def ask_about_several(dialogue: Dialogue, text: str) -> bool:
    """Asks back when the text names several figures of this stage; False when it does not."""
    step = dialogue.step()
    if step is None or step.question.kind != "number":
        return False
    found = several_figures(text, step, steps(dialogue.guide, dialogue.state, step.stage))
    if len(found) < AT_LEAST:
        return False
    named = ", ".join(f"{s.question.label}: {display(s.question, (), value)}" for s, value in found)
    count = COUNT_WORDS.get(len(found), str(len(found)))
    pending = Pending(
        "several",
        f"{step.id}.check",
        say("several_asked", count=count, figures=named),
        dialogue.fill(step.question.why),
        {s.id: value for s, value in found},
    )
    dialogue.understood("answer")
    dialogue.ask_back(pending)
    return True


def several_figures(text: str, here: Step, walk: list[Step]) -> list[tuple[Step, Value]]:
    """The figures of a text by the questions they name; without a name, the open one's."""
    numeric = [s for s in walk if s.question.kind == "number" and s.item == here.item]
    names = [(s, name) for s in numeric for name in (s.question.label, *s.question.synonyms)]
    found: dict[str, tuple[Step, Value]] = {}
    for part in PARTS.split(text):
        number = parse_number(AGE_BOUNDS.sub(" ", part))
        if number is None:
            continue
        named = best(part, names)
        if len(named) > 1:
            return []
        step = named[0] if named else here
        checked = check_value(step.question, (), number.value)
        if isinstance(checked, Problem) or step.id in found:
            return []
        found[step.id] = (step, checked.value)
    return list(found.values())


def store_several(dialogue: Dialogue, figures: dict[str, Value]) -> None:
    """Stores all figures, and goes on behind the open question."""
    for question, value in figures.items():
        dialogue.record.store(question, value)
    dialogue.say("several_stored", "acknowledgement", count=len(figures))
    here = dialogue.record.position.question
    if here in figures:
        dialogue.move_on(here, True)
    else:
        dialogue.ask_again()
