"""What the words of a table's head mean, with synonyms, abbreviations and slips of the pen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.spelling import fold
from assistant.profile.own_data.age_labels import Ages, find_ages
from assistant.profile.own_data.cells import without_footnote
from assistant.profile.own_data.years import years_in

Group = Literal["women", "men", "other", "all"]
Event = Literal["births", "deaths", "arrivals", "departures"]
Share = Literal["german", "foreign", "main", "second", "both"]
Key = Literal["year", "ages", "ages_to", "birth_year", "sex", "event", "part", "place"]
Use = Literal["count", "memo", "personal", "unknown"]

EVENT_NAMES: dict[Event, str] = {
    "births": "Geburten",
    "deaths": "Sterbefälle",
    "arrivals": "Zuzüge",
    "departures": "Fortzüge",
}

_GROUPS: dict[Group, str] = {
    "women": "weiblich weibliche frauen frau weibl weib w f female maedchen frauenzahl",
    "men": "maennlich maennliche maenner mann maennl mnl m male jungen maennerzahl",
    "other": "divers diverse d div andere sonstige offen",
    "all": "insgesamt gesamt zusammen summe total beide ges insg zus alle gesamtzahl "
    "gesamtergebnis gesamtsumme",
}
_EVENTS: dict[Event, str] = {
    "births": "geburten geburt geborene lebendgeborene lebendgeburten neugeborene geburtenzahl "
    "geburtenzahlen geboren",
    "deaths": "sterbefaelle sterbefall gestorbene verstorbene todesfaelle tote gestorben "
    "verstorben sterbefaellezahl",
    "arrivals": "zuzuege zuzug zugezogene zugezogen zuwanderung zuwanderungen zugewanderte "
    "zuwanderer einwanderung",
    "departures": "fortzuege fortzug wegzuege wegzug fortgezogene weggezogene abwanderung "
    "abwanderungen fortgezogen weggezogen abgewanderte",
}
_KEYS: dict[Key, str] = {
    "year": "jahr kalenderjahr berichtsjahr stichtag datum stichjahr erhebungsjahr zeitpunkt year",
    "ages": "alter altersgruppe altersgruppen altersjahr altersjahre altersklasse altersklassen "
    "lebensalter altersstufe age",
    "birth_year": "geburtsjahr jahrgang geburtsjahrgang geburtsjahre jahrgaenge",
    "sex": "geschlecht geschl sex",
    "event": "art bewegung bewegungsart ereignis vorgang merkmal bewegungen ereignisart",
    "part": "ortsteil stadtteil gemeindeteil ort bezirk stadtbezirk quartier ortschaft wohnplatz "
    "ortsbezirk stadtviertel statistischer ortsteile",
    "place": "gemeinde kommune ags gemeindeschluessel gemeindename gebietsname",
}
_SHARES: dict[Share, str] = {
    "german": "deutsch deutsche deutscher",
    "foreign": "nichtdeutsch nichtdeutsche auslaender auslaendisch auslaendische ausland "
    "auslaenderinnen",
    "main": "haupt hauptwohnsitz hauptwohnung hauptwohnungen hw",
    "second": "nebenwohnsitz nebenwohnung nebenwohnungen nw zweitwohnsitz",
    "both": "wohnberechtigte wohnberechtigt",
}
_COUNTS = (
    "anzahl einwohner einwohnerzahl einwohnerinnen bevoelkerung personen zahl wert "
    "wohnbevoelkerung menschen absolut einw ew faelle bestand "
    "bevoelkerungsstand einwohnerbestand count"
)
_PERSONAL = (
    "vorname vornamen nachname familienname geburtsdatum hausnummer anschrift geburtsname "
    "rufname geburtstag"
)
_MEMOS = (
    "anteil prozent proz quote quotient saldo differenz veraenderung durchschnitt "
    "durchschnittsalter mittelwert index je pro rate darunter umzuege umzug bilanz wachstum "
    "promille dichte "
    "geburtenueberschuss sterbeueberschuss ueberschuss wanderungsgewinn wanderungsverlust"
)
_MEMO_ENDINGS = ("anteil", "saldo", "quote", "quotient", "ueberschuss", "veraenderung", "differenz")
MOST_WORDS = 12

_FIRST_KEYS: tuple[Key, ...] = ("ages", "birth_year", "year", "event", "sex", "part", "place")


@dataclass(frozen=True)
class Facts:
    """What is known of a count; None where nothing is said."""

    year: int | None = None
    ages: Ages | None = None
    sex: Group | None = None
    event: Event | None = None
    share: Share | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return self == Facts()


@dataclass(frozen=True)
class Title:
    """A title read: either the key of its column or facts of its counts."""

    key: Key | None = None
    facts: Facts = Facts()
    use: Use = "unknown"

    @property
    def known(self) -> bool:
        """Whether the title says anything."""
        return self.key is not None or self.use != "unknown"


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """What a title of a column, a section or a sheet says."""
    folded = _plain(text)
    if not folded or len(folded) > 200:
        return Title()
    years = years_in(folded)
    year = years[0].year if len({one.year for one in years}) == 1 else None
    for one in reversed(years):
        folded = folded[: one.start] + " " + folded[one.end :]
    ages = None
    found = find_ages(folded)
    if found:
        ages, start, end = found
        folded = folded[:start] + " " + folded[end:]
    words = [word for word in re.split(r"[^a-z0-9]+", folded) if word][:MOST_WORDS]
    means = [meaning for word in words if (meaning := word_means(word))]
    return _title(Facts(year=year, ages=ages), means, "%" in text, words[-1:] == ["bis"])


def _title(facts: Facts, means: list[tuple[str, str]], percent: bool, upper: bool) -> Title:
    kinds = {kind for kind, _ in means}
    if "personal" in kinds:
        return Title(use="personal")
    if percent or "memo" in kinds:
        return Title(use="memo")
    keys = [value for kind, value in means if kind == "key"]
    sex = _only([v for k, v in means if k == "sex" and v != "all"])
    if sex is None and ("sex", "all") in means:
        sex = "all"
    event = _only([v for k, v in means if k == "event"])
    shares = {v for k, v in means if k == "share"}
    share = "both" if shares == {"main", "second"} else _only(list(shares))
    if keys and not (event or (sex and facts.ages)):
        order: list[Key] = [one for one in _FIRST_KEYS if one in keys]
        key = "ages_to" if order[0] == "ages" and upper else order[0]
        return Title(key, Facts(year=facts.year))
    found = Facts(facts.year, facts.ages, sex, event, share)  # type: ignore[arg-type]
    known = not found.empty or "count" in kinds
    return Title(None, found, "count" if known else "unknown")


def _only(values: list[str]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


def _plain(text: str) -> str:
    text = re.sub(r"\s*[0-9]\)\s*$", "", without_footnote(text.replace("_", " ")))
    return re.sub(r"(?<=[a-z])-\s+(?=[a-z])", "", fold(text))


@lru_cache(maxsize=4096)
def word_means(word: str) -> tuple[str, str] | None:
    """Kind and meaning of one folded word, a slip or two forgiven; None where unknown."""
    table = _table()
    if word in table:
        return table[word]
    if word.endswith(_MEMO_ENDINGS):
        return "memo", ""
    if len(word) < 4 or len(word) > 24 or not word.isalpha():
        return None
    near = process.extractOne(
        word, _longer_words(), scorer=OSA.distance, score_cutoff=1 if len(word) < 8 else 2
    )
    # Of four letters, the first must be right: "Jaht", but not "Wahl" for "Zahl".
    if near is None or (len(word) == 4 and near[0][0] != word[0]):
        return None
    return table[near[0]]


@lru_cache(maxsize=1)
def _longer_words() -> tuple[str, ...]:
    return tuple(word for word in _table() if len(word) > 3)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for kind, words in (
        ("sex", _GROUPS),
        ("event", _EVENTS),
        ("key", _KEYS),
        ("share", _SHARES),
    ):
        for value, names in words.items():
            found.update(dict.fromkeys(names.split(), (kind, value)))
    for kind, names in (("count", _COUNTS), ("personal", _PERSONAL), ("memo", _MEMOS)):
        found.update(dict.fromkeys(names.split(), (kind, "")))
    return found
