"""Checks figures against each other: what cannot be, and what is unusual, as questions in German.

A finding never stops anyone: it says what was expected, with the numbers, and asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.numbers import format_number
from assistant.profile.indicator_content import Indicators, load_indicators
from assistant.profile.indicators import LARGEST, Figures, Result, with_unit, written

ROUNDING = 0.005
"""Groups may miss the population by half a per cent (rounded numbers), and always by 2 persons."""
FEWEST_PERSONS = 2
SHARES_OFF = 0.5
CHANGE_OFF = 0.02
"""A year's balance may differ from the average of ten years by 2 % of the population, and always
by 20 persons: years differ, and registers are corrected."""
FEWEST_CHANGE = 20
CORRECTED = 0.01
"""A balance may miss the year's own change by 1 % and 5 persons: corrections of the register."""
FEWEST_CORRECTED = 5
BIRTHS_OFF = 2.5
"""Six years of births beside the children of 0 to 5: a factor of 2.5 either way is unusual."""
FEWEST_BIRTHS = 10

GROUPS_OF_THREE = ("under_20", "age_20_64", "over_65")
GROUPS_OF_SIX = ("age_0_5", "age_6_17", "age_18_29", "age_30_64", "age_65_79", "age_80")
SHARES = ("share_0_5", "share_6_17", "share_18_29", "share_30_64", "share_65_79", "share_80")
# A part, the whole it belongs to, and how the sentence names the whole.
PARTS = (
    *((group, "population") for group in (*GROUPS_OF_THREE, *GROUPS_OF_SIX, "women", "men")),
    *((name, "population") for name in ("births", "deaths", "care_recipients")),
    ("doctors_60plus", "doctors"),
    ("commuters_out", "population"),
    ("age_65_79", "over_65"),
    ("age_80", "over_65"),
    ("age_0_5", "under_20"),
    ("age_6_17", "under_20"),
    ("age_30_64", "age_20_64"),
)


@dataclass(frozen=True)
class Finding:
    """Something that cannot be right or is unusual: a code, a German sentence, the variables."""

    code: str
    message: str
    variables: tuple[str, ...]


def check(
    figures: Figures, results: Sequence[Result] = (), indicators: Indicators | None = None
) -> tuple[Finding, ...]:
    """Everything that is worth a question, what cannot be before what is unusual."""
    content = indicators or load_indicators()
    given = {name: figure[0] for name, figure in figures.items() if name in content.variables}
    impossible = tuple(_impossible(given, content))
    wrong = {name for finding in impossible for name in finding.variables}
    sane = {name: float(value) for name, value in given.items() if name not in wrong}
    seen = _Figures(sane, content)
    found = [finding for one in CHECKS for finding in one(seen)]
    return (*impossible, *found, *_ranges(results))


@dataclass(frozen=True)
class _Figures:
    values: dict[str, float]
    content: Indicators

    def have(self, *names: str) -> bool:
        return all(name in self.values for name in names)

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def sum(self, names: Sequence[str]) -> float:
        return sum(self.values[name] for name in names)

    def name(self, variable: str) -> str:
        return self.content.variables[variable].name


def _number(value: float) -> str:
    return written(value, 1)


def _impossible(given: Mapping[str, float], content: Indicators) -> Iterator[Finding]:
    for name, value in given.items():
        title = content.variables[name].name
        if not 0 <= value <= LARGEST:
            shown = format_number(value) if abs(value) <= LARGEST else "Ihre Angabe"
            yield Finding("impossible", f"{title}: {shown} kann nicht stimmen.", (name,))
        elif content.variables[name].kind == "share" and value > 100:
            text = f"{title}: {_number(value)} % kann nicht stimmen, mehr als 100 % gibt es nicht."
            yield Finding("over_100", text, (name,))


def _sum_of_groups(f: _Figures) -> Iterator[Finding]:
    for code, names in (("sum_of_three", GROUPS_OF_THREE), ("sum_of_six", GROUPS_OF_SIX)):
        if f.have("population", *names) and _off(f.sum(names), f["population"]):
            text = (
                f"Die {'drei' if len(names) == 3 else 'sechs'} Altersgruppen ergeben zusammen "
                f"{_number(f.sum(names))}. Erwartet wird die Einwohnerzahl, also "
                f"{_number(f['population'])}. Welche Zahl stimmt?"
            )
            yield Finding(code, text, ("population", *names))


def _sum_of_shares(f: _Figures) -> Iterator[Finding]:
    if f.have(*SHARES) and abs(f.sum(SHARES) - 100) > SHARES_OFF + 1e-9:
        text = (
            f"Die sechs Anteile ergeben zusammen {_number(f.sum(SHARES))} %. Erwartet werden 100, "
            "ein halbes Prozent mehr oder weniger kommt vom Runden. Bitte sehen Sie noch einmal "
            "nach."
        )
        yield Finding("sum_of_shares", text, SHARES)


def _sexes(f: _Figures) -> Iterator[Finding]:
    if f.have("women", "men", "population") and _off(f["women"] + f["men"], f["population"]):
        text = (
            f"Frauen und Männer ergeben zusammen {_number(f['women'] + f['men'])}. Erwartet wird "
            f"die Einwohnerzahl, also {_number(f['population'])}. Welche Zahl stimmt?"
        )
        yield Finding("sum_of_sexes", text, ("women", "men", "population"))


def _older(f: _Figures) -> Iterator[Finding]:
    if f.have("over_65", "age_65_79", "age_80") and _off(
        f["age_65_79"] + f["age_80"], f["over_65"]
    ):
        text = (
            f"65 bis 79 Jahre und ab 80 ergeben zusammen {_number(f['age_65_79'] + f['age_80'])}. "
            f"Als Zahl der Menschen ab 65 steht dort {_number(f['over_65'])}. Welche Zahl stimmt?"
        )
        yield Finding("sum_of_older", text, ("over_65", "age_65_79", "age_80"))


def _younger(f: _Figures) -> Iterator[Finding]:
    if not f.have("under_20", "age_0_5", "age_6_17", "age_18_29"):
        return
    least = f["age_0_5"] + f["age_6_17"]
    most = least + f["age_18_29"]
    # Only both bounds together tell: 18 and 19 are in the group of 18 to 29.
    if f["under_20"] < least - FEWEST_PERSONS or f["under_20"] > most + FEWEST_PERSONS:
        text = (
            f"Unter 20 Jahren sind {_number(f['under_20'])} Menschen angegeben. Nach den sechs "
            f"Gruppen müssten es {_number(least)} bis {_number(most)} sein. Welche Zahl stimmt?"
        )
        yield Finding("younger_groups", text, ("under_20", "age_0_5", "age_6_17", "age_18_29"))


def _parts(f: _Figures) -> Iterator[Finding]:
    for part, whole in PARTS:
        if f.have(part, whole) and f[part] > f[whole] + FEWEST_PERSONS * (whole != "doctors"):
            text = (
                f"{f.name(part)}: {_number(f[part])}. Das ist mehr als bei „{f.name(whole)}“ "
                f"({_number(f[whole])}). Stimmen beide Zahlen?"
            )
            yield Finding("part_above_whole", text, (part, whole))


def _counts_and_shares(f: _Figures) -> Iterator[Finding]:
    for group, share in zip(GROUPS_OF_SIX, SHARES, strict=True):
        if not f.have(group, share, "population") or not f["population"]:
            continue
        counted = 100 * f[group] / f["population"]
        # Persons are whole: in a hamlet one of them is more than half a per cent.
        if abs(counted - f[share]) > SHARES_OFF + 100 / f["population"]:
            text = (
                f"{f.name(group)}: {_number(f[group])} wären {_number(counted)} % der "
                f"Einwohnerzahl. Angegeben sind {_number(f[share])} %. Welche Zahl stimmt?"
            )
            yield Finding("count_and_share", text, (group, share, "population"))


def _balance(f: _Figures) -> Iterator[Finding]:
    moves = ("births", "deaths", "arrivals", "departures")
    if not f.have("population", *moves):
        return
    balance = f["births"] - f["deaths"] + f["arrivals"] - f["departures"]
    said = f"Geburten, Sterbefälle und Umzüge ergeben zusammen {_signed(balance)} im Jahr. "
    if f.have("population_before"):
        change = f["population"] - f["population_before"]
        if abs(balance - change) > max(FEWEST_CORRECTED, CORRECTED * f["population"]):
            text = said + (
                f"Die Einwohnerzahl hat sich in dem Jahr aber um {_signed(change)} verändert. "
                "Meinen alle Zahlen dasselbe Jahr und dasselbe Gebiet?"
            )
            yield Finding("balance_of_year", text, ("population", "population_before", *moves))
    elif f.have("population_10y"):
        change = (f["population"] - f["population_10y"]) / 10
        if abs(balance - change) > max(FEWEST_CHANGE, CHANGE_OFF * f["population"]):
            text = said + (
                "In den letzten zehn Jahren hat sich die Einwohnerzahl im Durchschnitt um "
                f"{_signed(round(change))} im Jahr verändert. War es ein besonderes Jahr, oder hat "
                "sich das Gebiet geändert?"
            )
            yield Finding("balance_of_decade", text, ("population", "population_10y", *moves))


def _children(f: _Figures) -> Iterator[Finding]:
    if not f.have("births", "age_0_5") or f["births"] < FEWEST_BIRTHS:
        return
    expected = 6 * f["births"]
    if not expected / BIRTHS_OFF <= f["age_0_5"] <= expected * BIRTHS_OFF:
        text = (
            f"Bei {_number(f['births'])} Geburten im Jahr wären ungefähr {_number(expected)} "
            f"Kinder von 0 bis 5 Jahren zu erwarten. Angegeben sind {_number(f['age_0_5'])}. "
            "Stimmt das?"
        )
        yield Finding("births_and_children", text, ("births", "age_0_5"))


def _average_age(f: _Figures) -> Iterator[Finding]:
    whole = f.sum(GROUPS_OF_THREE) if f.have(*GROUPS_OF_THREE) else 0.0
    if not whole or not f.have("average_age"):
        return
    # Were everyone at the lower (or upper) end of the group, the average could not be lower.
    least = (20 * f["age_20_64"] + 65 * f["over_65"]) / whole
    most = (20 * f["under_20"] + 65 * f["age_20_64"] + 100 * f["over_65"]) / whole
    if not least <= f["average_age"] <= most:
        text = (
            f"Das Durchschnittsalter ist mit {_number(f['average_age'])} Jahren angegeben. Nach "
            f"den Altersgruppen liegt es zwischen {_number(least)} und {_number(most)}. Welche "
            "Zahl stimmt?"
        )
        yield Finding("average_age", text, ("average_age", *GROUPS_OF_THREE))


def _workers(f: _Figures) -> Iterator[Finding]:
    if f.have("commuters_out", "age_20_64") and f["commuters_out"] > f["age_20_64"]:
        text = (
            f"Es sind {_number(f['commuters_out'])} Auspendelnde angegeben, aber nur "
            f"{_number(f['age_20_64'])} Menschen von 20 bis 64 Jahren. Stimmen beide Zahlen?"
        )
        yield Finding("commuters_above_workers", text, ("commuters_out", "age_20_64"))


def _ranges(results: Sequence[Result]) -> Iterator[Finding]:
    for result in results:
        indicator = result.indicator
        if result.value is None:
            continue
        low, high = indicator.least - result.chance, indicator.most + result.chance
        if low <= result.value <= high:
            continue
        word = "niedrig" if result.value < indicator.least else "hoch"
        least, most = written(indicator.least, 2), written(indicator.most, 2)
        text = (
            f"{indicator.name}: {result.with_unit} ist ungewöhnlich {word}. Üblich sind Werte von "
            f"{least} bis {with_unit(most, indicator.unit_shown)}. Stimmen die Zahlen?"
        )
        yield Finding("out_of_range", text, result.inputs)


def _off(sum_: float, expected: float) -> bool:
    return abs(sum_ - expected) > max(FEWEST_PERSONS, ROUNDING * expected)


def _signed(value: float) -> str:
    return f"+{_number(value)}" if value > 0 else _number(value)


CHECKS: tuple[Callable[[_Figures], Iterator[Finding]], ...] = (
    _sum_of_groups,
    _sum_of_shares,
    _sexes,
    _older,
    _younger,
    _parts,
    _counts_and_shares,
    _balance,
    _children,
    _average_age,
    _workers,
)
