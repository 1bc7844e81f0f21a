"""`make bench`: our assistant beside the floor and beside stock Rasa, in one run.

All are servers that get the same typed answers over HTTP; what counts is the CPU time of their
processes, of the action server too. They take turns, so that a busy machine hits all of them.
Prints one Markdown table, or with --json the figures; they are also in .bench/result.json.
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
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any

from bench import filling
from bench.processes import HERE, OURS, PROJECT, ROOT, STOCK, WORK, json_of, run, say
from bench.report import as_markdown
from bench.servers import Running, ours, stock
from bench.talks import OurTalk, StockTalk, Typed, texts
from bench.walking import MARKS, Opened, crowd, walk

RESULT = WORK / "result.json"
VARIANTS = {"recommended": "config.yml", "light": "config-light.yml"}
PARTS = ("floor", "messages", "crowd", "processes")
CROWDS = (1, 16, 64)
NO_LIMIT = 10**9


def main() -> int:
    """The command line."""
    arguments = _arguments()
    models: dict[str, Path] = {}
    if arguments.stock:
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
    sides = {"ours": _ours, **{name: partial(_stock, model) for name, model in models.items()}}
    if "floor" in arguments.parts:
        say("Messe den Boden")
        result["floor"] = _floor()
    if "messages" in arguments.parts:
        result["messages"] = _messages(sides, arguments)
    if "crowd" in arguments.parts:
        result["crowd"] = _crowds(sides, arguments.seconds)
    if "processes" in arguments.parts:
        result["processes"] = filling.measure()
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2) if arguments.json else as_markdown(result))
    say(f"Maschinenlesbar: {RESULT.relative_to(ROOT)}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Misst neben Rasa im Auslieferungszustand."
    )
    parser.add_argument("--only", action="append", choices=PARTS, help="nur diesen Teil messen")
    parser.add_argument("--no-stock", dest="stock", action="store_false", help="ohne Rasa daneben")
    parser.add_argument("--messages", type=int, default=MARKS[-1], help="Länge unseres Gesprächs")
    parser.add_argument("--stock-messages", type=int, default=600, help="Länge bei Rasa")
    parser.add_argument("--minutes", type=float, default=7, help="Grenze je Gespräch bei Rasa")
    parser.add_argument("--seconds", type=float, default=15, help="Dauer je Andrang")
    parser.add_argument("--epochs", type=int, default=2, help="Trainingsrunden bei Rasa")
    parser.add_argument("--full", action="store_true", help="bei Rasa ohne Grenzen (Stunden)")
    parser.add_argument("--quick", action="store_true", help="kurz: nur sehen, ob alles läuft")
    parser.add_argument("--json", action="store_true", help="als JSON")
    arguments = parser.parse_args()
    arguments.parts = arguments.only or PARTS
    if arguments.full:
        arguments.stock_messages, arguments.minutes = arguments.messages, NO_LIMIT
    if arguments.quick:
        arguments.messages = arguments.stock_messages = 40
        arguments.seconds = 3
    return arguments


Side = Callable[[], AbstractContextManager[tuple[Running, Opened]]]


@contextmanager
def _ours() -> Iterator[tuple[Running, Opened]]:
    with tempfile.TemporaryDirectory() as folder, ours(Path(folder)) as server:
        yield server, lambda session: OurTalk(session, server.address)


@contextmanager
def _stock(model: Path) -> Iterator[tuple[Running, Opened]]:
    typed = Typed.read()
    with tempfile.TemporaryDirectory() as folder, stock(model, Path(folder)) as server:
        yield server, lambda session: StockTalk(session, server.address, typed)


def _messages(sides: dict[str, Side], arguments: argparse.Namespace) -> dict[str, Any]:
    """One long conversation with each. Ours runs first and last: a busy minute is seen."""
    found: dict[str, Any] = {}
    for name in [*sides, "ours"]:
        is_ours = name == "ours"
        length = arguments.messages if is_ours else arguments.stock_messages
        with sides[name]() as (server, talk):
            say(f"{name}: ein Gespräch mit {length} Nachrichten")
            start = {
                "start_seconds": round(server.start_wall, 2),
                "start_cpu_seconds": round(server.start_cpu, 2),
                "start_mb": round(server.resident_mb()),
            }
            seconds = NO_LIMIT if is_ours else arguments.minutes * 60
            measured = walk(server, talk, length, seconds) | start
        found[name] = _joined(found[name], measured) if name in found else measured
    return found


def _joined(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The middle of two runs of the same side."""
    joined: dict[str, Any] = {}
    for name, value in first.items():
        if isinstance(value, dict):
            joined[name] = _joined(value, second[name])
        else:
            joined[name] = round(statistics.mean((value, second[name])), 2)
    return joined


def _crowds(sides: dict[str, Side], seconds: float) -> dict[str, Any]:
    """Many conversations at once, each side on a fresh database for all of its crowds."""
    found: dict[str, Any] = {}
    for name, side in sides.items():
        with side() as (server, talk):
            found[name] = {}
            for conversations in CROWDS:
                say(f"{name}: {conversations} Gespräche zugleich")
                found[name][str(conversations)] = crowd(server, talk, conversations, seconds)
    return found


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


def _floor() -> dict[str, float]:
    """Twice, and the middle of both."""
    if not (PROJECT / "typed.json").exists():
        run([OURS / "python", HERE / "stock" / "make_project.py", PROJECT])
    file = WORK / "texts.json"
    file.write_text(json.dumps(texts()), "utf-8")
    measured = [json_of([OURS / "python", HERE / "floor.py", file], ROOT) for _ in range(2)]
    names = measured[0]
    return {name: round(statistics.mean(one[name] for one in measured), 3) for name in names}


def _machine() -> dict[str, Any]:
    load = round(os.getloadavg()[0], 1)
    return {"cores": os.cpu_count(), "system": platform.platform(), "load_at_start": load}


if __name__ == "__main__":
    sys.exit(main())
