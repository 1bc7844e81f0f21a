"""`daks serve`: the page and the API."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.settings import read_settings


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("serve", help="startet die Assistenz im Browser")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Serves until stopped."""
    from assistant.web.server import serve

    settings = read_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    serve(settings)
    return 0
