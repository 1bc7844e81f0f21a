"""A village whose plan has no gap, and the same with something changed."""

from __future__ import annotations

from dataclasses import replace

from assistant.plan.model import Strategy
from tests.plan.strategies import changed, village

V = village()


M1, M2 = V.measures


G1 = V.goals[0]


def balanced(**values: object) -> Strategy:
    """The village with the balance of the first measure changed."""
    assert M1.balance
    return changed(V, "m1", balance=replace(M1.balance, **values))  # type: ignore[arg-type]


def lasting(**values: object) -> Strategy:
    """The village with what is to last changed."""
    return replace(V, continuation=replace(V.continuation, **values))  # type: ignore[arg-type]


def with_measures(*more: object) -> Strategy:
    return replace(V, measures=(*V.measures, *more), budget_frame=None)
