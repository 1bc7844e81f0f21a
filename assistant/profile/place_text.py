"""The words of places as people type them: short forms, words for a type, what lies around."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Protocol

from assistant.language.spelling import fold

TYPE_WORDS = {
    **dict.fromkeys(("landkreis", "kreis", "lk", "kr", "lkr", "landkr"), "district"),
    **dict.fromkeys(("region", "regionalverband", "staedteregion"), "district"),
    **dict.fromkeys(
        ("stadt", "gemeinde", "markt", "flecken", "hansestadt", "landeshauptstadt", "kreisstadt"),
        "municipality",
    ),
    **dict.fromkeys(("ortsgemeinde", "einheitsgemeinde", "kleinstadt"), "municipality"),
    **dict.fromkeys(
        ("amt", "samtgemeinde", "verbandsgemeinde", "verwaltungsgemeinschaft", "gemeindeverband"),
        "association",
    ),
    **dict.fromkeys(("vg", "sg", "vgem", "vwg", "amtsverwaltung"), "association"),
}
CONNECTORS = frozenset(("bei", "in", "im", "nahe", "neben", "an", "am", "der", "dem", "den", "die"))
STATE_SHORT = {
    "01": "sh",
    "02": "hh",
    "03": "nds ni",
    "04": "hb",
    "05": "nrw nw",
    "06": "he",
    "07": "rlp rp",
    "08": "bw bawue",
    "09": "by",
    "10": "sl",
    "11": "be",
    "12": "bb",
    "13": "mv meckpomm",
    "14": "sn",
    "15": "lsa st",
    "16": "th",
}


_SHORT_FORMS = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"\ba\.\s?d\.", "an der "),
        (r"\bi\.\s?d\.", "in der "),
        (r"\bv\.\s?d\.", "vor der "),
        (r"\bo\.\s?d\.", "ob der "),
        (r"\bb\.", "bei "),
        (r"\ba\.", "am "),
        (r"\bi\.", "im "),
        (r"\bst\b\.?", "sankt "),
    )
)
_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"\s*(?:[/(,]|\s(?:an der|am|im|in der|bei|vor der|ob der)\s).*")


class Place(Protocol):
    """What is searched: the fields of an entry of the register."""

    @property
    def ags(self) -> str: ...
    @property
    def ars(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def official_name(self) -> str: ...
    @property
    def district_name(self) -> str | None: ...
    @property
    def association_name(self) -> str | None: ...
    @property
    def state(self) -> str: ...
    @property
    def state_name(self) -> str: ...
    @property
    def population(self) -> int: ...
    @property
    def postcode(self) -> str | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def latitude(self) -> float | None: ...


def plain(text: str) -> str:
    """The text as it is compared: folded, short forms written out, words with single spaces."""
    folded = fold(text)
    if "." in folded or "st" in folded:
        for pattern, long in _SHORT_FORMS:
            folded = pattern.sub(long, folded)
    return " ".join(_WORD.findall(folded))


def names_of(place: Place) -> set[str]:
    """In running text, as in the register, and without what says its kind."""
    names = {plain(place.name), plain(place.official_name), short_name(place)}
    bare = {" ".join(without_type(name.split())[1]) for name in names}
    return names | bare if place.type != "municipality" else names


def short_name(place: Place) -> str:
    """The official name without "Stadt" and the like."""
    return plain(place.official_name.partition(",")[0])


def first_part(place: Place) -> str:
    """The name before what says where it lies: "Oldenburg in Holstein" → "oldenburg"."""
    return plain(_CUT.sub("", place.official_name))


def lies_in(place: Place, context: Sequence[str]) -> bool:
    """Whether district, association, state or postcode are what is meant."""
    around = plain(
        f"{place.district_name or ''} {place.association_name or ''} {place.state_name} "
        f"{STATE_SHORT.get(place.state, '')}"
    ).split()
    postcode = place.postcode or "-"

    def fits(word: str) -> bool:
        if is_number(word):
            return len(word) == 5 and word[:3] == postcode[:3]
        return word in around or (
            len(word) >= 3 and any(known.startswith(word) for known in around)
        )

    return all(fits(word) for word in context)


def without_type(words: list[str]) -> tuple[str | None, list[str]]:
    """The type a text names ("Landkreis …") and the rest; all of it when nothing would be left."""
    for first, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if first and rest and first[0] in TYPE_WORDS:
            return TYPE_WORDS[first[0]], rest
    return None, words


def trimmed(words: Sequence[str]) -> list[str]:
    """Without connecting words and words for a type at either end."""
    kept = list(words)
    while kept and (kept[0] in CONNECTORS or kept[0] in TYPE_WORDS):
        kept.pop(0)
    while kept and (kept[-1] in CONNECTORS or kept[-1] in TYPE_WORDS):
        kept.pop()
    return kept


def is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, infinite when one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    width = math.cos(math.radians((a.latitude + b.latitude) / 2)) * (a.longitude - b.longitude)
    return 111.2 * math.hypot(a.latitude - b.latitude, width)
