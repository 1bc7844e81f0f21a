"""What a chart of the profile shows, in German words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.numbers import format_number
from assistant.profile.outlook import Outlook
from assistant.profile.population import PopulationTable, between, group_names, regroup
from assistant.profile.rates import Movements
from assistant.profile.rounding import rounded

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Described:
    """A chart in words: title, text alternative, and its figures as a table."""

    title: str
    alt: str
    columns: tuple[str, ...]
    rows: Rows


def number(value: float) -> str:
    """A counted number of persons: "12.345"."""
    return format_number(round(value))


def signed(value: float) -> str:
    """A change: "+34", "−282", "0"."""
    return f"+{number(value)}" if round(value) > 0 else number(value)


def about(value: float) -> str:
    """A projected number of persons, rounded by its size."""
    return format_number(rounded(value))


def percent(share: float, digits: int = 0) -> str:
    """A share of 1 as "23 %"."""
    return f"{100 * share:.{digits}f} %".replace(".", ",")


def pyramid_text(
    place: str,
    table: PopulationTable,
    comparison: PopulationTable | None = None,
    comparison_name: str | None = None,
) -> Described:
    """An age pyramid. `comparison_name` is another place's; without it, it is an earlier year."""
    women, men = sum(table.column("women")), sum(table.column("men"))
    other = comparison_name or (str(comparison.year) if comparison else "")
    title = f"Altersaufbau: {place} {table.year}"
    if comparison:
        title += f" und {other}"
    parts = [
        f"Alterspyramide von {place}, Ende {table.year}: {number(table.total)} Menschen, davon "
        f"{number(women)} Frauen und {number(men)} Männer."
    ]
    shown = pyramid_groups(table)
    largest = max(range(len(shown.bounds)), key=lambda n: shown.totals[n])
    parts.append(
        f"Am stärksten besetzt ist das Alter {_aged(group_names(shown.bounds)[largest])} mit "
        f"{number(shown.totals[largest])} Menschen."
    )
    for title_of, low, high in (("Unter 20", 0, 19), ("65 und älter", 65, None)):
        own = _share(table, low, high)
        if own is None:
            continue
        theirs = _share(comparison, low, high) if comparison else None
        against = f" ({other}: {percent(theirs)})" if theirs is not None else ""
        parts.append(f"{title_of} sind {percent(own)}{against}.")
    columns = ["Alter", "Frauen", "Männer", "Zusammen"]
    compared = regroup(comparison, shown.bounds) if comparison else None
    if compared is not None:
        columns += ["Anteil", f"Anteil {other}"] if comparison_name else [f"Zusammen {other}"]
    rows = []
    for n, name in enumerate(group_names(shown.bounds)):
        persons = shown.totals[n]
        row = [name, number(shown.column("women")[n]), number(shown.column("men")[n])]
        row.append(number(persons))
        if compared is not None and comparison_name:
            shares = (persons / shown.total, compared.totals[n] / compared.total)
            row += [percent(share, 1) for share in shares]
        elif compared is not None:
            row.append(number(compared.totals[n]))
        rows.append(tuple(row))
    return Described(title, " ".join(parts), tuple(columns), tuple(rows))


def _years(first: int, last: int) -> str:
    """ "2016 bis 2026", or the one year."""
    return str(first) if first == last else f"{first} bis {last}"


def _aged(name: str) -> str:
    """A group's name with the unit: "0 bis 5 Jahre", "80 und älter"."""
    return name if name.endswith("älter") else f"{name} Jahre"


def pyramid_groups(table: PopulationTable) -> PopulationTable:
    """Five-year groups where the table allows them, else its own."""
    fives = tuple(b for b in range(0, 95, 5) if b <= table.bounds[-1])
    return regroup(table, fives) or table


def _share(table: PopulationTable, low: int, high: int | None) -> float | None:
    persons = between(table, low, high)
    return persons / table.total if persons is not None and table.total else None


def course_text(place: str, points: Sequence[tuple[int, float]]) -> Described:
    """The population over the years."""
    (first, start), (last, end) = points[0], points[-1]
    change = (end - start) / start
    moved = "gewachsen" if change > 0 else "geschrumpft"
    alt = f"Einwohnerzahl von {place}, {first} bis {last}: von {number(start)} auf {number(end)}"
    alt += f", um {percent(abs(change), 1)} {moved}." if round(1000 * change) else ", fast gleich."
    year, most = max(points, key=lambda point: point[1])
    if year not in (first, last):
        alt += f" Am höchsten war sie {year} mit {number(most)}."
    year, least = min(points, key=lambda point: point[1])
    if year not in (first, last):
        alt += f" Am niedrigsten war sie {year} mit {number(least)}."
    before: float | None = None
    rows = []
    for year, count in points:
        rows.append((str(year), number(count), signed(count - before) if before else "–"))
        before = count
    title = f"Einwohnerzahl: {place} {first} bis {last}"
    return Described(title, alt, ("Jahr", "Einwohnerzahl", "Veränderung"), tuple(rows))


def components_text(place: str, movements: Sequence[Movements]) -> Described:
    """Births and deaths, arrivals and departures, and what they come to."""
    years = _years(movements[0].year, movements[-1].year)
    natural = [natural_balance(m) for m in movements]
    moves = [migration_balance(m) for m in movements]
    alt = f"Was die Einwohnerzahl von {place} verändert hat, {years}. "
    alt += _balance_words("Geburten minus Sterbefälle", natural)
    alt += " " + _balance_words("Zuzüge minus Fortzüge", moves)
    total = sum(n for n in natural if n is not None) + sum(m for m in moves if m is not None)
    alt += f" Zusammen ergibt das {signed(total)} Menschen."
    columns = (
        "Jahr",
        "Geburten",
        "Sterbefälle",
        "Geburten minus Sterbefälle",
        "Zuzüge",
        "Fortzüge",
        "Zuzüge minus Fortzüge",
        "Zusammen",
    )
    rows = []
    for m, born, moved in zip(movements, natural, moves, strict=True):
        both = born + moved if born is not None and moved is not None else None
        rows.append(
            (
                str(m.year),
                *(_known(m.births), _known(m.deaths), _known(born, change=True)),
                *(_known(m.arrivals), _known(m.departures), _known(moved, change=True)),
                _known(both, change=True),
            )
        )
    return Described(
        f"Zuwachs und Verlust: {place} {years}",
        alt,
        columns,
        tuple(rows),
    )


def natural_balance(m: Movements) -> float | None:
    """Births − deaths, None where one is unknown."""
    return m.births - m.deaths if m.births is not None and m.deaths is not None else None


def migration_balance(m: Movements) -> float | None:
    """Arrivals − departures, None where one is unknown."""
    known = m.arrivals is not None and m.departures is not None
    return (m.arrivals or 0) - (m.departures or 0) if known else None


def _balance_words(name: str, balances: Sequence[float | None]) -> str:
    known = [b for b in balances if b is not None]
    if not known:
        return f"{name}: nicht bekannt."
    gains = sum(b > 0 for b in known)
    years = "Jahr" if len(known) == 1 else "Jahren"
    return (
        f"{name}: im Mittel {signed(sum(known) / len(known))} im Jahr, "
        f"im Plus in {gains} von {len(known)} {years}."
    )


def _known(value: float | None, change: bool = False) -> str:
    if value is None:
        return "–"
    return signed(value) if change else number(value)


def age_groups_text(
    place: str, tables: Sequence[PopulationTable], bounds: Sequence[int]
) -> Described:
    """The age groups' shares over the years, of tables in these groups."""
    first, last = tables[0], tables[-1]
    names = group_names(bounds)
    changes = [
        b / last.total - a / first.total for a, b in zip(first.totals, last.totals, strict=True)
    ]
    up = max(range(len(changes)), key=lambda n: changes[n])
    down = min(range(len(changes)), key=lambda n: changes[n])
    years = _years(first.year, last.year)
    alt = f"Anteile der Altersgruppen in {place}, {years}."
    for word, n in (("gewachsen", up), ("geschrumpft", down)):
        if round(100 * abs(changes[n])):
            shares = (first.totals[n] / first.total, last.totals[n] / last.total)
            alt += (
                f" Am stärksten {word} ist der Anteil der Gruppe {_aged(names[n])}: von "
                f"{percent(shares[0])} auf {percent(shares[1])}."
            )
    alt += (" Es sind: " if len(tables) == 1 else " Zuletzt: ") + ", ".join(
        f"{_aged(name)} {percent(count / last.total)}"
        for name, count in zip(names, last.totals, strict=True)
    )
    rows = tuple(
        (str(t.year), *(f"{number(c)} ({percent(c / t.total)})" for c in t.totals)) for t in tables
    )
    title = f"Altersgruppen: {place} {years}"
    return Described(title, alt + ".", ("Jahr", *names), rows)


def projection_text(
    place: str, outlook: Outlook, history: Sequence[tuple[int, float]] = ()
) -> Described:
    """A projection with its variants and band, all rounded."""
    low, middle, high = outlook.courses
    base, year = outlook.base, middle.years[-1]
    change = middle.tables[-1].total / base.total - 1
    band = outlook.band
    moved = "mehr" if change > 0 else "weniger"
    size = f"{percent(abs(change))} {moved}" if round(100 * change) else "fast unverändert"
    alt = (
        f"Vorausberechnung für {place}: von {number(base.total)} Menschen Ende {base.year} auf "
        f"rund {about(middle.tables[-1].total)} im Jahr {year} in der mittleren Variante, {size}. "
        f"Untere Variante rund {about(low.tables[-1].total)}, obere rund "
        f"{about(high.tables[-1].total)}. In {percent(band.share)} der Rechenläufe liegt die Zahl "
        f"zwischen {about(band.low[-1])} und {about(band.high[-1])}."
    )
    rows: list[tuple[str, ...]] = [
        (str(y), number(c), "–", "–", "–") for y, c in history if y < base.year
    ]
    rows.append((str(base.year), number(base.total), "–", "–", "–"))
    for n, one in enumerate(middle.tables[1:], 1):
        span = f"{about(band.low[n])} bis {about(band.high[n])}"
        totals = [about(c.tables[n].total) for c in (low, middle, high)]
        rows.append((str(one.year), *(totals[i] for i in (1, 0, 2)), span))
    title = f"Vorausberechnung: {place} bis {year}"
    columns = ("Jahr", "Mittlere Variante", "Untere", "Obere", f"Spanne ({percent(band.share)})")
    return Described(title, alt, columns, tuple(rows))
