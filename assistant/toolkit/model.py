"""A method of the toolkit as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """From `minimum` to `maximum`; None is open."""

    minimum: float
    maximum: float | None

    def holds(self, value: float) -> bool:
        """Whether the value lies within."""
        return self.minimum <= value and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True)
class Source:
    """Where a fact comes from."""

    id: str
    title: str
    url: str


@dataclass(frozen=True)
class Method:
    """One method; the fields are described in docs/methods.md.

    `days` are working days of a meeting, calendar days until a result for everything else.
    """

    id: str
    name: str
    synonyms: tuple[str, ...]
    kind: str
    format: str
    summary: str
    themes: tuple[str, ...]
    stages: tuple[str, ...]
    audiences: tuple[str, ...]
    ages: tuple[str, ...]
    group: Span | None
    days: Span
    duration: str
    preparation: str
    cost: str
    online: str
    online_how: str | None
    level: tuple[str, ...]
    municipality_sizes: tuple[str, ...]
    conflict: str
    moderation: str
    strengths: tuple[str, ...]
    limits: tuple[str, ...]
    steps: tuple[str, ...]
    material: tuple[str, ...]
    follow_up: str
    related: tuple[str, ...]
    sources: tuple[Source, ...]
    documented: tuple[str, ...]

    @property
    def is_easy(self) -> bool:
        """Whether it needs little preparation and little money."""
        return self.preparation == "low" and self.cost == "low"


@dataclass(frozen=True)
class Catalogue:
    """All methods in the order of their ids, and the German titles of every facet's values."""

    methods: tuple[Method, ...]
    titles: Mapping[str, Mapping[str, str]]
    by_id: Mapping[str, Method]
