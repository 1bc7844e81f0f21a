"""Amounts said without a figure: "keine", "kostet nichts", "ein halber Tag", "eine Person"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.language.spelling import fold

_NONE = frozenset(
    "kein keine keinen keinem keiner keines keins niemand niemanden niemandem nichts garnichts nix "
    "kostenlos kostenfrei gratis umsonst unentgeltlich".split()
)
# Whoever has nothing to say about an amount has not said that it is zero.
_UNKNOWN = re.compile(
    r"\b(?:ahnung|angaben?|zahl(?:en)?|daten|werte?|ideen?|plan|infos?|information(?:en)?|auskunft"
    r"|vorstellung|unterlagen|statistik(?:en)?|erhebung|schimmer|blass\w*|weiss|wissen|wusste"
    r"|bekannt\w*|kenn\w*|finde\w*|gefunden|sagen?|sagt|gesagt|gezaehlt|erfasst|frage|lust|zeit"
    r"|meinung|antwort|interesse|entscheidung|beschluss|entschieden|festgelegt|noch nichts"
    r"|genaues|konkretes|grund|problem|thema)\b|\?"
)
_BESIDE = frozenset(
    """
    leider gar ueberhaupt bisher bislang noch aktuell derzeit momentan zurzeit im moment zur zeit
    hier bei uns da davon dort es das dies ist sind war waren sei gibt gab gegeben hat haben hatte
    hatten wir ich man ja nein nee noe also eigentlich wohl nur ganz einzige einziger einziges
    einzigen mehr wurde wurden worden wird werden kam kamen kommt kommen gekommen dabei
    teilgenommen erschienen bekommen erhalten bekam erhielt kostet kosten gekostet faellt fallen an
    angefallen dafuer dazu vorhanden vorgesehen eingeplant geplant steht stehen bereit verfuegung
    jahr in diesem dieses letztes letzten seit jahren weitere weiteren geboren gestorben zugezogen
    weggezogen fortgezogen auch dann doch echt wirklich eben halt einfach tatsaechlich rechnen mit
    erwarten wir von ihnen denen der die den dem aus auf fuer dieser gruppe einer bleibt geblieben
    uebrig ort dorf gemeinde stadt kreis heute jetzt braucht brauchen benoetigt noetig
    arzt aerzte aerztin aerztinnen praxis kind kinder person personen leute mensch menschen gast
    gaeste teilnehmer teilnehmende stimme stimmen punkt punkte euro cent geld budget mittel tag tage
    platz plaetze wohnung wohnungen haus haeuser verein vereine einwohner schulden
    """.split()
)
# A longer answer with "ein Kind" or "eine Person" in it tells a story.
_LONGEST = 6


def says_none(text: str, about: Iterable[str]) -> bool:
    """Whether an answer says "none", in a clause that holds nothing but words on the matter.

    `about` are texts whose words may stand beside it, such as the name of the question.
    "Keine Ahnung" is not none, nor is "noch nichts entschieden".
    """
    folded = fold(text)
    if _UNKNOWN.search(folded):
        return False
    known = _BESIDE.union(*(_words(fold(one)) for one in about))
    return any(
        not words.isdisjoint(_NONE) and words <= known | _NONE
        for words in map(_words, _clauses().split(folded))
    )


def half_or_one(text: str, about: Iterable[str]) -> float | None:
    """0.5 for "ein halber Tag", 1 for "ein Tag", when `about` speaks of days; else None."""
    folded = _plain(fold(text))
    nouns = {word for one in about for word in _words(_plain(fold(one))) if len(word) > 2}
    half = _half().search(folded)
    if half and _is_named(half["noun"], nouns):
        return 0.5
    whole = _whole().search(folded)
    short = len(folded.split()) <= _LONGEST
    return 1 if whole and short and _is_named(whole["noun"], nouns) else None


def _is_named(noun: str, nouns: Iterable[str]) -> bool:
    """Whether a noun is one of others but for its ending."""
    return any(
        abs(len(noun) - len(one)) <= 3 and (one.startswith(noun) or noun.startswith(one))
        for one in nouns
    )


def _words(folded: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded))


def _plain(folded: str) -> str:
    # "Platz" and "Plätze" differ in the umlaut.
    return re.sub("([aou])e", r"\1", folded)


@lru_cache(maxsize=1)
def _clauses() -> re.Pattern[str]:
    return re.compile(r"[,;.!:\n()]|\s-+\s|\b(?:weil|denn|aber|sondern|obwohl|und)\b")


@lru_cache(maxsize=1)
def _half() -> re.Pattern[str]:
    return re.compile(r"(?<!und )(?:\beine?[nrsm]?\s)?\bhalbe?[nrsm]?\s(?P<noun>[a-z]{3,40})\b")


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    return re.compile(
        r"\beine?[nrsm]?\s(?:(?:ganz|einzig|voll)e?[nrsm]?\s)?(?P<noun>[a-z]{3,40})\b"
    )
