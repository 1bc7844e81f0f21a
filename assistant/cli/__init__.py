"""The command line `daks`: a file for each command, German help, exit codes 0, 1 and 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from assistant.cli import (
    audit,
    backup,
    bench,
    chat,
    doctor,
    documents,
    evaluate,
    exchange,
    export,
    import_,
    members,
    methods,
    papers,
    person,
    register,
    retention,
    serve,
    train,
    unclear,
)
from assistant.settings import SettingsError

COMMANDS = (
    serve,
    train,
    chat,
    members,
    audit,
    methods,
    documents,
    register,
    export,
    import_,
    exchange,
    backup,
    retention,
    person,
    papers,
    doctor,
    unclear,
    evaluate,
    bench,
)


class GermanParser(argparse.ArgumentParser):
    """argparse with German words; wrong use ends with 2."""

    def format_help(self) -> str:
        """The help text."""
        text = super().format_help()
        for english, german in (
            ("usage:", "Aufruf:"),
            ("positional arguments:", "Angaben:"),
            ("options:", "Optionen:"),
            ("show this help message and exit", "zeigt diese Hilfe"),
        ):
            text = text.replace(english, german)
        return text

    def error(self, message: str) -> None:  # type: ignore[override]
        """Ends with 2 and the way to the help."""
        self.exit(2, f"{self.prog}: Das passt nicht ({message}).\nHilfe: {self.prog} --help\n")


def make_parser() -> GermanParser:
    """The parser with all commands."""
    parser = GermanParser(prog="daks", description="Demografie-Assistenz für kommunale Strategien")
    subparsers = parser.add_subparsers(
        dest="command", metavar="BEFEHL", required=True, parser_class=GermanParser
    )
    for command in COMMANDS:
        command.add_to(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code."""
    parsed = make_parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 1
