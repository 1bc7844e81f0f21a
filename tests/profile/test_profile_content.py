"""The content of indicators and rules: complete, readable, in step with guide, data and page."""

from __future__ import annotations

import csv
import shutil
import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from assistant.guide.load import load_guide
from assistant.guide.model import Question
from assistant.profile.districts import read_ages, read_indicators
from assistant.profile.figures import figures_from_table, table_of_district
from assistant.profile.indicator_content import (
    CONTENT,
    ContentError,
    Indicator,
    Indicators,
    load_indicators,
)
from assistant.profile.indicators import calculate, known
from assistant.profile.lint import main, problems
from assistant.profile.page import BASIS, TOPICS, page
from assistant.profile.swot_content import Answered, load_swot
from tests.profile.test_register import shared

INDICATORS = load_indicators()
SWOT = load_swot()
PAGE = Path(__file__).parents[2] / "docs/indicators.md"

_STAGE = next(stage for stage in load_guide().stages if stage.id == "profile")
QUESTIONS: dict[str, Question] = {
    f"profile.{question.name.removeprefix('profile.')}": question
    for section in _STAGE.sections
    if section.collection is None
    for question in section.questions
}


def test_the_content_has_no_problem() -> None:
    assert list(problems(INDICATORS, SWOT)) == []
    assert len(INDICATORS.all) >= 24
    assert len(SWOT.rules) >= 30


def test_the_linter_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert f"{len(INDICATORS.all)} indicators" in capsys.readouterr().out


def test_the_page_is_in_step() -> None:
    assert PAGE.read_text("utf-8") == page(INDICATORS), (
        "python -m assistant.profile.page docs/indicators.md"
    )
    assert {i.topic for i in INDICATORS.all} == set(TOPICS)
    assert {i.basis for i in INDICATORS.all} == set(BASIS)


def test_variables_are_questions_of_the_guide() -> None:
    for variable in INDICATORS.variables.values():
        if variable.question:
            question = QUESTIONS[variable.question]
            assert question.kind == "number"
            assert (question.unit == "%") == (variable.kind == "share")


def test_every_number_of_the_guide_is_used() -> None:
    used = {v.question for v in INDICATORS.variables.values()}
    numbers = {name for name, q in QUESTIONS.items() if q.kind == "number"}
    assert numbers - used == {"profile.projection_year"}


def test_conditions_ask_for_answers_that_the_guide_offers() -> None:
    shared_options = load_guide().shared_options
    for rule in SWOT.rules:
        for condition in rule.conditions:
            if not isinstance(condition, Answered):
                continue
            question = QUESTIONS[condition.question]
            options = question.options
            if question.options_from:
                options = shared_options[question.options_from.removeprefix("options.")]
            wanted = {*condition.values, *({condition.lacks} if condition.lacks else ())}
            assert wanted <= {option.value for option in options}
            if condition.at_least is not None or condition.at_most is not None:
                assert question.kind in ("list", "multiple")


def test_quadrants_evidence_and_themes_are_the_guide_s() -> None:
    section = next(
        s for s in _STAGE.sections if s.collection and s.collection.name.endswith("swot")
    )
    questions = {question.name: question for question in section.questions}
    quadrants = {option.value for option in questions["quadrant"].options}
    assert {rule.quadrant for rule in SWOT.rules} == quadrants
    kinds = {option.value for option in questions["evidence_kind"].options}
    assert {"figure", "observation"} <= kinds
    themes = [option.value for option in load_guide().shared_options["themes"]]
    assert list(SWOT.themes) == themes


# The bands claim "in drei von vier Kreisen": that is a quarter of the data, here within 3 %.
@pytest.mark.parametrize(
    "indicator", [i for i in INDICATORS.all if i.basis == "districts"], ids=lambda i: i.id
)
def test_bands_are_quarters_of_the_districts(indicator: Indicator) -> None:
    with shared("kreise/inkar_kreise_1995_2022.csv").open("rb") as file:
        series = read_indicators(file).series
    assert indicator.compare and indicator.compare.series
    last: dict[int, list[float]] = {}
    for one in series:
        if one.indicator == indicator.compare.series:
            for year, value in one.values:
                last.setdefault(year, []).append(value)
    year = max(year for year, values in last.items() if len(values) > 300)
    assert_quarters(indicator, last[year])


@pytest.mark.parametrize(
    "indicator", [i for i in INDICATORS.all if i.basis == "district_ages"], ids=lambda i: i.id
)
def test_bands_are_quarters_of_the_districts_age_groups(indicator: Indicator) -> None:
    with shared("kreise/county_current_population.json").open("rb") as file:
        groups = read_ages(file).groups
    districts: dict[str, list[object]] = {}
    for group in groups:
        districts.setdefault(group.district, []).append(group)
    values = []
    for members in districts.values():
        figures = figures_from_table(table_of_district(members, 2019))  # type: ignore[arg-type]
        value = known(calculate(figures, [indicator.id]))[indicator.id].value
        assert value is not None
        values.append(value)
    assert_quarters(indicator, values)


@pytest.mark.parametrize(
    ("name", "part", "whole", "formula"),
    [
        ("density", "bev_20231231", "flaeche_km2", lambda part, whole: part / whole),
        ("women_share", "weiblich", "bev_20231231", lambda part, whole: 100 * part / whole),
        (
            "population_change",
            "bev_20231231",
            "bev_gv2013",
            lambda part, whole: 100 * (part / whole - 1),
        ),
    ],
)
def test_bands_are_quarters_of_the_municipalities(
    name: str, part: str, whole: str, formula: Callable[[float, float], float]
) -> None:
    """Of all with at least 50 inhabitants; the change only where the AGS stayed the same."""
    with shared("gemeinden_2024q4.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if int(row["bev_20231231"] or 0) >= 50]
    pairs = [(float(row[part]), float(row[whole])) for row in rows if row[part] and row[whole]]
    indicator = INDICATORS.by_id[name]
    assert indicator.basis == "municipalities"
    assert_quarters(indicator, [formula(a, b) for a, b in pairs if b])


def assert_quarters(indicator: Indicator, values: list[float]) -> None:
    low, _, high = statistics.quantiles(values, n=4)
    bounds = [b.below for b in indicator.bands if b.below is not None and b.id != "none"]
    assert bounds == [pytest.approx(low, rel=0.03), pytest.approx(high, rel=0.03)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"compare": replace(INDICATORS.by_id["older_share"].compare, about=9.0)}, "less than"),  # type: ignore[type-var]
        ({"compare": replace(INDICATORS.by_id["older_share"].compare, series="x")}, "no series"),  # type: ignore[type-var]
        ({"compare": replace(INDICATORS.by_id["older_share"].compare, ages=False)}, "follows"),  # type: ignore[type-var]
        ({"bands": INDICATORS.by_id["older_share"].bands[::-1]}, "without an end"),
        ({"meaning": "Du siehst hier - endlich! - den Anteil"}, "exclamation"),
        ({"least": 30.0}, "outside the plausible range"),
        ({"ways": INDICATORS.by_id["density"].ways}, "is used by no indicator"),
    ],
)
def test_the_linter_finds_what_is_wrong(change: dict[str, object], said: str) -> None:
    broken = replace(INDICATORS.by_id["older_share"], **change)  # type: ignore[arg-type]
    content = Indicators(INDICATORS.variables, {**INDICATORS.by_id, "older_share": broken})
    assert any(said in problem for problem in problems(content, SWOT))


@pytest.mark.parametrize(
    ("title", "said"),
    [("Ende mit Punkt.", "full stop"), ("Viele Bürger*innen", "gender sign")],
)
def test_the_linter_reads_the_rules(title: str, said: str) -> None:
    broken = replace(SWOT, rules=(replace(SWOT.rules[0], title=title), *SWOT.rules[1:]))
    assert any(said in problem for problem in problems(INDICATORS, broken))


@pytest.mark.parametrize(
    ("file", "path", "value", "said"),
    [
        ("indicators", ("indicators", 0, "higher_is"), "größer", "higher_is"),
        ("indicators", ("indicators", 0, "id"), "density", "twice"),
        ("indicators", ("indicators", 0, "ways", 0, "steps"), "{nichts}", "nichts"),
        ("swot_rules", ("rules", 0, "title"), "x" * 61, "title"),
        ("swot_rules", ("rules", 0, "quadrant"), "stärke", "quadrant"),
        ("swot_rules", ("rules", 0, "theme"), "unbekannt", "unbekannt"),
        ("swot_rules", ("rules", 0, "when"), [], "when"),
    ],
)
def test_broken_content_is_refused_by_file_and_place(
    tmp_path: Path, file: str, path: tuple[object, ...], value: object, said: str
) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    target = tmp_path / "content" / f"{file}.yml"
    data = yaml.safe_load(target.read_text("utf-8"))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    target.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    load = load_indicators if file == "indicators" else load_swot
    with pytest.raises(ContentError, match=said):
        load(tmp_path / "content")
