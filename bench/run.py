"""`make bench`: our assistant beside stock Rasa and beside the floor, in one run.

All of them get the same typed answers, each in a process that holds its agent and handles messages
without HTTP; what counts is the CPU time of that process per message. They take turns, so that a
busy machine hits all of them. Prints one Markdown table and writes .bench/result.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from processes import HERE, OURS, PROJECT, ROOT, STOCK, WORK, json_of, run, say
from report import as_markdown
from starting import start_ours, start_stock

RESULT = WORK / "result.json"
VARIANTS = {"recommended": "config.yml", "light": "config-light.yml"}
MARKS = (20, 200, 600, 2000)
WINDOW = 20
NO_LIMIT = 10**9


def main() -> int:
    """The command line."""
    arguments = _arguments()
    say("Schreibe das Vergleichsprojekt")
    make = [OURS / "python", HERE / "stock" / "make_project.py"]
    run([*make, PROJECT, "--epochs", arguments.epochs])
    models = {name: _trained(name, config) for name, config in VARIANTS.items()}
    result: dict[str, Any] = {
        "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": _machine(),
        "epochs": arguments.epochs,
        "limits": {"stock_messages": arguments.stock_messages, "minutes": arguments.minutes},
    }
    # Ours runs before, between and after the others: a busy minute cannot favour one side.
    say("Messe den Boden")
    floors = [_floor()]
    ours, stock, starts = [_ours(arguments.messages)], {}, {}
    for name, model in models.items():
        stock[name] = _stock(name, model, arguments)
        ours.append(_ours(arguments.messages))
    floors.append(_floor())
    starts["ours"] = _median_of(start_ours() for _ in range(arguments.starts))
    for name, model in models.items():
        starts[name] = _median_of(start_stock(name, model) for _ in range(arguments.starts))
    result |= {
        "floor": _median_of(floors),
        "ours": _combined(ours),
        "stock": stock,
        "start": starts,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(as_markdown(result))
    print(f"\nMaschinenlesbar: {RESULT.relative_to(ROOT)}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Misst neben Rasa im Auslieferungszustand.")
    parser.add_argument("--messages", type=int, default=MARKS[-1], help="Länge unseres Gesprächs")
    parser.add_argument("--stock-messages", type=int, default=600, help="Länge bei Rasa")
    parser.add_argument("--minutes", type=float, default=10, help="Grenze je Gespräch bei Rasa")
    parser.add_argument("--epochs", type=int, default=5, help="Trainingsrunden bei Rasa")
    parser.add_argument("--starts", type=int, default=1, help="so oft wird der Start gemessen")
    parser.add_argument("--full", action="store_true", help="bei Rasa ohne Grenzen (Stunden)")
    parser.add_argument("--quick", action="store_true", help="nur 200 Nachrichten überall")
    arguments = parser.parse_args()
    if arguments.full:
        arguments.stock_messages, arguments.minutes = arguments.messages, NO_LIMIT
    if arguments.quick:
        arguments.messages = arguments.stock_messages = 200
    return arguments


def _trained(name: str, config: str) -> Path:
    """The stock model for the project as it is; trained when there is none yet."""
    files = [PROJECT / config, PROJECT / "domain.yml", *sorted((PROJECT / "data").iterdir())]
    digest = hashlib.sha256((ROOT / "requirements-stock.lock").read_bytes())
    for file in files:
        digest.update(file.read_bytes())
    folder = WORK / "stock" / "models"
    model = folder / f"{name}-{digest.hexdigest()[:16]}.tar.gz"
    if not model.exists():
        for old in folder.glob(f"{name}-*.tar.gz"):
            old.unlink()
        say(f"Trainiere Rasa ({name}); das dauert einige Minuten")
        unfinished = f"unfinished-{name}"
        command = [STOCK / "rasa", "train", "--force", "--config", config, "--out", folder]
        run([*command, "--fixed-model-name", unfinished], PROJECT)
        (folder / f"{unfinished}.tar.gz").rename(model)
    return model


def _ours(messages: int) -> dict[str, Any]:
    say(f"Messe unsere Assistenz ({messages} Nachrichten)")
    return json_of([OURS / "daks", "bench", "--json", "--messages", messages], ROOT)


def _floor() -> dict[str, float]:
    answers = json.loads((PROJECT / "typed.json").read_text("utf-8"))["answers"]
    texts = WORK / "texts.json"
    texts.write_text(json.dumps(list(answers.values())), "utf-8")
    return json_of([OURS / "python", HERE / "floor.py", texts], ROOT)


def _stock(name: str, model: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    say(f"Messe Rasa ({name}, {arguments.stock_messages} Nachrichten)")
    command = [STOCK / "python", HERE / "stock" / "converse.py", "--model", model]
    command += ["--endpoints", PROJECT / "endpoints.yml", "--typed", PROJECT / "typed.json"]
    command += ["--messages", arguments.stock_messages, "--seconds", arguments.minutes * 60]
    with tempfile.TemporaryDirectory() as folder:
        measured = json_of(command, Path(folder))
    cpu = [seconds * 1000 for seconds in measured.pop("cpu_seconds")]
    wall = [seconds * 1000 for seconds in measured.pop("wall_seconds")]
    marks = sorted({mark for mark in MARKS if mark <= len(cpu)} | {len(cpu)})
    measured["messages"] = len(cpu)
    measured["cpu_ms_per_message"] = {str(n): _at(cpu, n) for n in marks}
    measured["wall_ms_per_message"] = {str(n): _at(wall, n) for n in marks}
    return measured


def _at(values: Sequence[float], mark: int) -> float:
    """The median of the messages before a mark, as `daks bench` takes it."""
    return round(statistics.median(values[max(0, mark - WINDOW) : mark]), 2)


def _combined(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians over several runs of ours, and the runs themselves."""
    marks = runs[0]["cpu_ms_per_message"]
    cpu = {
        mark: round(statistics.median(run["cpu_ms_per_message"][mark] for run in runs), 2)
        for mark in marks
    }
    resident = round(statistics.median(run["resident_mb"] for run in runs))
    return {"cpu_ms_per_message": cpu, "resident_mb": resident, "runs": runs}


def _median_of(runs: Any) -> dict[str, float]:
    measured = list(runs)
    names = measured[0]
    return {name: round(statistics.median(run[name] for run in measured), 3) for name in names}


def _machine() -> dict[str, Any]:
    load = round(os.getloadavg()[0], 1)
    return {"cores": os.cpu_count(), "system": platform.platform(), "load_at_start": load}


if __name__ == "__main__":
    sys.exit(main())
