"""The process as the toolkit sees it: what is known of the situation, from the answers alone."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.guide.state import State
from assistant.toolkit.combination import Setting
from assistant.toolkit.model import Catalogue, Method
from assistant.toolkit.wish import Wish

CHOSEN = "workshop.methods"
# The guide's audiences and forms in the catalogue's words.
AUDIENCES = {
    "everyone": "alle",
    "children": "kinder",
    "youth": "jugend",
    "young_adults": "junge_erwachsene",
    "families": "familien",
    "working": "erwerbstaetige",
    "seniors": "senioren",
    "migrants": "zugewanderte",
    "disabled": "menschen_mit_behinderung",
    "newcomers": "zugezogene",
    "returnees": "rueckkehrende",
    "businesses": "unternehmen",
    "associations": "vereine",
    "council": "politik",
    "administration": "verwaltung",
}
FORMS = {"in_person": "no", "hybrid": "hybrid", "online": "yes"}
CONFLICTS = {"none": "low", "some": "low", "high": "high"}
SMALL_BELOW, LARGE_ABOVE = 5_000, 20_000


def situation(state: State, stage: str) -> Wish:
    """What a method should fit by the process's answers; what is not answered is not wished.

    The wishes for the workshop (people, days, form, money) count in its stage and before it.
    """
    common = Wish(themes=themes_of(state), stage=stage, size=size_of(state))
    if stage not in ("kickoff", "profile", "workshop"):
        return common
    return Wish(
        themes=common.themes,
        stage=stage,
        size=common.size,
        audiences=audiences_of(state),
        ages=_list(state, "workshop.ages") or _list(state, "kickoff.ages"),
        participants=_whole(state, "workshop.participants"),
        days=_number(state, "workshop.days"),
        cost=_text(state, "workshop.budget_class"),
        online=FORMS.get(_text(state, "workshop.form") or ""),
        conflict=CONFLICTS.get(_text(state, "workshop.conflict") or ""),
        level=_text(state, "workshop.level"),
    )


def setting(state: State) -> Setting:
    """What is known of the workshop for judging the chosen methods together."""
    childcare = state.value("workshop.childcare")
    return Setting(
        ages=_list(state, "workshop.ages") or _list(state, "kickoff.ages"),
        audiences=audiences_of(state),
        participants=_whole(state, "workshop.participants"),
        online=FORMS.get(_text(state, "workshop.form") or ""),
        conflict=CONFLICTS.get(_text(state, "workshop.conflict") or ""),
        childcare=childcare if isinstance(childcare, bool) else None,
    )


def chosen_methods(state: State, catalogue: Catalogue) -> list[Method]:
    """The chosen methods that the catalogue still has."""
    ids = _list(state, CHOSEN)
    return [catalogue.by_id[method] for method in ids if method in catalogue.by_id]


def themes_of(state: State) -> tuple[str, ...]:
    """The themes of the process and of its fields of action, each once."""
    fields = (
        _text(state, f"workshop.fields.{item}.theme")
        for item in state.items.get("workshop.fields", ())
    )
    themes: Iterable[str] = (*_list(state, "kickoff.themes"), *(f for f in fields if f))
    return tuple(dict.fromkeys(themes))


def audiences_of(state: State) -> tuple[str, ...]:
    """The audiences of the workshop in the catalogue's words."""
    chosen = _list(state, "workshop.audiences")
    return tuple(AUDIENCES[value] for value in chosen if value in AUDIENCES)


def size_of(state: State) -> str | None:
    """The size class of the municipality, as far as it is known."""
    if state.type in ("district", "quarter"):
        return state.type
    population = _number(state, "profile.population")
    if population is None:
        return None
    if population < SMALL_BELOW:
        return "small"
    return "medium" if population <= LARGE_ABOVE else "large"


def _list(state: State, question: str) -> tuple[str, ...]:
    value = state.value(question)
    return tuple(value) if isinstance(value, list) else ()


def _text(state: State, question: str) -> str | None:
    value = state.value(question)
    return value if isinstance(value, str) else None


def _number(state: State, question: str) -> float | None:
    value = state.value(question)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _whole(state: State, question: str) -> int | None:
    value = _number(state, question)
    return None if value is None else round(value)
