"""`daks train`: the language model from the training data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assistant.settings import read_settings


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("train", help="trainiert das Sprachverständnis")
    parser.add_argument(
        "--if-changed", action="store_true", help="nur, wenn sich die Trainingsdaten geändert haben"
    )
    parser.add_argument("--project", type=Path, default=Path(), help="Ordner mit config.yml")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Trains; 1 when it failed."""
    from assistant.engine.training import is_trained, train

    model_dir = read_settings().model_dir
    project = arguments.project.resolve()
    if not (project / "config.yml").is_file():
        print(f"In {project} liegt keine config.yml. Bitte im Projektordner aufrufen.")
        return 1
    if arguments.if_changed and is_trained(project, model_dir):
        print("Das Modell ist aktuell.")
        return 0
    model = train(project, model_dir)
    print(f"Trainiert: {model}")
    return 0
