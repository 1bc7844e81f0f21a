"""The judgement: the classifier's ranking weighed against the open question.

Explainable rules in a fixed order; the first that holds decides. Losing an answer is worse than
asking once more, so whatever is neither clearly a command nor clearly a question is an answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.language.choices import parse_choices
from assistant.language.dates import parse_date
from assistant.language.numbers import parse_numbers
from assistant.language.spelling import fold
from assistant.language.yes_no import parse_yes_no
from assistant.understanding import signals
from assistant.understanding.open_question import OpenQuestion

Ranking = Sequence[tuple[str, float]]

# How sure the classifier must be of a command when the text could also be an answer, by how long
# the text is: short ones are mostly commands, long ones hardly ever. Measured on data/nlu with
# the questions open that the answers belong to.
SURE_SHORT = 0.45
SURE_LONG = 0.8
SHORT_WORDS = 6
SURE_CLOSED = 0.35
SURE_QUESTION = 0.5
SURE_NONSENSE = 0.75


@dataclass(frozen=True)
class Verdict:
    """What the message is: an intent of the domain, how sure (0 to 1), and why."""

    intent: str
    confidence: float
    reason: str


def judge(text: str, ranking: Ranking, question: OpenQuestion | None) -> Verdict:
    """The verdict on a text. Without an open question the ranking decides alone."""
    for rule in RULES:
        verdict = rule(text, ranking, question)
        if verdict is not None:
            return verdict
    return Verdict("answer", 1.0, "nothing speaks against an answer")


def _set_phrase(text: str, _: Ranking, question: OpenQuestion | None) -> Verdict | None:
    """Short set phrases mean the same at every question: "Hilfe", "zurück", "weiß ich nicht"."""
    intent = signals.set_phrase(text)
    if intent is None or (question and _names_option(text, question)):
        return None
    if question and question.kind in ("yes_no", "review") and parse_yes_no(text) is not None:
        return None
    return Verdict(intent, 1.0, "set phrase")


def _nothing_open(text: str, ranking: Ranking, question: OpenQuestion | None) -> Verdict | None:
    if question is not None or not ranking:
        return None
    intent, confidence = ranking[0]
    return Verdict(intent, confidence, "no question is open")


def _fits_closed_question(
    text: str, ranking: Ranking, question: OpenQuestion | None
) -> Verdict | None:
    """A text that the open question's kind can read is an answer, unless it plainly asks."""
    if question is None or question.kind in ("text", "list") or signals.asks(text):
        return None
    if not _readable(text, question):
        return None
    intent, confidence = _top(ranking)
    if signals.orders(text) and intent.startswith("command_") and confidence >= SURE_SHORT:
        return None
    if intent == "correction" and signals.corrects(text):
        return Verdict("correction", confidence, "corrects the last answer")
    return Verdict("answer", 1.0, f"can be read as {question.kind}")


def _correction(text: str, ranking: Ranking, question: OpenQuestion | None) -> Verdict | None:
    intent, confidence = _top(ranking)
    if intent == "correction" and signals.corrects(text) and confidence >= SURE_SHORT:
        return Verdict(intent, confidence, "corrects the last answer")
    return None


def _command(text: str, ranking: Ranking, question: OpenQuestion | None) -> Verdict | None:
    intent, confidence = _top(ranking)
    if not intent.startswith("command_"):
        return None
    words = len(text.split())
    if question is not None and question.kind not in ("text", "list"):
        needed = SURE_CLOSED
    else:
        needed = SURE_SHORT if words <= SHORT_WORDS else SURE_LONG
        if signals.orders(text):
            needed = min(needed, 0.5)
    if confidence >= needed:
        return Verdict(intent, confidence, f"a command, sure by {confidence:.2f} of {needed:.2f}")
    return None


def _question(text: str, ranking: Ranking, question: OpenQuestion | None) -> Verdict | None:
    share = sum(confidence for intent, confidence in ranking if intent == "question")
    if signals.asks(text) and share >= SURE_QUESTION * 0.5:
        return Verdict("question", max(share, SURE_QUESTION), "asks something")
    if share >= SURE_LONG and signals.begins_like_question(text):
        return Verdict("question", share, "begins like a question")
    return None


def _smalltalk(text: str, ranking: Ranking, question: OpenQuestion | None) -> Verdict | None:
    intent, confidence = _top(ranking)
    if intent.startswith("smalltalk_") and len(text.split()) <= 2 * SHORT_WORDS:
        needed = SURE_SHORT if len(text.split()) <= SHORT_WORDS else SURE_LONG
        if confidence >= needed:
            return Verdict(intent, confidence, "small talk")
    return None


def _nonsense(text: str, ranking: Ranking, question: OpenQuestion | None) -> Verdict | None:
    if not any(c.isalnum() for c in text):
        return Verdict("nonsense", 1.0, "no letter and no figure")
    intent, confidence = _top(ranking)
    if intent == "nonsense" and confidence >= SURE_NONSENSE and len(text.split()) <= SHORT_WORDS:
        return Verdict(intent, confidence, "nonsense")
    return None


RULES: tuple[Callable[[str, Ranking, OpenQuestion | None], Verdict | None], ...] = (
    _set_phrase,
    _nothing_open,
    _fits_closed_question,
    _correction,
    _command,
    _question,
    _smalltalk,
    _nonsense,
)


def _top(ranking: Ranking) -> tuple[str, float]:
    return ranking[0] if ranking else ("answer", 0.0)


def _names_option(text: str, question: OpenQuestion) -> bool:
    folded = fold(text)
    return any(
        fold(name) == folded
        for option in question.options
        for name in (option.title, *option.synonyms)
    )


def _readable(text: str, question: OpenQuestion) -> bool:
    """Whether the text can be read as an answer of the open question's kind."""
    if question.kind == "number":
        return bool(parse_numbers(text))
    if question.kind == "date":
        return parse_date(text, datetime.date(2026, 1, 1)) is not None
    if question.kind in ("yes_no", "review"):
        return parse_yes_no(text) is not None
    chosen = parse_choices(text, question.options)
    return bool(chosen.values) and not chosen.unmatched
