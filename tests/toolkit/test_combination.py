"""The chosen methods together: who is left out, what would reach them, what to mind."""

from __future__ import annotations

import pytest

from assistant.toolkit.combination import Setting, combine
from assistant.toolkit.load import load_catalogue
from assistant.toolkit.suggest import Toolkit
from assistant.toolkit.wish import Wish

TOOLKIT = Toolkit(load_catalogue())


def chosen(*ids: str) -> list[object]:
    return [TOOLKIT.catalogue.by_id[method] for method in ids]


def test_a_generation_nobody_reaches_is_named_with_two_remedies_that_reach_it() -> None:
    together = combine(TOOLKIT, chosen("jugendforum"), Setting(ages=("6-17", "80+")), Wish())  # type: ignore[arg-type]
    (gap,) = together.gaps
    assert (gap.facet, gap.value, gap.title) == ("ages", "80+", "80 Jahre und älter")
    assert len(gap.remedies) == 2
    assert all("80+" in s.method.ages for s in gap.remedies)
    assert all(s.method.id != "jugendforum" for s in gap.remedies)


def test_what_is_reached_leaves_no_gap() -> None:
    together = combine(TOOLKIT, chosen("jugendforum"), Setting(ages=("6-17",)), Wish())  # type: ignore[arg-type]
    assert together.gaps == ()
    assert "6-17" in together.reached


def test_a_method_for_everybody_leaves_no_group_out() -> None:
    setting = Setting(audiences=("senioren", "familien"))
    together = combine(TOOLKIT, chosen("world_cafe"), setting, Wish())  # type: ignore[arg-type]
    assert together.gaps == ()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (Setting(ages=("80+",), online="yes"), "Bildschirm"),
        (Setting(conflict="high", online="hybrid"), "vor Ort"),
        (Setting(audiences=("familien",)), "Kinderbetreuung"),
        (Setting(participants=21, online="yes"), "Gruppenräume"),
    ],
)
def test_the_lessons_of_the_pandemic_are_minded(setting: Setting, said: str) -> None:
    together = combine(TOOLKIT, chosen("world_cafe"), setting, Wish())  # type: ignore[arg-type]
    assert any(said in line for line in together.advice)


def test_where_all_is_well_nothing_is_advised() -> None:
    setting = Setting(participants=20, online="no", conflict="low", childcare=True)
    assert combine(TOOLKIT, chosen("world_cafe"), setting, Wish()).advice == ()  # type: ignore[arg-type]
