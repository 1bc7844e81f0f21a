"""Signs in a text that speak for a command, a question or a correction, from written lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.language.spelling import fold

PHRASES = Path(__file__).parent / "content" / "set_phrases.yml"
SHAPES = Path(__file__).parent / "content" / "set_shapes.yml"
SIGNS = Path(__file__).parent / "content" / "signs.yml"

POLITE = re.compile(r"\b(bitte|mal|doch|jetzt|nun|ok|okay|gerne?|einfach|erst ?mal)\b")
# A second sentence, a clause after a comma, a colon or a dash: signs of telling.
TELLING = re.compile(r"[,:;–]|\s-\s|[.!?]\s+\S")
TAKING_BACK = re.compile(
    r"\s*(?:nein|nee|nö|halt|moment|quatsch|korrektur|sorry|entschuldigung|falsch|ups)\b"
    r"[\s,:;.–-]*(.+)",
    re.IGNORECASE | re.DOTALL,
)
AS_ANSWER = re.compile(r"\s*(?:als antwort|meine antwort|antwort)\s*:\s*(\S.*)", re.I | re.S)
DENIED_FIRST = re.compile(
    r"\bnicht (?!nur\b|allein\b)(?P<wrong>[^,]{1,60}),? sondern (?P<right>.{1,80})", re.I
)
DENIED_LAST = re.compile(
    r"(?P<right>.{1,80}?),? (?:und )?(?:nicht|statt|anstatt) (?!nur\b|allein\b)(?P<wrong>.{1,60})$",
    re.I,
)
FIRST_SENTENCE = re.compile(r"(?<=[.?!])\s|\n")
# Speaks to the assistant, or of oneself.
ADDRESSES = re.compile(
    r"\b(ich|mir|mich|bitte|koennen sie|kannst|schick|gib|exportier\w*|download\w*|runterladen"
    r"|herunterladen)\b"
)
GOES = re.compile(
    r"\b(zum?|zur|in|ins|nach|weiter|zurueck|stufe|abschnitt|geh\w*|wechs\w*|spring\w*|oeffn\w*)\b"
)
LONGEST_SHAPE = 100
# A piece of a shape that is written once: <stage>.
PIECE = re.compile(r"<([a-z_]+)>")
# Said before an order, without meaning anything for it.
OPENING = re.compile(
    r"(?:(?:hallo|moin|guten (?:tag|morgen)|ok|okay|oh|oje|ach|aeh|aehm|hm|hmm|hoppla|ups|uups|so"
    r"|also|na|naja|gut|sorry|entschuldigung|tut mir leid|leider|puh|tja)\b[\s,:.!-]+)+"
)
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{3,}|asdf|qwer|jkl|yxcv")


@lru_cache(maxsize=1)
def _set_phrases() -> dict[str, str]:
    data = yaml.load(PHRASES.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {_bare(phrase): intent for intent, phrases in data.items() for phrase in phrases}


def set_phrase(text: str) -> str | None:
    """The intent of a set phrase, polite words and signs left aside; None for anything else."""
    return _set_phrases().get(_bare(text)) or _shape(text)


def _shape(text: str) -> str | None:
    """The intent of a whole message that has one of the written shapes."""
    if len(text) > LONGEST_SHAPE:
        return None
    folded = fold(text)
    opening = OPENING.match(folded)
    body = (folded[opening.end() :] if opening else folded).rstrip(" .!?")
    return next((intent for intent, shape in _shapes() if shape.fullmatch(body)), None)


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = yaml.load(SHAPES.read_text("utf-8"), Loader=yaml.CSafeLoader)
    pieces = data.pop("pieces")

    def spelled_out(shape: str) -> str:
        return PIECE.sub(lambda name: f"(?:{spelled_out(pieces[name.group(1)])})", shape)

    return tuple(
        (intent, re.compile("|".join(f"(?:{spelled_out(shape)})" for shape in shapes)))
        for intent, shapes in data.items()
    )


def _bare(text: str) -> str:
    words = re.sub(r"[^\w\s]", " ", fold(text))
    return " ".join(POLITE.sub(" ", words).split()) or " ".join(words.split())


def ends_asking(text: str) -> bool:
    """A question mark at the very end: "Was fehlt? Ein Treffpunkt." tells, it does not ask."""
    return text.rstrip(" \t\n\"'“)").endswith("?")


def tells(text: str) -> bool:
    """Whether the text holds more than one plain sentence."""
    return TELLING.search(text.strip()) is not None


def begins_like_question(text: str) -> bool:
    """A question word or a verb at the beginning."""
    return _fits(text, _signs()["questions"])


def asks_for_meaning(text: str) -> bool:
    """Whether the text asks for the meaning of a term, and nothing else."""
    return _fits(text, _signs()["meaning"])


def orders(text: str) -> bool:
    """A polite order: "bitte …", "ich möchte …", "… ändern"."""
    return _fits(text, _signs()["orders"])


def corrects(text: str, how: str) -> bool:
    """Words that take something back; `how` plain they are: certain, strong or weak."""
    return _fits(text, _signs()["corrections"][how])


def taken_back(text: str) -> str | None:
    """What stands behind "nein, …" or "halt, …", or None for a text that begins otherwise."""
    found = TAKING_BACK.match(text)
    return found.group(1) if found else None


def said_as_answer(text: str) -> str | None:
    """What stands behind "Als Antwort: …", or None for a text that begins otherwise."""
    found = AS_ANSWER.match(text)
    return found.group(1).strip() if found else None


def put_instead(text: str, said: str) -> str | None:
    """What a text puts in the place of something said: "nicht 17, sondern 27" after "17".

    None for a text that does not deny what was said.
    """
    found = DENIED_FIRST.search(text) or DENIED_LAST.search(text)
    if found is None:
        return None
    telling = {word for word in re.findall(r"\w+", fold(said)) if len(word) > 1}
    denied = set(re.findall(r"\w+", fold(found.group("wrong"))))
    return found.group("right") if telling & denied else None


def keyword(text: str) -> str | None:
    """The command whose key words stand in a text that is no answer anyway."""
    keywords = _signs()["keywords"]
    return next((intent for intent, signs in keywords.items() if _fits(text, signs)), None)


def asks_for_methods(text: str) -> bool:
    """Whether the text asks which methods there are or fit."""
    return _fits(text, _signs()["toolkit"]["asks"])


def asks_briefly(text: str) -> bool:
    """Whether the text asks for methods where methods are meant anyway: "was mit Gärten"."""
    return _fits(text, _signs()["toolkit"]["briefly"])


def is_about_named(text: str) -> bool:
    """Whether the text wants to read, compare or choose a method that it names."""
    return _fits(text, _signs()["toolkit"]["about"])


def asks_what_it_is(text: str) -> bool:
    """Whether the text asks what something is or how it works."""
    return _fits(text, _signs()["toolkit"]["told"])


def wants_more_of(text: str) -> bool:
    """Whether the text wants to read more of something: "mehr zum Dorfkino"."""
    return _fits(text, _signs()["toolkit"]["more"])


def first_sentence(text: str) -> str:
    """A text up to its first full stop, mark or line; the whole where there is none."""
    return FIRST_SENTENCE.split(text.strip(), 1)[0]


def goes(text: str) -> bool:
    """Whether the text holds a word of going somewhere."""
    return GOES.search(fold(text)) is not None


def addresses(text: str) -> bool:
    """Whether the text speaks to the assistant or of oneself: "ich", "mir", "bitte"."""
    return ADDRESSES.search(fold(text)) is not None


def asks_for_round(text: str) -> bool:
    """Whether the text wants a new round of the plan, or to see an earlier one."""
    return _fits(text, _signs()["rounds"]["asks"])


def is_mash(text: str) -> bool:
    """Keys struck at random: runs of consonants, one letter again and again, rows of keys."""
    return CONSONANTS.search(fold(text)) is not None


def _fits(text: str, signs: Sequence[re.Pattern[str]]) -> bool:
    folded = fold(text)
    return any(sign.search(folded) for sign in signs)


@lru_cache(maxsize=1)
def _signs() -> dict[str, Any]:
    return _compiled(yaml.load(SIGNS.read_text("utf-8"), Loader=yaml.CSafeLoader))  # type: ignore[no-any-return]


def _compiled(signs: Any) -> Any:
    """The same lists and groups with every sign compiled."""
    if isinstance(signs, dict):
        return {name: _compiled(group) for name, group in signs.items()}
    return [re.compile(sign) for sign in signs]
