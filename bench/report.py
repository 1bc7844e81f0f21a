"""The bench's result as one Markdown table."""

from __future__ import annotations

from typing import Any

NOTES = """
Alle bekommen dieselben getippten Antworten auf dieselben Fragen, jede in einem eigenen Prozess ohne
HTTP. CPU ist die Rechenzeit dieses Prozesses je Nachricht, der Median der 20 Nachrichten vor der
genannten; Speicher der höchste Stand. „–“ heißt: nicht gemessen, nichts ist hochgerechnet.
Rasa (empfohlen) hat die Pipeline, die Rasa selbst vorgibt, Rasa (leicht) nur Wörter, Zeichenfolgen
und Regeln; beide laufen unverändert mit Formularen und dem SQLTrackerStore auf SQLite, ohne
Aktionsserver, in einer einzigen Sitzung. Nach 60 Minuten Pause beginnt Rasa von sich aus eine neue:
Sie ist wieder schneller, und das offene Formular ist vergessen. Die Modelle sind mit {epochs}
Trainingsrunden statt 100 trainiert: Das ändert die Gewichte, nicht die Kosten einer Nachricht.
"""


def as_markdown(result: dict[str, Any]) -> str:
    """The table, with what it shows."""
    ours, start = result["ours"], result["start"]
    recommended, light = result["stock"]["recommended"], result["stock"]["light"]
    sides = (ours, recommended, light)
    marks = sorted({int(m) for side in sides for m in side["cpu_ms_per_message"]})
    lines = [
        _row("Messung", "Wir", "Rasa (empfohlen)", "Rasa (leicht)", "empfohlen : wir"),
        "|---|---:|---:|---:|---:|",
    ]
    for mark in marks:
        used = [side["cpu_ms_per_message"].get(str(mark)) for side in sides]
        shown = ["–" if ms is None else _number(ms, "ms") for ms in used]
        lines.append(_row(f"CPU bei Nachricht {mark}", *shown, _ratio(used[1], used[0])))
    for label, name, unit in (
        ("Start bis bereit", "wall_seconds", "s"),
        ("Start, CPU", "cpu_seconds", "s"),
        ("Speicher nach dem Start", "resident_mb", "MB"),
    ):
        used = [start[side][name] for side in ("ours", "recommended", "light")]
        shown = [_number(value, unit) for value in used]
        lines.append(_row(label, *shown, _ratio(used[1], used[0])))
    used = [side["resident_mb"] for side in sides]
    shown = [_number(value, "MB") for value in used]
    lines.append(_row("Speicher nach dem Gespräch", *shown, _ratio(used[1], used[0])))
    lines += _floor_rows(result["floor"], ours["cpu_ms_per_message"]["20"])
    machine = result["machine"]
    heading = f"{machine['cores']} Kerne, Last zu Beginn {machine['load_at_start']}, {result['at']}"
    return "\n".join([heading, "", *lines, NOTES.format(epochs=result["epochs"]).rstrip()])


def _floor_rows(floor: dict[str, float], ours: float) -> list[str]:
    bare = floor["classifier_ms"] + floor["transaction_ms"] + floor["echo_ms"]
    in_rasa = floor["nlu_graph_ms"] + floor["transaction_ms"] + floor["echo_ms"]
    return [
        _row("Boden: Klassifikator allein", _number(floor["classifier_ms"], "ms"), "", "", ""),
        _row("Boden: dasselbe in Rasas Graph", _number(floor["nlu_graph_ms"], "ms"), "", "", ""),
        _row("Boden: eine SQL-Transaktion", _number(floor["transaction_ms"], "ms"), "", "", ""),
        _row("Boden: aiohttp-Echo", _number(floor["echo_ms"], "ms"), "", "", ""),
        _row("Boden zusammen, Klassifikator allein", _number(bare, "ms"), "", "", ""),
        _row("Boden zusammen, mit Rasas Graph", _number(in_rasa, "ms"), "", "", ""),
        _row("Wir bei Nachricht 20 : Boden", f"{ours / bare:.1f}", "", "", ""),
        _row("Wir bei Nachricht 20 : Boden mit Graph", f"{ours / in_rasa:.1f}", "", "", ""),
    ]


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _ratio(theirs: float | None, ours: float | None) -> str:
    return f"{theirs / ours:.1f}" if theirs and ours else "–"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
