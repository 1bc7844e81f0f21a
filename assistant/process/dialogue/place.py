"""The place in the register: which one is meant, and what the register already knows of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.guide.model import Option
from assistant.guide.walk import Step
from assistant.language.numbers import format_number
from assistant.process.dialogue.figures import MOST_NEW, add_chart, say_results
from assistant.process.dialogue.pending import Pending
from assistant.process.figures.drawing import chart_order
from assistant.process.municipalities import REGISTER
from assistant.process.phrases import say
from assistant.profile.indicators import known
from assistant.profile.outlook import Outlook
from assistant.profile.rounding import rounded
from assistant.store.imports import newest_import
from assistant.store.municipalities import Municipality
from assistant.store.processes import set_key

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

PROJECTED = "profile.projection"
PLACE_QUESTION = "process.place"
NONE_OF_THEM = "none"
MOST_PLACES = 16


def ask_place(dialogue: Dialogue, places: Sequence[Municipality]) -> None:
    """Asks which of several places of one name is meant."""
    options = [
        Option(place.ags, f"{place.official_name}, {where(place)}")
        for place in places[:MOST_PLACES]
    ]
    options.append(Option(NONE_OF_THEM, "Keiner davon"))
    text = say("place_asked", municipality=dialogue.state.name, count=len(places))
    dialogue.ask_back(
        Pending("place", PLACE_QUESTION, text, say("place_asked_why"), options=as_data(options))
    )


def as_data(options: Sequence[Option]) -> list[dict[str, str]]:
    """Options of a question back, for the position's row."""
    return [{"value": option.value, "title": option.title} for option in options]


def where(place: Municipality) -> str:
    """Where a place lies: "Landkreis Greiz in Thüringen"."""
    if place.district_name and place.type != "district":
        return f"{place.district_name} in {place.state_name}"
    return place.state_name


def choose_place(dialogue: Dialogue, ags: str) -> None:
    """Notes the place that is meant."""
    if ags == NONE_OF_THEM:
        dialogue.say("place_none", "acknowledgement")
    else:
        set_key(dialogue.record.connection, dialogue.record.process.id, ags)
        dialogue.say("place_noted", "acknowledgement")
    dialogue.ask_again()


def offer_register(dialogue: Dialogue, step: Step) -> bool:
    """Asks whether to take over what the register knows. Whether there was something to ask."""
    if step.id != "profile.reference_date" or dialogue.state.answer(step.id) is not None:
        return False
    material = dialogue.record.material
    entry, counted = material.entry, material.counted
    if entry is None or counted is None:
        if newest_import(dialogue.record.connection, REGISTER) is None:
            dialogue.say("register_missing", "hint")
        return False
    values: dict[str, object] = {
        "profile.reference_date": counted.isoformat(),
        "profile.source": "municipal_register",
        "profile.population": entry.population,
        "profile.area": entry.area,
    }
    earlier = material.population_before()
    if earlier is not None:
        values["profile.population_10y"] = earlier[1]
    left = {q: v for q, v in values.items() if dialogue.state.value(q) is None}
    text = say(
        "register_known" if earlier is None else "register_known_before",
        place=entry.official_name,
        day=counted.strftime("%d.%m.%Y").lstrip("0"),
        population=format_number(entry.population),
        area=format_number(entry.area),
        before=format_number(earlier[1]) if earlier else "",
        year=earlier[0].year if earlier else "",
    )
    why = say("register_known_why")
    dialogue.ask_back(Pending("register", "profile.register", text, why, left))
    return True


def take_from_register(dialogue: Dialogue, values: dict[str, object]) -> None:
    """Stores what the register knows and goes on with what it does not."""
    for question, value in values.items():
        dialogue.record.store(question, value)  # type: ignore[arg-type]
    dialogue.say("register_taken", "acknowledgement")
    if PROJECTED in values:
        dialogue.go_on(PROJECTED)
        return
    facts = dialogue.record.facts()
    say_results(dialogue, facts, list(known(facts.results).values())[:MOST_NEW])
    order = chart_order(facts, "course")
    if order is not None:
        add_chart(dialogue, order)
    dialogue.go_on()


def offer_projection(dialogue: Dialogue, step: Step) -> bool:
    """Asks whether to take over the own projection. Whether there is one to offer."""
    if step.id != "profile.projection_year" or dialogue.state.answer(step.id) is not None:
        return False
    facts = dialogue.record.facts()
    outlook, order = facts.outlook, chart_order(facts, "projection")
    if not isinstance(outlook, Outlook) or order is None:
        return False
    middle = outlook.course("middle")
    year, persons = middle.years[-1], rounded(middle.tables[-1].total)
    values = {
        "profile.projection_year": year,
        PROJECTED: persons,
        "profile.projection_source": say("projection_source", day=outlook.base.year),
    }
    add_chart(dialogue, order)
    text = say("projection_known", year=year, persons=format_number(persons))
    back = Pending("register", f"{step.id}.check", text, say("projection_known_why"), values)
    dialogue.ask_back(back)
    return True
