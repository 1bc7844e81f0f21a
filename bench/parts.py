"""Measures parts on their own: register, projection, charts, documents. A table on the output.

`.venv/bin/python -m bench.parts [REGISTER.xlsx]`. The register is the official workbook; without
one its rows are left out. Documents are made in child processes, as the server makes them.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.documents.making import begin
from assistant.documents.source import Source
from assistant.process.document_kinds import KINDS, Format
from assistant.process.figures.drawing import CHART_IDS, ChartOrder, chart_order, picture
from assistant.process.figures.facts import ProfileFacts, facts_of
from assistant.process.figures.material import Material
from assistant.process.municipalities import Municipalities, import_register
from assistant.process.offers import load_full_guide
from assistant.process.offload import Offload
from assistant.profile.population import PopulationTable
from assistant.profile.projection import project
from assistant.profile.rates import Movements
from assistant.profile.register import read_register
from assistant.store.database import Database
from assistant.store.schema import upgrade
from bench.children import computing_time, most_memory
from tests.documents.builder import Builder
from tests.documents.processes import town

REGISTER = Path("../shared/data/municipalities/AuszugGV4QAktuell_2024.xlsx")
SEARCHED = (
    "Weida",
    "Neuenkirchen",
    "Grafschft",
    "19300",
    "Garbow bei Ludwigslust",
    "Sankt",
    "Ries",
)
SIZES = (240, 12_000, 750_000)
Row = tuple[str, str, str]


def main() -> None:
    """Prints the table."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else REGISTER
    rows = [*register(given), *projections(), *charts(), *asyncio.run(documents())]
    print("| Teil | gemessen | Latte |\n|---|---:|---:|")
    for name, figure, bar in rows:
        print(f"| {name} | {figure} | {bar} |")


def register(file: Path) -> Iterator[Row]:
    """Reading and storing the register, and searching it."""
    if not file.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/data.db")
        upgrade(database)
        begun = time.process_time()
        with database.transaction() as connection, file.open("rb") as opened:
            import_register(connection, read_register(opened, file.name), file.name)
        yield "Gemeindeverzeichnis einlesen", seconds(time.process_time() - begun), "20 s"
        places = Municipalities()
        with database.reading() as connection:
            places.index(connection)
            taken = [
                cpu(lambda text=text: places.search(connection, text))  # type: ignore[misc]
                for text in SEARCHED
                for _ in range(20)
            ]
        database.close()
    yield "Ort suchen, im Mittel", milliseconds(statistics.mean(taken)), "5 ms"
    yield "Ort suchen, längste", milliseconds(max(taken)), ""


def projections() -> Iterator[Row]:
    """Twenty years in three variants with the band, for a village, a town and a district."""
    for size in SIZES:
        base, movements = tables(size)[-1], changes(size)
        taken = cpu(lambda b=base, m=movements: project(b, movements=m))  # type: ignore[misc]
        people = f"{size:,}".replace(",", ".")
        yield f"Vorausberechnung, {people} Menschen", milliseconds(taken), "200 ms"


def charts() -> Iterator[Row]:
    """Each chart as SVG and as PNG, the first drawing left aside."""
    facts = profile(12_000)
    for id in CHART_IDS:
        order = chart_order(facts, id)
        assert order is not None, id
        picture(order, "svg")
        yield f"Diagramm {id}, SVG", milliseconds(cpu(lambda o=order: drawn(o, "svg"))), "500 ms"  # type: ignore[misc]
        yield f"Diagramm {id}, PNG", milliseconds(cpu(lambda o=order: drawn(o, "png"))), "500 ms"  # type: ignore[misc]


def drawn(order: ChartOrder, form: str) -> bytes:
    """A picture."""
    return picture(order, form)  # type: ignore[arg-type]


async def documents() -> list[Row]:
    """A strategy of a hundred measures and a town's documents, in each format."""
    large = Builder("Großstadt").complete(
        items={"plan.measures": 100, "plan.goals": 25, "workshop.ideas": 60}
    )
    found: list[Row] = []
    for builder, label, kinds in (
        (large, "100 Maßnahmen", ("strategy", "plan", "measures")),
        (town(), "Stadt", ("invitation", "profile", "council-paper")),
    ):
        source = builder.source(profile=profile(12_000))
        for kind in kinds:
            for form in KINDS[kind].formats:
                if form == "ics":
                    continue
                found.append(await document(kind, form, source, label))
    return found


async def document(kind: str, form: Format, source: Source, label: str) -> Row:
    """One document on a fresh server: CPU of all children with their start, and the most memory
    that they held together. One document before it, as the server has usually made some.
    """
    offload = Offload()
    before = computing_time()
    try:
        await offload.run(begin, "invitation", "docx", source, timeout=120.0)
        begun = time.perf_counter()
        _, memory = await most_memory(offload.run(begin, kind, form, source, timeout=120.0))
        passed = time.perf_counter() - begun
    finally:
        await offload.close()
    title = f"{KINDS[kind].title}, {label}, {form}"
    used = f"{seconds(passed)} (alle Kindprozesse {seconds(computing_time() - before)} CPU)"
    return title, f"{used}, {memory} MB", "3 s, 300 MB"


def profile(size: int) -> ProfileFacts:
    """Facts of a place with tables and movements."""
    made = Builder("Musterstadt")
    material = Material(tables=tuple(tables(size)), movements=tuple(changes(size)))
    return facts_of(load_full_guide(), made.state, material)


def tables(size: int) -> list[PopulationTable]:
    """Single years of age by sex at the ends of 2014 and 2024."""
    shape = [1.0 if age < 65 else max(0.02, 1 - (age - 65) / 38) for age in range(100)]
    scale = size / sum(shape) / 2
    women = tuple(scale * part for part in shape)
    both = tuple(2 * part for part in women)
    bounds = tuple(range(100))
    return [PopulationTable(year, bounds, both, women, women) for year in (2014, 2024)]


def changes(size: int) -> list[Movements]:
    """Three years of births, deaths and moves."""
    per = size / 1000
    return [Movements(year, 8 * per, 12 * per, 40 * per, 38 * per) for year in (2022, 2023, 2024)]


def cpu(call: Callable[[], object], times: int = 3) -> float:
    """The least seconds of CPU of some runs."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        call()
        taken.append(time.process_time() - begun)
    return min(taken)


def milliseconds(value: float) -> str:
    """As written: "1,3 ms"."""
    return f"{value * 1000:.1f} ms".replace(".", ",")


def seconds(value: float) -> str:
    """As written: "1,3 s"."""
    return f"{value:.1f} s".replace(".", ",")


if __name__ == "__main__":
    main()
