"""The OpenAPI description, and the checks of requests that follow from it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from aiohttp import web

from assistant.web.problems import Problem

PROBLEM = {"$ref": "#/components/responses/Problem"}
UNLIMITED = ("getHealth", "getReadiness")
"""What load balancers ask, however often."""
SOURCE = Path(__file__).parent / "openapi.yml"
WORDS = {
    "required": "Hier fehlt eine Angabe.",
    "additionalProperties": "Diese Angabe ist nicht vorgesehen.",
    "type": "Der Wert hat nicht die erwartete Art.",
    "enum": "Der Wert gehört nicht zu den möglichen.",
    "const": "Der Wert gehört nicht zu den möglichen.",
    "minLength": "Der Text ist zu kurz.",
    "maxLength": "Der Text ist zu lang.",
    "maxItems": "Die Liste ist zu lang.",
    "pattern": "Der Text hat nicht die erwartete Form.",
    "minimum": "Die Zahl ist zu klein.",
    "exclusiveMinimum": "Die Zahl ist zu klein.",
    "maximum": "Die Zahl ist zu groß.",
    "oneOf": "Die Angaben passen zu keiner der vorgesehenen Formen.",
}


@lru_cache(maxsize=1)
def load_description() -> dict[str, Any]:
    """The OpenAPI description as it is published."""
    data: dict[str, Any] = yaml.load(SOURCE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    for methods in data["paths"].values():
        for operation in methods.values():
            _add_limits(operation)
    return data


def _add_limits(operation: dict[str, Any]) -> None:
    """What every operation may end with when too much is asked for: none can forget it."""
    ends = ["503"]
    if operation["operationId"] not in UNLIMITED:
        ends.append("429")
    if "requestBody" in operation:
        ends.append("408")
    for status in ends:
        operation["responses"].setdefault(status, PROBLEM)


@dataclass(frozen=True)
class Operation:
    """One operation of the description with its compiled checks."""

    id: str
    method: str
    path: str
    public: bool
    roles: frozenset[str] = frozenset()
    roles_note: str = ""
    summary: str = ""
    body: Any = None
    parameters: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    required: frozenset[str] = frozenset()


def operations() -> Iterator[Operation]:
    """All operations of the description."""
    description = load_description()
    for path, methods in description["paths"].items():
        for method, data in methods.items():
            yield _operation(description, path, method, data)


def _operation(
    description: dict[str, Any], path: str, method: str, data: Mapping[str, Any]
) -> Operation:
    parameters = {}
    required = set()
    for parameter in data.get("parameters", ()):
        if "$ref" in parameter:
            name = parameter["$ref"].rpartition("/")[2]
            parameter = description["components"]["parameters"][name]
        parameters[parameter["in"], parameter["name"]] = _validator(
            description, parameter["schema"]
        )
        if parameter.get("required") and parameter["in"] == "query":
            required.add(parameter["name"])
    body = data.get("requestBody")
    # A form with a file has no JSON: its handler reads it part by part.
    schema = body["content"].get("application/json", {}).get("schema") if body else None
    return Operation(
        id=data["operationId"],
        method=method.upper(),
        path=path,
        public=data.get("security") == [],
        roles=frozenset(data.get("x-roles", ())),
        roles_note=data.get("x-roles-note", ""),
        summary=data.get("summary", ""),
        body=_validator(description, schema) if schema else None,
        parameters=parameters,
        required=frozenset(required),
    )


def _validator(description: dict[str, Any], schema: dict[str, Any]) -> Any:
    resolver = jsonschema.RefResolver.from_schema(description)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def check_parameters(operation: Operation, request: web.Request) -> None:
    """Ends with 422 when a parameter does not fit (404 for one in the path)."""
    for name in operation.required - request.query.keys():
        raise Problem(422, f"Der Parameter {name} fehlt.", [_error(f"/{name}", "required")])
    for (place, name), validator in operation.parameters.items():
        given = _given(request, place, name, validator.schema.get("type"))
        if given is None or (validator.is_valid(given) and not _has_nul(given)):
            continue
        if place == "path":
            raise Problem(404, "Unter dieser Adresse gibt es nichts.")
        error = next(validator.iter_errors(given), None)
        wrong = _error(f"/{name}", error.validator if error else "pattern")
        raise Problem(422, f"Der Parameter {name} passt nicht.", [wrong])


def _given(request: web.Request, place: str, name: str, kind: object) -> Any:
    """A parameter as its schema means it: a list of all its values, a number, or a text."""
    if place == "path":
        return request.match_info.get(name)
    if kind == "array":
        return request.query.getall(name, None)
    text = request.query.get(name)
    if text is None or kind not in ("integer", "number"):
        return text
    try:
        number = int(text) if kind == "integer" else float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


async def read_body(operation: Operation, request: web.Request) -> Any:
    """The checked JSON body. Ends with 400, 413, 415 or 422 when it does not fit."""
    if operation.body is None:
        return None
    if request.content_type != "application/json":
        raise Problem(415, "Erwartet wird application/json.")
    try:
        body = json.loads(await request.text(), parse_constant=_refuse_constant)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, UnicodeError, RecursionError, LookupError):
        raise Problem(422, "Der Inhalt ist kein lesbares JSON.", [_error("", "type")]) from None
    errors = [leaf for error in operation.body.iter_errors(body) for leaf in _leaves(error)]
    if errors:
        problems = [_error(_pointer(error), error.validator) for error in errors]
        raise Problem(422, "Einige Angaben passen nicht. Bitte prüfen Sie sie.", problems)
    if _has_nul(body):
        raise Problem(422, "Der Text enthält ein unzulässiges Zeichen.", [_error("", "pattern")])
    return body


def _leaves(error: Any) -> list[Any]:
    """The single errors behind one: of several forms that were possible, those of the one meant."""
    if not error.context:
        return [error]
    forms: dict[int, list[Any]] = {}
    for part in error.context:
        forms.setdefault(part.schema_path[0], []).append(part)
    meant = min(forms.values(), key=_distance)
    return [leaf for part in meant for leaf in _leaves(part)]


def _distance(errors: list[Any]) -> tuple[int, int]:
    """How far a body is from a form: first by its own keys, then by the number of errors."""
    keys = ("required", "additionalProperties", "type")
    own = sum(error.validator in keys and len(error.path) == 0 for error in errors)
    return own, len(errors)


def _pointer(error: Any) -> str:
    """Where the error is; for a missing field the field itself."""
    parts = list(error.absolute_path)
    if error.validator == "required":
        parts += [name for name in error.validator_value if name not in error.instance][:1]
    escaped = [str(part).replace("~", "~0").replace("/", "~1") for part in parts]
    return "".join(f"/{part}" for part in escaped)


def _error(pointer: str, validator: str) -> dict[str, str]:
    return {"pointer": pointer, "detail": WORDS.get(validator, WORDS["oneOf"])}


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _has_nul(value: Any) -> bool:
    """Whether a text holds a NUL, which PostgreSQL cannot store."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(part) for part in value.values())
    return isinstance(value, list) and any(_has_nul(part) for part in value)
