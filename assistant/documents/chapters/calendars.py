"""What goes into a calendar: the Kick-Off, the plan's dates, the review and what follows it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.documents.appointments import Appointment, Appointments, Role
from assistant.documents.book import Book
from assistant.documents.chapters.pieces import strategy_in
from assistant.documents.source import Source
from assistant.plan.backward import Occasion, backward_plan
from assistant.plan.due import all_dates
from assistant.plan.model import Strategy
from assistant.process.document_kinds import KINDS

MEETING = (14, 1)
"""Days before a meeting on which one is reminded; of a deadline, a week."""
DEADLINE = (7,)
START = (14,)
IN_THE_PLAN = ("start", "end", "milestone", "goal")


def agenda_dates(book: Book, source: Source) -> Appointments:
    """The Kick-Off, for guests and hosts alike: no inner dates."""
    date = book.peek_value("kickoff.date")
    entries: list[Appointment] = []
    if isinstance(date, str):
        entries.append(
            Appointment(
                "kickoff.date",
                f"Kick-Off zur Demografiestrategie {source.full_name}",
                date,
                "meeting",
                note=_form(book, "kickoff.form"),
                place=book.peek("kickoff.place"),
                time=book.peek("kickoff.time"),
                reminders=MEETING,
            )
        )
    return _calendar("agenda", source, entries, "Der Termin des Kick-Offs steht noch nicht fest.")


def plan_dates(book: Book, source: Source) -> Appointments:
    """Council, measures, goals, review; and the steps on the way to the council."""
    strategy = strategy_in(book, source)
    entries = [
        *_meeting(strategy, "plan.council_date", "Beschluss zum Werkstattplan", source),
        *_backward(strategy, source, "council", "plan.council_date"),
        *_meeting(strategy, "plan.review_date", "Zwischenbilanz zum Werkstattplan", source),
        *(one for kind in IN_THE_PLAN for one in _due(strategy, source, kind)),
    ]
    why = (
        "Im Werkstattplan steht noch kein Datum: weder der Termin des Beschlusses noch Beginn oder "
        "Ende einer Maßnahme."
    )
    return _calendar("plan", source, entries, why)


def review_dates(book: Book, source: Source) -> Appointments:
    """The review with the way to it, the steps after it, the next decision and the next review."""
    strategy = strategy_in(book, source)
    entries: list[Appointment] = []
    date = book.peek_value("review.date")
    if isinstance(date, str):
        title = f"Zwischenbilanz {source.full_name}"
        note, place = _form(book, "review.form"), book.peek("review.place")
        entries.append(
            Appointment(
                "review.date", title, date, "meeting", note=note, place=place, reminders=MEETING
            )
        )
        entries += _backward(strategy, source, "review", "review.date", _value(book, "review.form"))
    entries += _due(strategy, source, "next_step")
    entries += _due(strategy, source, "task", "review.")
    decision = book.peek_value("review.council_when")
    if isinstance(decision, str):
        entries.append(
            Appointment(
                "review.council_when",
                f"Beschluss nach der Zwischenbilanz {source.full_name}",
                decision,
                "meeting",
                note=book.peek("review.council_topic"),
                reminders=MEETING,
            )
        )
    following = book.peek_value("review.next_review")
    if isinstance(following, str):
        title = f"Nächste Bilanz {source.full_name}"
        entries.append(
            Appointment("review.next_review", title, following, "meeting", reminders=MEETING)
        )
    why = "In der Zwischenbilanz steht noch kein Datum, auch nicht für einen nächsten Schritt."
    return _calendar("review", source, entries, why)


def _calendar(kind: str, source: Source, entries: list[Appointment], why_none: str) -> Appointments:
    process = source.process or f"{source.type}\n{source.full_name}"
    title = f"{KINDS[kind].title} {source.full_name}"
    return Appointments(title, process, source.today, tuple(entries), why_none)


def _meeting(
    strategy: Strategy, question: str, title: str, source: Source
) -> Iterator[Appointment]:
    date = strategy.dates.get(question)
    if date:
        name = f"{title} {source.full_name}"
        yield Appointment(question, name, date, "meeting", reminders=MEETING)


def _backward(
    strategy: Strategy,
    source: Source,
    occasion: Occasion,
    question: str,
    form: str | None = None,
) -> Iterator[Appointment]:
    """What is to be done on the way to an appointment; what has passed is left out."""
    date = strategy.dates.get(question)
    state = strategy.municipality.state
    plan = backward_plan(occasion, date, source.today, state, form=form) if date else None
    for step in plan.steps if plan else ():
        if not step.passed:
            yield Appointment(
                f"{question}/{step.id}",
                step.title,
                step.day.isoformat(),
                note=" ".join(part for part in (f"Für: {plan.title}.", step.note) if part)
                if plan
                else step.note,
                reminders=(1,),
            )


def _due(strategy: Strategy, source: Source, kind: str, prefix: str = "") -> Iterator[Appointment]:
    roles: dict[str, tuple[Role, tuple[int, ...]]] = {"start": ("start", START)}
    role, reminders = roles.get(kind, ("deadline", DEADLINE))
    seen: dict[str, int] = {}
    for one in all_dates(strategy, source.today):
        if one.kind != kind or not one.question.startswith(prefix):
            continue
        # Several steps of a measure are one answer.
        seen[one.question] = number = seen.get(one.question, 0) + 1
        key = f"{kind}/{one.question}" + (f"/{number}" if number > 1 else "")
        note = f"Verantwortlich: {one.responsible}" if one.responsible else None
        yield Appointment(key, one.text, one.date, role, note=note, reminders=reminders)


def _form(book: Book, question: str) -> str | None:
    shown = book.peek(question)
    return f"Form: {shown}" if shown else None


def _value(book: Book, question: str) -> str | None:
    value = book.peek_value(question)
    return value if isinstance(value, str) else None
