"""What the figures and the points of the SWOT propose, as options that one accepts or leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from assistant.guide.model import PROPOSED, Option
from assistant.guide.state import State
from assistant.process.figures.facts import ProfileFacts
from assistant.profile.swot_content import Quadrant, SwotContent, load_swot
from assistant.profile.swot_rules import Proposal
from assistant.profile.swot_strategies import Point, fields_of_action

SWOT, FIELDS = PROPOSED
CHOSEN_POINTS = "profile.swot_from_figures"
CHOSEN_FIELDS = "workshop.fields_from_strategies"
FIELD = "field-"
MOST_POINTS = 12
HINT_LENGTH = 160
QUADRANTS: Mapping[str, str] = {
    "strength": "Stärke",
    "weakness": "Schwäche",
    "opportunity": "Chance",
    "threat": "Risiko",
}


class Proposals(Mapping[str, Sequence[Option]]):
    """The proposals for a state, found when they are asked for: few messages need them."""

    def __init__(self, state: State, facts: Callable[[State], ProfileFacts]) -> None:
        self._state = state
        self._facts = facts

    def __getitem__(self, name: str) -> Sequence[Option]:
        if name == SWOT:
            return self._points
        if name == FIELDS:
            return self._fields
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(PROPOSED)

    def __len__(self) -> int:
        return len(PROPOSED)

    @cached_property
    def _points(self) -> tuple[Option, ...]:
        facts = self._facts(self._state)
        proposals = facts.proposals[:MOST_POINTS] if facts.figures else ()
        return (*map(point_option, proposals), *_chosen_before(self._state, proposals))

    @cached_property
    def _fields(self) -> tuple[Option, ...]:
        proposed = tuple(
            Option(
                f"{FIELD}{field.strategy or field.theme}",
                field.title,
                shortened(field.reason),
                answers={"theme": field.theme, "reason": field.reason, **_origin(field.points)},
            )
            for field in fields_of_action(swot_points(self._state))
        )
        return (*proposed, *_fields_chosen_before(self._state, proposed))

    def as_data(self) -> dict[str, tuple[Option, ...]]:
        """All proposals as plain data, for who works elsewhere."""
        return {name: tuple(self[name]) for name in self}


def point_option(proposal: Proposal) -> Option:
    """A proposed point as an option, with the answers of the item made of it."""
    evidence = proposal.evidence_text
    return Option(
        proposal.rule,
        proposal.title,
        shortened(f"{QUADRANTS[proposal.quadrant]}: {evidence}"),
        answers={
            "quadrant": proposal.quadrant,
            "evidence_kind": proposal.evidence_kind,
            "evidence": f"{proposal.sentence} {evidence}",
            "theme": proposal.theme,
        },
    )


def swot_points(state: State) -> list[Point]:
    """The points of the SWOT; one made of a proposal keeps the proposal's topic."""
    content = load_swot()
    topics = {rule.title: rule.topic for rule in content.rules}
    found = []
    for item in state.items.get("profile.swot", ()):
        title, quadrant, theme = (
            state.value(f"profile.swot.{item}.{name}") for name in ("title", "quadrant", "theme")
        )
        if isinstance(title, str) and quadrant in QUADRANTS:
            of: Quadrant = quadrant  # type: ignore[assignment]
            named = theme if isinstance(theme, str) else None
            found.append(Point(item, of, title, named, topics.get(title)))
    return found


def shortened(text: str) -> str:
    """A text as long as a hint may be, cut at a word."""
    if len(text) <= HINT_LENGTH:
        return text
    return text[: HINT_LENGTH - 2].rpartition(" ")[0].rstrip(".,;:") + " …"


def _origin(points: Sequence[str]) -> dict[str, str]:
    return {"origin": points[0]} if points else {}


def _chosen_before(state: State, proposals: Sequence[Proposal]) -> Iterator[Option]:
    """What was chosen and is no longer proposed, since the figures have changed."""
    chosen = state.value(CHOSEN_POINTS)
    proposed = {proposal.rule for proposal in proposals}
    content: SwotContent = load_swot()
    for rule in content.rules:
        if isinstance(chosen, list) and rule.id in chosen and rule.id not in proposed:
            yield Option(rule.id, rule.title)


def _fields_chosen_before(state: State, proposed: Sequence[Option]) -> Iterator[Option]:
    """The same of fields of action: the points that led to them may be gone."""
    chosen = state.value(CHOSEN_FIELDS)
    content = load_swot()
    titles = {f"{FIELD}{strategy.id}": strategy.title for strategy in content.strategies}
    titles |= {f"{FIELD}{theme}": title for theme, title in content.themes.items()}
    known = {option.value for option in proposed}
    for value in chosen if isinstance(chosen, list) else ():
        if value in titles and value not in known:
            yield Option(value, titles[value])
