"""Reads the manifests and the published schemas of Kubernetes and Compose.

The schemas are files of packages whose code is never imported (requirements/development.in).
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from tests.deploy.conftest import DEPLOY

KUBERNETES = "v1.33.0-local-strict"
"""A version in use; strict: a field that does not exist is an error and not passed over."""

DEFINITIONS = "https://kubernetes.io/api/_definitions.json"


def read(file: str) -> dict[str, Any]:
    """One manifest of deploy/."""
    data: dict[str, Any] = yaml.safe_load((DEPLOY / file).read_text("utf-8"))
    return data


@cache
def of_kubernetes() -> dict[str, dict[str, Any]]:
    """The manifests of Kubernetes by kind, those that kustomize reads on its own left aside."""
    files = sorted((DEPLOY / "kubernetes").glob("*.yml"))
    found = [read(f"kubernetes/{file.name}") for file in files]
    return {one["kind"]: one for one in found if one["kind"] != "Kustomization"}


def check_kubernetes(manifest: dict[str, Any]) -> list[str]:
    """What the schema of its kind finds."""
    group, _, version = manifest["apiVersion"].rpartition("/")
    parts = [manifest["kind"].lower(), *([group.split(".")[0]] if group else []), version]
    folder = _package("kubernetes_validate") / "kubernetes-json-schema" / KUBERNETES
    file = folder / f"{'-'.join(parts)}.json"
    schema = json.loads(file.read_text("utf-8"))
    # They refer to each other by an address; here the file beside it stands for it.
    definitions = json.loads((folder / "_definitions.json").read_text("utf-8"))
    store = {definitions.get("$id", DEFINITIONS): definitions, DEFINITIONS: definitions}
    resolver = jsonschema.RefResolver(file.as_uri(), schema, store=store)
    validator = jsonschema.Draft7Validator(schema, resolver=resolver)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(manifest)]


def check_compose(data: dict[str, Any]) -> list[str]:
    """What the schema of the Compose specification finds."""
    folder = _package("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "compose-spec.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def _package(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    found = importlib.util.find_spec(name)
    assert found is not None and found.submodule_search_locations
    return Path(next(iter(found.submodule_search_locations)))
