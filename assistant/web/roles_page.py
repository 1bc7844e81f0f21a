"""Writes `docs/roles.md`: which role may do what, made from the API's description.

`python -m assistant.web.roles_page FILE` writes it, `--check FILE` ends with 1 when it is out of
date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from assistant.web.description import Operation, operations
from assistant.web.roles import ROLES

TITLES = {
    "founder": "angelegt",
    "editor": "mitwirkend",
    "viewer": "mitlesend",
    "adviser": "beratend",
}
HEAD = """\
# Wer was darf

Diese Seite entsteht aus `assistant/web/openapi.yml` (`python -m assistant.web.roles_page`).
Dieselbe Angabe (`x-roles`) prüft der Server vor jeder Anfrage, an einer Stelle
(`assistant/web/roles.py`). `tests/web/test_roles.py` ruft jede Zeile mit jeder Rolle auf.

| Rolle | Name in der Schnittstelle | Was die Person tut |
|---|---|---|
| angelegt | `founder` | Hat das Vorhaben angelegt, verwaltet Zugänge und kann alles löschen. |
| mitwirkend | `editor` | Antwortet, ändert und lädt andere ein. |
| mitlesend | `viewer` | Sieht alles und ändert nichts. |
| beratend | `adviser` | Sieht alles, merkt an und schlägt vor. Die Mitwirkenden entscheiden. |
| betreibend | – | Verwaltet die Anlage mit `daks`. Hat in der Schnittstelle keinen Zugang. |

Ohne Anmeldung antwortet der Server mit 401, mit der falschen Rolle mit 403. Was zu einem anderen
Vorhaben gehört, gibt es für Fremde nicht: 404.

„ja“ heißt erlaubt, „–“ heißt 403. Eine Ziffer verweist auf die Anmerkungen unter der Tabelle.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    yield "| Aufruf | Was er tut | " + " | ".join(TITLES[role] for role in ROLES) + " |"
    yield "|---|---|" + "---|" * len(ROLES)
    public, notes = [], []
    for operation in sorted(operations(), key=lambda o: (o.path, o.method)):
        if operation.public:
            public.append(operation)
            continue
        mark = ""
        if operation.roles_note:
            notes.append(operation.roles_note)
            mark = f" ({len(notes)})"
        yield _row(operation, mark)
    if notes:
        yield ""
        yield from (f"{number}. {note}" for number, note in enumerate(notes, 1))
    yield ""
    yield "## Ohne Anmeldung"
    yield ""
    yield from (f"- `{o.method} {o.path}`: {o.summary}" for o in public)


def _row(operation: Operation, mark: str) -> str:
    cells = ("ja" if role in operation.roles else "–" for role in ROLES)
    summary = operation.summary.replace("|", "\\|") + mark
    return f"| `{operation.method} {operation.path}` | {summary} | {' | '.join(cells)} |"


def main(arguments: list[str]) -> int:
    """Writes the page, or compares it."""
    check = arguments[:1] == ["--check"]
    file = Path(arguments[-1])
    if not check:
        file.write_text(page(), "utf-8")
        return 0
    if file.is_file() and file.read_text("utf-8") == page():
        return 0
    print(f"{file} passt nicht zur Beschreibung: python -m assistant.web.roles_page {file}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
