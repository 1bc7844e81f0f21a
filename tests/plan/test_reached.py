"""Which generations the measures have reached so far."""

from __future__ import annotations

from dataclasses import replace

from assistant.plan.reached import not_reached
from tests.plan.strategies import changed, village

V = village()
M1 = V.measures[0]


def test_measures_that_run_reach_their_generations() -> None:
    assert not_reached(V) == ()


def test_a_stopped_measure_reaches_nobody() -> None:
    assert M1.balance
    stopped = changed(V, "m1", balance=replace(M1.balance, state="stopped"))
    assert not_reached(stopped) == ("30-64", "65-79", "80+")


def test_before_the_balance_all_measures_count() -> None:
    unbalanced = replace(V, measures=tuple(replace(m, balance=None) for m in V.measures[:1]))
    assert not_reached(unbalanced) == ("0-5", "6-17", "18-29")


def test_where_no_measure_says_whom_it_reaches_nothing_is_said() -> None:
    silent = tuple(replace(m, ages=(), balance=None) for m in V.measures)
    assert not_reached(replace(V, measures=silent)) == ()
    assert not_reached(replace(V, measures=())) == ()
