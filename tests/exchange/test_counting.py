"""Numbers give nobody away: neither they nor what can be calculated from them."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.exchange.counting import (
    FEWEST,
    GROUPS,
    Chosen,
    Counts,
    Tally,
    counts,
    group_of,
    may_be_told,
)
from assistant.exchange.model import SIZES, TYPES, Traits

SAID = (True, False, None)
METHODS = ("a", "b")


def test_every_number_and_every_difference_is_zero_or_five_exhaustively() -> None:
    """All groups of up to 16 of whom one method is chosen, by what they say of it."""
    for yes, no, unsaid, without in itertools.product(range(7), range(7), range(7), range(12)):
        group: list[Chosen] = [{"a": True}] * yes + [{"a": False}] * no + [{"a": None}] * unsaid
        told = counts(Tally([*group, *[{}] * without]))
        hold(told)


def hold(told: Counts) -> None:
    """What can be read or calculated from the numbers speaks of nobody or of at least five."""
    if told.of is None:
        assert told.methods == ()
        return
    assert told.of >= FEWEST
    for one in told.methods:
        assert one.count >= FEWEST
        nested = [one.count, told.of - one.count]
        if one.again is not None and one.not_again is not None:
            nested += [one.again, one.not_again, one.count - one.again - one.not_again]
            nested += [one.count - one.again, one.count - one.not_again]
            nested += [told.of - one.again, told.of - one.not_again]
        assert all(part == 0 or part >= FEWEST for part in nested), (told.of, one)


CHOICES = st.dictionaries(st.sampled_from(METHODS), st.sampled_from(SAID))


@settings(max_examples=300, deadline=None)
@given(st.lists(CHOICES, max_size=40))
def test_any_group_told_to_any_of_it_or_to_a_stranger(group: list[Chosen]) -> None:
    tally = Tally(group)
    hold(counts(tally))
    for own in group[:8]:
        told = counts(tally, own)
        hold(told)
        rest = list(group)
        rest.remove(own)
        assert told == counts(Tally(rest)), "the own choice is not counted"


@settings(max_examples=200, deadline=None)
@given(st.lists(CHOICES, min_size=1, max_size=30))
def test_who_comes_and_goes_leaves_no_trace(group: list[Chosen]) -> None:
    tally = Tally(group[:-1])
    before = counts(tally)
    tally.add(group[-1])
    tally.add(group[-1], -1)
    assert counts(tally) == before


def test_the_groups_are_fixed_and_do_not_overlap() -> None:
    """Everybody belongs to one group, whatever else is known of them: no filter cuts through."""
    for kind, size in itertools.product(TYPES, [None, *range(len(SIZES) + 1)]):
        plain = Traits(kind, size=size)
        full = Traits(kind, "MV", "13076", (11.5, 53.3), size, -4.0, 45.0,
                      frozenset({"wohnen"}), frozenset({"wohnen"}), 3)  # fmt: skip
        assert group_of(plain) == group_of(full)
        assert group_of(plain) in GROUPS


def test_a_breakdown_with_one_small_part_is_not_told() -> None:
    assert may_be_told((5, 0, 12)) and not may_be_told((5, 4, 12)) and not may_be_told((1,))
    told = counts(Tally([{"a": True}] * 6 + [{"a": False}] * 2 + [{}] * 5))
    (one,) = told.methods
    assert (one.count, told.of) == (8, 13)
    assert one.again is None and one.not_again is None
    assert counts(Tally([{"a": True}] * 8 + [{}] * 4)).methods == (), "four who did not"
