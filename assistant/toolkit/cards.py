"""Suggestions and methods as the contract writes them, and as texts to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.toolkit.model import Catalogue, Method, Span
from assistant.toolkit.scoring import people_of

if TYPE_CHECKING:
    from assistant.toolkit.suggest import Suggestion

# The facets a comparison shows, with their German names.
COMPARED = {
    "preparation": "Vorbereitung",
    "cost": "Kosten",
    "online": "Online",
    "conflict": "Bei Streit",
    "moderation": "Moderation",
}
FIELD_NAMES = {
    "summary": "Beschreibung",
    "themes": "Themen",
    "stages": "Stufen",
    "audiences": "Zielgruppen",
    "ages": "Altersgruppen",
    "group": "Gruppengröße",
    "days": "Dauer",
    "preparation": "Vorbereitung",
    "cost": "Kosten",
    "online": "Online",
    "level": "Grad der Mitsprache",
    "municipality_sizes": "Größe der Kommune",
    "conflict": "Eignung bei Streit",
    "moderation": "Moderation",
    "strengths": "Stärken",
    "limits": "Grenzen",
    "steps": "Schritte",
}


def card(suggestion: Suggestion) -> dict[str, Any]:
    """One method of `GET /api/methods`."""
    return {
        **_facts(suggestion.method),
        "score": suggestion.score,
        "because": list(suggestion.because),
        "caution": list(suggestion.caution),
    }


def _facts(method: Method) -> dict[str, Any]:
    return {
        "id": method.id,
        "name": method.name,
        "summary": method.summary,
        "themes": list(method.themes),
        "stages": list(method.stages),
        "audiences": list(method.audiences),
        "ages": list(method.ages),
        "participants": _span(method.group),
        "days": _span(method.days),
        "preparation": method.preparation,
        "cost": method.cost,
        "online": method.online,
        "level": list(method.level),
        "conflict": method.conflict,
        "municipality_sizes": list(method.municipality_sizes),
    }


def whole(method: Method) -> dict[str, Any]:
    """One method of `GET /api/methods/{id}` with everything that is known of it."""
    return {
        **_facts(method),
        "synonyms": list(method.synonyms),
        "kind": method.kind,
        "format": method.format,
        "duration": method.duration,
        "online_how": method.online_how,
        "moderation": method.moderation,
        "strengths": list(method.strengths),
        "limits": list(method.limits),
        "steps": list(method.steps),
        "material": list(method.material),
        "follow_up": method.follow_up,
        "related": list(method.related),
        "sources": [{"title": s.title, "url": s.url} for s in method.sources],
        "documented": list(method.documented),
    }


def suggestions_text(suggestions: Sequence[Suggestion]) -> str:
    """Suggestions as a numbered list with what speaks for and against each."""
    return "\n".join(
        f"{number}. **{s.method.name}**: {s.method.summary}"
        f" Passt, weil: {' '.join(s.because)} Achtung: {' '.join(s.caution)}"
        for number, s in enumerate(suggestions, 1)
    )


def whole_text(method: Method, catalogue: Catalogue) -> str:
    """A method in full, as one reads it."""
    return "\n\n".join(_paragraphs(method, catalogue))


def _paragraphs(method: Method, catalogue: Catalogue) -> Iterator[str]:
    titles = catalogue.titles
    yield f"**{method.name}**\n{method.summary}"
    facts = [f"**Dauer:** {method.duration}"]
    if method.group:
        facts.append(f"**Personen:** {people_of(method.group)}")
    facts += [
        f"**{name}:** {titles[facet][getattr(method, facet)]}" for facet, name in COMPARED.items()
    ]
    facts.append(f"**Mitsprache:** {', '.join(titles['level'][v] for v in method.level)}")
    facts.append(f"**Erreicht:** {', '.join(titles['ages'][v] for v in method.ages)}")
    yield "\n".join(f"- {fact}" for fact in facts)
    if method.online_how:
        yield f"**So geht es online:** {method.online_how}"
    yield "**Schritte**\n" + "\n".join(f"{n}. {step}" for n, step in enumerate(method.steps, 1))
    yield "**Stärken**\n" + "\n".join(f"- {line}" for line in method.strengths)
    yield "**Grenzen**\n" + "\n".join(f"- {line}" for line in method.limits)
    yield f"**Sie brauchen:** {', '.join(method.material)}"
    yield f"**Danach:** {method.follow_up}"
    related = [catalogue.by_id[m].name for m in method.related if m in catalogue.by_id]
    yield f"**Verwandt:** {', '.join(related)}"
    yield origin_text(method)


def origin_text(method: Method) -> str:
    """What is documented by sources and what is professional judgement."""
    links = ", ".join(f"[{source.title}]({source.url})" for source in method.sources)
    return f"**Quellen:** {links}. {origin_words(method)}" if links else origin_words(method)


def origin_words(method: Method) -> str:
    """Which facts a source documents; all others are judgement."""
    if not method.documented:
        return "Alle Angaben sind fachliche Einschätzung."
    fields = ", ".join(FIELD_NAMES[name] for name in method.documented)
    return f"Belegt sind: {fields}. Alles andere ist fachliche Einschätzung."


def comparison_text(methods: Sequence[Method], catalogue: Catalogue) -> str:
    """Methods side by side, one line for each facet."""
    lines = [_compared("Dauer", methods, [method.duration for method in methods])]
    groups = [people_of(m.group) if m.group else "keine feste Zahl" for m in methods]
    lines.append(_compared("Personen", methods, groups))
    for facet, name in COMPARED.items():
        shown = [catalogue.titles[facet][getattr(method, facet)] for method in methods]
        lines.append(_compared(name, methods, shown))
    ages = [", ".join(catalogue.titles["ages"][a] for a in method.ages) for method in methods]
    lines.append(_compared("Erreicht", methods, ages))
    lines.append(_compared("Stärke", methods, [method.strengths[0] for method in methods]))
    lines.append(_compared("Grenze", methods, [method.limits[0] for method in methods]))
    return "\n".join(lines)


def _compared(name: str, methods: Sequence[Method], shown: Sequence[str]) -> str:
    if len(set(shown)) == 1:
        return f"- **{name}:** bei allen {shown[0].rstrip('.')}"
    parts = (f"{m.name}: {text.rstrip('.')}" for m, text in zip(methods, shown, strict=True))
    return f"- **{name}:** {'; '.join(parts)}"


def _span(span: Span | None) -> dict[str, float | None]:
    if span is None:
        return {"min": None, "max": None}
    return {"min": span.minimum, "max": span.maximum}
