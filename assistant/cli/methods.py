"""`daks methods`: searches the toolkit in the shell, or prints one method in full."""

from __future__ import annotations

import argparse
import json
import re
from typing import Any

from assistant.process.offers import load_toolkit
from assistant.toolkit.cards import card, suggestions_text, whole, whole_text
from assistant.toolkit.naming import named_methods
from assistant.toolkit.reading import load_words, read_wish

MARKS = re.compile(r"\*\*|\[([^\]]+)\]\(([^)]+)\)")


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("methods", help="schlägt Methoden aus dem Werkzeugkoffer vor")
    parser.add_argument(
        "wish", nargs="*", help="was gesucht wird, zum Beispiel: Jugendliche, wenig Geld, online"
    )
    parser.add_argument("--show", metavar="NAME", help="eine Methode ganz, nach Name oder Kennung")
    parser.add_argument("--limit", type=int, default=5, help="so viele zeigen")
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints suggestions, or one method; 1 when there is no such method."""
    toolkit = load_toolkit()
    if arguments.show:
        catalogue = toolkit.catalogue
        known = catalogue.by_id.get(arguments.show)
        found = [known] if known else named_methods(arguments.show, catalogue)
        if not found:
            print(f"Eine Methode „{arguments.show}“ gibt es im Werkzeugkoffer nicht.")
            return 1
        _print(whole(found[0]), arguments.json, whole_text(found[0], catalogue))
        return 0
    wish = read_wish(" ".join(arguments.wish), load_words())
    ranked = toolkit.rank(wish)[: max(1, arguments.limit)]
    _print({"methods": [card(s) for s in ranked]}, arguments.json, suggestions_text(ranked))
    return 0


def _print(data: dict[str, Any], as_json: bool, text: str) -> None:
    if as_json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(MARKS.sub(lambda m: f"{m.group(1)} ({m.group(2)})" if m.group(1) else "", text))
