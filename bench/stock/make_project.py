"""Writes the stock Rasa project that `make bench` compares with: our questions as Rasa's forms.

As Rasa's documentation tells a newcomer to do it: one form per stage, one slot per question, each
slot filled only while its form asks for it, a validation action per form on the action server, a
rule to start a form, a rule for its end that opens the next one, and a few stories for the policies
that learn from stories. Whatever else would make stock Rasa dearer is left out: no buttons, no
conditions.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

from assistant.chat.measuring import BY_KIND
from assistant.guide.load import load_guide
from assistant.guide.model import Guide, Question, Stage
from assistant.guide.wording import fill
from assistant.language.yes_no import parse_yes_no

HERE = Path(__file__).parent
OUR_NLU = HERE.parents[1] / "data" / "nlu"
CONFIGS = ("config.yml", "config-light.yml")
VERSION = "3.1"
START = "command_start"
DONE = "utter_all_done"
ALL_DONE = "Alle fünf Stufen sind geschafft."
EPOCHS = re.compile(r"(?m)^(\s+epochs:) \d+$")
ASIDES = ("nonsense", "question", "correction")


@dataclass(frozen=True)
class Asked:
    """One question as a slot."""

    slot: str
    kind: str
    text: str


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    arguments = parser.parse_args()
    write_project(arguments.target, arguments.epochs)


def write_project(target: Path, epochs: int) -> None:
    """Writes the whole project anew, and beside it what the driver of the bench types."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "data").mkdir(parents=True)
    guide = load_guide()
    forms = {stage.id: list(_asked(guide, stage)) for stage in guide.stages}
    examples = _examples()
    _write(target / "domain.yml", _domain(forms, examples))
    _write(target / "data" / "nlu.yml", {"version": VERSION, "nlu": _nlu(examples)})
    _write(target / "data" / "rules.yml", {"version": VERSION, "rules": _rules(forms, examples)})
    _write(target / "data" / "stories.yml", {"version": VERSION, "stories": _stories(forms)})
    for name in CONFIGS:
        text = (HERE / name).read_text("utf-8")
        (target / name).write_text(EPOCHS.sub(rf"\1 {epochs}", text), "utf-8")
    shutil.copy(HERE / "actions.py", target)
    typed = {
        "start": f"/{START}",
        "done": ALL_DONE,
        "answers": {asked.slot: BY_KIND[asked.kind] for form in forms.values() for asked in form},
        "asked": {asked.text: asked.slot for form in forms.values() for asked in form},
        "affirm": "/affirm",
    }
    (target / "typed.json").write_text(json.dumps(typed, ensure_ascii=False, indent=1), "utf-8")


def _asked(guide: Guide, stage: Stage) -> Iterator[Asked]:
    """The questions of a stage in their order; those of a repeated section once; the check."""
    for section in stage.sections:
        prefix = section.collection.name.replace(".", "_") if section.collection else stage.id
        for question in section.questions:
            yield _as_slot(guide, f"{prefix}_{question.name}", question)
    yield _as_slot(guide, f"{stage.id}_{stage.review.name}_check", stage.review)


def _as_slot(guide: Guide, slot: str, question: Question) -> Asked:
    place: Any = SimpleNamespace(type="municipality", name="Musterstadt")
    text = fill(question.text, guide, place, lambda _: None)
    # Over HTTP a question is known by its words alone; some are asked in several places.
    return Asked(slot, question.kind, f"{text} ({slot})")


def _examples() -> dict[str, list[str]]:
    """Our training data under a stock project's intents: yes and no apart, small talk as such."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(OUR_NLU.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                text = line.removeprefix("- ").strip()
                found[_intent(entry["intent"], text)].append(text)
    return dict(found)


def _intent(ours: str, text: str) -> str:
    if ours == "answer":
        return {True: "affirm", False: "deny", None: "inform"}[parse_yes_no(text)]
    return ours.replace("smalltalk_", "chitchat/")


def _nlu(examples: dict[str, list[str]]) -> list[dict[str, str]]:
    return [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in examples.items()
    ]


def _domain(forms: dict[str, list[Asked]], examples: dict[str, list[str]]) -> dict[str, Any]:
    responses = {f"utter_ask_{q.slot}": q.text for form in forms.values() for q in form}
    responses |= {f"utter_{stage}_done": "Diese Stufe ist geschafft." for stage in forms}
    responses |= {DONE: ALL_DONE, "utter_default": "Wie bitte?"}
    for intent in examples:
        if intent not in (START, "inform", "affirm", "deny"):
            responses[f"utter_{intent}"] = "Gut. Bitte beantworten Sie noch die offene Frage."
    return {
        "version": VERSION,
        "intents": sorted({intent.split("/")[0] for intent in examples}),
        "slots": {q.slot: _slot(stage, q) for stage, form in forms.items() for q in form},
        "actions": [f"validate_{stage}_form" for stage in forms],
        "forms": {f"{s}_form": {"required_slots": [q.slot for q in f]} for s, f in forms.items()},
        "responses": {name: [{"text": text}] for name, text in responses.items()},
    }


def _slot(stage: str, asked: Asked) -> dict[str, Any]:
    while_asked = [{"active_loop": f"{stage}_form", "requested_slot": asked.slot}]
    if asked.kind == "yes_no":
        kind = "bool"
        mappings = [
            {"type": "from_intent", "intent": intent, "value": value, "conditions": while_asked}
            for intent, value in (("affirm", True), ("deny", False))
        ]
    else:
        kind = "list" if asked.kind in ("list", "multiple") else "text"
        mappings = [{"type": "from_text", "conditions": while_asked}]
    return {"type": kind, "influence_conversation": False, "mappings": mappings}


def _rules(forms: dict[str, list[Asked]], examples: dict[str, list[str]]) -> list[Any]:
    stages = list(forms)
    rules: list[Any] = [
        {"rule": "start", "steps": [{"intent": START}, *_open(stages[0])]},
    ]
    for stage, after in zip(stages, [*stages[1:], None], strict=True):
        steps = [
            {"action": f"{stage}_form"},
            {"active_loop": None},
            {"slot_was_set": [{"requested_slot": None}]},
            *_after(stage, after),
        ]
        condition = [{"active_loop": f"{stage}_form"}]
        rules.append({"rule": f"{stage} done", "condition": condition, "steps": steps})
    asides = sorted({i.split("/")[0] for i in examples if i.startswith(("command_", "chitchat"))})
    for intent in [*asides, *ASIDES]:
        if intent != START:
            steps = [{"intent": intent}, {"action": f"utter_{intent}"}]
            rules.append({"rule": intent, "steps": steps})
    return rules


def _open(stage: str) -> list[Any]:
    return [{"action": f"{stage}_form"}, {"active_loop": f"{stage}_form"}]


def _after(stage: str, after: str | None) -> list[Any]:
    return [{"action": f"utter_{stage}_done"}, *(_open(after) if after else [{"action": DONE}])]


def _stories(forms: dict[str, list[Asked]]) -> list[Any]:
    """All stages through, and a stage with small talk in between."""
    stages = list(forms)
    walk: list[Any] = [{"intent": START}, *_open(stages[0])]
    for stage, after in zip(stages, [*stages[1:], None], strict=True):
        walk += [{"active_loop": None}, *_after(stage, after)]
    chat = [
        {"intent": START},
        *_open(stages[0]),
        {"intent": "chitchat"},
        {"action": "utter_chitchat"},
        {"action": f"{stages[0]}_form"},
        {"active_loop": None},
        *_after(stages[0], stages[1]),
    ]
    return [{"story": "all stages", "steps": walk}, {"story": "small talk", "steps": chat}]


def _write(path: Path, data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
