"""Amounts said without a figure: "keine", "kostet nichts", "ein halber Tag", "eine Person"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.language.spelling import fold

_NONE_WORDS = """
garnichts gratis kein keine keinem keinen keiner keines keins kostenfrei kostenlos nichts
niemand niemandem niemanden nix umsonst unentgeltlich
"""
# Whoever has nothing to say about an amount has not said that it is zero.
_UNKNOWN = re.compile(
    r"\b(?:ahnung|angaben?|zahl(?:en)?|daten|werte?|ideen?|plan|infos?|information(?:en)?|auskunft"
    r"|vorstellung|unterlagen|statistik(?:en)?|erhebung|schimmer|blass\w*|weiss|wissen|wusste"
    r"|bekannt\w*|kenn\w*|finde\w*|gefunden|sagen?|sagt|gesagt|gezaehlt|erfasst|frage|lust|zeit"
    r"|meinung|antwort|interesse|entscheidung|beschluss|entschieden|festgelegt|noch nichts"
    r"|genaues|konkretes|grund|problem|thema)\b|\?"
)
_BESIDE_WORDS = """
aerzte aerztin aerztinnen aktuell also an angefallen arzt auch auf aus bei bekam bekommen
benoetigt bereit bisher bislang bleibt brauchen braucht budget cent da dabei dafuer dann das
davon dazu dem den denen der derzeit die dies diesem dieser dieses doch dorf dort eben echt
eigentlich einer einfach eingeplant einwohner einzige einzigen einziger einziges erhalten
erhielt erschienen erwarten es euro faellt fallen fortgezogen fuer gab gaeste ganz gar gast
geblieben geboren gegeben gekommen gekostet geld gemeinde geplant gestorben gibt gruppe haben
haeuser halt hat hatte hatten haus heute hier ich ihnen im in ist ja jahr jahren jetzt kam kamen
kind kinder kommen kommt kosten kostet kreis leider letzten letztes leute man mehr mensch
menschen mit mittel moment momentan nee nein noch noe noetig nur ort person personen plaetze
platz praxis punkt punkte rechnen schulden sei seit sind stadt stehen steht stimme stimmen tag
tage tatsaechlich teilgenommen teilnehmende teilnehmer ueberhaupt uebrig uns verein vereine
verfuegung von vorgesehen vorhanden war waren weggezogen weitere weiteren werden wir wird
wirklich wohl wohnung wohnungen worden wurde wurden zeit zugezogen zur zurzeit
"""
# A longer answer with "ein Kind" or "eine Person" in it tells a story.
_LONGEST = 6

_NONE = frozenset(_NONE_WORDS.split())
_BESIDE = frozenset(_BESIDE_WORDS.split())


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
    # "Zwei und ein halber Tag" is a figure of its own.
    if half and not half["more"] and _is_named(half["noun"], nouns):
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
    return re.compile(
        r"(?P<more>\bund\s)?(?:\beine?[nrsm]?\s)?\bhalbe?[nrsm]?\s(?P<noun>[a-z]{3,40})\b"
    )


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    return re.compile(
        r"\beine?[nrsm]?\s(?:(?:ganz|einzig|voll)e?[nrsm]?\s)?(?P<noun>[a-z]{3,40})\b"
    )
