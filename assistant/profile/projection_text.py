"""What a projection assumed and what to mind, in plain German with the municipality's figures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.numbers import format_number
from assistant.profile.outlook import Course
from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements, VitalRates
from assistant.profile.rounding import rounded
from assistant.profile.splitting import is_split_exact
from assistant.profile.variants import VARIANTS, VariantName

Texts = tuple[dict[VariantName, tuple[str, ...]], tuple[str, ...]]

FEW_EVENTS = 100
SMALL_PLACE = 2_000

ALWAYS = (
    "Eine Vorausberechnung sagt, was wäre, wenn es so weiterginge. Sie ist keine Vorhersage: "
    "Ein Neubaugebiet oder ein neuer Betrieb kann vieles ändern."
)


def component_texts(
    base: PopulationTable,
    older: PopulationTable | None,
    movements: Sequence[Movements],
    counted: Sequence[Movements],
    rates: VitalRates,
    migration_source: str,
    middle: Course,
    rates_given: bool,
) -> Texts:
    """Assumptions per variant and notes of a cohort-component projection.

    `counted` are the movements from which births and deaths were taken; `rates_given` says that
    they come from elsewhere.
    """
    women, men = rates.life_expectancy
    figures = {
        "births": f"Zuletzt waren es rund {_decimal(rates.children_per_woman, 1)}.",
        "deaths": f"Zuletzt lag sie bei etwa {women:.0f} Jahren für Frauen und {men:.0f} für "
        "Männer.",
    }
    moves = _migration_figure(middle) if migration_source != "none" else ""
    assumptions: dict[VariantName, tuple[str, ...]] = {}
    for variant in VARIANTS:
        migration = variant.migration_text if moves else "Niemand zieht zu oder fort."
        assumptions[variant.name] = (
            f"Geburten: {variant.births_text} {figures['births']}",
            f"Sterbefälle: {variant.deaths_text} {figures['deaths']}",
            f"Zu- und Fortzüge: {migration}"
            + (f" {moves}" if moves and variant.name == "middle" else ""),
        )
    notes = [ALWAYS]
    notes += _vital_notes(counted, rates_given)
    notes += _migration_notes(base, older, movements, migration_source)
    if not is_split_exact(base):
        notes.append(
            "Die einzelnen Altersjahre sind aus Ihren Altersgruppen geschätzt"
            + (", ebenso Frauen und Männer." if not base.by_sex else ".")
        )
    notes += _small_notes(base)
    return assumptions, tuple(notes)


def _migration_figure(course: Course) -> str:
    years = course.net_migration[:10]
    net = sum(years) / len(years)
    if abs(net) < 0.5:
        return "Das hält sich im Mittel die Waage."
    kind = "mehr Zuzüge als Fortzüge" if net > 0 else "mehr Fortzüge als Zuzüge"
    return f"Das sind in den ersten Jahren im Mittel rund {_count(abs(net))} {kind} im Jahr."


def _vital_notes(counted: Sequence[Movements], rates_given: bool) -> list[str]:
    if rates_given:
        return ["Geburten und Sterbefälle folgen vorgegebenen Werten, nicht Ihren eigenen."]
    span = _years([m.year for m in counted])
    notes = [
        f"Geburten und Sterbefälle: Ihre Zahlen {span}. Wie sie sich auf das Alter verteilen, "
        "folgt Modellen."
    ]
    fewest = min(sum(m.births or 0 for m in counted), sum(m.deaths or 0 for m in counted))
    if fewest < FEW_EVENTS:
        notes.append(
            "Es sind wenige Geburten oder Sterbefälle. Darum zählt der Bundesdurchschnitt mit."
        )
    return notes


def _migration_notes(
    base: PopulationTable,
    older: PopulationTable | None,
    movements: Sequence[Movements],
    source: str,
) -> list[str]:
    if source == "tables" and older is not None:
        return [
            "Zu- und Fortzüge sind aus dem Vergleich der Tabellen "
            f"{older.year} und {base.year} geschätzt. Was damals einmalig war, wird "
            "fortgeschrieben.",
            *_unexplained(base, older, movements),
        ]
    if source == "flows":
        return [
            "Zu- und Fortzüge: Ihre gemeldeten Zahlen. Wo das Alter fehlt, folgt es einem Modell; "
            "die Zahl der jungen Erwachsenen ist dann nur grob getroffen."
        ]
    if source == "none":
        return [
            "Ohne Zu- und Fortzüge gerechnet, weil dazu Zahlen fehlen. Das Ergebnis zeigt nur, was "
            "Alter, Geburten und Sterbefälle ausmachen. Wo viele junge Menschen zu- oder "
            "fortziehen, liegt es weit daneben."
        ]
    return ["Zu- und Fortzüge folgen vorgegebenen Werten, nicht Ihren eigenen."]


def _unexplained(
    base: PopulationTable, older: PopulationTable, movements: Sequence[Movements]
) -> list[str]:
    """A hint where registered events do not add up to the change between the tables."""
    inside = [m for m in movements if older.year < m.year <= base.year]
    events = [(m.births, m.deaths, m.arrivals, m.departures) for m in inside]
    if len(inside) < base.year - older.year or any(None in one for one in events):
        return []
    explained = sum((b or 0) - (d or 0) + (a or 0) - (g or 0) for b, d, a, g in events)
    gap = base.total - older.total - explained
    if abs(gap) < 0.01 * base.total:
        return []
    return [
        f"Die gemeldeten Bewegungen erklären {_count(abs(gap))} Personen der Veränderung nicht. "
        "Oft ist das eine Bereinigung des Melderegisters oder eine Änderung des Gebiets."
    ]


def ratio_texts(base: PopulationTable, older: PopulationTable) -> Texts:
    """Assumptions per variant and notes of a projection by cohort-change ratios."""
    assumptions: dict[VariantName, tuple[str, ...]] = {
        variant.name: (variant.cohort_text,) for variant in VARIANTS
    }
    notes = [
        ALWAYS,
        f"Gerechnet ist nur mit den Tabellen {older.year} und {base.year}. Geburten, Sterbefälle "
        "und Umzüge lassen sich so nicht trennen.",
    ]
    return assumptions, (*notes, *_small_notes(base))


def _small_notes(base: PopulationTable) -> list[str]:
    if base.total >= SMALL_PLACE:
        return []
    return [
        "In einem kleinen Ort entscheiden wenige Menschen. Lesen Sie vor allem die Spanne, nicht "
        "die einzelne Zahl."
    ]


def _years(years: Sequence[int]) -> str:
    first, last = min(years), max(years)
    return f"{first} bis {last}" if last > first else f"von {first}"


def _count(value: float) -> str:
    return format_number(rounded(value))


def _decimal(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
