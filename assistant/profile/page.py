"""Writes `docs/indicators.md`: all indicators on one page, made from the content.

`python -m assistant.profile.page FILE` writes it, `--check FILE` ends with 1 when it is out of
date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.language.numbers import format_number
from assistant.profile.district_indicators import INDICATORS as DISTRICT_SERIES
from assistant.profile.indicator_content import Indicator, Indicators, load_indicators
from assistant.profile.indicators import with_unit

TOPICS: Mapping[str, str] = {
    "population": "Einwohnerzahl",
    "age": "Altersaufbau",
    "movement": "Geburten, Sterbefälle, Umzüge",
    "outlook": "Zuwanderung und Ausblick",
    "living": "Wohnen, Arbeit, Geld",
    "care": "Gesundheit, Betreuung",
    "supply": "Alltag",
}
BASIS: Mapping[str, str] = {
    "districts": "unteres und oberes Viertel der Kreise (INKAR, letztes Jahr)",
    "district_ages": "unteres und oberes Viertel der Kreise (Altersgruppen, Ende 2019)",
    "estimated": "Viertel der Kreise Ende 2019, die Gruppe 18 bis 24 gleichmäßig geteilt",
    "municipalities": "unteres und oberes Viertel der Gemeinden (GV-ISys, 2013 bis 2023)",
    "nature": "aus der Formel",
    "judgement": "eigene Einschätzung",
}
HIGHER: Mapping[str, str] = {"better": "besser", "worse": "schlechter", "neutral": "weder noch"}


def page(indicators: Indicators) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(indicators)) + "\n"


def _lines(indicators: Indicators) -> Iterator[str]:
    yield "# Alle Kennzahlen des Kommunalprofils"
    yield ""
    yield "Diese Seite entsteht aus `assistant/profile/content/indicators.yml`"
    yield "(`python -m assistant.profile.page docs/indicators.md`). Werte außerhalb des üblichen"
    yield "Bereichs werden nur nachgefragt. „Etwa gleich“ und „deutlich“ sagen, ab welchem Abstand"
    yield "ein Vergleich mit dem Kreis oder mit ähnlichen Kommunen so heißt."
    for topic, title in TOPICS.items():
        inside = [i for i in indicators.all if i.topic == topic]
        yield ""
        yield f"## {title}"
        yield ""
        yield "| Kennzahl | Formel | üblich | Quelle | mehr ist | Vergleich |"
        yield "|---|---|---|---|---|---|"
        for indicator in inside:
            yield f"| {' | '.join(_row(indicator, indicators))} |"
        for indicator in inside:
            yield from _readings(indicator)


def _row(indicator: Indicator, indicators: Indicators) -> tuple[str, ...]:
    formulas = "<br>oder ".join(indicators.in_words(way) for way in indicator.ways)
    most = with_unit(format_number(indicator.most), indicator.unit_shown)
    return (
        f"**{indicator.name}** `{indicator.id}`",
        formulas,
        f"{format_number(indicator.least)} bis {most}",
        indicator.source,
        HIGHER[indicator.higher_is],
        _comparison(indicator),
    )


def _comparison(indicator: Indicator) -> str:
    compare = indicator.compare
    if compare is None:
        return "–"
    sources = []
    if compare.series:
        sources.append(f"Kreis: {DISTRICT_SERIES[compare.series].title}")
    if compare.ages:
        sources.append("Kreis: aus den Altersgruppen")
    sources.append(
        f"etwa gleich unter {format_number(compare.about)}, deutlich ab "
        f"{format_number(compare.clear)}"
    )
    return "; ".join(sources)


def _readings(indicator: Indicator) -> Iterator[str]:
    yield ""
    yield f"**{indicator.name}.** {indicator.meaning} Grenzen: {BASIS[indicator.basis]}."
    yield ""
    for band in indicator.bands:
        end = "darüber" if band.below is None else f"unter {format_number(band.below)}"
        yield f"- {end}: {band.text.format(n='…', value='…')}"


def main(arguments: list[str]) -> int:
    """Writes or checks the page."""
    path = Path(arguments[-1])
    text = page(load_indicators())
    if "--check" in arguments:
        if path.exists() and path.read_text("utf-8") == text:
            return 0
        print(f"{path} ist nicht aktuell: `python -m assistant.profile.page {path}`")
        return 1
    path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
