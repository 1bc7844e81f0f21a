"""`daks evaluate`: how well messages are understood, on the labelled ones of a folder."""

from __future__ import annotations

import argparse
import datetime
import json
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from assistant.chat.conversation import context_of
from assistant.cli import evaluate_methods
from assistant.engine.agent import Assistant
from assistant.guide.answers import Parsed, display, parse_text
from assistant.guide.choices import options_of
from assistant.guide.places import find_place
from assistant.guide.prompts import prompt_of
from assistant.guide.state import State
from assistant.guide.walk import Step
from assistant.process.offers import load_full_guide
from assistant.settings import read_settings
from assistant.understanding.evaluation import (
    SAME,
    Judged,
    Share,
    answers_mistaken,
    as_data,
    class_of,
    recall,
    table,
)
from assistant.understanding.knowledge import load_knowledge
from assistant.understanding.open_question import (
    OpenQuestion,
    open_question_data,
    open_question_from,
)

TODAY = datetime.date(2026, 11, 22)
BARS = {
    "commands": 0.97,
    "answers_mistaken": 0.005,
    "right_entry": 0.90,
    "outside_refused": 0.90,
    "values": 0.97,
}


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "evaluate", help="misst das Sprachverständnis oder die Methodenvorschläge"
    )
    parser.add_argument(
        "what", nargs="?", choices=["messages", "methods"], default="messages", help="was"
    )
    parser.add_argument(
        "--data", type=Path, default=Path("tests/nlu"), help="Ordner mit Beispielen"
    )
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.add_argument("--check", action="store_true", help="endet mit 1 unter den Grenzwerten")
    parser.add_argument("--worst", type=int, default=40, help="so viele Fehler zeigen")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the figures; with --check 1 when one is below its bar."""
    if arguments.what == "methods":
        return evaluate_methods.run(arguments)
    rows = list(labelled_rows(arguments.data))
    if not rows:
        print(f"In {arguments.data} liegen keine Beispiele.")
        return 1
    judged = _judge_all(rows)
    shares = {
        "commands": recall(judged, "command"),
        "answers_mistaken": answers_mistaken(judged),
        **_knowledge_shares(rows),
        "values": _values_share(rows),
    }
    missed = [name for name, share in shares.items() if not _meets(name, share)]
    if arguments.json:
        data = {**as_data(judged), **{name: round(s.rate, 4) for name, s in shares.items()}}
        print(json.dumps({**data, "below": missed}, ensure_ascii=False, indent=2))
    else:
        _print(judged, shares, arguments.worst)
    return 1 if arguments.check and missed else 0


def _meets(name: str, share: Share) -> bool:
    return share.rate <= BARS[name] if name == "answers_mistaken" else share.rate >= BARS[name]


def labelled_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The labelled messages of a folder whose question is asked without a process."""
    for path in sorted(folder.glob("*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        yield from (row for row in data if _can_be_judged(row))


def _can_be_judged(row: Any) -> bool:
    """Not a choice among items: without a process there are none, and it would not be asked."""
    if not isinstance(row, dict) or "expect" not in row:
        return False
    source = _step(row["question"]).question.options_from
    return source is None or source.startswith("options.")


def _judge_all(rows: Sequence[dict[str, Any]]) -> list[Judged]:
    assistant = Assistant(read_settings().model_dir)
    return [_judge(assistant, row) for row in rows]


def _judge(assistant: Assistant, row: dict[str, Any]) -> Judged:
    question = open_question_of(row)
    context = open_question_data(question)
    started = time.process_time()
    intent = assistant.understand(row["text"], context)
    used = (time.process_time() - started) * 1000
    found, name = class_of(intent)
    name_given = str(row.get("name") or "")
    wanted = SAME.get(name_given, name_given) or None
    return Judged(row["text"], row["question"], row["expect"], wanted, found, name, used)


def open_question_of(row: dict[str, Any]) -> OpenQuestion:
    """The open question of a labelled message, with the one answered before if it names one."""
    question = _opened(row["question"])
    last = row.get("last_question")
    if not last:
        return question
    return replace(question, last=replace(_opened(last), said=_shown(last, row.get("last_value"))))


def _shown(question: str, value: Any) -> str:
    """A value as the person saw it when she gave it."""
    step = _step(question)
    return display(step.question, options_of(step.question, load_full_guide(), _empty()), value)


def _opened(question: str) -> OpenQuestion:
    prompt = prompt_of(_step(question), load_full_guide(), _empty())
    opened = open_question_from(context_of(prompt))
    assert opened is not None
    return opened


def _empty() -> State:
    return State(name="Musterstadt", type="municipality")


def _step(question: str) -> Step:
    place = find_place(load_full_guide(), question)
    if place is None:
        raise ValueError(f"Die Frage {question} gibt es nicht.")
    return Step(question, place.stage, place.section, place.question, place.item)


def _values_share(rows: Sequence[dict[str, Any]]) -> Share:
    """Numbers, dates and choices read rightly from the answers that name a value."""
    with_value = [row for row in rows if row["expect"] == "answer" and "value" in row]
    return Share(sum(_value_is_right(row) for row in with_value), len(with_value))


def _value_is_right(row: dict[str, Any]) -> bool:
    step = _step(row["question"])
    options = options_of(step.question, load_full_guide(), _empty())
    parsed = parse_text(step.question, options, row["text"], TODAY)
    wanted = row["value"]
    if isinstance(wanted, datetime.date):
        wanted = wanted.isoformat()
    if step.question.kind == "date":
        wanted = str(wanted)
    if not isinstance(parsed, Parsed):
        return False
    if isinstance(wanted, list) and isinstance(parsed.value, list):
        return set(parsed.value) == set(wanted)
    return bool(parsed.value == wanted)


def _knowledge_shares(rows: Sequence[dict[str, Any]]) -> dict[str, Share]:
    """Questions that find the right entry, and those outside that are refused."""
    knowledge = load_knowledge()
    inside = [row for row in rows if row["expect"] == "question" and row.get("entry")]
    outside = [row for row in rows if row["expect"] == "question" and row.get("topic", 0) is None]
    right = sum(_found(knowledge.find(row["text"])) in _accepted(row) for row in inside)
    refused = sum(_found(knowledge.find(row["text"])) is None for row in outside)
    return {
        "right_entry": Share(right, len(inside)),
        "outside_refused": Share(refused, len(outside)),
    }


def _accepted(row: dict[str, Any]) -> Sequence[str]:
    entry = row["entry"]
    return entry if isinstance(entry, list) else [entry]


def _found(found: Any) -> str | None:
    return found.entry.id if found.entry else None


def _print(judged: Sequence[Judged], shares: dict[str, Share], worst: int) -> None:
    print(table(judged))
    print()
    for name, share in shares.items():
        sign = "höchstens" if name == "answers_mistaken" else "mindestens"
        verdict = "gut" if _meets(name, share) else "ZU SCHLECHT"
        print(f"{name}: {share}, {sign} {BARS[name] * 100:.1f} % ({verdict})")
    print(f"CPU je Nachricht (Median): {statistics.median(r.milliseconds for r in judged):.1f} ms")
    wrong = [row for row in judged if not row.right]
    print(f"\n{len(wrong)} Fehler, davon die ersten {min(worst, len(wrong))}:")
    for row in wrong[:worst]:
        expected = f"{row.expected} {row.expected_name or ''}".strip()
        found = f"{row.found} {row.found_name or ''}".strip()
        print(f"  [{row.question}] {row.text!r}: {expected}, verstanden als {found}")
