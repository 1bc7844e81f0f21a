"""The counts of a table, each with all that its row, its column and its place say of it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.profile.own_data.cells import Count, read_count
from assistant.profile.own_data.columns import merged
from assistant.profile.own_data.layout import Table
from assistant.profile.own_data.result import Notes
from assistant.profile.own_data.row_facts import RowReader
from assistant.profile.own_data.words import Facts


@dataclass(frozen=True)
class Observation:
    """One count with its place; `part` names a quarter of the town, where they are told apart."""

    facts: Facts
    count: Count
    row: int
    column: str
    part: str = ""

    @property
    def value(self) -> float | None:
        """The count; None where the file has none ("–", ".", a formula, something wrong)."""
        return self.count.value if self.count.state == "number" else None


def read_observations(table: Table, outer: Facts, notes: Notes) -> list[Observation]:
    """All counts of a table; `outer` is what title, sheet and file name say of all of them."""
    columns = [c for c in table.columns if c.title.use == "count" and c.filled]
    reader = RowReader(table, outer, notes)
    found: list[Observation] = []
    places: set[str] = set()
    for number, cells in table.body:
        if reader.is_section(cells):
            reader.begin_section(cells)
            continue
        facts = reader.facts(number, cells)
        if facts is None:
            continue
        part = reader.part(cells)
        places.add(reader.place(cells))
        for column in columns:
            inner = merged(facts, column.title.facts)
            if inner is None:
                continue
            inner = merged(inner, reader.section) or inner
            cell = cells[column.index] if column.index < len(cells) else None
            found.append(
                Observation(_filled(inner, outer), read_count(cell), number, column.name, part)
            )
    if len(places - {""}) > 1:
        notes.error(
            f"Die Tabelle enthält {len(places - {''})} Gemeinden. Bitte lassen Sie nur die Zeilen "
            "Ihrer Kommune stehen.",
            table.head_row,
        )
    return found


def _filled(facts: Facts, outer: Facts) -> Facts:
    return Facts(
        facts.year or outer.year,
        facts.ages or outer.ages,
        facts.sex or outer.sex,
        facts.event or outer.event,
        facts.share or outer.share,
    )
