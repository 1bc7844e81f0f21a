"""What of a process could be shared: its profile card, item by item, from the answers alone.

Never in it: who is responsible, partners, staff, members. Free texts are taken as they stand; what
in them looks like a person is flagged in the preview.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.exchange.files import visible_only
from assistant.exchange.model import STATES, TYPES, Item, size_class, size_text
from assistant.guide.model import STAGE_IDS, Guide
from assistant.guide.prompts import shown
from assistant.guide.state import State
from assistant.plan.model import Field, Measure, Strategy
from assistant.process.figures.facts import ProfileFacts
from assistant.process.situation import CHOSEN, themes_of
from assistant.process.strategy import federal_state, strategy_of
from assistant.store.processes import Process
from assistant.toolkit.model import Catalogue

FITTING = re.compile(r"[A-Za-z0-9_-]{1,60}")
LONGEST_TITLE, LONGEST_TEXT = 300, 12_000
DISTRICT_DIGITS = 5
GROWTH, OLD = "population_change", "old_age_ratio"
ALL_DONE = len(STAGE_IDS) + 1


def shareable(
    guide: Guide, state: State, process: Process, facts: ProfileFacts, catalogue: Catalogue
) -> list[Item]:
    """All items of the card as the answers stand, the general ones first."""
    one = _Assembly(guide, state, strategy_of(guide, state, process.ags), catalogue)
    found = [
        *one.situation(process, facts),
        *(part for measure in one.strategy.measures for part in one.measure(measure)),
        *one.methods(),
    ]
    return [_cleaned(item) for item in found if _fits(item)]


def comparable(guide: Guide, state: State, process: Process, facts: ProfileFacts) -> list[Item]:
    """Those of the items that a municipality is compared by."""
    one = _Assembly(guide, state, strategy_of(guide, state, process.ags), None)
    return list(one.situation(process, facts))


def _fits(item: Item) -> bool:
    return "." not in item.id or FITTING.fullmatch(item.source) is not None


def _cleaned(item: Item) -> Item:
    title = " ".join(visible_only(item.title).split())[:LONGEST_TITLE]
    facts = {
        name: visible_only(value)[:LONGEST_TEXT] if isinstance(value, str) else value
        for name, value in item.facts.items()
        if value is not None
    }
    return Item(item.id, item.kind, title, visible_only(item.text)[:LONGEST_TEXT], facts)


class _Assembly:
    def __init__(
        self, guide: Guide, state: State, strategy: Strategy, catalogue: Catalogue | None
    ) -> None:
        self.guide, self.state, self.strategy = guide, state, strategy
        self.catalogue = catalogue
        self.fields: Mapping[str, Field] = {field.id: field for field in strategy.fields}
        self.goals = {goal.id: goal for goal in strategy.goals}

    def situation(self, process: Process, facts: ProfileFacts) -> Iterator[Item]:
        yield self.basics(process, facts)
        general = (self.figures(facts), self.stage(), self.themes())
        yield from (item for item in general if item is not None)
        yield from map(self.field, self.strategy.fields)

    def basics(self, process: Process, facts: ProfileFacts) -> Item:
        entry = facts.material.entry
        population = facts.figures.get("population")
        size = size_class(population.value) if population else None
        state = federal_state(process.ags)
        district = None
        if entry is not None and process.type != "association":
            district = entry.ags if entry.type == "district" else entry.district
        kind = TYPES[process.type]
        lines = [
            process.municipality,
            f"{kind} in {STATES[state]}" if state else kind,
            f"Gehört zu: {process.parent}" if process.parent else None,
            f"Kreis: {entry.district_name}" if entry and entry.district_name else None,
            f"Größe: {size_text(size)}" if size is not None else None,
        ]
        placed = entry is not None and entry.longitude is not None and entry.latitude is not None
        known: dict[str, Any] = {
            "name": process.municipality,
            "type": process.type,
            "state": state,
            "district": district if district and len(district) == DISTRICT_DIGITS else None,
            "size": size,
        }
        if placed:
            assert entry is not None and entry.longitude is not None and entry.latitude is not None
            known["longitude"] = round(entry.longitude * 1000)
            known["latitude"] = round(entry.latitude * 1000)
        return Item("basics", "basics", "Wer wir sind", _lines(lines), known)

    def figures(self, facts: ProfileFacts) -> Item | None:
        results = {result.id: result for result in facts.results if result.known}
        lines: list[str] = []
        known: dict[str, int] = {}
        growth = results.get(GROWTH)
        if growth is not None and growth.value is not None:
            known["growth"] = round(growth.value * 10)
            lines.append(f"Bevölkerung in zehn Jahren: {growth.with_unit}")
        old = results.get(OLD)
        ratio = old.value if old else None
        where = ""
        if ratio is None:
            near = [b for b in facts.material.benchmarks
                    if b.indicator == OLD and b.against == "district"]  # fmt: skip
            ratio, where = (near[0].value, " (im Kreis)") if near else (None, "")
        if ratio is not None:
            known["old"] = round(ratio * 10)
            lines.append(f"Menschen ab 65 auf 100 Menschen von 20 bis 64: {round(ratio)}{where}")
        if not lines:
            return None
        return Item("figures", "figures", "Bevölkerung und Altersaufbau", _lines(lines), known)

    def stage(self) -> Item:
        done = [name for name in STAGE_IDS if name in self.state.completed]
        begun = [name for name in STAGE_IDS if name in self.strategy.begun]
        if len(done) == len(STAGE_IDS):
            text, number = "Alle fünf Stufen sind einmal durchlaufen.", ALL_DONE
        else:
            latest = begun[-1] if begun else STAGE_IDS[0]
            number = STAGE_IDS.index(latest) + 1
            text = f"Stufe {number} von {len(STAGE_IDS)}: {self.guide.stage(latest).title}"
        return Item("stage", "stage", "Wo wir stehen", text, {"stage": number})

    def themes(self) -> Item | None:
        themes = themes_of(self.state)
        if not themes:
            return None
        text = "\n".join(self.theme_title(theme) for theme in themes)
        return Item("themes", "themes", "Unsere Themen", text, {"themes": list(themes)})

    def field(self, field: Field) -> Item:
        lines = [
            f"Thema: {self.theme_title(field.theme)}" if field.theme else None,
            f"Warum: {field.reason}" if field.reason else None,
        ]
        return Item(
            f"field.{field.id}", "field", field.title, _lines(lines), {"theme": field.theme}
        )

    def measure(self, measure: Measure) -> Iterator[Item]:
        theme = self.theme_of(measure)
        state = measure.balance.state if measure.balance else None
        decision = measure.balance.decision if measure.balance else None
        at, review = measure.place, measure.review_place
        lines = [
            measure.description,
            self.told(f"{at}.target_group", "Für wen"),
            f"Thema: {self.theme_title(theme)}" if theme else None,
            self.told(f"{at}.start", "Beginn"),
            self.told(f"{at}.end", "Ende"),
            self.told(f"{at}.budget", "Kosten"),
            self.told(f"{at}.funding", "Geld aus"),
            self.told(f"{review}.state", "Stand"),
        ]
        facts = {
            "theme": theme,
            "state_of": state,
            "description": measure.description,
            "target_group": measure.target_group,
        }
        yield Item(f"measure.{measure.id}", "measure", measure.title, _lines(lines), facts)
        learnt = [
            self.told(f"{review}.state", "Stand"),
            self.told(f"{review}.actual", "Erreicht"),
            self.told(f"{review}.hurdles", "Gebremst hat"),
            self.told(f"{review}.helped", "Geholfen hat"),
            self.told(f"{review}.decision", "Entscheidung"),
            self.told(f"{review}.reason", "Begründung"),
        ]
        if measure.balance is not None and any(learnt):
            facts = {"state_of": state, "decision": decision}
            yield Item(f"lessons.{measure.id}", "lessons", measure.title, _lines(learnt), facts)

    def methods(self) -> Iterator[Item]:
        chosen = self.state.value(CHOSEN)
        for name in chosen if isinstance(chosen, list) else ():
            method = self.catalogue.by_id.get(name) if self.catalogue else None
            if method is None:
                continue
            at = f"workshop.used.{name}"
            lines = [
                "Für die Zukunftswerkstatt gewählt.",
                self.told(f"{at}.effort", "Aufwand"),
                self.told(f"{at}.reached", "Erreicht wurden"),
                self.told(f"{at}.again", "Würden wir wieder einsetzen"),
            ]
            again = self.state.value(f"{at}.again")
            facts = {"method": name, "again": again if isinstance(again, bool) else None}
            yield Item(f"method.{name}", "method", method.name, _lines(lines), facts)

    def told(self, question: str, label: str) -> str | None:
        """An answer behind its label, as people read it."""
        answer = shown(question, self.guide, self.state)
        return f"{label}: {answer}" if answer else None

    def theme_of(self, measure: Measure) -> str | None:
        """The theme of the field that the measure's goal belongs to."""
        goal = self.goals.get(measure.goal or "")
        field = self.fields.get((goal.field if goal else None) or "")
        return field.theme if field else None

    def theme_title(self, theme: str) -> str:
        return theme_titles(self.guide).get(theme, theme)


def theme_titles(guide: Guide) -> dict[str, str]:
    """The titles of the themes by id."""
    return {option.value: option.title for option in guide.shared_options["themes"]}


def people_of(strategy: Strategy, members: Sequence[str]) -> list[str]:
    """Names that a text should be searched for: members, and persons responsible for something."""
    responsible = (measure.responsible for measure in strategy.measures)
    tasks = (task.responsible for task in strategy.tasks)
    return [*members, *_persons(name for name in (*responsible, *tasks) if name)]


PERSON = re.compile(r"(?:Frau|Herrn?)\s+\w[\w -]*|[A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ][a-zäöüß-]+")
OFFICE = re.compile(
    r"\w*(?:amt|bereich|stelle|abteilung|verwaltung|dienst|verein|gruppe|beirat|pflege|haus)\b",
    re.IGNORECASE,
)


def _persons(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for match in PERSON.finditer(name):
            if not OFFICE.search(match.group()):
                yield re.sub(r"^(?:Frau|Herrn?)\s+", "", match.group())


def _lines(lines: Iterable[str | None]) -> str:
    return "\n".join(line.strip() for line in lines if line and line.strip())
