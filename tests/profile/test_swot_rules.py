"""Proposals for the SWOT, and comparisons as their evidence: true, once each, the best first."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.readability import faults
from assistant.profile.comparison import (
    Benchmark,
    Comparison,
    Level,
    compare,
    compare_all,
    of_district,
    of_similar,
)
from assistant.profile.districts import Series
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Figure, Result, calculate, known
from assistant.profile.population import table_of_totals
from assistant.profile.swot_content import (
    Answered,
    AnyOf,
    Bound,
    Compared,
    Rule,
    Strategy,
    SwotContent,
    load_swot,
)
from assistant.profile.swot_rules import Proposal, propose
from assistant.profile.swot_strategies import Point, fields_of_action

INDICATORS = load_indicators()
SWOT = load_swot()
DISTRICT_BOUNDS = (0, 3, 6, 15, 18, 25, 30, 40, 50, 65, 75)


def results(values: Mapping[str, float], year: str = "2025") -> list[Result]:
    return calculate({name: Figure(v, year, "Melderegister") for name, v in values.items()})


def district(indicator: str, value: float, year: str = "2022") -> Benchmark:
    return Benchmark(indicator, "district", "Landkreis Muster", value, year, "BBSR, INKAR")


def compared(indicator: str, values: Mapping[str, float], other: float) -> Comparison:
    found = compare(known(results(values))[indicator], district(indicator, other))
    assert found is not None
    return found


# 1,500 of 5,000 are 30 %; "about" is 0.9, "clear" 3.5 (content/indicators.yml).
@pytest.mark.parametrize(
    ("other", "level"),
    [
        (26.5, "clearly_above"),
        (26.6, "above"),
        (29.1, "above"),
        (29.2, "about"),
        (30.8, "about"),
        (31.0, "below"),
        (33.4, "below"),
        (33.5, "clearly_below"),
    ],
)
def test_levels_of_a_comparison(other: float, level: Level) -> None:
    found = compared("older_share", {"over_65": 1_500, "population": 5_000}, other)
    assert found.level == level


def test_a_comparison_is_a_sentence_with_both_values() -> None:
    found = compared("older_share", {"over_65": 1_500, "population": 5_000}, 24.12)
    assert found.text == (
        "Mit 30 % liegen Sie deutlich über dem Wert von 24,1 % (Landkreis Muster, 2022). "
        "Die beiden Werte sind aus verschiedenen Jahren."
    )
    assert found.difference == pytest.approx(5.88)
    assert list(faults(found.text)) == []


def test_few_persons_make_no_difference() -> None:
    """In a hamlet of 60, two persons are 3.3 per cent."""
    values = {"over_65": 16, "population": 60}
    assert compared("older_share", values, 23.0).level == "about"
    assert compared("older_share", {"over_65": 1_600, "population": 6_000}, 23.0).level == (
        "clearly_above"
    )


def test_counted_events_differ_by_chance() -> None:
    """13 births and deaths among 612 people may be 12 per 1,000 more or less."""
    village = {"births": 4, "deaths": 9, "population": 612}
    large = {"births": 400, "deaths": 900, "population": 61_200}
    assert compared("natural_balance_rate", village, 0).level == "about"
    assert compared("natural_balance_rate", large, 0).level == "clearly_below"


def test_what_has_no_value_or_no_meaning_beside_another_is_not_compared() -> None:
    by_id = {result.id: result for result in results({"births": 4, "deaths": 9})}
    assert compare(by_id["natural_balance"], district("natural_balance", 0)) is None
    assert compare(by_id["older_share"], district("older_share", 22)) is None


def test_a_district_gives_its_series_and_what_follows_from_its_age_groups() -> None:
    series = [
        Series("share_65plus", "01001", ((2021, 20.1), (2022, 20.4))),
        Series("gp_density", "01001", ((2022, 6.2),)),
        Series("rent_level", "01001", ((2022, 8.0),)),
    ]
    ages = table_of_totals(2019, DISTRICT_BOUNDS, [1_000.0] * 11)
    found = {b.indicator: b for b in of_district("Flensburg", series, "INKAR", ages, "Regio")}
    assert (found["older_share"].value, found["older_share"].year) == (20.4, "2022")
    assert found["doctors_per_10000"].value == 6.2
    # 0-17 are 4 of 11 groups; 0-14 3, 15-49 5, 50+ 3 of them: (3 - 3) / 5
    assert found["children_share"].value == pytest.approx(400 / 11)
    assert found["billeter"].value == 0
    assert found["billeter"].source == "Regio"
    # Neither under 20 nor 80+ follows from these groups.
    assert not {"youth_ratio", "old_age_ratio", "oldest_share", "greying_index"} & set(found)
    assert of_district("Flensburg") == ()


def test_similar_places_are_compared_by_their_middle() -> None:
    found = of_similar("older_share", [20, 22, 31, 25, 24], "2024")
    assert found is not None and found.value == 24
    assert of_similar("older_share", [20, 22]) is None
    own = known(results({"over_65": 1_500, "population": 5_000}))["older_share"]
    text = compare_all([own], [found])[0].text
    assert text == (
        "Mit 30 % liegen Sie deutlich über dem mittleren Wert von 24 % (5 ähnliche Kommunen, 2024)."
    )


def test_the_issue_s_example() -> None:
    """Altenquotient clearly above the district: a threat, with its evidence."""
    values = {"over_65": 1_830, "age_20_64": 3_310, "population": 6_120}
    found = results(values)
    beside = compare_all(found, [district("old_age_ratio", 36.0)])
    proposal = propose(found, beside)[0]
    assert (proposal.rule, proposal.quadrant) == ("older_than_others", "threat")
    assert proposal.theme == "gesundheit_pflege"
    assert proposal.evidence_kind == "figure"
    assert proposal.evidence_text == (
        "Altenquotient: 55,3 je 100 (2025, Melderegister). Mit 55,3 je 100 liegen Sie deutlich "
        "über dem Wert von 36 je 100 (Landkreis Muster, 2022). Die beiden Werte sind aus "
        "verschiedenen Jahren."
    )


def test_what_is_said_twice_is_proposed_once() -> None:
    """The bound of 50 alone gives "many_older"; with the comparison the other one is better."""
    found = results({"over_65": 1_830, "age_20_64": 3_310, "population": 6_120})
    assert [p.rule for p in propose(found) if p.topic == "old_age"] == ["many_older"]
    beside = compare_all(found, [district("old_age_ratio", 36.0)])
    assert [p.rule for p in propose(found, beside) if p.topic == "old_age"] == ["older_than_others"]


def test_a_figure_comes_before_an_impression() -> None:
    answers = {"profile.youth_migration": "leave", "profile.meeting_places": ["Kirche"]}
    found = propose(results({"vacancy": 12}), (), answers)
    assert found[0].rule == "much_vacancy"
    assert {p.rule: p.evidence_kind for p in found}["young_people_leave"] == "observation"


def test_one_value_may_be_weakness_and_opportunity() -> None:
    quadrants = {p.quadrant for p in propose(results({"vacancy": 12})) if p.topic == "vacancy"}
    assert quadrants == {"weakness", "opportunity"}


def test_a_balance_by_chance_is_no_point() -> None:
    """Four more departures than arrivals among 65 moves are chance, 400 among 6,500 are not."""
    assert not propose(results({"arrivals": 31, "departures": 35, "population": 612}))
    large = propose(results({"arrivals": 3_100, "departures": 3_500, "population": 61_200}))
    assert "more_departures" in [p.rule for p in large]


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"profile.youth_migration": "return"}, "returning"),
        ({"profile.youth_migration": "arrive"}, "young_people_stay"),
        ({"profile.ages_reached": ["0-5", "65-79"]}, "oldest_not_reached"),
        ({"profile.ages_reached": ["0-5", "6-17", "30-64", "65-79", "80+"]}, "all_ages_reached"),
        ({"profile.concepts": ["Leitbild", "Pflegeplan", "Spielplätze"]}, "plans_at_hand"),
        ({"profile.intermunicipal": ["A", "B"]}, "good_neighbours"),
    ],
)
def test_answers_give_points(answers: dict[str, object], rule: str) -> None:
    assert rule in [p.rule for p in propose([], (), answers)]


@pytest.mark.parametrize("answer", [None, "", 5, True, "unklar", [], {"a": 1}])
def test_odd_answers_break_nothing(answer: object) -> None:
    questions = [
        c.question for rule in SWOT.rules for c in rule.conditions if isinstance(c, Answered)
    ]
    for proposal in propose([], (), dict.fromkeys(questions, answer)):
        assert proposal.evidence


def held(rule: Rule) -> Proposal | None:
    """The proposal of a rule alone whose conditions are all made to hold."""
    found: dict[str, Result] = {}
    beside: list[Comparison] = []
    answers: dict[str, object] = {}
    for outer in rule.when:
        condition = outer.parts[0] if isinstance(outer, AnyOf) else outer
        if isinstance(condition, Answered):
            number = int(condition.at_least or condition.at_most or 0)
            listed: object = ["x"] * number
            answers[condition.question] = condition.values[0] if condition.values else listed
            continue
        indicator = INDICATORS.by_id[condition.indicator]
        value = condition.bound if isinstance(condition, Bound) else 10.0
        known_value = found[indicator.id].value if indicator.id in found else None
        result = Result(indicator, "", value=value if known_value is None else known_value)
        found[indicator.id] = result
        if isinstance(condition, Compared):
            benchmark = Benchmark(indicator.id, condition.against or "district", "Kreis", 1.0)
            beside.append(Comparison(benchmark, condition.levels[-1], 9.0, 2.0, "Ein Vergleich."))
    content = SwotContent((rule,), (), SWOT.combinations, SWOT.themes)
    return next(iter(propose(list(found.values()), beside, answers, content)), None)


@pytest.mark.parametrize("rule", SWOT.rules, ids=lambda rule: rule.id)
def test_every_rule_can_hold_and_none_holds_without_evidence(rule: Rule) -> None:
    proposal = held(rule)
    assert proposal is not None and proposal.rule == rule.id
    assert proposal.evidence and proposal.weight > 0
    assert len(proposal.title) <= 60
    assert rule.id not in [p.rule for p in propose(results({}))]


NUMBERS = st.integers(0, 10**6) | st.floats(0, 1e6)


@given(
    st.dictionaries(st.sampled_from(sorted(INDICATORS.variables)), NUMBERS, min_size=8),
    st.lists(st.tuples(st.sampled_from(sorted(INDICATORS.by_id)), st.floats(-1e6, 1e6))),
)
@settings(max_examples=50, deadline=None)
def test_proposals_are_evidenced_once_each_and_in_order(
    values: dict[str, float], others: list[tuple[str, float]]
) -> None:
    found = results(values)
    proposals = propose(found, compare_all(found, [district(i, v) for i, v in others]))
    keys = [(p.topic, p.quadrant) for p in proposals]
    assert len(set(keys)) == len(keys)
    weights = [p.weight for p in proposals]
    assert weights == sorted(weights, reverse=True)
    values_known = known(found)
    for proposal in proposals:
        assert proposal.evidence
        assert all(e.indicator in values_known for e in proposal.evidence)


def points(*rules: str) -> list[Point]:
    by_id = {rule.id: rule for rule in SWOT.rules}
    return [
        Point(f"p{n}", by_id[r].quadrant, by_id[r].title, by_id[r].theme, by_id[r].topic)
        for n, r in enumerate(rules, 1)
    ]


def test_a_strength_and_an_opportunity_make_a_field_of_action() -> None:
    field = fields_of_action(points("many_associations", "young_retired"))[0]
    assert field.strategy == "retired_engage"
    assert field.points == ("p1", "p2")
    assert field.combined[0].question == "Welche Stärke hilft Ihnen bei dieser Chance?"
    assert field.reason == "Die Vereine bieten Aufgaben, und viele Menschen haben bald Zeit dafür."


def test_own_points_meet_in_their_theme() -> None:
    own = [
        Point("a", "weakness", "Der Bus fährt {first} selten.", "mobilitaet"),
        Point("b", "threat", "Die {second} Linie wird {kommune} gekürzt", "mobilitaet"),
        Point("c", "strength", "Ein Fest", "kultur_freizeit"),
        Point("d", "opportunity", "Ohne Thema", None),
    ]
    fields = fields_of_action(own)
    assert [(f.title, f.theme, f.strategy) for f in fields] == [
        ("Gut unterwegs sein", "mobilitaet", None)
    ]
    assert fields[0].reason == (
        "Die Schwäche „Der Bus fährt {first} selten“ und das Risiko „Die {second} Linie wird "
        "{kommune} gekürzt“ können sich gegenseitig verstärken."
    )


def test_two_weaknesses_make_no_field() -> None:
    assert fields_of_action(points("much_vacancy", "few_doctors", "much_debt")) == ()
    assert fields_of_action([]) == ()


def test_all_points_at_once_stay_few_fields() -> None:
    fields = fields_of_action(points(*(rule.id for rule in SWOT.rules)))
    assert len(fields) == 10
    assert len({field.title for field in fields}) == 10
    assert all(field.combined and field.reason for field in fields)


@pytest.mark.parametrize("strategy", SWOT.strategies, ids=lambda one: one.id)
def test_every_strategy_can_come(strategy: Strategy) -> None:
    pair = [
        Point(str(n), side.quadrant, "Ein Punkt", "wohnen", side.topic)
        for n, side in enumerate((strategy.first, strategy.second))
    ]
    assert strategy.id in [field.strategy for field in fields_of_action(pair)]
