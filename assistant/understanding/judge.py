"""The judgement: plain rules first, then what speaks for each class is weighed.

Losing an answer is worse than asking once more, so whatever is neither clearly a command nor
clearly a question is an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.language.lists import split_list
from assistant.language.tabular import looks_like_table
from assistant.language.yes_no import parse_yes_no
from assistant.understanding import signals
from assistant.understanding.case import FREE_KINDS, NAMING, Case, Ranking, readable
from assistant.understanding.handing import command_of
from assistant.understanding.knowledge import load_knowledge
from assistant.understanding.open_question import OpenQuestion
from assistant.understanding.vocabulary import Vocabulary
from assistant.understanding.weighing import features_of, load_weights
from assistant.understanding.wishes import wish_of

# How sure it must be that a text is no answer, by what it would be instead: a command taken for an
# answer is offered as such ("rückgängig") and a lost one annoys; a question or small talk taken
# for an answer is stored and seen. What a closed question cannot read would be refused anyway.
# Chosen on the development messages (docs/understanding.md).
SURE: Mapping[str, float] = {
    "command": 0.5,
    "correction": 0.5,
    "question": 0.85,
    "smalltalk": 0.85,
    "unclear": 0.9,
}
SURE_UNREADABLE = 0.5
SURE_CORRECTION = 0.15
SURE_PLAIN = 0.6
SURE_NONSENSE = 0.9
SURE_LONG = 0.9
DOUBT = 0.25
SUPPORTED = 0.3
SURE_ORDER = 0.5
LONG_WORDS = 12
SURE_TERM = 0.6
FIGURES = ("number", "date")
WISHES = ("command_documents", "command_figures", "command_thread")


@dataclass(frozen=True)
class Verdict:
    """What the message is: an intent of the domain, how sure (0 to 1), and why.

    `doubt` names the command that an answer might have been.
    """

    intent: str
    confidence: float
    reason: str
    doubt: str | None = None


def judge(
    text: str, ranking: Ranking, question: OpenQuestion | None, vocabulary: Vocabulary
) -> Verdict:
    """The verdict on a text. Without an open question the ranking decides alone."""
    case = Case(text, ranking, question, vocabulary)
    for rule in RULES:
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return _weighed(case)


def _weighed(case: Case) -> Verdict:
    """The likeliest class, unless it might well be an answer."""
    if not case.ranking:
        return Verdict("answer", 1.0, "nothing speaks against an answer")
    weights = load_weights()[case.situation]
    features = features_of(case)
    shares = weights.shares(features)
    other = max((kind for kind in shares if kind != "answer"), key=lambda kind: shares[kind])
    sure = 1.0 - shares.get("answer", 0.0)
    needed = SURE_UNREADABLE if case.situation == "unreadable" else SURE[other]
    if case.is_free and case.words >= LONG_WORDS:
        # Nobody writes a long text twice: it is taken for something else only when that is plain.
        needed = max(needed, SURE_LONG)
    if sure < needed:
        doubted = shares.get("command", 0.0) >= DOUBT and case.is_free and case.words <= 4
        doubt = case.best_command[0].partition("_")[2] if doubted else None
        return Verdict("answer", 1.0 - sure, "may be an answer", doubt or None)
    intent = _intent(case, other)
    if case.situation == "unreadable" and not _is_supported(case, other, features):
        return Verdict("answer", 1.0 - sure, "an answer that cannot be read")
    if intent is None:
        return Verdict("answer", 1.0 - sure, f"a {other} of no known kind")
    return Verdict(intent, sure, f"weighed: {', '.join(weights.telling(features, other))}")


def _is_supported(case: Case, kind: str, features: Mapping[str, float]) -> bool:
    """Whether more speaks for a class than that a closed question cannot read the text.

    Who has answered in words of her own is told what was expected, not sent elsewhere.
    """
    if kind == "question":
        asking = features["begins_asking"] or features["ends_asking"]
        return bool(asking) or case.share("question") >= SUPPORTED
    if kind == "command":
        return signals.keyword(case.text) is not None or case.best_command[1] >= SUPPORTED
    if kind == "unclear":
        return signals.is_mash(case.text) or case.share("nonsense") >= SUPPORTED
    return case.share(kind) >= SUPPORTED


def _intent(case: Case, kind: str) -> str | None:
    """The intent of a class that fits best."""
    if kind == "question":
        return kind
    if kind == "correction":
        takes_back = signals.corrects(case.text, "strong") or signals.corrects(case.text, "weak")
        return kind if takes_back else None
    if kind == "unclear":
        # Names and abbreviations look like nonsense, and at a free question any text would do.
        mashed = signals.is_mash(case.text) or case.share("nonsense") >= SURE_NONSENSE
        return "nonsense" if mashed or not case.is_free else None
    if kind == "command" and not case.is_free:
        keyword = signals.keyword(case.text)
        if keyword is not None:
            return keyword
    best = next((intent for intent, _ in case.ranking if intent.startswith(f"{kind}_")), None)
    if best == "command_finish" and signals.wants_more_of(case.text):
        return None
    if best == "command_methods" and case.is_free and case.strange("command"):
        # "Bitte keine Methoden von oben herab": who asks for methods says so (_toolkit).
        return None
    if best == "command_goto" and case.is_free and not signals.goes(case.text):
        # "Profil als PDF an alle Gäste": who goes somewhere says where to.
        return None
    if best in WISHES and not (signals.addresses(case.text) and _may_wish(case, best)):
        # "Einladung ist raus, Protokoll liegt vor": who wants a document says so, at least to whom.
        return None
    return best


def _may_wish(case: Case, intent: str) -> bool:
    """Where any text would do, who wants to see figures or the thread says so (_wish)."""
    return intent == "command_documents" or not case.is_free


def _no_words(case: Case) -> Verdict | None:
    if any(c.isalnum() for c in case.text):
        return None
    return Verdict("nonsense", 1.0, "no letter and no figure")


def _says_answer(case: Case) -> Verdict | None:
    """ "Als Antwort: …" leaves nothing to judge."""
    if case.question is not None and signals.said_as_answer(case.text):
        return Verdict("answer", 1.0, "said to be an answer")
    return None


def _option(case: Case) -> Verdict | None:
    """The name of an option answers, even where it is a command's word: "Ändern", "weiter"."""
    return Verdict("answer", 1.0, "names an option") if case.names_option() else None


def _together(case: Case) -> Verdict | None:
    """Hands over to a colleague, remarks something, or asks what the others do."""
    command = command_of(case.text)
    return Verdict(f"command_{command}", 1.0, "about working together") if command else None


def _set_phrase(case: Case) -> Verdict | None:
    """Short set phrases mean the same at every question: "Hilfe", "zurück", "weiß ich nicht"."""
    intent = signals.set_phrase(case.text)
    question = case.question
    if intent is None:
        return None
    agrees = question and question.kind in ("yes_no", "review") and parse_yes_no(case.text)
    if agrees and intent == "command_skip":
        return None
    return Verdict(intent, 1.0, "set phrase")


def _nothing_open(case: Case) -> Verdict | None:
    if case.question is not None:
        return None
    intent, confidence = case.top
    return Verdict(intent, confidence, "no question is open")


def _toolkit(case: Case) -> Verdict | None:
    """Asks for methods, or for one that it names: "mehr zu World Café"."""
    if case.words > LONG_WORDS:
        return _toolkit_at_length(case)
    if signals.asks_for_methods(case.text):
        return Verdict("command_methods", 1.0, "asks for methods")
    several = case.question is not None and case.question.kind == "multiple"
    if several and signals.asks_briefly(case.text):
        return Verdict("command_methods", 1.0, "asks for methods in short")
    if case.vocabulary.names_method(case.text):
        if signals.is_about_named(case.text):
            return Verdict("command_methods", 1.0, "wants a method that it names")
        if signals.asks_what_it_is(case.text):
            return Verdict("question", 1.0, "asks what a method is")
    if not case.is_free and not _reads_figure(case) and signals.wants_more_of(case.text):
        return Verdict("question", 1.0, "wants to read more of something")
    return None


def _toolkit_at_length(case: Case) -> Verdict | None:
    """Asks for methods and goes on at length: what stands behind describes what is looked for.

    Where any text would do and nothing but the first words asks, it is stored, with a doubt.
    """
    first = signals.first_sentence(case.text)
    short = len(first.split()) <= LONG_WORDS
    if not signals.asks_for_methods(first if short else " ".join(case.text.split()[:LONG_WORDS])):
        return None
    if not case.is_free or (short and signals.ends_asking(first)):
        return Verdict("command_methods", 1.0, "asks for methods at length")
    return Verdict("answer", 0.5, "begins like asking for methods", "methods")


def _reads_figure(case: Case) -> bool:
    """Whether a number or a date is asked for and stands in the text."""
    return case.question is not None and case.question.kind in FIGURES and case.is_readable


def _definition(case: Case) -> Verdict | None:
    """Asks what a term means that the knowledge surely has: "was heisst smart bei zielen"."""
    if case.words > LONG_WORDS or signals.tells(case.text):
        return None
    if not signals.asks_for_meaning(case.text):
        return None
    sure = load_knowledge().find(case.text).score
    return Verdict("question", min(sure, 1.0), "asks for a term") if sure >= SURE_TERM else None


def _asks_plainly(case: Case) -> Verdict | None:
    """One short sentence that begins and ends like a question, where any text would do.

    Where nothing is known about it, it can still be stored with a button (dialogue/asked.py).
    """
    if not case.is_free or case.words > LONG_WORDS or signals.tells(case.text):
        return None
    if case.top[0].startswith(("command_", "smalltalk_")) or case.share("command") >= DOUBT:
        return None
    if signals.begins_like_question(case.text) and signals.ends_asking(case.text):
        return Verdict("question", SURE["question"], "asks in one plain sentence")
    return None


def _round(case: Case) -> Verdict | None:
    """Wants a new round of the plan, or to see an earlier one."""
    if case.words <= LONG_WORDS and signals.asks_for_round(case.text):
        return Verdict("command_round", 1.0, "asks for a round of the plan")
    return None


def _wish(case: Case) -> Verdict | None:
    """Wants to see figures or the thread, or to have a document."""
    lists = case.question is not None and case.question.kind == "list"
    wish = wish_of(case.text, "list" if lists else case.situation)
    return Verdict(f"command_{wish}", 1.0, f"wishes for {wish}") if wish else None


def _table(case: Case) -> Verdict | None:
    """A pasted table is an answer, whatever words stand in its first line."""
    if case.question is not None and looks_like_table(case.text):
        return Verdict("answer", 1.0, "a table")
    return None


def _correction(case: Case) -> Verdict | None:
    """ "Nein, 12.400 statt 12.300" takes the last answer back, unless a yes or no is asked."""
    if signals.corrects(case.text, "undone") and case.top[0] == "command_undo":
        return Verdict("command_undo", case.top[1], "wants the last answer undone")
    if signals.corrects(case.text, "certain") and case.words <= LONG_WORDS:
        return Verdict("correction", 1.0, "says that it corrects")
    if _puts_else(case):
        return Verdict("correction", 1.0, "puts something in the place of the last answer")
    rest = signals.taken_back(case.text)
    last = case.question.last if case.question else None
    if rest and last and last.kind == "list" and case.is_free and len(split_list(rest)) > 1:
        return Verdict("correction", 1.0, "takes back a list")
    asks_yes_no = case.question is not None and case.question.kind in ("yes_no", "review")
    if rest and last and not asks_yes_no and last.kind not in FREE_KINDS and readable(rest, last):
        return Verdict("correction", 1.0, "takes back what the last question can read")
    if case.question and case.question.kind in ("yes_no", "review") and case.is_readable:
        return None
    share = case.share("correction")
    plainly = signals.corrects(case.text, "strong")
    weakly = signals.corrects(case.text, "weak")
    long = case.words > LONG_WORDS
    if (plainly and share >= SURE_CORRECTION and not long) or (weakly and share >= SURE_PLAIN):
        return Verdict("correction", max(share, SURE_CORRECTION), "takes something back")
    return None


def _puts_else(case: Case) -> bool:
    """Whether a short text denies what was said last and says what it is instead."""
    last = case.question.last if case.question else None
    if last is None or case.words > LONG_WORDS or not last.said:
        return False
    right = signals.put_instead(case.text, last.said)
    return right is not None and (last.kind in FREE_KINDS or readable(right, last))


def _plain_order(case: Case) -> Verdict | None:
    """An order in a command's words, or one that names a thing to change, at any question.

    Whether there is such a thing is found out later; if not, the text is an answer after all.
    """
    intent, share = case.top
    if not intent.startswith("command_") or not signals.orders(case.text):
        return None
    if case.words > LONG_WORDS or share < SURE_ORDER:
        return None
    if intent in NAMING or (not case.is_free and not case.strange("command")):
        return Verdict(intent, share, "an order")
    return None


RULES: tuple[Callable[[Case], Verdict | None], ...] = (
    _no_words,
    _says_answer,
    _table,
    _option,
    _together,
    _set_phrase,
    _round,
    _wish,
    _toolkit,
    _nothing_open,
    _definition,
    _correction,
    _plain_order,
    _asks_plainly,
)
