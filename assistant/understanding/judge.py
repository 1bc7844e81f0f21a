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
from assistant.language.lists import split_list
from assistant.language.none_words import half_or_one, says_none
from assistant.language.numbers import parse_numbers
from assistant.language.spelling import fold
from assistant.language.yes_no import parse_yes_no
from assistant.understanding import signals
from assistant.understanding.open_question import OpenQuestion
from assistant.understanding.vocabulary import Vocabulary

Ranking = Sequence[tuple[str, float]]

# How sure the classifier must be, by what a mistake costs. At a question with free text a command
# taken for an answer is offered as such ("rückgängig"), an answer taken for a command is lost; at
# a closed question a text that cannot be read would be refused anyway.
SURE_FREE = 0.4
SURE_FREE_STRANGE = 0.8
SURE_CLOSED = 0.25
SURE_QUESTION = 0.3
SURE_QUESTION_CLOSED = 0.5
SURE_CORRECTION = 0.15
SURE_PLAIN = 0.6
SURE_BEYOND_DOUBT = 0.93
DOUBT = 0.35
SHORT_WORDS = 6
LONG_WORDS = 12

FREE_KINDS = ("text", "list")
# Commands that name an answer, an item or a stage in the person's own words; whether there is
# such a thing is found out later, and if not, the text is an answer after all.
NAMING = ("command_edit", "command_delete", "command_add", "command_move", "command_goto")


@dataclass(frozen=True)
class Verdict:
    """What the message is: an intent of the domain, how sure (0 to 1), and why.

    `doubt` names the command that an answer might have been.
    """

    intent: str
    confidence: float
    reason: str
    doubt: str | None = None


@dataclass(frozen=True)
class Case:
    """A text with all that speaks for what it is."""

    text: str
    ranking: Ranking
    question: OpenQuestion | None
    vocabulary: Vocabulary

    @property
    def top(self) -> tuple[str, float]:
        """The classifier's first choice."""
        return self.ranking[0] if self.ranking else ("answer", 0.0)

    @property
    def words(self) -> int:
        """How long the text is."""
        return len(self.text.split())

    @property
    def is_free(self) -> bool:
        """Whether any text would do as an answer."""
        return self.question is not None and self.question.kind in FREE_KINDS

    def share(self, kind: str) -> float:
        """What the classifier gives to all intents of a class together."""
        return sum(c for intent, c in self.ranking if intent.partition("_")[0] == kind)


def judge(
    text: str, ranking: Ranking, question: OpenQuestion | None, vocabulary: Vocabulary
) -> Verdict:
    """The verdict on a text. Without an open question the ranking decides alone."""
    case = Case(text, ranking, question, vocabulary)
    for rule in RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return Verdict("answer", 1.0, "nothing speaks against an answer", _doubt(case))


def _doubt(case: Case) -> str | None:
    """The command that a short text, taken for an answer, might have been."""
    intent, confidence = case.top
    likely = intent.startswith("command_") and confidence >= DOUBT and case.words <= 4
    return intent.partition("_")[2] if likely and case.is_free else None


def _set_phrase(case: Case) -> Verdict | None:
    """Short set phrases mean the same at every question: "Hilfe", "zurück", "weiß ich nicht"."""
    intent = signals.set_phrase(case.text)
    question = case.question
    if intent is None or (question and _names_option(case.text, question)):
        return None
    agrees = question and question.kind in ("yes_no", "review") and parse_yes_no(case.text)
    if agrees and intent == "command_skip":
        return None
    return Verdict(intent, 1.0, "set phrase")


def _no_words(case: Case) -> Verdict | None:
    if any(c.isalnum() for c in case.text):
        return None
    return Verdict("nonsense", 1.0, "no letter and no figure")


def _nothing_open(case: Case) -> Verdict | None:
    if case.question is not None or not case.ranking:
        return None
    intent, confidence = case.top
    return Verdict(intent, confidence, "no question is open")


def _correction(case: Case) -> Verdict | None:
    """ "Nein, 12.400 statt 12.300" takes the last answer back, unless a yes or no is asked."""
    if signals.corrects(case.text, "certain") and case.words <= LONG_WORDS:
        return Verdict("correction", 1.0, "says that it corrects")
    rest = signals.taken_back(case.text)
    last = case.question.last if case.question else None
    if rest and last and last.kind == "list" and case.is_free and len(split_list(rest)) > 1:
        return Verdict("correction", 1.0, "takes back a list")
    asks_yes_no = case.question is not None and case.question.kind in ("yes_no", "review")
    if rest and last and not asks_yes_no and last.kind not in FREE_KINDS and _readable(rest, last):
        return Verdict("correction", 1.0, "takes back what the last question can read")
    if case.question and case.question.kind in ("yes_no", "review") and _is_readable(case):
        return None
    share = case.share("correction")
    plainly = signals.corrects(case.text, "strong")
    weakly = signals.corrects(case.text, "weak")
    long = case.words > LONG_WORDS
    if (plainly and share >= SURE_CORRECTION and not long) or (weakly and share >= SURE_PLAIN):
        return Verdict("correction", max(share, SURE_CORRECTION), "takes something back")
    return None


def _question(case: Case) -> Verdict | None:
    share = case.share("question")
    command = case.share("command")
    begins = signals.begins_like_question(case.text)
    if signals.ends_asking(case.text):
        if case.is_free:
            chat = case.share("smalltalk") if begins else 0.0
            sure = share + chat >= (SURE_QUESTION if begins else SURE_FREE_STRANGE)
            sure = sure and share + chat >= command
        else:
            sure = command < SURE_PLAIN if begins else share >= SURE_QUESTION and share >= command
        if sure and not _is_chat(case):
            return Verdict("question", max(share, SURE_QUESTION), "asks something")
        return None
    if not begins or signals.tells(case.text) or command > share:
        return None
    needed = SURE_FREE_STRANGE if case.is_free else SURE_QUESTION_CLOSED
    short = case.words <= SHORT_WORDS + 2
    return (
        Verdict("question", share, "begins like a question") if short and share >= needed else None
    )


def _is_chat(case: Case) -> bool:
    """Whether a question is small talk: "Wie geht's?" against "Wie alt ist der Kanzler?"."""
    intent, confidence = case.top
    return (
        intent.startswith("smalltalk_")
        and confidence >= SURE_FREE
        and len(_strange(case, "smalltalk")) == 0
    )


def _asks_at_closed_question(case: Case) -> Verdict | None:
    """A question that happens to name an option, a number or a date is still a question."""
    if not _is_readable(case) or not signals.begins_like_question(case.text):
        return None
    asks = signals.ends_asking(case.text) or not signals.tells(case.text)
    share = case.share("question")
    if asks and share >= SURE_QUESTION and share >= case.share("command"):
        return Verdict("question", share, "asks something")
    return None


def _fits_closed_question(case: Case) -> Verdict | None:
    """A text that the open question's kind can read is an answer, unless it plainly orders."""
    question = case.question
    if question is None or not _is_readable(case):
        return None
    is_command = case.top[0].startswith("command_")
    if is_command and signals.orders(case.text) and not _strange(case, "command"):
        return None
    return Verdict("answer", 1.0, f"can be read as {question.kind}")


def _is_readable(case: Case) -> bool:
    question = case.question
    return question is not None and not case.is_free and _readable(case.text, question)


def _command(case: Case) -> Verdict | None:
    intent, confidence = case.top
    if not case.is_free:
        return _command_instead(case)
    if not intent.startswith("command_") or case.words > LONG_WORDS:
        return None
    strange = len(_strange(case, "command"))
    if not strange and confidence >= SURE_FREE:
        return Verdict(intent, confidence, "a command in a command's words")
    if intent in NAMING and signals.orders(case.text) and confidence >= SURE_FREE:
        return Verdict(intent, confidence, "an order that names something")
    asks = signals.ends_asking(case.text) and signals.begins_like_question(case.text)
    if strange <= 2 and asks and confidence >= SURE_BEYOND_DOUBT:
        return Verdict(intent, confidence, "asks for a command beyond doubt")
    return None


def _command_instead(case: Case) -> Verdict | None:
    """A text that is no answer to a closed question would be refused: rather guess a command."""
    keyword = signals.keyword(case.text)
    if keyword is not None:
        return Verdict(keyword, SURE_CLOSED, "key words of a command")
    commands = [(i, c) for i, c in case.ranking if i.startswith("command_")]
    doubtful = case.share("answer") < SURE_QUESTION_CLOSED
    if (
        commands
        and doubtful
        and case.share("command") >= SURE_CLOSED
        and commands[0][1] >= SURE_CLOSED / 2
    ):
        return Verdict(*commands[0], "cannot be read as an answer, may be a command")
    return None


def _smalltalk(case: Case) -> Verdict | None:
    intent, confidence = case.top
    if not intent.startswith("smalltalk_") or case.words > LONG_WORDS:
        return None
    strange = len(_strange(case, "smalltalk"))
    if case.is_free and strange:
        return None
    needed = SURE_FREE_STRANGE if case.is_free and case.words > SHORT_WORDS else SURE_FREE
    return Verdict(intent, confidence, "small talk") if confidence >= needed else None


def _nonsense(case: Case) -> Verdict | None:
    if case.words > SHORT_WORDS:
        return None
    share = case.share("nonsense")
    needed = SURE_CLOSED if signals.is_mash(case.text) or not case.is_free else SURE_BEYOND_DOUBT
    return Verdict("nonsense", share, "nonsense") if share >= needed else None


RULES: tuple[Callable[[Case], Verdict | None], ...] = (
    _no_words,
    _set_phrase,
    _nothing_open,
    _correction,
    _asks_at_closed_question,
    _fits_closed_question,
    _question,
    _command,
    _smalltalk,
    _nonsense,
)


def _strange(case: Case, kind: str) -> list[str]:
    words = case.vocabulary.strange(case.text, kind)
    if kind == "command" and case.top[0] in NAMING:
        return [word for word in words if not case.vocabulary.names_something(word)]
    return words


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
        said = says_none(text, question.about) or half_or_one(text, question.about) is not None
        return said or bool(parse_numbers(text))
    if question.kind == "date":
        return parse_date(text, datetime.date(2026, 1, 1)) is not None
    if question.kind in ("yes_no", "review"):
        doubted = question.role == "check" and bool(parse_numbers(text))
        return doubted or parse_yes_no(text) is not None
    chosen = parse_choices(text, question.options)
    return bool(chosen.values) and not chosen.unmatched
