"""The calculated figures: value, reading, comparison and origin by topic; the formulas after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.documents.book import Book
from assistant.documents.chapters.pieces import number
from assistant.documents.chapters.shared import headed
from assistant.documents.content import Block, Items, Notice, Paragraph, Table
from assistant.documents.impersonal import impersonal
from assistant.documents.phrasing import in_signs, labelled
from assistant.documents.source import Source
from assistant.language.numbers import format_number
from assistant.process.figures.facts import ProfileFacts, facts_of
from assistant.process.figures.material import Material
from assistant.profile.comparison import WORDS, Comparison
from assistant.profile.indicator_content import load_indicators
from assistant.profile.indicators import Result, with_unit, written

TOPICS = {
    "population": "Bevölkerung",
    "age": "Altersaufbau",
    "movement": "Geburten, Sterbefälle, Umzüge",
    "outlook": "Zuwanderung und Ausblick",
    "living": "Wohnen, Arbeit, Geld",
    "care": "Gesundheit, Betreuung, Schule",
    "supply": "Einkaufen, Wege, Treffpunkte",
}

FIRST = (
    *("population_change", "children_share", "older_share"),
    *("natural_balance", "migration_balance", "projection_change"),
)
FEW_CASES = re.compile(r"^Gezählt wurden nur [\d.,]+ Fälle im Jahr\. So ein Wert schwankt stark\.")
MANY_TIMES = "Gezählt wurden nur wenige Fälle im Jahr. So ein Wert schwankt stark."
# So many are told with what they lack.
MOST_WITH_REASON = 8
LONGEST_YEAR = 40
"""Enough for "Durchschnitt der Jahre 2021 bis 2025"."""


def facts_in(book: Book, source: Source) -> ProfileFacts:
    """The facts that came with the source, else what the answers alone give."""
    return source.profile or facts_of(book.guide, book.state, Material())


def key_figures(book: Book, source: Source, topic: str) -> list[Block]:
    """The indicators of a topic that can be calculated, and what to mind when reading them."""
    facts = facts_in(book, source)
    known = [one for one in facts.results if one.known and one.indicator.topic == topic]
    if not known:
        return []
    title = f"Kennzahlen: {TOPICS[topic]}"
    return [*_table(title, known, facts.comparisons), *_notes(known)]


def _table(title: str, results: Sequence[Result], comparisons: Sequence[Comparison]) -> list[Block]:
    """The table; year and source that most values share are said once, below it."""
    origins = [_origin(result) for result in results]
    usual, times = Counter(origins).most_common(1)[0]
    shared = usual if times > len(results) / 2 else ""
    rows = []
    for result, origin in zip(results, origins, strict=True):
        said = [impersonal(in_signs(result.reading or ""))]
        against = [compared(result, one) for one in comparisons if one.indicator == result.id]
        said += [f"Im Vergleich: {text}" for text in against]
        if origin not in ("", shared):
            said.append(f"Jahr und Quelle: {origin}")
        rows.append((result.indicator.name, in_signs(result.with_unit), "\n".join(said)))
    columns = ("Kennzahl", "Wert", "Was sie sagt")
    blocks: list[Block] = [Table(title, columns, tuple(rows), widths=(0.28, 0.15, 0.57))]
    if shared:
        other = ", soweit nicht anders angegeben" if times < len(results) else ""
        blocks.append(Paragraph(labelled(f"Jahr und Quelle{other}", shared)))
    return blocks


def first_figures(book: Book, source: Source) -> list[Block]:
    """The figures one should know before all others, without their meaning."""
    found = {one.id: one for one in facts_in(book, source).results if one.known}
    rows = tuple(
        (found[name].indicator.name, in_signs(found[name].with_unit))
        for name in FIRST
        if name in found
    )
    if len(rows) < 2:
        return []
    columns = ("Kennzahl", "Wert")
    return [Table("Die wichtigsten Kennzahlen", columns, rows, (1,), widths=(0.7, 0.3))]


def shown_as_figures(book: Book, source: Source) -> set[str]:
    """The questions whose answers stand among the key figures just as they were given."""
    variables = load_indicators().variables
    shown: set[str] = set()
    for result in facts_in(book, source).results:
        if result.known and len(result.inputs) == 1 and not _is_calculated(result):
            question = variables[result.inputs[0]].question
            value = number(book.peek_value(question)) if question else None
            if question and value is not None and format_number(value) == result.shown:
                shown.add(question)
    return shown


def _origin(result: Result) -> str:
    """Years and sources; a long answer to "which year" stands with the answers alone."""
    years = [year for year in result.years if len(year) <= LONGEST_YEAR]
    if all(map(str.isdecimal, years)):
        years.sort()
    return ", ".join((*years, *result.sources))


def compared(result: Result, one: Comparison) -> str:
    """A comparison for readers who are not asked: "etwas über dem Wert von 38,1 (Kreis, 2022)"."""
    mark = one.benchmark
    other = with_unit(written(mark.value, result.indicator.decimals), result.indicator.unit_shown)
    what = "dem Wert" if mark.against == "district" else "dem mittleren Wert"
    where = ", ".join(part for part in (mark.name, mark.year) if part)
    return f"{WORDS[one.level]} {what} von {in_signs(other)} ({where})"


def _notes(results: Sequence[Result]) -> list[Block]:
    """What to mind, each said once for all figures it is true of."""
    names: dict[str, list[str]] = {}
    for result in results:
        for note in result.notes:
            names.setdefault(FEW_CASES.sub(MANY_TIMES, note), []).append(result.indicator.name)
    notes = [f"{'; '.join(concerned)}: {impersonal(note)}" for note, concerned in names.items()]
    return [Notice("Beim Lesen beachten", tuple(notes))] if notes else []


def formulas(book: Book, source: Source) -> list[Block]:
    """How each value came about, and what could not be calculated for want of figures."""
    results = facts_in(book, source).results
    known = [result for result in results if result.known and _is_calculated(result)]
    blocks: list[Block] = []
    if known:
        blocks.append(
            Paragraph("Die Kennzahlen in diesem Profil sind aus den Angaben so berechnet:")
        )
        blocks.append(
            Table(
                caption="Formeln und Rechenwege",
                columns=("Kennzahl", "Formel", "Rechnung"),
                rows=tuple(
                    (result.indicator.name, result.formula, result.calculation or "")
                    for result in known
                ),
                widths=(0.26, 0.42, 0.32),
            )
        )
    missing = [result for result in results if not result.known]
    if missing and any(result.known for result in results):
        blocks += not_yet(missing)
    return headed("Anhang: So ist gerechnet", blocks)


def _is_calculated(result: Result) -> bool:
    """Not merely given as it is."""
    return len(result.inputs) > 1 or "÷" in result.formula or "−" in result.formula


def not_yet(missing: Sequence[Result]) -> list[Block]:
    """What could not be calculated; many are named only, so that they don't fill pages."""
    if len(missing) <= MOST_WITH_REASON:
        return [
            Paragraph("Diese Kennzahlen lassen sich noch nicht berechnen:"),
            Items(tuple(map(_missing, missing))),
        ]
    names = "; ".join(result.indicator.name for result in missing)
    return [
        Paragraph(
            f"{len(missing)} Kennzahlen lassen sich noch nicht berechnen. Welche Angaben jeweils "
            "fehlen, steht in der Excel-Datei zum Kommunalprofil."
        ),
        Paragraph(f"Noch ohne Wert sind: {names}."),
    ]


def _missing(result: Result) -> str:
    if result.reason:
        return f"{result.indicator.name}: {impersonal(result.reason)}"
    return f"{result.indicator.name} (es fehlt: {', '.join(result.missing_names)})"


def doubts(book: Book, source: Source) -> list[str]:
    """What in the figures should be looked at again."""
    return [finding.message for finding in facts_in(book, source).findings]
