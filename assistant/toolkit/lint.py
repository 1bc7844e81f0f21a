"""Checks the methods beyond their schema: references, wording, facets that cannot be true.

`python -m assistant.toolkit.lint [ID …]` prints what is wrong and ends with 1, or says what was
read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from assistant.language import readability
from assistant.toolkit.load import ContentError, load_catalogue
from assistant.toolkit.model import Catalogue, Method

AT_LEAST = 120
MEETINGS = ("talk", "workshop", "assembly", "walk")


def problems(catalogue: Catalogue, only: Sequence[str] = ()) -> Iterator[str]:
    """Everything that is wrong with the methods, one line each."""
    for method in catalogue.methods:
        if only and method.id not in only:
            continue
        for problem in (*_texts(method), *_references(method, catalogue), *_facets(method)):
            yield f"{method.id}: {problem}"
    if not only:
        yield from _whole(catalogue)


def _texts(method: Method) -> Iterator[str]:
    texts = {
        "name": (method.name,),
        "summary": (method.summary,),
        "duration": (method.duration,),
        "online_how": (method.online_how or "",),
        "strengths": method.strengths,
        "limits": method.limits,
        "steps": method.steps,
        "material": method.material,
        "follow_up": (method.follow_up,),
    }
    for name, lines in texts.items():
        for text in lines:
            for fault in readability.faults(text):
                yield f"{name}: {fault}"
            if name in ("summary", "strengths", "limits", "steps") and text.rstrip()[-1] != ".":
                yield f"{name}: no full stop at the end: {text}"


def _references(method: Method, catalogue: Catalogue) -> Iterator[str]:
    for other in method.related:
        if other == method.id or other not in catalogue.by_id:
            yield f"related: {other} is no other method"
    if method.documented and not method.sources:
        yield "documented: names fields, but there is no source"


def _facets(method: Method) -> Iterator[str]:
    for name, span in (("group", method.group), ("days", method.days)):
        if span and span.maximum is not None and span.maximum < span.minimum:
            yield f"{name}: max is below min"
    if method.format in MEETINGS and method.group is None:
        yield f"group: a {method.format} needs one"
    if method.format in ("talk", "assembly") and method.days.minimum > 5:
        yield f"days: {method.days.minimum} working days of {method.format}"
    if method.format == "assembly" and method.group and method.group.minimum < 10:
        yield "group: an assembly of fewer than 10"
    if method.online == "no" and method.online_how:
        yield "online_how: online is no"
    if "decide" in method.level and method.level == ("inform", "decide"):
        yield "level: who decides was consulted first"


def _whole(catalogue: Catalogue) -> Iterator[str]:
    if len(catalogue.methods) < AT_LEAST:
        yield f"{len(catalogue.methods)} methods, at least {AT_LEAST} wanted"
    for facet, field in (("themes", "themes"), ("ages", "ages"), ("audiences", "audiences")):
        used = {value for method in catalogue.methods for value in getattr(method, field)}
        for value in catalogue.titles[facet]:
            if value not in used:
                yield f"{facet}: no method has {value}"
    names: dict[str, str] = {}
    for method in catalogue.methods:
        double = names.setdefault(method.name.casefold(), method.id)
        if double != method.id:
            yield f"{method.id}: has the name of {double}"


def main(only: Sequence[str] = ()) -> int:
    """Prints every problem; 1 when there is one."""
    try:
        catalogue = load_catalogue()
    except ContentError as error:
        print(error)
        return 1
    found = list(problems(catalogue, only))
    print("\n".join(found) or "Methods: no problem found.")
    print(f"{len(catalogue.methods)} methods")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
