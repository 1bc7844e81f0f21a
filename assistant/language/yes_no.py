"""Whether an answer says yes or no; None when it says neither or both."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.spelling import fold

# Undecided answers and questions back; they win over every yes or no beside them.
_UNSURE = (
    "jein", "weiss nicht", "weiss ich nicht", "weiss es nicht", "wissen wir nicht",
    "keine ahnung", "nicht sicher", "unsicher", "vielleicht", "eventuell", "evtl", "mal sehen",
    "mal schauen", "kommt drauf an", "kommt darauf an", "teils", "weder noch", "wie bitte",
    "na ja", "naja", "ja nein", "ja und nein", "ja oder nein", "ob ja", "wenn ja", "wenn nein",
    "falls ja", "falls nein", "nicht unbedingt", "schwer zu sagen", "moeglicherweise", "unklar",
    "warum nicht", "ja oder", "jaein", "nicht ganz", "nicht klar",
)  # fmt: skip
_NO = (
    "auf keinen fall", "auf gar keinen fall", "keinesfalls", "keineswegs", "keinen fall",
    "niemals", "nie im leben", "nie", "lieber nicht", "besser nicht", "noch nicht", "leider nicht",
    "leider nein", "leider noch nicht", "eher nicht", "bisher nicht", "bislang nicht",
    "gar nicht", "ueberhaupt nicht", "bloss nicht", "bitte nicht", "doch nicht",
    "auf jeden fall nicht", "definitiv nicht", "sicher nicht", "bestimmt nicht",
    "natuerlich nicht", "nicht wirklich", "absolut nicht", "wohl kaum",
    "nicht noetig", "nicht notwendig", "nicht gewuenscht",
    "auch nicht", "momentan nicht", "derzeit nicht", "aktuell nicht", "im moment nicht",
    "jetzt nicht", "nicht jetzt", "diesmal nicht", "stimmt nicht", "stimmt so nicht",
    "stimmt leider nicht", "stimmt das nicht", "passt nicht", "passt so nicht", "geht nicht",
    "nicht richtig", "nicht korrekt", "nicht gut", "nicht einverstanden", "nicht in ordnung",
    "nicht ok", "nicht okay", "gern nicht", "gerne nicht", "glaube nicht", "denke nicht",
    "eher nein", "falsch", "abgelehnt", "lass mal", "lassen wir", "unrichtig", "inkorrekt",
    "kommt nicht in frage", "kommt nicht infrage", "nicht dass ich wuesste", "👎", "❌",
)  # fmt: skip
_YES = (
    "auf jeden fall", "jeden fall", "auf alle faelle", "so ist es", "so ist das", "so isses",
    "machen wir", "mache ich", "mach das", "wird gemacht", "in ordnung", "von mir aus",
    "meinetwegen", "geht klar", "alles klar", "alles richtig", "kein problem", "kein thema",
    "jawohl", "jawoll", "klar", "genau", "stimmt", "passt", "richtig", "gern", "gerne",
    "natuerlich", "selbstverstaendlich", "freilich", "gewiss", "sicher", "sicherlich",
    "unbedingt", "bestimmt", "definitiv", "absolut", "korrekt", "exakt", "einverstanden", "ok",
    "okay", "oki", "okey", "o.k.", "gut", "super", "prima", "perfekt", "top", "logo", "logisch",
    "doch", "denke schon", "glaube schon", "leider schon", "sieht gut aus", "allerdings",
    "spricht nichts dagegen", "nichts dagegen", "nichts einzuwenden", "kann nicht schaden",
    "zutreffend", "trifft zu", "yes", "yep", "yup", "👍", "✅",
)  # fmt: skip
# What may stand beside a yes or no without adding anything.
_FILLERS = """
das ist so es is war sind ja aber doch auch schon na ach oh eh also dann denn mal nun jetzt
ganz sehr voll voellig total wirklich alles alle bitte danke schoen dank vielen herzlichen
fuer mich uns wir ich sie du machen mache macht gerne gern klar und sogar mir finde denke
glaube wuerde sagen meine moechte will wollen haben hab koennen kann speichern uebernehmen
soweit geht leider bei eben halt nur genau stimmt passt richtig gut super weiter ok okay da
dem der die zu vollkommen hundertprozentig natuerlich selbstverstaendlich sicher frau herr
"""
_YES_WORDS = frozenset(
    {"ja", "jo", "jep", "jup", "jau", "joa", "joah", "jepp", "yes", "yep", "jawohl", "j"}
)
_NO_WORDS = frozenset({"nein", "noe", "nee", "nope", "nein.", "noo", "n", "nix", "naa"})
# A longer sentence that only ends in "nicht" is a statement, not surely an answer.
_SHORT = 5


def parse_yes_no(text: str) -> bool | None:
    """True for yes, False for no; None when the text says neither, both, or that it is open.

    A leading "ja" or "nein" decides the sentence behind it, unless that says the opposite.
    """
    folded = _spoken(fold(text))
    shrugged = _shrug().sub(" ; ", folded)
    if shrugged != folded:
        # "Klar, warum denn nicht" agrees; "warum nicht?" alone asks back.
        return True if parse_yes_no(shrugged) else None
    unsure, no, yes = _patterns()
    if unsure.search(folded) or _open().search(folded):
        return None
    rest, noes = no.subn(" ; ", folded)
    rest, yeses = _taken(yes, rest)
    clauses = [clause.split() for clause in re.split(r"[^\w\s-]+|\s-+\s", rest) if clause.strip()]
    first = clauses[0][0] if clauses and not rest.startswith(" ; ") else ""
    says_yes = any(_is_yes(clause) for clause in clauses)
    says_no = any(_is_no(clause) for clause in clauses)
    if says_no and not says_yes and (first in _NO_WORDS or not yeses):
        return False
    if says_yes or says_no:
        return True if says_yes and not says_no and not noes else None
    if noes:
        return None if yeses else False
    if yeses:
        return None if _denied(folded) else True
    short = len(folded.split()) <= _SHORT
    return False if short and _denied(folded) and not yes.search(folded) else None


def _spoken(folded: str) -> str:
    """Drawn-out words as the plain ones: "jaaa" as "ja", "neiiin" as "nein"."""
    folded = re.sub(r"\b(?:ja+|ja-?ja)\b", "ja", folded)
    folded = re.sub(r"\bne+i+n+\b", "nein", folded)
    folded = re.sub(r"\b(?:no+e+|n(?:oe)+)\b", "noe", re.sub(r"\bnee+\b", "nee", folded))
    # "Das passt, ne?" asks for agreement and denies nothing.
    return re.sub(r"(?<=\w),? (?:ne|oder|nicht wahr|gell|wa)\s?\?+$", "", folded)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return _any(_UNSURE), _any(_NO), _any(_YES)


@lru_cache(maxsize=1)
def _shrug() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:warum|wieso|weshalb)(?:\s(?:denn|auch|eigentlich))*\snicht(?=\W*$|[,.;!?])"
    )


@lru_cache(maxsize=1)
def _open() -> re.Pattern[str]:
    """What nobody knows or has settled yet: "weiß ich noch nicht", "steht noch nicht fest"."""
    return re.compile(
        r"\b(?:weiss|wissen)\b(?:\s(?:ich|wir|es|das|man|selbst|noch|gerade|jetzt|leider|gar"
        r"|auch|so|genau|aber|ehrlich|gesagt|im|moment|derzeit|aktuell))*\snicht\b"
        r"|\bnoch nicht (?:sicher|klar|absehbar|geklaert|raus|fest)\b|\bnicht fest\b"
        r"|\b(?:ist|sind|bleibt|noch) offen\b|\b(?:weiss|wissen) noch (?:keiner|niemand)\b"
    )


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(_FILLERS.split())


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _taken(yes: re.Pattern[str], text: str) -> tuple[str, int]:
    """The text without its phrases of agreement, and how many clauses agree.

    "Genau" alone agrees; "genau 12 Personen" does not, so all else in the clause must be filler.
    """
    agreeing = 0
    clauses = re.split(r"([,;:!?\n]+|\.(?:\s|$)|\s-+\s)", text)
    for at, clause in enumerate(clauses):
        rest, count = yes.subn(" ", clause)
        if count and all(word in _fillers() for word in re.findall(r"\w+", rest)):
            agreeing += 1
            clauses[at] = " ".join(w for w in rest.split() if w in _YES_WORDS | _NO_WORDS)
    return "".join(clauses), agreeing


def _is_yes(clause: list[str]) -> bool:
    # Inside a sentence "ja" is a particle: "das ist ja schön".
    if clause[0] in _YES_WORDS and (len(clause) == 1 or clause[0] != "j"):
        return True
    plain = all(word in _fillers() or word in _YES_WORDS for word in clause)
    return clause[-1] in _YES_WORDS and (plain or len(clause) <= 4)


def _is_no(clause: list[str]) -> bool:
    if clause[0] == "ne":
        # Also short for "eine", and at the end for "nicht wahr".
        return all(word in _fillers() for word in clause[1:])
    if clause == ["n"] or clause[0] == "nix":
        return len(clause) == 1
    return any(word in _NO_WORDS for word in clause if word != "n")


def _denied(folded: str) -> bool:
    return re.search(r"\b(?:nicht|kein\w*)\W*$", folded) is not None
