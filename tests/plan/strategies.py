"""Strategies for the tests: a village whose plan has no gap, and any strategy whatever."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from assistant.plan.model import (
    Balance,
    Continuation,
    Field,
    Goal,
    GoalBalance,
    Idea,
    Indicator,
    Item,
    Measure,
    Municipality,
    Strategy,
    SwotPoint,
    Task,
)

AGES = ("0-5", "6-17", "18-29", "30-64", "65-79", "80+")
ALL_STAGES = frozenset({"kickoff", "profile", "workshop", "plan", "review"})


def village() -> Strategy:
    """A whole strategy, reviewed, without any gap."""
    return Strategy(
        municipality=Municipality("Musterdorf", "municipality", "SN"),
        points=(
            SwotPoint("s1", "profile.swot.s1", "Hausärzte", quadrant="threat"),
            SwotPoint("s2", "profile.swot.s2", "Kein Bus am Abend.", quadrant="weakness"),
            SwotPoint("s3", "profile.swot.s3", "Viele Vereine", quadrant="strength"),
        ),
        fields=(
            Field("f1", "workshop.fields.f1", "Gut versorgt", origin="s1", rank=1),
            Field("f2", "workshop.fields.f2", "Mobilität", origin="s2", rank=2),
        ),
        ideas=(Idea("i1", "workshop.ideas.i1", "Bürgerbus", field="f2", votes=17, chosen=True),),
        goals=(
            _goal("g1", "Alle haben eine Arztpraxis in der Nähe", "f1"),
            _goal("g2", "Wer kein Auto hat, kommt zum Einkaufen", "f2"),
        ),
        measures=(
            _measure("m1", "Nachfolge für die Praxis", "g1", "Hauptamt", "2027-03", AGES[3:]),
            _measure("m2", "Bürgerbus", "g2", "Dorfverein", "2027-08", AGES[:3]),
        ),
        tasks=(Task("t1", "kickoff.agreements.t1", "Zahlen besorgen", "Herr Nowak", "2027-01-31"),),
        dates={"workshop.date": "2026-11-14", "plan.council_date": "2027-02-18"},
        vision="Man kann hier gut alt werden.",
        period="2027/2031",
        budget_frame=40_000,
        ages_check=AGES,
        continuation=Continuation(
            responsibility="Das Hauptamt",
            money="3.000 Euro im Jahr aus dem Haushalt",
            staff="fünf Stunden in der Woche",
            support="Bürgermeisterin und Vereine",
            council_decision=False,
        ),
        begun=ALL_STAGES,
    )


def _goal(item: str, title: str, field: str) -> Goal:
    return Goal(
        id=item,
        place=f"plan.goals.{item}",
        title=title,
        field=field,
        indicator=Indicator("Zahl der Fahrgäste", "heute 20", "150 im Monat", "110 im Monat"),
        until="2029-12",
        balance=GoalBalance(f"review.goals.{item}", "on_track"),
    )


def _measure(
    item: str, title: str, goal: str, responsible: str, start: str, ages: tuple[str, ...]
) -> Measure:
    return Measure(
        id=item,
        place=f"plan.measures.{item}",
        title=title,
        goal=goal,
        target_group="Menschen ohne Auto",
        ages=ages,
        responsible=responsible,
        partners=("Arztpraxis",),
        staff="drei Stunden in der Woche",
        start=start,
        end="2028-12",
        milestones=("erste Gespräche (Oktober 2027)",),
        budget=12_000,
        funding="Haushalt",
        indicator=Indicator("Wie viele mitfahren", None, "40 Menschen", "31 Menschen"),
        effort="medium",
        effect="high",
        balance=Balance(
            place=f"review.measures.{item}",
            state="running",
            decision="extend",
            reason="Der Bus ist voll.",
            next_step="Nachbardörfer fragen",
            next_until="2029-07",
        ),
    )


def changed(strategy: Strategy, item: str, **values: Any) -> Strategy:
    """The strategy with one item changed, found by its id."""
    for name in ("points", "fields", "ideas", "goals", "measures", "tasks"):
        items: tuple[Item, ...] = getattr(strategy, name)
        if any(one.id == item for one in items):
            new = tuple(replace(one, **values) if one.id == item else one for one in items)
            return replace(strategy, **{name: new})
    raise KeyError(item)


def without(strategy: Strategy, *items: str) -> Strategy:
    """The strategy without some items; references to them go too, as the process drops them."""
    for item in items:
        for name in ("points", "fields", "ideas", "goals", "measures", "tasks"):
            kept = tuple(one for one in getattr(strategy, name) if one.id != item)
            strategy = replace(strategy, **{name: kept})
        strategy = replace(
            strategy,
            fields=tuple(replace(f, origin=_kept(f.origin, item)) for f in strategy.fields),
            goals=tuple(replace(g, field=_kept(g.field, item)) for g in strategy.goals),
            measures=tuple(replace(m, goal=_kept(m.goal, item)) for m in strategy.measures),
        )
    return strategy


def _kept(reference: str | None, item: str) -> str | None:
    return None if reference == item else reference


def copied(measure: Measure, item: str, **values: Any) -> Measure:
    """One more measure like another, not yet reviewed differently."""
    assert measure.balance
    balance = replace(measure.balance, place=f"review.measures.{item}")
    place = f"plan.measures.{item}"
    return replace(measure, **{"id": item, "place": place, "balance": balance, **values})


# Texts as people and their clipboards write them, braces and quotes included.
TEXTS = st.one_of(
    st.sampled_from(("Bürgerbus", "Bus.", "„Haus“ {points}", "x" * 300, "Zeile\nzwei", "{0}%s")),
    st.text(min_size=1, max_size=30),
)
SOME_DATES = st.sampled_from(
    ("2027", "2027-Q3", "2027-03", "2027-W12", "2027-03-14", "2027/2031", "2028-01/2028-06", "2026")
)
DATES = st.one_of(SOME_DATES, SOME_DATES, st.sampled_from(("", "bald", "2027-13", "2031/2027")))
IDS = st.sampled_from(("a", "b", "c", "gone"))


def _optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


_TEXT = _optional(TEXTS)
_AGES = st.lists(st.sampled_from(AGES), max_size=3, unique=True).map(tuple)
_INDICATORS = st.builds(Indicator, text=_TEXT, baseline=_TEXT, target=_TEXT, actual=_TEXT)


@st.composite
def any_strategies(draw: st.DrawFn) -> Strategy:
    """Any partial strategy: dangling references, circles, broken dates, odd texts."""

    def items(kind: Any, collection: str, **values: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        ids = draw(st.lists(st.sampled_from(("a", "b", "c")), max_size=3, unique=True))
        return tuple(
            kind(
                id=item,
                place=f"{collection}.{item}",
                title=draw(TEXTS),
                **{name: draw(value) for name, value in values.items()},
            )
            for item in ids
        )

    balances = _optional(
        st.builds(
            Balance,
            place=st.just(""),
            state=_optional(st.sampled_from(("planned", "running", "done", "stopped"))),
            decision=_optional(st.sampled_from(("continue", "change", "end", "extend"))),
            reason=_TEXT,
            next_step=_TEXT,
            next_until=_optional(DATES),
        )
    )
    continuations = st.builds(
        Continuation,
        responsibility=_TEXT,
        money=_TEXT,
        council_decision=_optional(st.booleans()),
        council_topic=_TEXT,
    )
    levels = _optional(st.sampled_from(("low", "medium", "high", "odd")))
    quadrants = st.sampled_from(("threat", "weakness", "strength", "opportunity"))
    measures: tuple[Measure, ...] = items(
        Measure,
        "plan.measures",
        goal=_optional(IDS),
        target_group=_TEXT,
        ages=_AGES,
        responsible=_optional(st.sampled_from(("Hauptamt", "hauptamt ", "Verein"))),
        start=_optional(DATES),
        end=_optional(DATES),
        milestones=st.lists(TEXTS, max_size=2).map(tuple),
        budget=_optional(st.floats(min_value=0, max_value=1e12)),
        funding=_TEXT,
        indicator=_INDICATORS,
        effort=levels,
        effect=levels,
        depends_on=_TEXT,
        balance=balances,
    )
    return Strategy(
        municipality=Municipality("Musterdorf"),
        points=items(SwotPoint, "profile.swot", quadrant=_optional(quadrants)),
        fields=items(Field, "workshop.fields", origin=_optional(IDS)),
        goals=items(
            Goal,
            "plan.goals",
            field=_optional(IDS),
            indicator=_INDICATORS,
            until=_optional(DATES),
        ),
        measures=tuple(
            replace(m, balance=m.balance and replace(m.balance, place=m.review_place))
            for m in measures
        ),
        tasks=items(Task, "kickoff.agreements", responsible=_TEXT, until=_optional(DATES)),
        dates={"workshop.date": draw(DATES), "unknown.date": draw(DATES)},
        period=draw(_optional(DATES)),
        budget_frame=draw(_optional(st.floats(min_value=0, max_value=1e9))),
        ages_check=draw(_AGES),
        ages_others=draw(_TEXT),
        continuation=draw(continuations),
        begun=draw(st.frozensets(st.sampled_from(sorted(ALL_STAGES)))),
    )
