"""The suggestion: the expected is on top, reasons are true, wishes count, nothing is empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.toolkit.evaluation import Case, case_of, evaluate, first_of_all, picked
from assistant.toolkit.load import load_catalogue
from assistant.toolkit.model import Method
from assistant.toolkit.suggest import Suggestion, Toolkit
from assistant.toolkit.wish import Wish

TOOLKIT = Toolkit(load_catalogue())
TITLES = TOOLKIT.catalogue.titles
GOLDEN = Path(__file__).parent / "golden.yml"
CASES = [case_of(row) for row in yaml.safe_load(GOLDEN.read_text("utf-8"))]


def some_of(facet: str, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(TITLES[facet])), max_size=most, unique=True).map(tuple)


def one_of(*values: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *values])


WISHES = st.builds(
    Wish,
    themes=some_of("themes"),
    stage=one_of(*TITLES["stages"]),
    audiences=some_of("audiences"),
    ages=some_of("ages", 6),
    participants=st.none() | st.integers(1, 100_000),
    days=st.none() | st.floats(0.1, 400),
    preparation=one_of("low", "medium", "high"),
    cost=one_of("low", "medium", "high", "very_high"),
    online=one_of("yes", "no", "hybrid"),
    conflict=one_of("low", "high"),
    level=one_of("inform", "consult", "involve", "decide"),
    size=one_of("small", "medium", "large", "district", "quarter"),
)
quickly = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.situation[:60])
def test_golden_cases_name_methods_of_the_catalogue(case: Case) -> None:
    assert set(case.must) | set(case.must_not) <= set(TOOLKIT.catalogue.by_id)
    assert case.must


@pytest.mark.parametrize("choose", [first_of_all(TOOLKIT), picked(TOOLKIT)], ids=["rank", "pick"])
def test_what_practitioners_expect_is_among_the_first_five(choose: object) -> None:
    outcomes = evaluate(CASES, choose)  # type: ignore[arg-type]
    assert len(outcomes) >= 40
    assert not [(o.case.situation, o.wrong) for o in outcomes if o.wrong]
    missed = [(o.case.situation, o.suggested) for o in outcomes if not o.hit]
    assert len(missed) <= 0.05 * len(outcomes), missed


@quickly
@given(WISHES)
def test_every_situation_gets_methods_with_true_reasons(wish: Wish) -> None:
    ranked = TOOLKIT.rank(wish)
    assert ranked
    assert all(s.because and all(s.because) for s in ranked)
    assert all(0 <= s.score <= 1 for s in ranked)
    scores = [s.score for s in ranked]
    assert scores == sorted(scores, reverse=True)
    for suggestion in ranked[:5]:
        assert_true(suggestion, wish)


def assert_true(suggestion: Suggestion, wish: Wish) -> None:
    """Each reason that names a value names one that the method really has and that is wished."""
    method = suggestion.method
    for reason in suggestion.because:
        if reason.startswith("Sie hilft in der Stufe"):
            assert wish.stage in method.stages
        if reason == "Alle können mitmachen.":
            assert "alle" in method.audiences
        if reason.startswith("Sie erreicht"):
            assert set(wish.ages) & set(method.ages)
        if reason == "Sie geht ganz online.":
            assert method.online == "yes"
        for theme, title in TITLES["themes"].items():
            if f"„{title}“" in reason:
                assert theme in method.themes and theme in wish.themes


def meets(method: Method, facet: str, value: object) -> bool:
    """Whether a method meets one more wish fully."""
    if facet == "participants":
        return method.group is not None and method.group.holds(value)  # type: ignore[arg-type]
    if facet == "online":
        return method.online == value
    return value in getattr(
        method, {"size": "municipality_sizes", "stage": "stages"}.get(facet, facet)
    )


@quickly
@given(WISHES, st.data())
def test_a_met_wish_never_lowers_a_method_against_one_that_misses_it(
    wish: Wish, data: st.DataObject
) -> None:
    facet = data.draw(st.sampled_from(["themes", "ages", "stage", "level", "size"]))
    titles = {"stage": "stages", "size": "municipality_sizes"}.get(facet, facet)
    value = data.draw(st.sampled_from(sorted(TITLES[titles])))
    several = facet in ("themes", "ages")
    before = replace(wish, **{facet: () if several else None})
    after = replace(wish, **{facet: (value,) if several else value})
    first, second = (
        TOOLKIT.rank(before),
        {s.method.id: n for n, s in enumerate(TOOLKIT.rank(after))},
    )
    better = [s for s in first[:12] if meets(s.method, facet, value)]
    for winner in better:
        place = next(n for n, s in enumerate(first) if s is winner)
        for loser in first[place + 1 : place + 40]:
            if not meets(loser.method, facet, value) and loser.method.id in second:
                assert second[winner.method.id] < second[loser.method.id]


@quickly
@given(WISHES)
def test_hard_contradictions_are_ruled_out(wish: Wish) -> None:
    ranked = TOOLKIT.rank(wish)
    if any(not _contradicts(s.method, wish) for s in ranked):
        assert not [s.method.id for s in ranked if _contradicts(s.method, wish)]


def _contradicts(method: Method, wish: Wish) -> bool:
    return (wish.online == "yes" and method.online == "no") or (
        wish.conflict == "high" and method.conflict == "no"
    )


@quickly
@given(WISHES)
def test_the_choice_is_mixed_and_holds_something_easy(wish: Wish) -> None:
    chosen = TOOLKIT.pick(wish)
    assert 1 <= len(chosen) <= 5
    formats = [s.method.format for s in chosen]
    assert all(formats.count(name) <= 3 for name in formats)
    if any(s.method.is_easy for s in TOOLKIT.rank(wish)):
        assert any(s.method.is_easy for s in chosen)


def test_the_same_wish_gets_the_same_order() -> None:
    wish = Wish(themes=("mobilitaet",), participants=40, online="no")
    again = Toolkit(load_catalogue())
    assert [s.method.id for s in TOOLKIT.rank(wish)] == [s.method.id for s in again.rank(wish)]


def test_no_world_cafe_for_four_people() -> None:
    assert "world_cafe" not in [s.method.id for s in TOOLKIT.rank(Wish(participants=4))]


def test_without_any_wish_the_reason_is_a_strength() -> None:
    for suggestion in TOOLKIT.rank(Wish()):
        assert suggestion.because == (suggestion.method.strengths[0],)


def test_what_cannot_be_met_is_still_answered_with_the_reason_against_it() -> None:
    ranked = TOOLKIT.rank(Wish(online="yes", conflict="high", participants=100_000))
    assert ranked
    assert all(s.caution for s in ranked)
