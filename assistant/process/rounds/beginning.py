"""A new round of the plan from its review: what leaves, what stays, what is asked anew."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.guide.answers import ENTRY_LENGTH, LIST_LENGTH
from assistant.guide.model import MORE, REVIEW
from assistant.guide.state import State
from assistant.language.date_forms import format_date
from assistant.plan.model import GOAL_REVIEWS, GOALS, MEASURE_REVIEWS, MEASURES
from assistant.plan.schedule import Day, span_of
from assistant.process.figures.then_and_now import figures_now
from assistant.process.record import Change, Record
from assistant.process.rounds.keeping import kept_round
from assistant.process.rounds.model import NEXT_STEPS, Round, content_of, last_round
from assistant.store.rounds import RoundRow, add_round

OVER = ("done", "stopped")
GOES_ON = ("continue", "change", "extend")
# What the review says about dates and decisions of the plan, by the plan's question.
TAKEN_OVER = {
    "plan.review_date": "review.next_review",
    "plan.council_date": "review.council_when",
    "plan.decision_proposal": "review.council_topic",
}
APPOINTMENTS = ("plan.council_date", "plan.review_date")
REOPENED = (f"plan.{REVIEW}", f"{GOALS}.{MORE}", f"{MEASURES}.{MORE}")


def is_ready(state: State) -> bool:
    """Whether a new round can begin: the review is confirmed."""
    return "review" in state.completed


def leaving(state: State) -> list[str]:
    """The measures that leave the plan: what was decided counts; without a decision what is done
    or stopped is over.
    """
    found = []
    for item in state.items.get(MEASURES, ()):
        decision = state.value(f"{MEASURE_REVIEWS}.{item}.decision")
        over = state.value(f"{MEASURE_REVIEWS}.{item}.state") in OVER
        if decision == "end" or (decision is None and over):
            found.append(item)
    return found


def begin_round(record: Record, today: Day) -> Round:
    """Keeps the round that is over and opens plan and review again; the kept round."""
    state, guide = record.state, record.guide
    last = last_round(record.connection, record.process.id)
    now = datetime.datetime.now(datetime.timezone.utc)
    figures = figures_now(guide, state, record.material, today)
    number = last.number + 1 if last else 1
    kept = kept_round(guide, state, figures, str(uuid.uuid4()), number, now)
    gone = leaving(state)
    removed = [(MEASURES, item) for item in gone]
    removed += [(NEXT_STEPS, item) for item in state.items.get(NEXT_STEPS, ())]
    # First the items: the last thing done is then an answer, by which an undoing finds the round.
    for collection, item in removed:
        record.delete_item(collection, item)
    staying = [item for item in state.items.get(MEASURES, ()) if item not in gone]
    taken = [*_taken_over(state), *_next_steps(state, staying)]
    known = {change.question for change in taken}
    passed = [q for q in _passed(state, staying, today) if q not in known]
    emptied = [q for q in (*_balance(state), *REOPENED, *passed) if state.answer(q)]
    rows = record.store_many([*taken, *(Change(q, None, "withdrawn") for q in emptied)])
    made = frozenset((row.question, row.revision) for row in rows)
    kept = replace(kept, made=made, removed=tuple(removed))
    row = RoundRow(kept.id, kept.number, kept.at, record.member.id, content_of(kept))
    add_round(record.connection, record.process.id, row)
    return kept


def _balance(state: State) -> list[str]:
    return [question for question in state.answers if question.startswith("review.")]


def _taken_over(state: State) -> Iterator[Change]:
    """The next review and the decision of the review become those of the plan."""
    decided = state.value("review.council_decision") is True
    for question, source in TAKEN_OVER.items():
        value = state.value(source)
        if value is not None and (decided or source == "review.next_review"):
            yield Change(question, value)


def _next_steps(state: State, staying: Sequence[str]) -> Iterator[Change]:
    """The next step of a measure becomes one of its steps on the way."""
    for item in staying:
        at = f"{MEASURE_REVIEWS}.{item}"
        step, until = state.value(f"{at}.next_step"), state.value(f"{at}.next_until")
        if not isinstance(step, str) or state.value(f"{at}.decision") not in GOES_ON:
            continue
        entry = " ".join(step.split())
        if isinstance(until, str):
            entry = f"{entry.rstrip('.')} ({format_date(until)})"
        question = f"{MEASURES}.{item}.milestones"
        value = state.value(question)
        known = value if isinstance(value, list) else []
        if len(entry) <= ENTRY_LENGTH and len(known) < LIST_LENGTH and entry not in known:
            yield Change(question, [*known, entry])


def _passed(state: State, staying: Sequence[str], today: Day) -> Iterator[str]:
    """Dates of the plan that have passed and must be set anew."""
    dates = [*APPOINTMENTS, *(f"{MEASURES}.{item}.end" for item in staying)]
    for goal in state.items.get(GOALS, ()):
        if state.value(f"{GOAL_REVIEWS}.{goal}.reached") != "reached":
            dates.append(f"{GOALS}.{goal}.until")
    for question in dates:
        value = state.value(question)
        span = span_of(value) if isinstance(value, str) else None
        if span is not None and span.last < today:
            yield question
