"""Gaps about people: generations without a measure, and who has too much to do at once."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.plan.gap import Gap, gap, words
from assistant.plan.load import OVERLOADED, Share, load_of
from assistant.plan.model import MEASURES, Strategy, new_item
from assistant.plan.wording import counted, named, on, quoted


def age_gaps(strategy: Strategy) -> Iterator[Gap]:
    """Age groups that no measure reaches.

    Nothing is said where there is no measure, and nothing about single groups once the town hall
    has written what it does for the others (`plan.ages_others`): the gap is known and explained.
    """
    if not strategy.measures:
        return
    reached = {age for measure in strategy.measures for age in measure.ages}
    silent = [measure for measure in strategy.measures if not measure.ages]
    if not reached:
        yield gap("no_ages", silent[0].question("ages"), *(measure.place for measure in silent))
        return
    if strategy.ages_others:
        return
    for age, people in words()["ages"].items():
        if age not in reached:
            claimed = age in strategy.ages_check
            kind = "age_only_claimed" if claimed else "age_without_measure"
            yield gap(kind, new_item(MEASURES), age=people, open=_silent(len(silent)))


def load_gaps(strategy: Strategy) -> Iterator[Gap]:
    """Who is responsible for many measures at once, or for several that begin together."""
    for share in load_of(strategy):
        peak = share.peak
        overloaded = peak is not None and len(share.by_quarter[peak]) >= OVERLOADED
        if peak is not None and overloaded:
            yield _overloaded(share, peak)
        for quarter, measures in share.starting.items():
            # At the peak the question has just been asked.
            if len(measures) < 2 or (overloaded and quarter == peak):
                continue
            yield gap(
                "same_quarter" if len(measures) == 2 else "same_quarter_all",
                measures[-1].question("start"),
                *(measure.place for measure in measures),
                measures=named([measure.title for measure in measures]),
                quarter=on(quarter),
                responsible=quoted(share.responsible),
            )


def _overloaded(share: Share, quarter: str) -> Gap:
    running = share.by_quarter[quarter]
    unclear = next((measure for measure in running if not measure.staff), running[-1])
    when = on(quarter)
    return gap(
        "overloaded",
        unclear.question("staff"),
        *(measure.place for measure in running),
        quarter=when[:1].upper() + when[1:],
        count=counted(len(running)),
        responsible=quoted(share.responsible),
    )


def _silent(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return str(words()["ages_open_one"])
    return str(words()["ages_open_many"]).format(count=counted(number))
