"""`daks evaluate methods`: how often the suggestion names what practitioners expect."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import yaml

from assistant.process.offers import load_toolkit
from assistant.toolkit.evaluation import Outcome, case_of, evaluate, first_of_all, picked

GOLDEN = Path("tests/toolkit/golden.yml")
LEAST_HITS = 0.95


def run(arguments: argparse.Namespace) -> int:
    """Prints hit rates and misses; with --check 1 below the bar."""
    if not GOLDEN.exists():
        print(f"Die Beispiele liegen in {GOLDEN}. Bitte im Ordner des Projekts aufrufen.")
        return 1
    toolkit = load_toolkit()
    cases = [case_of(row) for row in yaml.safe_load(GOLDEN.read_text("utf-8"))]
    started = time.process_time()
    outcomes = {
        "rank": evaluate(cases, first_of_all(toolkit)),
        "pick": evaluate(cases, picked(toolkit)),
    }
    each = (time.process_time() - started) * 1000 / (2 * len(cases))
    below = [name for name, found in outcomes.items() if not _good(found)]
    if arguments.json:
        figures = {
            name: {"cases": len(found), "hits": _hits(found), "wrong": _wrong(found)}
            for name, found in outcomes.items()
        }
        print(json.dumps({**figures, "milliseconds": round(each, 2), "below": below}, indent=2))
    else:
        _print(outcomes, each)
    return 1 if arguments.check and below else 0


def _print(outcomes: dict[str, list[Outcome]], each: float) -> None:
    for name, title in (("rank", "Rangfolge (API)"), ("pick", "Auswahl (Gespräch)")):
        found = outcomes[name]
        share = 100 * _hits(found) / len(found)
        print(
            f"{title}: {_hits(found)} von {len(found)} getroffen ({share:.0f} %, mindestens"
            f" {LEAST_HITS * 100:.0f} %), {_wrong(found)} mit etwas Unpassendem"
        )
        for outcome in found:
            if not outcome.hit or outcome.wrong:
                print(f"  {outcome.case.situation}: {', '.join(outcome.suggested)}")
    print(f"CPU je Vorschlag: {each:.1f} ms")


def _good(outcomes: list[Outcome]) -> bool:
    return _hits(outcomes) >= LEAST_HITS * len(outcomes) and not _wrong(outcomes)


def _hits(outcomes: list[Outcome]) -> int:
    return sum(outcome.hit for outcome in outcomes)


def _wrong(outcomes: list[Outcome]) -> int:
    return sum(bool(outcome.wrong) for outcome in outcomes)
