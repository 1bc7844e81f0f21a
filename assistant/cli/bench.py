"""`daks bench`: server CPU per message along one long conversation, start-up and memory."""

from __future__ import annotations

import argparse
import json
from typing import Any

MESSAGES = (20, 200, 2000)


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("bench", help="misst Rechenzeit je Nachricht, Start, Speicher")
    parser.add_argument("--messages", type=int, default=MESSAGES[-1], help="Länge des Gesprächs")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measures in a database of its own and prints a table."""
    from assistant.chat.measuring import measure

    result = measure(arguments.messages)
    if arguments.json:
        print(json.dumps(result.as_data(), indent=2))
    else:
        print(result.as_table())
    return 0
