"""The strategy as the answers give it: every item with its place, every reference resolved.

An answer that is withdrawn, skipped, "weiß ich noch nicht" or no longer asked is None; a reference
to an item that was deleted is None too, so the thread shows it as torn.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.guide.choices import item_title
from assistant.guide.conditions import holds
from assistant.guide.model import STAGE_IDS, Guide
from assistant.guide.places import find_place
from assistant.guide.prompts import shown
from assistant.guide.state import State, Value
from assistant.guide.walk import status
from assistant.plan.model import (
    FIELDS,
    GOAL_REVIEWS,
    GOALS,
    IDEAS,
    MEASURE_REVIEWS,
    MEASURES,
    POINTS,
    Balance,
    Continuation,
    Field,
    Goal,
    GoalBalance,
    Idea,
    Indicator,
    Measure,
    Municipality,
    Strategy,
    SwotPoint,
    Task,
)

# The first two digits of the AGS are the federal state (Statistisches Bundesamt, GV-ISys).
FEDERAL_STATES = {
    f"{number:02d}": code
    for number, code in enumerate(
        "SH HH NI HB NW HE RP BW BY SL BE BB MV SN ST TH".split(),  # noqa: SIM905 - one line
        start=1,
    )
}
APPOINTMENTS = (
    "kickoff.date",
    "kickoff.tech_rehearsal",
    "profile.reflection_date",
    "workshop.date",
    "plan.council_date",
    "plan.review_date",
    "review.date",
    "review.council_when",
    "review.next_review",
)
TASKS = ("kickoff.agreements", "review.next_steps")


def federal_state(ags: str | None) -> str | None:
    """The federal state's two letters ("SN") from an AGS; None when it is not known."""
    return FEDERAL_STATES.get((ags or "")[:2])


def strategy_of(guide: Guide, state: State, ags: str | None = None) -> Strategy:
    """The strategy of one process as its answers stand."""
    one = _Reader(guide, state)
    return Strategy(
        municipality=Municipality(state.name, state.type, federal_state(ags)),
        points=tuple(map(one.point, one.begun(POINTS))),
        fields=tuple(map(one.field, one.begun(FIELDS))),
        ideas=tuple(map(one.idea, one.begun(IDEAS))),
        goals=tuple(map(one.goal, one.begun(GOALS))),
        measures=tuple(map(one.measure, one.begun(MEASURES))),
        tasks=tuple(one.task(name, item) for name in TASKS for item in one.begun(name)),
        dates={name: date for name in APPOINTMENTS if (date := one.text(name))},
        vision=one.text("plan.vision"),
        period=one.text("plan.period"),
        budget_frame=one.number("plan.budget_frame"),
        ages_check=one.texts("plan.ages_check"),
        ages_others=one.text("plan.ages_others"),
        continuation=one.continuation(),
        begun=frozenset(
            stage
            for stage in STAGE_IDS
            if status(guide, state, guide.stage(stage)) != "not_started"
        ),
    )


def measure_of(guide: Guide, state: State, item: str) -> Measure:
    """One measure of the plan with its balance, as its answers stand."""
    return _Reader(guide, state).measure(item)


class _Reader:
    """Answers of one state by kind; what has another kind than its question counts as none."""

    def __init__(self, guide: Guide, state: State) -> None:
        self.guide, self.state = guide, state

    def begun(self, collection: str) -> Iterator[str]:
        """The items of a collection; one that is only offered has no answers and is none yet."""
        yield from self.state.items.get(collection, ())

    def value(self, question: str) -> Value:
        """The value of an answer whose question is still asked."""
        value = self.state.value(question)
        place = find_place(self.guide, question) if value is not None else None
        if place is None:
            return None
        within = question.rpartition(".")[0] if place.item else ""
        return value if holds(place.question.condition, self.state, within) else None

    def text(self, question: str) -> str | None:
        value = self.value(question)
        return value if isinstance(value, str) else None

    def number(self, question: str) -> float | None:
        value = self.value(question)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return value

    def whole(self, question: str) -> int | None:
        value = self.number(question)
        return None if value is None else round(value)

    def texts(self, question: str) -> tuple[str, ...]:
        value = self.value(question)
        return tuple(value) if isinstance(value, list) else ()

    def decided(self, question: str) -> bool | None:
        value = self.value(question)
        return value if isinstance(value, bool) else None

    def reference(self, question: str, collection: str) -> str | None:
        """The chosen item, if it still exists."""
        value = self.text(question)
        return value if value in self.state.items.get(collection, ()) else None

    def title(self, collection: str, item: str) -> str:
        """What an item is called; by its number until it has a name."""
        name = item_title(self.guide, self.state, collection, item)
        if name:
            return name
        found = self.guide.collections()[collection].collection
        assert found is not None
        return f"{found.singular} {list(self.state.items[collection]).index(item) + 1}"

    def point(self, item: str) -> SwotPoint:
        at = f"{POINTS}.{item}"
        kind = self.text(f"{at}.evidence_kind")
        source = {"project": "evidence_project", "interview": "evidence_interview"}.get(kind or "")
        name = f"{at}.{source or 'evidence'}"
        return SwotPoint(
            id=item,
            place=at,
            title=self.title(POINTS, item),
            quadrant=self.text(f"{at}.quadrant"),
            theme=self.text(f"{at}.theme"),
            evidence_kind=kind,
            evidence=shown(name, self.guide, self.state),
        )

    def field(self, item: str) -> Field:
        at = f"{FIELDS}.{item}"
        return Field(
            id=item,
            place=at,
            title=self.title(FIELDS, item),
            origin=self.reference(f"{at}.origin", POINTS),
            theme=self.text(f"{at}.theme"),
            reason=self.text(f"{at}.reason"),
            rank=self.whole(f"{at}.rank"),
        )

    def idea(self, item: str) -> Idea:
        at = f"{IDEAS}.{item}"
        return Idea(
            id=item,
            place=at,
            title=self.title(IDEAS, item),
            field=self.reference(f"{at}.field", FIELDS),
            description=self.text(f"{at}.description"),
            ages=self.texts(f"{at}.ages"),
            supporters=self.text(f"{at}.supporters"),
            votes=self.whole(f"{at}.votes"),
            chosen=item in self.texts("plan.measures_from_ideas"),
        )

    def goal(self, item: str) -> Goal:
        at, review = f"{GOALS}.{item}", f"{GOAL_REVIEWS}.{item}"
        balance = GoalBalance(
            review, self.text(f"{review}.reached"), self.text(f"{review}.goal_change")
        )
        actual = self.text(f"{review}.value_now")
        return Goal(
            id=item,
            place=at,
            title=self.title(GOALS, item),
            field=self.reference(f"{at}.field", FIELDS),
            indicator=Indicator(
                text=self.text(f"{at}.indicator"),
                baseline=self.text(f"{at}.baseline"),
                target=self.text(f"{at}.target"),
                actual=actual,
            ),
            until=self.text(f"{at}.until"),
            balance=balance if actual or balance != GoalBalance(review) else None,
        )

    def measure(self, item: str) -> Measure:
        at = f"{MEASURES}.{item}"
        balance = self.balance(item)
        return Measure(
            id=item,
            place=at,
            title=self.title(MEASURES, item),
            goal=self.reference(f"{at}.goal", GOALS),
            idea=self.reference(f"{at}.idea", IDEAS),
            description=self.text(f"{at}.description"),
            target_group=self.text(f"{at}.target_group"),
            ages=self.texts(f"{at}.ages"),
            responsible=self.text(f"{at}.responsible"),
            partners=self.texts(f"{at}.partners"),
            staff=self.text(f"{at}.staff"),
            start=self.text(f"{at}.start"),
            end=self.text(f"{at}.end"),
            milestones=self.texts(f"{at}.milestones"),
            budget=self.number(f"{at}.budget"),
            funding=self.text(f"{at}.funding"),
            indicator=Indicator(
                text=self.text(f"{at}.indicator"),
                target=self.text(f"{at}.target_value"),
                actual=self.text(f"{MEASURE_REVIEWS}.{item}.actual"),
            ),
            effort=self.text(f"{at}.effort"),
            effect=self.text(f"{at}.effect"),
            needs_decision=self.decided(f"{at}.needs_decision"),
            depends_on=self.text(f"{at}.depends_on"),
            risks=self.text(f"{at}.risks"),
            cross_effects=self.text(f"{at}.cross_effects"),
            balance=balance,
        )

    def balance(self, item: str) -> Balance | None:
        at = f"{MEASURE_REVIEWS}.{item}"
        balance = Balance(
            place=at,
            state=self.text(f"{at}.state"),
            hurdles=self.text(f"{at}.hurdles"),
            helped=self.text(f"{at}.helped"),
            decision=self.text(f"{at}.decision"),
            reason=self.text(f"{at}.reason"),
            next_step=self.text(f"{at}.next_step"),
            next_until=self.text(f"{at}.next_until"),
        )
        return balance if balance != Balance(at) or self.text(f"{at}.actual") else None

    def continuation(self) -> Continuation:
        return Continuation(
            responsibility=self.text("review.responsibility"),
            money=self.text("review.money"),
            staff=self.text("review.staff"),
            support=self.text("review.support"),
            council_decision=self.decided("review.council_decision"),
            council_topic=self.text("review.council_topic"),
        )

    def task(self, collection: str, item: str) -> Task:
        at = f"{collection}.{item}"
        return Task(
            id=item,
            place=at,
            title=self.title(collection, item),
            responsible=self.text(f"{at}.responsible"),
            until=self.text(f"{at}.until"),
        )
