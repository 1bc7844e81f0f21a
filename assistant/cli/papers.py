"""`daks papers`: the papers on privacy and accessibility as Word files, to be gone over."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from assistant.documents.papers import document_of, missing_settings, papers_of
from assistant.privacy.papers import UnusablePaperError
from assistant.settings import read_settings


def add_to(subparsers: Any) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "papers",
        help="schreibt die Papiere zu Datenschutz und Barrierefreiheit",
        description="Schreibt Datenschutzhinweise, Verarbeitungsverzeichnis und die anderen "
        "Papiere als Word-Dateien. Sie sind Entwürfe; Ihre Datenschutzstelle prüft sie. Ohne "
        "--output zeigt der Befehl, was darin noch fehlt.",
    )
    parser.add_argument(
        "--output", metavar="VERZEICHNIS", type=Path, help="schreibt dorthin, eine Datei je Papier"
    )
    parser.add_argument("--json", action="store_true", help="als JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what is missing; with `--output` writes the files."""
    settings = read_settings()
    try:
        papers = papers_of(settings)
    except UnusablePaperError as error:
        print(f"Dieses Papier lässt sich nicht lesen: {error}", file=sys.stderr)
        return 1
    written = {}
    if arguments.output is not None:
        from assistant.documents.formats.docx import write_docx

        today = datetime.date.today()
        template = settings.templates / "document.docx" if settings.templates else None
        used = template if template is not None and template.is_file() else None
        try:
            arguments.output.mkdir(parents=True, exist_ok=True)
            for paper in papers:
                path = arguments.output / f"{paper.id}.docx"
                path.write_bytes(write_docx(document_of(paper, settings, today), used))
                written[paper.id] = str(path)
        except OSError as error:
            print(f"Das lässt sich nicht schreiben: {error.strerror}.", file=sys.stderr)
            return 1
    if arguments.json:
        rows = [
            {
                "id": paper.id,
                "title": paper.title,
                "gaps": paper.gaps(),
                "file": written.get(paper.id),
            }
            for paper in papers
        ]
        data = {"papers": rows, "missing_settings": missing_settings(settings)}
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    for paper in papers:
        count = len(paper.gaps())
        gaps = f"{count} Lücken" if count != 1 else "1 Lücke"
        where = f" Geschrieben: {written[paper.id]}" if paper.id in written else ""
        print(f"{paper.id}: {paper.title} ({gaps if count else 'vollständig'}).{where}")
        if not written:
            for gap in paper.gaps():
                print(f"  fehlt: {gap}")
    for name in missing_settings(settings):
        print(f"{name} ist nicht gesetzt.")
    return 0
