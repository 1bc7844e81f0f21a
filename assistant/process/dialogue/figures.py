"""The figures in the dialogue: what follows from an answer, the charts, what the register knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.language.numbers import format_number
from assistant.language.spelling import fold
from assistant.process.figures.drawing import ChartId, ChartOrder, chart_order, describe
from assistant.process.figures.facts import ProfileFacts
from assistant.process.figures.horizon import LONGEST, SHORTEST, USUAL, asked_years, can_reach
from assistant.process.phrases import say
from assistant.process.turn import Command
from assistant.profile.comparison import Comparison
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Result, known, with_unit, written
from assistant.profile.outlook import Outlook

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

MOST_NEW = 3
INDICATOR = "indicator:"
MOST_FINDINGS = 2
# What a message asks for, by words in it (folded); the first that fits counts.
WANTED: Sequence[tuple[re.Pattern[str], ChartId]] = (
    (re.compile(r"pyramide|altersaufbau|altersstruktur|alterspyramide|altersbaum"), "pyramid"),
    (re.compile(r"altersgruppe|generation"), "age-groups"),
    (
        re.compile(r"vorausberechn|prognos|zukunft|projektion|entwickelt sich|in (zehn|zwanzig)"),
        "projection",
    ),
    (re.compile(r"geburt|sterb|wander|zuzueg|fortzueg|zuzug|bilanz|komponent"), "components"),
    (re.compile(r"verlauf|entwicklung|einwohnerzahl|bevoelkerungszahl|kurve"), "course"),
)
COMPARES = re.compile(r"vergleich|kreis|aehnlich|andere")


def after_answer(dialogue: Dialogue, question: str, before: object) -> None:
    """Says what an answer in the profile newly allows to calculate, and what does not fit."""
    names = [v.id for v in load_indicators().variables.values() if v.question == question]
    if not names or dialogue.state.value(question) == before:
        return
    facts = dialogue.record.facts()
    fresh = [result for result in known(facts.results).values() if names[0] in result.inputs]
    say_results(dialogue, facts, fresh[:MOST_NEW])
    doubts = [finding for finding in facts.findings if names[0] in finding.variables]
    for finding in doubts[:MOST_FINDINGS]:
        dialogue.add(finding.message, "hint")


def show(dialogue: Dialogue, command: Command) -> None:
    """Shows what a message asks for: a chart, the comparison, or all indicators."""
    folded = fold(command.text)
    wanted = next((chart for pattern, chart in WANTED if pattern.search(folded)), None)
    facts = dialogue.record.facts()
    if wanted == "projection":
        show_projection(dialogue, facts, command.text)
    elif wanted is not None:
        show_chart(dialogue, facts, wanted)
    elif COMPARES.search(folded):
        show_comparison(dialogue, facts)
    else:
        show_indicators(dialogue, facts)
    dialogue.ask_again()


def show_chart(dialogue: Dialogue, facts: ProfileFacts, wanted: ChartId) -> None:
    """A chart with its text and table; where the figures do not allow it, what is missing."""
    order = chart_order(facts, wanted)
    if order is not None:
        add_chart(dialogue, order)
        return
    text = say(f"no_{wanted.replace('-', '_')}", reason=facts.outlook)
    purpose = "movements" if wanted == "components" else "population"
    upload = {"purpose": purpose, "template": f"/api/uploads/{purpose}/template.xlsx"}
    dialogue.add(text, "hint", upload=upload)


def show_projection(dialogue: Dialogue, facts: ProfileFacts, text: str) -> None:
    """The projection over as many years as the text asks for, with what it assumes."""
    usual = facts.outlook
    if isinstance(usual, str):
        show_chart(dialogue, facts, "projection")
        return
    base = usual.base.year
    years = asked_years(text, base) or USUAL
    if not can_reach(years):
        first, last = base + SHORTEST, base + LONGEST
        reach = say("projection_reach", first=first, last=last, example=base + 2 * SHORTEST)
        dialogue.add(reach, "hint", suggestions=_other_spans(years))
        return
    outlook, order = facts.outlook_over(years), chart_order(facts, "projection", years)
    assert isinstance(outlook, Outlook) and order is not None
    add_chart(dialogue, order, years)
    reached = outlook.course().years
    notes = [*outlook.assumptions["middle"], *outlook.notes]
    if reached[-1] != base + years:
        span, wanted = reached[1] - reached[0], base + years
        notes.insert(0, say("projection_steps", span=span, last=reached[-1], wanted=wanted))
    told = "\n".join(f"- {line}" for line in notes)
    dialogue.add(told, "hint", suggestions=_other_spans(years))


def _other_spans(years: int) -> list[dict[str, str]]:
    return [
        {"title": f"Für {other} Jahre", "text": f"Vorausberechnung für {other} Jahre"}
        for other in (10, 20, 30)
        if other != years
    ]


def add_chart(dialogue: Dialogue, order: ChartOrder, years: int | None = None) -> None:
    """A chart as a message; the picture is fetched under its address."""
    described = describe(order)
    figure = {
        "href": f"/api/figures/{order.id}.svg" + (f"?years={years}" if years else ""),
        "title": described.title,
        "alt": described.alt,
        "table": {
            "caption": described.title,
            "columns": list(described.columns),
            "rows": [list(row) for row in described.rows],
        },
    }
    # The picture has its title, and the text alternative says the rest.
    first = described.alt.partition(". ")[0].rstrip(".")
    dialogue.add(f"{first}.", "figure", figure=figure)


def show_indicators(dialogue: Dialogue, facts: ProfileFacts) -> None:
    """All indicators that can be calculated, and the charts that can be drawn."""
    found = list(known(facts.results).values())
    if not found:
        dialogue.say("no_indicators", "hint")
        show_approximation(dialogue, facts)
        return
    lines = [_line(result, facts.comparisons) for result in found]
    variables = load_indicators().variables
    missing = [
        r.indicator.name
        for r in facts.results
        if len(r.missing) == 1 and variables[r.missing[0]].question is not None
    ]
    text = "\n".join(lines)
    if missing:
        text += "\n\n" + say("indicators_missing", names=", ".join(missing[:MOST_NEW]))
    dialogue.add(say("indicators_shown") + "\n\n" + text, "summary", suggestions=_more(facts))
    show_approximation(dialogue, facts)


def show_approximation(dialogue: Dialogue, facts: ProfileFacts) -> None:
    """What the district's figures would mean for a place that has none of its own, marked so."""
    own = known(facts.results)
    lines = []
    for benchmark in facts.material.benchmarks:
        indicator = load_indicators().by_id[benchmark.indicator]
        if benchmark.against == "district" and indicator.id not in own and indicator.topic == "age":
            value = with_unit(written(benchmark.value, indicator.decimals), indicator.unit_shown)
            where = ", ".join(part for part in (benchmark.name, benchmark.year) if part)
            lines.append(f"- {indicator.name}: {value} ({where})")
    if lines:
        dialogue.add(say("approximation") + "\n\n" + "\n".join(lines), "hint")


def show_comparison(dialogue: Dialogue, facts: ProfileFacts) -> None:
    """Every indicator that has something to be held against."""
    if not facts.comparisons:
        phrase = "no_comparison" if facts.material.entry else "no_comparison_place"
        dialogue.say(phrase, "hint")
        return
    names = {result.id: result.indicator.name for result in facts.results}
    lines = [f"- **{names[one.indicator]}**: {one.text}" for one in facts.comparisons]
    dialogue.add("\n".join(lines), "summary")


def say_results(dialogue: Dialogue, facts: ProfileFacts, results: Sequence[Result]) -> None:
    """Says indicators with their reading, and the first clear comparison."""
    if not results:
        return
    lines = [f"**{r.indicator.name}: {r.with_unit}.** {r.reading}" for r in results]
    compared = [c.text for r in results for c in _clear(facts.comparisons, r.id)]
    text = "\n".join(f"- {line}" for line in lines)
    if compared:
        text += "\n\n" + compared[0]
    suggestions = [
        {"title": f"Was heißt {r.indicator.name}?", "text": f"Was bedeutet {r.indicator.name}?"}
        for r in results[:2]
    ]
    dialogue.add(text, "hint", suggestions=suggestions)
    dialogue.record.position.topic = f"{INDICATOR}{results[0].id}"


def explain_indicator(dialogue: Dialogue, topic: str) -> bool:
    """What an indicator means, how it is calculated here, and beside others. Whether it is one."""
    facts = dialogue.record.facts()
    result = known(facts.results).get(topic.removeprefix(INDICATOR))
    if result is None or not topic.startswith(INDICATOR):
        return False
    origin = f" ({result.origin})" if result.origin else ""
    parts = [
        f"**{result.indicator.name}: {result.with_unit}.** {result.indicator.meaning}",
        say(
            "indicator_calculated", formula=result.formula, steps=result.calculation, origin=origin
        ),
        *[one.text for one in facts.comparisons if one.indicator == result.id],
        *result.notes,
    ]
    dialogue.add("\n\n".join(parts), "hint")
    return True


def _clear(comparisons: Iterable[Comparison], indicator: str) -> list[Comparison]:
    return [c for c in comparisons if c.indicator == indicator and c.level != "about"]


def _line(result: Result, comparisons: Iterable[Comparison]) -> str:
    against = next((c for c in comparisons if c.indicator == result.id), None)
    beside = ""
    if against is not None:
        value = format_number(round(against.benchmark.value, result.indicator.decimals))
        beside = f" ({against.benchmark.name}: {value})"
    return f"- **{result.indicator.name}: {result.with_unit}**{beside}"


def _more(facts: ProfileFacts) -> list[dict[str, str]]:
    charts: Sequence[tuple[ChartId, str, str]] = (
        ("pyramid", "Bevölkerungspyramide", "Zeigen Sie mir die Bevölkerungspyramide"),
        ("age-groups", "Altersgruppen", "Zeigen Sie mir die Altersgruppen"),
        ("course", "Verlauf der Einwohnerzahl", "Zeigen Sie mir den Verlauf der Einwohnerzahl"),
        ("components", "Geburten und Umzüge", "Zeigen Sie mir Geburten und Wanderungen"),
    )
    found = [
        {"title": title, "text": text}
        for chart, title, text in charts
        if chart_order(facts, chart) is not None
    ]
    if facts.tables:
        found.append({"title": "Vorausberechnung", "text": "Zeigen Sie mir die Vorausberechnung"})
    if facts.comparisons:
        found.append({"title": "Vergleich", "text": "Zeigen Sie mir den Vergleich mit dem Kreis"})
    return found
