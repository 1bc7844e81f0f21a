"""The graph from SWOT point to balance, and where it is torn."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from assistant.plan.model import Municipality, Strategy
from assistant.plan.thread import LEVELS, thread_of, torn_ends
from tests.plan.strategies import any_strategies, changed, village, without

V = village()
THREAD = thread_of(V)


def test_everything_below_a_point_down_to_the_balance() -> None:
    assert THREAD.below("profile.swot.s1") == (
        "workshop.fields.f1",
        "plan.goals.g1",
        "plan.measures.m1",
        "review.measures.m1",
    )
    assert THREAD.below("profile.swot.s3") == ()
    assert THREAD.leads_to("profile.swot.s1", "measure")
    assert not THREAD.leads_to("profile.swot.s3", "measure")


def test_everything_above_a_measure_up_to_the_point() -> None:
    assert THREAD.above("plan.measures.m2") == (
        "plan.goals.g2",
        "workshop.fields.f2",
        "profile.swot.s2",
    )
    assert THREAD.above("unknown") == ()


def test_nodes_stand_level_by_level() -> None:
    levels = [node.level for node in THREAD.nodes.values()]
    assert levels == sorted(levels, key=LEVELS.index)
    assert [node.title for node in THREAD.at("balance")] == [
        "Nachfolge für die Praxis",
        "Bürgerbus",
    ]


def test_a_whole_thread_is_torn_nowhere() -> None:
    assert torn_ends(V) == ()


def test_torn_ends_lead_to_what_mends_them() -> None:
    torn = torn_ends(changed(without(V, "m1"), "f2", origin=None))
    assert [(end.place, end.side, end.question) for end in torn] == [
        ("profile.swot.s2", "below", "workshop.fields_from_swot"),
        ("workshop.fields.f2", "above", "workshop.fields.f2.origin"),
        ("plan.goals.g1", "below", "plan.measures.new.title"),
    ]


def test_without_goals_a_measure_leads_to_a_new_one() -> None:
    torn = torn_ends(without(V, "g1", "g2"))
    measures = [end for end in torn if end.level == "measure"]
    assert {end.question for end in measures} == {"plan.goals.new.title"}


def test_a_balance_is_missed_only_when_the_review_has_begun() -> None:
    bare = changed(V, "m1", balance=None)
    assert [end.question for end in torn_ends(bare)] == ["review.measures.m1.state"]
    assert torn_ends(replace(bare, begun=frozenset())) == ()


def test_nothing_is_torn_where_nothing_is() -> None:
    assert torn_ends(Strategy(Municipality("Musterdorf"))) == ()


@given(any_strategies())
def test_above_and_below_mirror_each_other(strategy: Strategy) -> None:
    thread = thread_of(strategy)
    for place in thread.nodes:
        assert all(place in thread.above(lower) for lower in thread.below(place))
        assert all(place in thread.below(upper) for upper in thread.above(place))
        assert place not in thread.below(place)
    for end in torn_ends(strategy, thread):
        assert end.place in thread.nodes
        assert not (thread.children if end.side == "below" else thread.parents).get(end.place)
