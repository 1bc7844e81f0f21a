"""Reads the catalogue's content files and refuses what does not fit the schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from assistant.toolkit.model import Catalogue, Method, Source, Span

CONTENT = Path(__file__).parent / "content"
WORDS = ("synonyms", "themes", "stages", "audiences", "ages", "level", "municipality_sizes")
TEXTS = ("strengths", "limits", "steps", "material", "related", "documented")


class ContentError(ValueError):
    """A method that does not fit the schema or names a source that is not there."""


class PlainLoader(yaml.CSafeLoader):
    """YAML in which `yes` and `no` are the words they look like."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML declares it so
        letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
        for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@lru_cache(maxsize=4)
def load_catalogue(content: Path = CONTENT) -> Catalogue:
    """The catalogue from its content files.

    Raises ContentError that names the file and the place when one does not fit.
    """
    sources = {
        name: Source(name, data["title"], data["url"])
        for name, data in _read(content / "sources.yml").items()
    }
    schema = json.loads((content / "schema.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    methods = []
    for path in sorted((content / "methods").glob("*.yml")):
        data = _read(path)
        for error in validator.iter_errors(data):
            where = "/".join(str(part) for part in error.absolute_path)
            raise ContentError(f"{path.name}: {where}: {error.message}")
        if data["id"] != path.stem:
            raise ContentError(f"{path.name}: the id is {data['id']}")
        methods.append(_method(data, sources, path.name))
    return Catalogue(
        methods=tuple(methods),
        titles=_read(content / "titles.yml"),
        by_id={method.id: method for method in methods},
    )


def _method(data: Mapping[str, Any], sources: Mapping[str, Source], where: str) -> Method:
    unknown = [name for name in data["sources"] if name not in sources]
    if unknown:
        raise ContentError(f"{where}: sources: {unknown[0]} does not stand in sources.yml")
    lists: dict[str, Any] = {name: tuple(data[name]) for name in (*WORDS, *TEXTS)}
    plain = ("id", "name", "kind", "format", "summary", "duration", "preparation", "cost")
    rest = ("online", "conflict", "moderation", "follow_up")
    return Method(
        **{name: data[name] for name in (*plain, *rest)},
        **lists,
        group=_span(data["group"]) if data["group"] else None,
        days=_span(data["days"]),
        online_how=data.get("online_how"),
        sources=tuple(sources[name] for name in data["sources"]),
    )


def _span(data: Mapping[str, Any]) -> Span:
    return Span(data["min"], data["max"])


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), PlainLoader)
