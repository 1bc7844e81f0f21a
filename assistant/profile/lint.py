"""Checks indicators and rules of the SWOT beyond their schemas: references, bounds, wording.

`python -m assistant.profile.lint` prints what is wrong and ends with 1, or says what was read.
"""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Iterator

from assistant.language import readability
from assistant.profile.district_indicators import INDICATORS as DISTRICT_SERIES
from assistant.profile.districts import AGE_GROUPS
from assistant.profile.figures import figures_from_table
from assistant.profile.formulas import FORMULAS
from assistant.profile.indicator_content import (
    BRACES,
    ContentError,
    Indicator,
    Indicators,
    Variable,
    load_indicators,
)
from assistant.profile.population import table_of_totals
from assistant.profile.swot_content import Compared, Rule, SwotContent, load_swot

AT_LEAST = {"indicators": 24, "rules": 30, "of a quadrant": 5}
IN_BANDS = {"n", "value"}


def problems(indicators: Indicators, swot: SwotContent) -> Iterator[str]:
    """Everything that is wrong with the content, one line each."""
    for variable in indicators.variables.values():
        for problem in _variable(variable, indicators):
            yield f"variables: {variable.id}: {problem}"
    comparable = _from_district_ages(indicators)
    for indicator in indicators.all:
        for problem in (
            *_ways(indicator),
            *_bands(indicator),
            *_compare(indicator, indicator.id in comparable),
            *_wording(indicator),
        ):
            yield f"indicators: {indicator.id}: {problem}"
    if len(indicators.all) < AT_LEAST["indicators"]:
        yield f"indicators: {len(indicators.all)}, at least {AT_LEAST['indicators']} wanted"
    unused = set(FORMULAS) - {way.formula for i in indicators.all for way in i.ways}
    yield from (f"formulas: {name} is used by no indicator" for name in sorted(unused))
    yield from _swot(indicators, swot)


def _variable(variable: Variable, indicators: Indicators) -> Iterator[str]:
    used = any(variable.id in way.inputs for i in indicators.all for way in i.ways)
    # The groups and the year before serve the checks across values alone.
    if not used and variable.id not in ("population_before", "men", "age_30_64", "share_30_64"):
        yield "no indicator takes it"
    if variable.ages and variable.ages[1] is not None and variable.ages[0] > variable.ages[1]:
        yield "the ages end before they begin"
    if variable.moves and variable.kind != "events":
        yield "moves are events"


def _ways(indicator: Indicator) -> Iterator[str]:
    for way in indicator.ways:
        function = FORMULAS.get(way.formula)
        if function is None:
            yield f"there is no formula {way.formula}"
        elif way.formula == "given":
            if len(way.inputs) != 1 or way.steps != f"{{{way.inputs[0]}}}":
                yield "given takes one figure as it stands"
        elif set(inspect.signature(function).parameters) != set(way.inputs):
            yield f"{way.formula} takes other variables than its steps"


def _bands(indicator: Indicator) -> Iterator[str]:
    bounds = [band.below for band in indicator.bands]
    inner = [bound for bound in bounds[:-1] if bound is not None]
    if bounds[-1] is not None or len(inner) < len(bounds) - 1:
        yield "only the last band is without an end"
    if inner != sorted(set(inner)):
        yield "the bands do not ascend"
    if inner and not indicator.least <= inner[0] <= inner[-1] <= indicator.most:
        yield "a band lies outside the plausible range"
    if len({band.id for band in indicator.bands}) < len(bounds):
        yield "a band stands twice"
    if indicator.least >= indicator.most:
        yield "the plausible range is empty"


def _compare(indicator: Indicator, comparable: bool) -> Iterator[str]:
    compare = indicator.compare
    if compare is None:
        return
    if compare.about >= compare.clear:
        yield "compare: about must be less than clear"
    if compare.series and compare.series not in DISTRICT_SERIES:
        yield f"compare: {compare.series} is no series of the districts"
    if compare.ages != comparable:
        word = "does not follow" if compare.ages else "follows"
        yield f"compare: it {word} from the districts' age groups"


def _from_district_ages(indicators: Indicators) -> set[str]:
    bounds = [low for low, _ in AGE_GROUPS.values()]
    table = table_of_totals(2019, bounds, [100] * len(bounds))
    known = set(figures_from_table(table, None, indicators))
    return {i.id for i in indicators.all if any(set(way.inputs) <= known for way in i.ways)}


def _wording(indicator: Indicator) -> Iterator[str]:
    for band in indicator.bands:
        if unknown := set(BRACES.findall(band.text)) - IN_BANDS:
            yield f"{band.id}: {unknown.pop()} is not known in a reading"
        else:
            filled = band.text.format(n="12,3", value=f"12,3 {indicator.unit}")
            yield from _sentences(filled, band.id)
    yield from _sentences(indicator.meaning, "meaning")
    yield from readability.faults(f"{indicator.name}. {indicator.source}.")
    if len(readability.sentences(indicator.meaning)) > 1:
        yield "meaning: more than one sentence"


def _sentences(text: str, where: str) -> Iterator[str]:
    for fault in readability.faults(text):
        yield f"{where}: {fault}"
    if text.rstrip()[-1] not in ".?":
        yield f"{where}: no full stop at the end"


def _swot(indicators: Indicators, swot: SwotContent) -> Iterator[str]:
    for rule in swot.rules:
        yield from (f"rules: {rule.id}: {problem}" for problem in _rule(rule, indicators))
    pairs = {(rule.quadrant, rule.topic) for rule in swot.rules}
    for strategy in swot.strategies:
        where = f"strategies: {strategy.id}"
        for side in (strategy.first, strategy.second):
            if (side.quadrant, side.topic) not in pairs:
                yield f"{where}: no rule gives {side.quadrant} {side.topic}"
        if swot.combination(strategy.first.quadrant, strategy.second.quadrant) is None:
            yield f"{where}: such quadrants do not go together"
        yield from (f"{where}: {p}" for p in _point(strategy.title, strategy.sentence))
    for name, how in swot.combinations.items():
        if set(BRACES.findall(how.sentence)) != {"first", "second"}:
            yield f"combinations: {name}: needs {{first}} and {{second}}"
        for text in (how.question, how.sentence):
            yield from (f"combinations: {name}: {p}" for p in _sentences(text, "text"))
    for theme, title in swot.themes.items():
        yield from (f"themes: {theme}: {p}" for p in _point(title, "Gut."))
    yield from _whole(swot)


def _rule(rule: Rule, indicators: Indicators) -> Iterator[str]:
    for condition in rule.conditions:
        name = getattr(condition, "indicator", None)
        if name is not None and name not in indicators.by_id:
            yield f"{name} is no indicator"
        elif (
            isinstance(condition, Compared)
            and indicators.by_id[condition.indicator].compare is None
        ):
            yield f"{name} is not to be compared"
        said = getattr(condition, "said", None)
        if said is not None:
            yield from _sentences(said, "said")
    yield from _point(rule.title, rule.sentence)


def _point(title: str, sentence: str) -> Iterator[str]:
    yield from (f"title: {fault}" for fault in readability.faults(title))
    if title[-1] in ".?":
        yield "title: ends with a full stop"
    yield from _sentences(sentence, "sentence")


def _whole(swot: SwotContent) -> Iterator[str]:
    if len(swot.rules) < AT_LEAST["rules"]:
        yield f"rules: {len(swot.rules)}, at least {AT_LEAST['rules']} wanted"
    for name, number in Counter(rule.quadrant for rule in swot.rules).items():
        if number < AT_LEAST["of a quadrant"]:
            yield f"rules: only {number} give a {name}"
    ids = Counter([rule.id for rule in swot.rules] + [one.id for one in swot.strategies])
    yield from (f"{name}: stands twice" for name, number in ids.items() if number > 1)
    titles = Counter([rule.title for rule in swot.rules])
    titles += Counter([one.title for one in swot.strategies] + list(swot.themes.values()))
    yield from (f"„{title}“: stands twice" for title, number in titles.items() if number > 1)


def main() -> int:
    """Prints every problem; 1 when there is one."""
    try:
        indicators, swot = load_indicators(), load_swot()
    except ContentError as error:
        print(error)
        return 1
    found = list(problems(indicators, swot))
    print("\n".join(found) or "Profile: no problem found.")
    rules, strategies = len(swot.rules), len(swot.strategies)
    print(f"{len(indicators.all)} indicators, {rules} rules, {strategies} strategies")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
