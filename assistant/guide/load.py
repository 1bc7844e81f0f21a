"""Reads the guide's content files into the model and refuses what does not fit the schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from assistant.guide.model import (
    MORE,
    REVIEW,
    STAGE_IDS,
    Adoption,
    Answered,
    AnswerIs,
    AnyOf,
    Collection,
    Condition,
    Every,
    Example,
    Guide,
    Option,
    Question,
    Section,
    Stage,
    TypeIs,
)

CONTENT = Path(__file__).parent / "content"


class ContentError(ValueError):
    """A content file that does not fit its schema or refers to something that is not there."""


@lru_cache(maxsize=4)
def load_guide(content: Path = CONTENT) -> Guide:
    """The guide from its content files.

    Raises ContentError that names the file and the place when one does not fit.
    """
    schema = json.loads((content / "schema.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    stages = []
    for stage_id in STAGE_IDS:
        path = content / f"{stage_id}.yml"
        data = _read(path)
        for error in validator.iter_errors(data):
            where = "/".join(str(part) for part in error.absolute_path)
            raise ContentError(f"{path.name}: {where}: {error.message}")
        stages.append(_stage(data))
    options = {
        name: tuple(_option(entry) for entry in entries)
        for name, entries in _read(content / "options.yml").items()
    }
    return Guide(tuple(stages), _read(content / "wording.yml"), options)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def _stage(data: Mapping[str, Any]) -> Stage:
    stage_id = data["id"]
    return Stage(
        id=stage_id,
        title=data["title"],
        purpose=data["purpose"],
        duration=data["duration"],
        prepare=tuple(data["prepare"]),
        participants=data["participants"],
        outcome=data["outcome"],
        next=data["next"],
        synonyms=tuple(data.get("synonyms", ())),
        review=_closing(REVIEW, "review", data["title"], data["review"]),
        sections=tuple(_section(stage_id, section) for section in data["sections"]),
    )


def _closing(
    name: str, kind: Any, label: str, data: Mapping[str, str], text: str = "text"
) -> Question:
    """The check of a stage, or the question for one more item: asked by us, without an example."""
    example = "Ja, stimmt so." if kind == "review" else "Ja"
    return Question(
        name=name,
        kind=kind,
        label=label,
        text=data[text],
        why=data["why"],
        help=data["help"],
        example=Example(example, example),
        plain=data["plain"],
        required=False,
        allow_unknown=False,
    )


def _section(stage_id: str, data: Mapping[str, Any]) -> Section:
    collection = data.get("collection")
    return Section(
        name=data["id"],
        title=data["title"],
        intro=data.get("intro"),
        condition=_condition(data.get("condition")),
        collection=_collection(stage_id, collection) if collection else None,
        questions=tuple(_question(question) for question in data["questions"]),
    )


def _collection(stage_id: str, data: Mapping[str, Any]) -> Collection:
    more = data.get("more")
    label = f"Weitere {data['plural']}"
    return Collection(
        name=f"{stage_id}.{data['name']}",
        singular=data["singular"],
        plural=data["plural"],
        gender=data["gender"],
        title=data["title"],
        synonyms=tuple(data.get("synonyms", ())),
        items_of=data.get("items_of"),
        more_first=_closing(MORE, "yes_no", label, more, "first") if more else None,
        more=_closing(MORE, "yes_no", label, more) if more else None,
        required=data.get("required", False),
        at_most=data.get("at_most", 100),
    )


def _question(data: Mapping[str, Any]) -> Question:
    example = data["example"]
    plausible = data.get("plausible")
    adoption = data.get("adopt_into")
    return Question(
        name=data["id"],
        kind=data["kind"],
        label=data["label"],
        text=data["text"],
        why=data["why"],
        help=data["help"],
        example=Example(example, example) if isinstance(example, str) else Example(**example),
        plain=data["plain"],
        synonyms=tuple(data.get("synonyms", ())),
        options=tuple(_option(option) for option in data.get("options", ())),
        options_from=data.get("options_from"),
        adopt_into=Adoption(**adoption) if adoption else None,
        required=data.get("required", False),
        allow_unknown=data.get("allow_unknown", True),
        condition=_condition(data.get("condition")),
        min=data.get("min"),
        max=data.get("max"),
        integer=data.get("integer", False),
        unit=data.get("unit"),
        plausible=(plausible["min"], plausible["max"]) if plausible else None,
        theme=data.get("theme"),
    )


def _option(data: Mapping[str, Any]) -> Option:
    return Option(data["value"], data["title"], data.get("hint"), tuple(data.get("synonyms", ())))


def _condition(data: Mapping[str, Any] | None) -> Condition | None:
    if data is None:
        return None
    if "is" in data:
        return AnswerIs(data["question"], tuple(data["is"]))
    if "is_not" in data:
        return AnswerIs(data["question"], tuple(data["is_not"]), negated=True)
    if "answered" in data:
        return Answered(data["answered"])
    if "type" in data:
        return TypeIs(tuple(data["type"]))
    if "all" in data:
        return Every(tuple(_parts(data["all"])))
    return AnyOf(tuple(_parts(data["any"])))


def _parts(entries: list[Mapping[str, Any]]) -> Iterator[Condition]:
    for entry in entries:
        condition = _condition(entry)
        assert condition is not None
        yield condition
