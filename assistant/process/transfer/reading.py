"""Reads the file of a process: JSON of our format that fits its schema, else a German sentence."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema

from assistant.process.transfer.wire import FORMAT, VERSION, moment, unpacked

SCHEMA = Path(__file__).parent / "schema.json"
# A process may keep 100 MB of files, and looked at some more; Base64 adds a third.
LARGEST = 512 * 2**20
MOST_NAMED = 5
DEEPEST = 100
NOT_OURS = "Das ist keine Datei aus `daks export` oder dem Export der Seite."
WORDS = {
    "additionalProperties": "hier steht eine Angabe, die nicht vorgesehen ist",
    "type": "der Wert hat nicht die erwartete Art",
    "enum": "der Wert gehört nicht zu den möglichen",
    "minLength": "der Text ist leer",
    "maxLength": "der Text ist zu lang",
    "minItems": "die Liste ist leer",
    "pattern": "der Text hat nicht die erwartete Form",
    "format": "der Text ist kein Zeitpunkt mit Zeitzone oder kein Base64",
    "minimum": "die Zahl ist zu klein",
    "maximum": "die Zahl ist zu groß",
}
FORMATS = jsonschema.FormatChecker(formats=())


class UnusableFileError(ValueError):
    """A file that cannot be imported. The text says why, in German, and where in the file."""


def read_export(content: bytes) -> dict[str, Any]:
    """The data of the file, fitting its schema. Raises UnusableFileError."""
    if len(content) > LARGEST:
        raise UnusableFileError(
            f"Die Datei ist zu groß. Höchstens {LARGEST // 2**20} MB werden gelesen."
        )
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
        places = list(_unusable_values(data, "", DEEPEST))
    except UnicodeDecodeError:
        raise UnusableFileError("Die Datei ist kein Text in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise UnusableFileError(
            f"Die Datei ist kein lesbares JSON (Zeile {error.lineno}, Spalte {error.colno})."
        ) from None
    except (ValueError, RecursionError):
        raise UnusableFileError("Die Datei ist kein lesbares JSON.") from None
    _check_version(data)
    if places:
        raise UnusableFileError(f"Ein unzulässiges Zeichen oder eine zu große Zahl: {places[0]}.")
    _check_schema(data)
    return data  # type: ignore[no-any-return]


def _refuse(name: str) -> None:
    raise ValueError(name)


def _check_version(data: Any) -> None:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnusableFileError(NOT_OURS)
    version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        raise UnusableFileError(
            f"Diese Fassung des Formats ({json.dumps(version)[:20]}) wird nicht gelesen, nur "
            f"Fassung {VERSION}. Die Datei stammt wohl aus einer anderen Version der Assistenz."
        )


def _check_schema(data: dict[str, Any]) -> None:
    found = []
    for error in _validator().iter_errors(data):
        found.append(f"{pointer(error.absolute_path)}: {_said(error)}")
        if len(found) == MOST_NAMED:
            break
    if found:
        raise UnusableFileError("Die Datei passt nicht zum Format.\n" + "\n".join(found))


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return jsonschema.Draft202012Validator(schema, format_checker=FORMATS)


def _said(error: Any) -> str:
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"hier fehlt „{missing[0]}“"
    return WORDS.get(error.validator, "der Wert passt zu keiner der vorgesehenen Formen")


def pointer(path: Any) -> str:
    """A JSON pointer; "/" for the whole file."""
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in path]
    return "/" + "/".join(parts)


def _unusable_values(value: Any, place: str, depth: int) -> Iterator[str]:
    """Where a text holds what a database cannot store (NUL, half a character), or a number is
    beyond all numbers. Raises ValueError for what is nested too deep to be stored."""
    if depth == 0:
        raise ValueError(place)
    if isinstance(value, str):
        if "\0" in value or not _is_whole(value):
            yield place or "/"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield place or "/"
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _unusable_values(name, place, depth)
            yield from _unusable_values(part, f"{place}/{name}", depth - 1)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _unusable_values(part, f"{place}/{number}", depth - 1)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(moment(value))


@FORMATS.checks("base64", raises=ValueError)
def _is_base64(value: object) -> bool:
    return not isinstance(value, str) or unpacked(value) is not None
