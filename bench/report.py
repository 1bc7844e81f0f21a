"""The bench's result as one Markdown table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

SIDES = {"ours": "Wir", "recommended": "Rasa (empfohlen)", "light": "Rasa (leicht)"}
NOTES = """
Alle sind Server, die dieselben getippten Antworten über HTTP bekommen. CPU ist die Rechenzeit
aller ihrer Prozesse je Nachricht (bei Rasa mit dem Aktionsserver), Wand die Zeit bis zur Antwort,
beides der Median der 20 Nachrichten vor der genannten. „–“ heißt: nicht gemessen, nichts ist
hochgerechnet. Rasa (empfohlen) hat die Pipeline, die Rasa selbst vorgibt, Rasa (leicht) nur Wörter,
Zeichenfolgen und Regeln; beide laufen unverändert mit Formularen, einer Prüfaktion je Formular auf
dem Aktionsserver und dem SQLTrackerStore auf SQLite, in einer einzigen Sitzung. Nach 60 Minuten
Pause beginnt Rasa von sich aus eine neue: Sie ist wieder schneller, und das offene Formular ist
vergessen. Die Modelle sind mit {epochs} Trainingsrunden statt 100 trainiert: Das ändert die
Gewichte, nicht die Kosten einer Nachricht. Bei vielen Vorhaben hat jedes 300 Antworten mit ihren
Fassungen und die letzten 40 Nachrichten; „erste Nachricht“ ist die erste seit dem Start in einem
Vorhaben, das noch niemand angerührt hat.
"""


def as_markdown(result: dict[str, Any]) -> str:
    """The table, with what it shows."""
    machine = result["machine"]
    heading = f"{machine['cores']} Kerne, Last zu Beginn {machine['load_at_start']}, {result['at']}"
    lines = [
        _row("Messung", *SIDES.values(), "empfohlen : wir", "leicht : wir"),
        "|---|---:|---:|---:|---:|---:|",
        *_message_rows(result.get("messages", {})),
        *_crowd_rows(result.get("crowd", {})),
        *_floor_rows(result.get("floor"), result.get("messages", {}).get("ours")),
        *_process_rows(result.get("processes", [])),
    ]
    return "\n".join([heading, "", *lines, NOTES.format(epochs=result["epochs"]).rstrip()])


def _message_rows(found: dict[str, Any]) -> Iterator[str]:
    if not found:
        return
    marks = sorted({int(m) for side in found.values() for m in side["cpu_ms_per_message"]})
    for kind, label in (("cpu", "CPU"), ("wall", "Wand")):
        for mark in marks:
            name = f"{kind}_ms_per_message"
            yield _compared(
                f"{label} bei Nachricht {mark}",
                found,
                lambda side, name=name, mark=mark: side[name].get(str(mark)),  # type: ignore[misc]
                "ms",
            )
    ours = found["ours"]["cpu_ms_per_message"]
    first, last = min(ours, key=int), max(ours, key=int)
    yield _row(
        f"Nachricht {last} : Nachricht {first}", f"{ours[last] / ours[first]:.2f}", *[""] * 4
    )
    yield _compared("Start bis bereit", found, lambda side: side["start_seconds"], "s")
    yield _compared("Start, CPU", found, lambda side: side["start_cpu_seconds"], "s")
    yield _compared("Speicher nach dem Start", found, lambda side: side["start_mb"], "MB")
    yield _compared("Speicher nach dem Gespräch", found, lambda side: side["resident_mb"], "MB")


def _crowd_rows(found: dict[str, Any]) -> Iterator[str]:
    for many in found.get("ours", {}):
        label = f"{many} Gespräche zugleich" if many != "1" else "ein Gespräch"
        for name, unit, title in (
            ("messages_per_second", "/s", "Nachrichten je Sekunde"),
            ("cpu_ms_per_message", "ms", "CPU je Nachricht"),
            ("p50_ms", "ms", "p50"),
            ("p95_ms", "ms", "p95"),
            ("p99_ms", "ms", "p99"),
        ):
            yield _compared(
                f"{label}: {title}",
                found,
                lambda side, many=many, name=name: side[many][name],  # type: ignore[misc]
                unit,
            )


def _floor_rows(floor: dict[str, float] | None, ours: dict[str, Any] | None) -> Iterator[str]:
    if floor is None:
        return
    bare = floor["classifier_ms"] + floor["transaction_ms"] + floor["echo_ms"]
    in_rasa = floor["nlu_graph_ms"] + floor["transaction_ms"] + floor["echo_ms"]
    for label, value in (
        ("Klassifikator allein", floor["classifier_ms"]),
        ("dasselbe in Rasas Graph", floor["nlu_graph_ms"]),
        ("eine SQL-Transaktion", floor["transaction_ms"]),
        ("aiohttp-Echo", floor["echo_ms"]),
        ("zusammen, Klassifikator allein", bare),
        ("zusammen, mit Rasas Graph", in_rasa),
    ):
        yield _row(f"Boden: {label}", _number(value, "ms"), *[""] * 4)
    if ours:
        used = next(iter(ours["cpu_ms_per_message"].values()))
        yield _row("Wir : Boden", f"{used / bare:.1f}", *[""] * 4)
        yield _row("Wir : Boden mit Graph", f"{used / in_rasa:.1f}", *[""] * 4)


def _process_rows(found: list[dict[str, Any]]) -> Iterator[str]:
    for size in found:
        label = f"{size['processes']:,} Vorhaben".replace(",", ".")
        database = _number(size["database_mb"], "MB")
        yield _row(
            f"{label} ({database}): CPU je Nachricht", _number(size["next_ms"], "ms"), *[""] * 4
        )
        yield _row(f"{label}: CPU der ersten Nachricht", _number(size["first_ms"], "ms"), *[""] * 4)
    if len(found) > 1:
        for name, label in (("next_ms", "je Nachricht"), ("first_ms", "der ersten Nachricht")):
            ratio = found[-1][name] / found[0][name]
            yield _row(
                f"Die meisten : die wenigsten Vorhaben, CPU {label}", f"{ratio:.2f}", *[""] * 4
            )


def _compared(
    label: str, found: dict[str, Any], value: Callable[[dict[str, Any]], float | None], unit: str
) -> str:
    """A row with the value of each side, and what the others need of ours."""
    values = [value(found[side]) if side in found else None for side in SIDES]
    shown = ["–" if one is None else _number(one, unit) for one in values]
    return _row(label, *shown, _ratio(values[1], values[0]), _ratio(values[2], values[0]))


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _ratio(theirs: float | None, ours: float | None) -> str:
    return f"{theirs / ours:.2f}" if theirs and ours else "–"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
