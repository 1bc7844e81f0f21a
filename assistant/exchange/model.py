"""A profile card as plain data: items that somebody switched on, one by one, each a frozen text.

`facts` hold what of the text can be compared: numbers as whole ones (growth in tenths of a per
cent, coordinates in thousandths of a degree), ids, short texts. Nothing stands in the facts that
the text or the municipality's name does not tell.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Kind = Literal[
    "basics", "figures", "stage", "themes", "field", "measure", "lessons", "method", "contact"
]
KINDS: tuple[str, ...] = get_args(Kind)
BASICS, CONTACT = "basics", "contact"
# From so many inhabitants on a municipality belongs to the next class.
SIZES = (2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
TYPES = {
    "municipality": "Gemeinde",
    "district": "Landkreis",
    "quarter": "Stadt- oder Ortsteil",
    "association": "Gemeindeverband",
}
STATES = {
    "SH": "Schleswig-Holstein", "HH": "Hamburg", "NI": "Niedersachsen", "HB": "Bremen",
    "NW": "Nordrhein-Westfalen", "HE": "Hessen", "RP": "Rheinland-Pfalz",
    "BW": "Baden-Württemberg", "BY": "Bayern", "SL": "Saarland", "BE": "Berlin",
    "BB": "Brandenburg", "MV": "Mecklenburg-Vorpommern", "SN": "Sachsen", "ST": "Sachsen-Anhalt",
    "TH": "Thüringen",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing that can be shared. `id` is "basics" or "<kind>.<id in the process>"."""

    id: str
    kind: str
    title: str
    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """The same for the same words: names what somebody has seen."""
        return hashlib.sha256(f"{self.title}\n{self.text}".encode()).hexdigest()[:16]

    @property
    def source(self) -> str:
        """The id in the process behind the kind: "ab12cd34"."""
        return self.id.partition(".")[2]


@dataclass(frozen=True)
class Shared:
    """An item as it was shared, and when."""

    item: Item
    at: datetime.datetime


@dataclass(frozen=True)
class Origin:
    """Where a card came from that came as a file; `name` is what the operator calls the key."""

    name: str
    fingerprint: str
    at: datetime.datetime


@dataclass(frozen=True)
class Card:
    """What others see of a municipality. `id` is None for a preview."""

    id: str | None
    items: tuple[Shared, ...]
    origin: Origin | None = None

    @property
    def is_visible(self) -> bool:
        """Whether it says whose it is; nothing of it is shown otherwise."""
        return self.find(BASICS) is not None

    @property
    def name(self) -> str:
        """The municipality's name."""
        basics = self.find(BASICS)
        return str(basics.facts.get("name", "")) if basics else ""

    @property
    def type(self) -> str:
        """What kind of municipality it is, as in the guide."""
        basics = self.find(BASICS)
        return str(basics.facts.get("type", "")) if basics else ""

    @property
    def contact(self) -> str | None:
        """Who may be asked, if somebody was named on purpose."""
        found = self.find(CONTACT)
        return found.text if found else None

    def find(self, item: str) -> Item | None:
        """The item of that id."""
        return next((one.item for one in self.items if one.item.id == item), None)


@dataclass(frozen=True)
class Traits:
    """What is compared. None and empty: not known, or not shared.

    `size` is a class of `SIZES` from 0; `growth` in per cent over ten years; `old` the old-age
    ratio; `place` longitude and latitude in degrees; `stage` from 1 to 5, 6 when all are done.
    """

    type: str
    state: str | None = None
    district: str | None = None
    place: tuple[float, float] | None = None
    size: int | None = None
    growth: float | None = None
    old: float | None = None
    themes: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    stage: int | None = None


def size_class(population: float) -> int:
    """The class of a population, counted from 0."""
    return sum(population >= bound for bound in SIZES)


def size_text(size: int) -> str:
    """ "5.000 bis 10.000 Einwohner"."""
    bounds = [f"{bound:,}".replace(",", ".") for bound in SIZES]
    if size <= 0:
        return f"unter {bounds[0]} Einwohner"
    if size >= len(bounds):
        return f"ab {bounds[-1]} Einwohner"
    return f"{bounds[size - 1]} bis {bounds[size]} Einwohner"


def traits_of(items: Iterable[Item]) -> Traits:
    """What can be compared of the items of a card, from their facts alone."""
    known: dict[str, Any] = {}
    fields: set[str] = set()
    for item in items:
        if item.kind == "field":
            fields |= {str(theme) for theme in (item.facts.get("theme"),) if theme}
        elif item.kind in ("basics", "figures", "stage", "themes"):
            known |= item.facts
    placed = {"longitude", "latitude"} <= set(known)
    return Traits(
        type=str(known.get("type", "")),
        state=known.get("state"),
        district=known.get("district"),
        place=(known["longitude"] / 1000, known["latitude"] / 1000) if placed else None,
        size=known.get("size"),
        growth=_tenths(known.get("growth")),
        old=_tenths(known.get("old")),
        themes=frozenset(known.get("themes", ())),
        fields=frozenset(fields),
        stage=known.get("stage"),
    )


def _tenths(value: int | None) -> float | None:
    return None if value is None else value / 10
