"""Strategies of any size for pictures, sheets and calendars."""

from __future__ import annotations

from assistant.plan.model import (
    Balance,
    Field,
    Goal,
    Indicator,
    Measure,
    Municipality,
    Strategy,
    SwotPoint,
)

QUADRANTS = ("threat", "weakness", "strength", "opportunity")
STATES = ("planned", "running", "done", "stopped")


def strategy(measures: int, fields: int = 4) -> Strategy:
    """A strategy with that many measures; one goal in three fields has none of its own."""
    goals = max(1, measures // 3)
    return Strategy(
        Municipality("Grabow"),
        points=tuple(
            SwotPoint(f"p{n}", f"profile.swot.p{n}", f"Punkt {n}", quadrant=QUADRANTS[n % 4])
            for n in range(fields + 3)
        ),
        fields=tuple(
            Field(f"f{n}", f"workshop.fields.f{n}", f"Feld {n}", origin=f"p{n}", rank=fields - n)
            for n in range(fields)
        ),
        goals=tuple(
            Goal(f"g{n}", f"plan.goals.g{n}", f"Ziel {n}", field=f"f{n % fields}",
                 indicator=Indicator("Zahl der Gäste", "3", "9"))
            for n in range(goals)
        ),
        measures=tuple(_measure(n, goals) for n in range(measures)),
        dates={"plan.council_date": "2027-03-18", "plan.review_date": "2029-05"},
        period="2027/2031",
        begun=frozenset({"plan", "review"}),
    )  # fmt: skip


def _measure(n: int, goals: int) -> Measure:
    place = f"review.measures.m{n}"
    return Measure(
        id=f"m{n}",
        place=f"plan.measures.m{n}",
        title=f"Maßnahme {n}: Bürgerbus $x^2$ 🚌 mit einem Namen, der länger ist als eine Zeile",
        goal=f"g{n % goals}",
        start=f"{2027 + n % 3}-{1 + n % 12:02d}" if n % 7 else None,
        end=f"{2029 + n % 3}-Q{1 + n % 4}",
        milestones=("erste Fahrt (Oktober 2028)",),
        budget=1000.0 * n,
        funding="Haushalt",
        balance=Balance(place, state=STATES[n % 4], decision="continue") if n % 5 else None,
    )
