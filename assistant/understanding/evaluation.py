"""Measures the understanding on labelled messages: confusion, precision, recall, worst cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

CLASSES = ("answer", "command", "correction", "question", "smalltalk", "unclear")

# Who does not understand the question is helped, in simpler words or with what is expected.
SAME = {"plain": "help"}


@dataclass(frozen=True)
class Judged:
    """One labelled message and what it was taken for; `milliseconds` of CPU."""

    text: str
    question: str
    expected: str
    expected_name: str | None
    found: str
    found_name: str | None
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the class is right, and for a command its name."""
        if self.expected == "command":
            return self.found == "command" and self.found_name == self.expected_name
        return self.found == self.expected


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    right: int
    total: int

    @property
    def rate(self) -> float:
        """Between 0 and 1; 1 where there is nothing."""
        return self.right / self.total if self.total else 1.0

    def __str__(self) -> str:
        return f"{self.rate * 100:.1f} % ({self.right} von {self.total})"


def class_of(intent: str) -> tuple[str, str | None]:
    """An intent's class and name: "command_back" is ("command", "back")."""
    if intent == "nonsense":
        return "unclear", None
    kind, _, name = intent.partition("_")
    return kind, SAME.get(name, name) or None


def confusion(judged: Sequence[Judged]) -> Counter[tuple[str, str]]:
    """How often what was expected was taken for what."""
    return Counter((row.expected, row.found) for row in judged)


def recall(judged: Sequence[Judged], kind: str) -> Share:
    """Of those expected to be of a class, how many were found to be."""
    of_kind = [row for row in judged if row.expected == kind]
    return Share(sum(row.right for row in of_kind), len(of_kind))


def precision(judged: Sequence[Judged], kind: str) -> Share:
    """Of those taken for a class, how many were."""
    taken = [row for row in judged if row.found == kind]
    return Share(sum(row.expected == kind for row in taken), len(taken))


def answers_mistaken(judged: Sequence[Judged]) -> Share:
    """Answers taken for something else: a share that should be small."""
    answers = [row for row in judged if row.expected == "answer"]
    return Share(sum(row.found != "answer" for row in answers), len(answers))


def table(judged: Sequence[Judged]) -> str:
    """The confusion with precision and recall as a Markdown table."""
    counts = confusion(judged)
    found = [k for k in CLASSES if any(row.found == k for row in judged)]
    lines = [
        f"| erwartet | {' | '.join(found)} | Trefferquote | Genauigkeit |",
        f"|---|{'---|' * (len(found) + 2)}",
    ]
    for kind in CLASSES:
        if not any(row.expected == kind for row in judged):
            continue
        cells = " | ".join(str(counts[kind, other]) for other in found)
        lines.append(f"| {kind} | {cells} | {recall(judged, kind)} | {precision(judged, kind)} |")
    return "\n".join(lines)


def as_data(judged: Sequence[Judged]) -> dict[str, Any]:
    """The shares for machines."""
    kinds = [k for k in CLASSES if any(row.expected == k for row in judged)]
    return {
        "recall": {k: round(recall(judged, k).rate, 4) for k in kinds},
        "precision": {k: round(precision(judged, k).rate, 4) for k in kinds},
        "answers_mistaken": round(answers_mistaken(judged).rate, 4),
    }
