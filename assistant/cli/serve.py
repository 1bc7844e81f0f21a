"""`daks serve`: the page and the API."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from assistant.settings import read_settings


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("serve", help="startet die Assistenz im Browser")
    # What a supervisor hands to its successor (SIGHUP); nobody types it.
    parser.add_argument("--inherit", default="", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Serves until stopped."""
    from assistant.web.connections import CannotListenError

    settings = read_settings()
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        if settings.workers > 1:
            from assistant.web.workers import Inherited, serve_several

            return serve_several(settings, Inherited.read(parsed.inherit))
        from assistant.web.server import serve

        serve(settings)
    except CannotListenError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
