"""Which municipalities are in a like situation, and why: distances, weights, reasons.

Each trait that the asking side knows of itself gives a likeness from 0 to 1; the similarity is
their weighted mean. What the other side does not share counts as no likeness, so it neither helps
nor can be guessed. Weights and distances are explained in docs/exchange.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.exchange.model import STATES, TYPES, Traits, size_text

WEIGHTS: Mapping[str, float] = {
    "type": 5.0,
    "size": 3.0,
    "themes": 3.0,
    "region": 2.5,
    "fields": 1.5,
    "growth": 1.5,
    "old": 1.5,
    "stage": 1.0,
}
# At this difference nothing is left of the likeness.
SIZES_APART, POINTS_APART, STAGES_APART = 3, 12.0, 4
NEAR_KM, FAR_KM = 25.0, 100.0
SAME_STATE, NEARBY = 0.4, 0.9
KM_A_DEGREE = 111.2
# From this likeness on a trait is given as a reason; a size below the second one is a difference.
REASON_FROM, DIFFERS_BELOW = 0.6, 0.4
MOST_REASONS = 4
LIKE_POINTS = 3.0
COLUMNS = ("type", "state", "district", "longitude", "latitude", "size", "growth", "old", "stage")
# There are 18 themes; what files of others call so beyond these is left aside.
MOST_THEMES = 32
Array = Any


@dataclass(frozen=True)
class Likeness:
    """How like one municipality is to another, 0 to 1, with reasons and differences."""

    similarity: float
    because: tuple[str, ...]
    differs: tuple[str, ...]


class Crowd:
    """The traits of many as arrays, to compare one with all at once; each has its place."""

    def __init__(self, traits: Sequence[Traits] = ()) -> None:
        self._codes: dict[str, int] = {}
        self._themes: dict[str, int] = {}
        size = max(len(traits), 16)
        self._numbers = np.full((size, len(COLUMNS)), np.nan)
        self._sets = np.zeros((2, size, MOST_THEMES), dtype=np.float32)
        self.places = 0
        for place, one in enumerate(traits):
            self.put(place, one)

    def put(self, place: int, traits: Traits) -> None:
        """Sets the traits at a place, which may be the next one."""
        if place >= len(self._numbers):
            more = len(self._numbers)
            self._numbers = np.pad(self._numbers, ((0, more), (0, 0)), constant_values=np.nan)
            self._sets = np.pad(self._sets, ((0, 0), (0, more), (0, 0)))
        self.places = max(self.places, place + 1)
        longitude, latitude = traits.place or (None, None)
        codes = (self._code(name) for name in (traits.type, traits.state, traits.district))
        numbers = (traits.size, traits.growth, traits.old, traits.stage)
        row = (*codes, longitude, latitude, *numbers)
        self._numbers[place] = [np.nan if value is None else value for value in row]
        for number, names in enumerate((traits.themes, traits.fields)):
            self._sets[number, place] = 0.0
            self._sets[number, place, self._columns(names, known_only=False)] = 1.0

    def _code(self, name: str | None) -> int | None:
        return self._codes.setdefault(name, len(self._codes)) if name else None

    def _columns(self, names: frozenset[str], known_only: bool = True) -> list[int]:
        if not known_only:
            for name in sorted(names):
                if len(self._themes) < MOST_THEMES:
                    self._themes.setdefault(name, len(self._themes))
        return [self._themes[name] for name in names if name in self._themes]

    def _column(self, name: str) -> Array:
        return self._numbers[: self.places, COLUMNS.index(name)]

    def similarities(self, own: Traits) -> Array:
        """The similarity of each to `own`, in their order."""
        total = np.zeros(self.places)
        weight = 0.0
        for name, likeness in self._likenesses(own).items():
            total += WEIGHTS[name] * likeness
            weight += WEIGHTS[name]
        return total / weight if weight else total

    def _likenesses(self, own: Traits) -> dict[str, Array]:
        """By trait that `own` has the likeness of each."""
        found: dict[str, Array] = {"type": self._same("type", own.type)}
        for name, mine, apart in (
            ("size", own.size, SIZES_APART),
            ("growth", own.growth, POINTS_APART),
            ("old", own.old, POINTS_APART),
            ("stage", own.stage, STAGES_APART),
        ):
            if mine is not None:
                distance = np.abs(self._column(name) - mine) / apart
                found[name] = np.nan_to_num(np.clip(1.0 - distance, 0.0, 1.0))
        for number, (name, names) in enumerate((("themes", own.themes), ("fields", own.fields))):
            if names:
                found[name] = self._common(self._sets[number, : self.places], names)
        if own.state or own.district or own.place:
            found["region"] = self._region(own)
        return found

    def _same(self, name: str, mine: str | None) -> Array:
        code = self._codes.get(mine) if mine else None
        same = self._column(name) == (-1 if code is None else code)
        return same.astype(float)

    def _common(self, sets: Array, names: frozenset[str]) -> Array:
        """Twice what both have, by what each has: 1 for the same themes, 0 for none in common."""
        both = sets[:, self._columns(names)].sum(axis=1)
        return 2.0 * both / (sets.sum(axis=1) + len(names))

    def _region(self, own: Traits) -> Array:
        near = SAME_STATE * self._same("state", own.state)
        if own.place is not None:
            km = _kilometres(own.place, self._column("longitude"), self._column("latitude"))
            by_km = NEARBY * np.clip((FAR_KM - km) / (FAR_KM - NEAR_KM), 0.0, 1.0)
            near = np.maximum(near, np.nan_to_num(by_km))
        return np.maximum(near, self._same("district", own.district))


def compare(own: Traits, other: Traits, themes: Mapping[str, str]) -> Likeness:
    """One compared with one, with the reasons in German; `themes` are their titles by id."""
    crowd = Crowd([other])
    likenesses = {name: float(values[0]) for name, values in crowd._likenesses(own).items()}
    similarity = float(crowd.similarities(own)[0])
    ranked = sorted(likenesses, key=lambda name: -WEIGHTS[name] * likenesses[name])
    reasons = [
        reason
        for name in ranked
        if (reason := _reason(name, likenesses[name], own, other, themes)) is not None
    ]
    return Likeness(similarity, tuple(reasons[:MOST_REASONS]), _differences(own, other))


def _reason(
    name: str, likeness: float, own: Traits, other: Traits, themes: Mapping[str, str]
) -> str | None:
    if name in ("themes", "fields"):
        both = (own.themes & other.themes) if name == "themes" else (own.fields & other.fields)
        titles = [themes.get(theme, theme) for theme in sorted(both, key=_title(themes))]
        one, several = (
            ("gemeinsames Thema", "gemeinsame Themen")
            if name == "themes"
            else ("gemeinsames Handlungsfeld", "gemeinsame Handlungsfelder")
        )
        return f"{one if len(titles) == 1 else several}: {listed(titles)}" if titles else None
    if name == "region":
        return _region_reason(own, other)
    if likeness < REASON_FROM:
        return None
    if name == "size" and own.size is not None and other.size is not None:
        same = "gleiche" if own.size == other.size else "ähnliche"
        return f"{same} Größe ({size_text(other.size)})"
    if name == "type":
        return f"ebenfalls {TYPES[own.type]}" if own.type in TYPES else None
    if name == "growth" and own.growth is not None and other.growth is not None:
        return _growth_reason(own.growth, other.growth)
    if name == "old" and own.old is not None and other.old is not None:
        return "ähnlicher Altersaufbau" if abs(own.old - other.old) <= LIKE_POINTS else None
    if name == "stage" and own.stage == other.stage:
        return "gleiche Stufe"
    return None


def _title(themes: Mapping[str, str]) -> Callable[[str], str]:
    return lambda theme: themes.get(theme, theme)


def _region_reason(own: Traits, other: Traits) -> str | None:
    if own.district and own.district == other.district:
        return "im selben Kreis"
    if own.place and other.place:
        (km,) = _kilometres(own.place, np.array([other.place[0]]), np.array([other.place[1]]))
        if km <= NEAR_KM * 2:
            return f"rund {max(5, round(float(km) / 5) * 5)} Kilometer entfernt"
    if own.state and own.state == other.state:
        return f"auch in {STATES.get(own.state, own.state)}"
    return None


def _growth_reason(mine: float, theirs: float) -> str | None:
    if abs(mine - theirs) > LIKE_POINTS:
        return None
    if mine < -1 and theirs < -1:
        return "verliert ähnlich viele Menschen"
    return "wächst ähnlich stark" if mine > 1 and theirs > 1 else "ähnliche Bevölkerungsentwicklung"


def _differences(own: Traits, other: Traits) -> tuple[str, ...]:
    """What one should know before learning from each other."""
    found = []
    if own.type and other.type and own.type != other.type and other.type in TYPES:
        found.append(f"ist {_article(other.type)} {TYPES[other.type]}")
    if own.size is not None and other.size is not None and abs(own.size - other.size) > 1:
        found.append("deutlich größer" if other.size > own.size else "deutlich kleiner")
    if own.growth is not None and other.growth is not None:
        if own.growth < -1 and other.growth > 1:
            found.append("wächst, während es bei Ihnen weniger Menschen werden")
        elif own.growth > 1 and other.growth < -1:
            found.append("verliert Menschen, während Sie wachsen")
    if own.stage is not None and other.stage is not None and other.stage > own.stage:
        found.append("schon eine Stufe weiter" if other.stage == own.stage + 1 else "schon weiter")
    return tuple(found)


def _article(type: str) -> str:
    return "eine" if type == "municipality" else "ein"


def listed(titles: Sequence[str]) -> str:
    """ "Wohnen", "Wohnen und Mobilität", "Wohnen, Mobilität und Integration"."""
    *first, last = titles
    return f"{', '.join(first)} und {last}" if first else last


def _kilometres(place: tuple[float, float], longitude: Array, latitude: Array) -> Array:
    """Distances on a flat map, good enough within Germany."""
    east = (longitude - place[0]) * np.cos(np.radians(place[1]))
    return KM_A_DEGREE * np.hypot(east, latitude - place[1])
