"""Finds places of the register by what people type: names, keys, postcodes, "Grabow bei …"."""

from __future__ import annotations

import bisect
import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from assistant.profile.place_names import CITY_DISTRICTS
from assistant.profile.place_text import (
    CONNECTORS,
    TYPE_WORDS,
    Place,
    distance,
    first_part,
    is_number,
    lies_in,
    names_of,
    plain,
    short_name,
    trimmed,
    without_type,
)

LONGEST_TEXT = 200
MOST_WORDS = 10
CLOSE_SCORE, FAR_SCORE = 85.0, 74.0
SHORTEST_ALIKE = 4
NEAR_KM = 30.0
# A prefix of one letter fits thousands.
MOST_CANDIDATES = 600

TYPE_ORDER = {"municipality": 0, "district": 1, "association": 2}

P = TypeVar("P", bound=Place)


class Rank(enum.IntEnum):
    """How a place was found, the best first."""

    KEY = 0  # by AGS, ARS or postcode
    EXACT = 1  # by its whole name
    CONTEXT = 2  # by its whole name, and the rest of the text says where it lies
    PREFIX = 3  # its name begins with the text, to the end of a word
    BEGINNING = 4  # its name begins with the text
    WORD = 5  # a later word of its name begins with the text
    CLOSE = 6  # its name is spelt much alike
    NAME = 7  # by its whole name, and the rest of the text says something else
    FAR = 8  # its name is spelt somewhat alike


@dataclass(frozen=True)
class Match(Generic[P]):
    """A place that was found; `score` (0 to 100) tells spellings apart."""

    place: P
    rank: Rank
    score: float = 100.0

    @property
    def is_exact(self) -> bool:
        """Whether the text names this place itself: of several such, one has to be asked."""
        return self.rank <= Rank.CONTEXT


class PlaceIndex(Generic[P]):
    """Municipalities, districts and associations, ready to be searched.

    States are left out, and so are the districts that are a single city: the city stands for both.
    """

    def __init__(self, places: Iterable[P]) -> None:
        self._places: list[P] = [place for place in places if _is_searched(place)]
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        words: set[tuple[str, str]] = set()
        cuts: dict[str, set[str]] = defaultdict(set)
        for number, place in enumerate(self._places):
            for name in names_of(place):
                self._by_name[name].append(number)
                words.update((name[at:], name) for at in _later_words(name))
                cuts[name].add(name)
            cuts[first_part(place)].add(short_name(place))
            for key in {place.ags, place.ars, place.postcode or place.ags}:
                self._by_key[key].append(number)
        self._names = sorted(self._by_name)
        self._words = sorted(words)
        # Names and their first parts ("Oldenburg" of "Oldenburg in Holstein") with whole names.
        self._meant = dict(cuts)
        self._spellings = sorted(cuts)
        self._keys = sorted(self._by_key)

    def __len__(self) -> int:
        return len(self._places)

    def search(self, text: str, limit: int = 10) -> list[Match[P]]:
        """The places that the text may mean, best first: exact, then beginnings, then alike.

        Among equals municipalities come first, then the larger ones. `limit` bounds the list, but
        all places of exactly that name are given.
        """
        words = plain(text[:LONGEST_TEXT]).split()[:MOST_WORDS]
        found: dict[int, tuple[Rank, float]] = {}
        wanted, core = without_type(words)
        for number, rank, score in self._candidates(words, core, wanted, limit):
            found[number] = min(found.get(number, (Rank.FAR, 0.0)), (rank, -score))

        def order(number: int) -> tuple[object, ...]:
            place = self._places[number]
            rank, score = found[number]
            other = wanted is not None and place.type != wanted
            size = (TYPE_ORDER[place.type], -place.population)
            return (rank, score, other, *size, place.name, place.ags)

        ordered = sorted(found, key=order)
        exact = sum(found[number][0] <= Rank.CONTEXT for number in ordered)
        return [
            Match(self._places[number], found[number][0], -found[number][1])
            for number in ordered[: max(limit, exact)]
        ]

    def named(self, text: str, type: str | None = None) -> list[P]:
        """The places that the text names itself: none, the one, or those to choose from.

        Of a town and the district of its name it is the town, unless `type` or the text says else.
        """
        matches = [match for match in self.search(text, 0) if match.is_exact]
        places = [match.place for match in matches if type in (None, match.place.type)]
        return [place for place in places if place.type == places[0].type]

    def _candidates(
        self, words: list[str], core: list[str], wanted: str | None, limit: int
    ) -> Iterator[tuple[int, Rank, float]]:
        if not words:
            return
        if all(is_number(word) for word in words):
            yield from self._by_number("".join(words))
            return
        whole, name = " ".join(words), " ".join(core)
        exact = 0
        for number in self._by_name.get(whole, ()):
            exact += 1
            yield number, Rank.EXACT, 100.0
        for number in self._by_name.get(name, ()):
            fits = wanted in (None, self._places[number].type)
            exact += fits
            yield number, Rank.EXACT if fits else Rank.NAME, 100.0
        for number, fits in self._in_context(core):
            exact += fits
            yield number, Rank.CONTEXT if fits else Rank.NAME, 100.0
        for text in {whole, name}:
            yield from self._beginning(text)
        if not exact and limit:
            yield from self._alike(core, limit)

    def _by_number(self, digits: str) -> Iterator[tuple[int, Rank, float]]:
        """By key or postcode; the register has one postcode for each place, so near ones follow."""
        for number in self._by_key.get(digits, ()):
            yield number, Rank.KEY, 100.0
        if digits in self._by_key or not 2 <= len(digits) <= 5:
            return
        for length in range(len(digits), 1, -1):
            first = bisect.bisect_left(self._keys, digits[:length])
            last = bisect.bisect_left(self._keys, digits[:length] + ":")
            near = [
                number
                for key in self._keys[first:last]
                if len(key) == 5
                for number in self._by_key[key]
                if self._places[number].postcode == key
            ]
            for number in near:
                yield number, Rank.BEGINNING, 100.0 * length / 5
            if near:
                return

    def _in_context(self, core: Sequence[str]) -> Iterator[tuple[int, bool]]:
        """Places named by one part of the text, and whether the other part says where they lie.

        After a connecting word ("bei", "in") stands the place around, which may be a neighbour.
        """
        connected = next((at for at, word in enumerate(core) if at and word in CONNECTORS), None)
        for cut in range(1, len(core)) if connected is None else (connected,):
            parts = [(core[:cut], core[cut:])]
            if connected is None:
                parts.append((core[cut:], core[:cut]))
            for name, rest in parts:
                context = [word for word in rest if word not in CONNECTORS | TYPE_WORDS.keys()]
                if context:
                    for number in self._called(" ".join(trimmed(name))):
                        place = self._places[number]
                        near = connected is not None and self._is_near(place, context)
                        yield number, near or lies_in(place, context)

    def _called(self, spelling: str) -> Iterator[int]:
        """Places of that name, or of which it is the first part."""
        for name in self._meant.get(spelling, ()):
            yield from self._by_name[name]

    def _is_near(self, place: P, context: Sequence[str]) -> bool:
        neighbours = self._by_name.get(" ".join(context), ())
        return any(distance(place, self._places[other]) <= NEAR_KM for other in neighbours)

    def _beginning(self, text: str) -> Iterator[tuple[int, Rank, float]]:
        left = MOST_CANDIDATES
        first = bisect.bisect_left(self._names, text)
        for name in self._names[first : first + MOST_CANDIDATES]:
            if not name.startswith(text):
                break
            if name == text:
                continue
            rank = Rank.PREFIX if name[len(text)] == " " else Rank.BEGINNING
            for number in self._by_name[name]:
                left -= 1
                yield number, rank, 100.0
        first = bisect.bisect_left(self._words, (text, ""))
        for tail, name in self._words[first : first + max(left, 0)]:
            if not tail.startswith(text):
                break
            for number in self._by_name[name]:
                yield number, Rank.WORD, 100.0

    def _alike(self, core: Sequence[str], limit: int) -> Iterator[tuple[int, Rank, float]]:
        """Names spelt alike; of "Garbow bei Ludwigslust" the part before "bei" too."""
        texts: list[tuple[Sequence[str], Sequence[str]]] = [(core, ())]
        for place, word in enumerate(core):
            if place and word in CONNECTORS:
                texts.append((core[:place], [w for w in core[place:] if w not in CONNECTORS]))
                break
        for words, context in texts:
            text = " ".join(words)
            if len(text) < SHORTEST_ALIKE:
                continue
            alike = process.extract(
                text,
                self._spellings,
                scorer=fuzz.ratio,
                score_cutoff=FAR_SCORE,
                limit=2 * limit,
            )
            for spelling, score, _ in alike:
                rank = Rank.CLOSE if context or score >= CLOSE_SCORE else Rank.FAR
                for number in self._called(spelling):
                    around = self._places[number]
                    if not context or lies_in(around, context) or self._is_near(around, context):
                        yield number, rank, score


def same_name(place: Place, text: str) -> bool:
    """Whether a text may be another way to write the place's name, kind and additions left out."""
    _, core = without_type(plain(text[:LONGEST_TEXT]).split()[:MOST_WORDS])
    name = " ".join(core)
    known = {*names_of(place), short_name(place), first_part(place)}
    return any(
        other in name or name in other or fuzz.ratio(name, other) >= FAR_SCORE for other in known
    )


def _is_searched(place: Place) -> bool:
    if place.type == "district":
        return place.kind not in CITY_DISTRICTS
    return place.type in TYPE_ORDER


def _later_words(name: str) -> Iterator[int]:
    """Where a word of the name begins, but the first."""
    at = name.find(" ")
    while at >= 0:
        yield at + 1
        at = name.find(" ", at + 1)
