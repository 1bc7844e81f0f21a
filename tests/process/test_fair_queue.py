"""A bounded queue with turns: nobody can fill it for the others, and everybody keeps her order."""

from __future__ import annotations

from assistant.process.fair_queue import FairQueue


def taken(queue: FairQueue[str]) -> list[str]:
    """Everything that waits, in the order in which it comes."""
    entries = []
    while (found := queue.take()) is not None:
        entries.append(found[1])
    return entries


def filled(length: int, *entries: str) -> FairQueue[str]:
    """A queue with entries such as "a1": the letter says whose it is."""
    queue: FairQueue[str] = FairQueue(length)
    for entry in entries:
        assert queue.put(entry[0], entry) is None
    return queue


def test_one_who_waits_alone_keeps_her_order_and_may_use_the_whole_queue() -> None:
    queue = filled(4, "a1", "a2", "a3", "a4")
    assert queue.put("a", "a5") == "a5", "there is no more room"
    assert len(queue) == 4
    assert taken(queue) == ["a1", "a2", "a3", "a4"]
    assert len(queue) == 0


def test_lines_take_turns() -> None:
    queue = filled(9, "a1", "a2", "a3", "a4", "b1", "c1", "c2")
    assert taken(queue) == ["a1", "b1", "c1", "a2", "c2", "a3", "a4"]


def test_in_a_full_queue_the_last_of_the_longest_line_gives_way_to_who_has_fewer() -> None:
    queue = filled(4, "a1", "a2", "a3", "b1")
    assert queue.put("c", "c1") == "a3"
    assert queue.put("a", "a4") == "a4", "her line is the longest"
    assert queue.put("b", "b2") == "b2", "two and two would be no fairer than before"
    assert taken(queue) == ["a1", "b1", "c1", "a2"]


def test_when_all_have_one_the_newcomer_has_to_wait_outside() -> None:
    queue = filled(3, "a1", "b1", "c1")
    assert queue.put("d", "d1") == "d1"
    assert taken(queue) == ["a1", "b1", "c1"]


def test_what_is_put_back_stays_at_the_head_of_its_line_behind_the_others() -> None:
    queue = filled(9, "a1", "a2", "b1")
    whose, entry = queue.take() or ("", "")
    queue.put_back(whose, entry)
    assert taken(queue) == ["b1", "a1", "a2"]
