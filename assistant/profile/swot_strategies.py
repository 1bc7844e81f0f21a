"""Proposes fields of action: what a strength or weakness makes with an opportunity or threat.

First the written strategies, then what meets in one theme. A field comes once, with all the
combinations that lead to it, so that the way from the figure to the measure can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.profile.swot_content import Combination, Quadrant, SwotContent, load_swot

MOST_FIELDS = 10
MOST_COMBINATIONS = 4


@dataclass(frozen=True)
class Point:
    """A point of the SWOT: an accepted proposal (with its topic) or the person's own."""

    id: str
    quadrant: Quadrant
    title: str
    theme: str | None = None
    topic: str | None = None


@dataclass(frozen=True)
class Combined:
    """Two points that go together: the guiding question and the answer proposed."""

    first: Point
    second: Point
    question: str
    sentence: str


@dataclass(frozen=True)
class Field:
    """A field of action proposed; `strategy` is None where only the theme is shared."""

    title: str
    theme: str
    strategy: str | None
    combined: tuple[Combined, ...]

    @property
    def reason(self) -> str:
        """Why, in sentences."""
        return " ".join(dict.fromkeys(one.sentence for one in self.combined))

    @property
    def points(self) -> tuple[str, ...]:
        """The ids of all points that lead here."""
        return tuple(dict.fromkeys(p.id for c in self.combined for p in (c.first, c.second)))


def fields_of_action(
    points: Sequence[Point], content: SwotContent | None = None
) -> tuple[Field, ...]:
    """The fields of action that the points suggest, at most ten; earlier points count more."""
    content = content or load_swot()
    written, used = _written(points, content)
    return (*written, *_by_theme(points, content, used))[:MOST_FIELDS]


def _written(
    points: Sequence[Point], content: SwotContent
) -> tuple[list[Field], set[tuple[str, str]]]:
    found: list[tuple[int, Field]] = []
    used: set[tuple[str, str]] = set()
    for strategy in content.strategies:
        first = _first(points, strategy.first.quadrant, strategy.first.topic)
        second = _first(points, strategy.second.quadrant, strategy.second.topic)
        how = content.combination(strategy.first.quadrant, strategy.second.quadrant)
        if first is None or second is None or how is None:
            continue
        a, b = points[first], points[second]
        used.add((a.id, b.id))
        one = Combined(a, b, how.question, strategy.sentence)
        found.append((first + second, Field(strategy.title, strategy.theme, strategy.id, (one,))))
    found.sort(key=lambda pair: pair[0])
    return [field for _, field in found], used


def _first(points: Sequence[Point], quadrant: Quadrant, topic: str) -> int | None:
    places = (n for n, p in enumerate(points) if p.quadrant == quadrant and p.topic == topic)
    return next(places, None)


def _by_theme(
    points: Sequence[Point], content: SwotContent, used: set[tuple[str, str]]
) -> Iterator[Field]:
    themes = dict.fromkeys(p.theme for p in points if p.theme in content.themes)
    for theme in themes:
        inside = [p for p in points if p.theme == theme]
        combined = tuple(_pairs(inside, content, used))[:MOST_COMBINATIONS]
        if combined and theme is not None:
            yield Field(content.themes[theme], theme, None, combined)


def _pairs(
    points: Iterable[Point], content: SwotContent, used: set[tuple[str, str]]
) -> Iterator[Combined]:
    points = list(points)
    for first in points:
        for second in points:
            how = content.combination(first.quadrant, second.quadrant)
            if how is not None and (first.id, second.id) not in used:
                yield Combined(first, second, how.question, _filled(how, first, second))


def _filled(how: Combination, first: Point, second: Point) -> str:
    titles = {"{first}": first.title.rstrip("."), "{second}": second.title.rstrip(".")}
    # Titles are free text and may hold braces: no str.format here.
    return re.sub(r"\{(?:first|second)\}", lambda match: titles[match.group(0)], how.sentence)
