"""The grids of one file put together: what is read, what is left out, what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.profile.own_data.age_labels import EVERY_AGE
from assistant.profile.own_data.cells import shown
from assistant.profile.own_data.columns import Column
from assistant.profile.own_data.grid import Grid
from assistant.profile.own_data.layout import Table, take_apart
from assistant.profile.own_data.movements_table import movements
from assistant.profile.own_data.observations import Observation, read_observations
from assistant.profile.own_data.population_table import population_tables
from assistant.profile.own_data.result import (
    ROWS_SHOWN,
    Notes,
    OwnDataError,
    Preview,
    Purpose,
    Reading,
    Total,
)
from assistant.profile.own_data.words import EVENT_NAMES, Facts, read_title
from assistant.profile.own_data.years import year_of_title
from assistant.profile.population import PopulationTable
from assistant.profile.rates import Movements

EXPECTED: dict[Purpose, str] = {
    "population": "Erwartet werden die Spalten Jahr, Alter, Männlich, Weiblich, Insgesamt; zum "
    "Beispiel 2023; 18 bis 24; 210; 198; 408.",
    "movements": "Erwartet werden die Spalten Jahr, Geburten, Sterbefälle, Zuzüge, Fortzüge; zum "
    "Beispiel 2023; 41; 66; 312; 287.",
}


def read_grids(purpose: Purpose, grids: Sequence[Grid], name: str, year: int | None) -> Reading:
    """The sheets of one file together. Raises OwnDataError where persons are listed."""
    notes = Notes()
    tables = [(grid, take_apart(grid)) for grid in grids]
    _refuse_persons([table for _, table in tables])
    observed: list[Observation] = []
    first: tuple[Grid, Table] | None = None
    taken: set[tuple[object, ...]] = set()
    several = sum(bool(table.body) for _, table in tables) > 1
    for grid, table in tables:
        notes.sheet = grid.sheet if several else ""
        outer = _outer(table, grid, name, year, notes)
        found = [
            one
            for one in read_observations(table, outer, notes)
            if (one.facts.event is None) == (purpose == "population")
        ]
        kinds = {(one.facts.year, one.facts.sex, one.facts.event) for one in found}
        if not found or kinds & taken:
            if found:
                notes.hint("Dieses Blatt wurde nicht gelesen; seine Jahre stehen schon davor.")
            continue
        taken |= kinds
        first = first or (grid, table)
        _hint_unread(purpose, table.columns, notes)
        _check_cells(found, notes)
        observed += found
    notes.sheet = ""
    observed = _with_year(observed, bool(name), notes)
    people: tuple[PopulationTable, ...] = ()
    events: tuple[Movements, ...] = ()
    # What follows from a cell that is wrong need not be said too.
    if notes.has_errors:
        observed = []
    if purpose == "population":
        people = population_tables(observed, notes)
    else:
        events = movements(observed, notes)
    if not people and not events and not notes.has_errors:
        notes.error(_nothing_found(purpose, [table for _, table in tables]))
    preview = _preview(*(first or tables[0]), people, events)
    if notes.has_errors:
        people, events = (), ()
    return Reading(preview, notes.problems(), people, events)


def _refuse_persons(tables: Sequence[Table]) -> None:
    """A list of single persons is not read, and not shown either."""
    for table in tables:
        titles = [column.name for column in table.columns if column.title.use == "personal"]
        above = [text for text in table.above if read_title(text).use == "personal"]
        if titles or len(above) > 1:
            raise OwnDataError(
                f"Die Datei enthält wohl Angaben zu einzelnen Personen („{[*titles, *above][0]}“). "
                "Sie wurde nicht gelesen. Bitte laden Sie nur zusammengezählte Zahlen hoch."
            )


def _outer(table: Table, grid: Grid, name: str, year: int | None, notes: Notes) -> Facts:
    """What titles, the sheet's and the file's name say of all counts."""
    titles = [read_title(text).facts for text in (*table.above, grid.sheet) if len(text) < 200]
    events = {facts.event for facts in titles if facts.event}
    sexes = {facts.sex for facts in titles if facts.sex in ("women", "men")}
    event = events.pop() if len(events) == 1 else None
    sex = sexes.pop() if len(sexes) == 1 else None
    has_years = "year" in table.keys or any(c.title.facts.year for c in table.columns)
    if has_years:
        return Facts(sex=sex, event=event)
    found = year_of_title(table.above) or year_of_title([grid.sheet]) or year
    if found is None:
        file_name = name.rpartition(".")[0] or name
        found = year_of_title([file_name], any_day=False)
        if found is not None and table.body:
            notes.hint(f"Das Jahr {found} stammt aus dem Namen der Datei.", same="file name")
    return Facts(found, None, sex, event)


def _hint_unread(purpose: Purpose, columns: Sequence[Column], notes: Notes) -> None:
    """Names the columns that hold counts and are left out."""
    names = [
        column.name or f"{column.index + 1}. Spalte"
        for column in columns
        if column.filled
        and column.title.key is None
        and (
            column.title.use != "count"
            or (purpose == "population" and column.title.facts.event is not None)
        )
    ]
    if names:
        listed = ", ".join(f"„{one[:40]}“" for one in names[:8])
        notes.hint(f"Nicht gelesen wurde, was in der Datei noch steht: {listed}.")


def _check_cells(observed: Sequence[Observation], notes: Notes) -> None:
    """Notes cells that are no counts. A formula may stand where a sum is only compared."""
    sexes = {one.facts.sex for one in observed}
    by_age = {one.facts.event for one in observed if one.facts.ages not in (None, EVERY_AGE)}
    for one in observed:
        state, text = one.count.state, one.count.text
        if state == "formula":
            is_sum = one.facts.ages in (None, EVERY_AGE) and one.facts.event in by_age
            is_all = one.facts.sex == "all" and {"women", "men"} <= sexes
            if is_sum or is_all:
                notes.hint(
                    "Summen aus Formeln wurden nicht verglichen.", one.row, one.column, same="sums"
                )
            else:
                notes.error(text, one.row, one.column, same="formula")
        elif state == "wrong":
            notes.error(text, one.row, one.column)
        elif state == "missing":
            notes.hint(
                f"„{text}“ wurde als fehlende Zahl gelesen. War es null, tragen Sie bitte 0 ein.",
                one.row,
                one.column,
                same=f"mark {text}",
            )
        elif text:
            notes.hint(text, one.row, one.column, same="thousands")


def _with_year(observed: list[Observation], is_file: bool, notes: Notes) -> list[Observation]:
    """The counts whose year is known; says so where it is not."""
    known = [one for one in observed if one.facts.year is not None]
    if observed and not known:
        text = "Es steht kein Jahr dabei. Bitte ergänzen Sie eine Spalte „Jahr“ (zum Beispiel 2023)"
        named = " oder nennen Sie es im Namen der Datei, etwa „einwohner_2023.csv“"
        notes.error(f"{text}{named if is_file else ''}.", observed[0].row)
    elif len(known) < len(observed):
        other = next(one for one in observed if one.facts.year is None)
        notes.hint("Zahlen ohne Jahr wurden nicht gelesen.", other.row, other.column)
    return known


def _nothing_found(purpose: Purpose, tables: Sequence[Table]) -> str:
    names = [column.name for table in tables for column in table.columns if column.name]
    seen = f" Gelesen wurden die Spalten {', '.join(n[:30] for n in names[:8])}." if names else ""
    shares = any(c.title.use == "memo" and c.filled for table in tables for c in table.columns)
    seen += " Anteile und Salden werden nicht gelesen." if shares else ""
    return f"Hier steht keine solche Tabelle.{seen} {EXPECTED[purpose]}"


def _preview(
    grid: Grid, table: Table, people: Sequence[PopulationTable], events: Sequence[Movements]
) -> Preview:
    rows = (table.body or grid.rows)[:ROWS_SHOWN]
    width = max(len(table.columns), max((len(cells) for _, cells in rows), default=0))
    texts = (tuple(shown(cell) for cell in cells) for _, cells in rows)
    padded = tuple(one + ("",) * (width - len(one)) for one in texts)
    totals: list[Total] = []
    for table_of_year in people:
        totals.append(Total(table_of_year.year, "Einwohner", table_of_year.total))
        if table_of_year.women is not None and table_of_year.men is not None:
            totals.append(Total(table_of_year.year, "Frauen", sum(table_of_year.women)))
            totals.append(Total(table_of_year.year, "Männer", sum(table_of_year.men)))
    for record in events:
        for event, name in EVENT_NAMES.items():
            count = getattr(record, event)
            if count is not None:
                totals.append(Total(record.year, name, count))
    years = (*(one.year for one in people), *(one.year for one in events))
    return Preview(tuple(c.name for c in table.columns), padded, years, tuple(totals))
