"""The strategy as plain data: SWOT points, fields of action, goals, measures, their balance.

Every item knows its `place`, the beginning of its question ids: `goal.question("indicator")` is
the question that asks for its indicator, so whatever is missing leads to where it is mended.
References between items are ids; one that leads nowhere is kept out by who builds the strategy.
Dates are stored forms as precise as they were said ("2027-Q3", "2027-03/2027-06").
Texts stand as they were given; None is: no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

POINTS, FIELDS, IDEAS = "profile.swot", "workshop.fields", "workshop.ideas"
GOALS, MEASURES = "plan.goals", "plan.measures"
GOAL_REVIEWS, MEASURE_REVIEWS = "review.goals", "review.measures"


def new_item(collection: str) -> str:
    """The place where one more item of a collection begins: its title is asked first."""
    return f"{collection}.new.title"


@dataclass(frozen=True)
class Item:
    """What all items have. `place` is "<stage>.<collection>.<id>"."""

    id: str
    place: str
    title: str

    def question(self, name: str) -> str:
        """The id of the item's question of that name."""
        return f"{self.place}.{name}"


@dataclass(frozen=True)
class SwotPoint(Item):
    """A strength, weakness, opportunity or threat.

    `evidence` is its text, or the name of the project or interview that shows it.
    """

    quadrant: str | None = None
    theme: str | None = None
    evidence_kind: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Field(Item):
    """A field of action. `origin` is the SWOT point it goes back to; rank 1 is the highest."""

    origin: str | None = None
    theme: str | None = None
    reason: str | None = None
    rank: int | None = None


@dataclass(frozen=True)
class Idea(Item):
    """An idea of the workshop. `chosen` says whether it was taken into the plan."""

    field: str | None = None
    description: str | None = None
    ages: tuple[str, ...] = ()
    supporters: str | None = None
    votes: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Indicator:
    """What shows success: the feature, how it was, how it should be, how it is at the review."""

    text: str | None = None
    baseline: str | None = None
    target: str | None = None
    actual: str | None = None


@dataclass(frozen=True)
class GoalBalance:
    """How a goal stands at the review. `reached`: reached, on_track, partly or off_track."""

    place: str
    reached: str | None = None
    change: str | None = None

    def question(self, name: str) -> str:
        """The id of the review's question of that name."""
        return f"{self.place}.{name}"


@dataclass(frozen=True)
class Goal(Item):
    """A goal; its value at the review stands in `indicator.actual`."""

    field: str | None = None
    indicator: Indicator = Indicator()
    until: str | None = None
    balance: GoalBalance | None = None


@dataclass(frozen=True)
class Balance:
    """The review of a measure.

    `state`: planned, running, done or stopped; `decision`: continue, change, end or extend.
    """

    place: str
    state: str | None = None
    hurdles: str | None = None
    helped: str | None = None
    decision: str | None = None
    reason: str | None = None
    next_step: str | None = None
    next_until: str | None = None

    def question(self, name: str) -> str:
        """The id of the review's question of that name."""
        return f"{self.place}.{name}"


@dataclass(frozen=True)
class Measure(Item):
    """A measure. `budget` is in euros; `effort` and `effect` are low, medium or high.

    What was achieved at the review stands in `indicator.actual`; `balance` is None until the
    review of this measure has begun.
    """

    goal: str | None = None
    idea: str | None = None
    description: str | None = None
    target_group: str | None = None
    ages: tuple[str, ...] = ()
    responsible: str | None = None
    partners: tuple[str, ...] = ()
    staff: str | None = None
    start: str | None = None
    end: str | None = None
    milestones: tuple[str, ...] = ()
    budget: float | None = None
    funding: str | None = None
    indicator: Indicator = Indicator()
    effort: str | None = None
    effect: str | None = None
    needs_decision: bool | None = None
    depends_on: str | None = None
    risks: str | None = None
    cross_effects: str | None = None
    balance: Balance | None = None

    @property
    def review_place(self) -> str:
        """Where the review asks about this measure, begun or not."""
        return f"{MEASURE_REVIEWS}.{self.id}"


@dataclass(frozen=True)
class Task(Item):
    """Something agreed at the kick-off or after the review: who does it until when."""

    responsible: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Continuation:
    """What is to last after the review. `council_decision` says whether a new decision is needed;
    its date stands in the strategy's `dates`.
    """

    responsibility: str | None = None
    money: str | None = None
    staff: str | None = None
    support: str | None = None
    council_decision: bool | None = None
    council_topic: str | None = None


@dataclass(frozen=True)
class Municipality:
    """Whose strategy it is. `type` as in the guide; `state` is the federal state: "SN"."""

    name: str
    type: str = "municipality"
    state: str | None = None


@dataclass(frozen=True)
class Strategy:
    """Everything that hangs together, each kind in the order of the items.

    `dates` are the appointments by their question ids ("plan.council_date"), only those known;
    `begun` are the stages with any answer. `budget_frame` is in euros for the whole `period`.
    """

    municipality: Municipality
    points: tuple[SwotPoint, ...] = ()
    fields: tuple[Field, ...] = ()
    ideas: tuple[Idea, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    tasks: tuple[Task, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    vision: str | None = None
    period: str | None = None
    budget_frame: float | None = None
    ages_check: tuple[str, ...] = ()
    ages_others: str | None = None
    continuation: Continuation = Continuation()
    begun: frozenset[str] = frozenset()

    @property
    def costs(self) -> float:
        """What the measures with a known budget cost together, in euros."""
        return sum(measure.budget or 0 for measure in self.measures)
