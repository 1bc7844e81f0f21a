"""What the chosen methods reach together, whom they leave out, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.toolkit.model import Method
from assistant.toolkit.wish import Wish

if TYPE_CHECKING:
    from assistant.toolkit.suggest import Suggestion, Toolkit

REMEDIES = 2
# Lessons of the pandemic (domain dossier, chapter 9): groups over 20 online need rooms of their
# own, hardened conflicts are better met in person, people over 80 need a way without a screen,
# families an evening by video or childcare.
ROOMS_FROM = 20


@dataclass(frozen=True)
class Setting:
    """What is known of the workshop besides its methods. None is not known.

    `online` as in Wish, `childcare` whether there is any.
    """

    ages: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    participants: int | None = None
    online: str | None = None
    conflict: str | None = None
    childcare: bool | None = None


@dataclass(frozen=True)
class Gap:
    """A generation or group that nothing chosen reaches. `facet` is "ages" or "audiences"."""

    facet: str
    value: str
    title: str
    remedies: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Combination:
    """Reached generations, gaps with remedies, and rules that are not met, as sentences."""

    reached: tuple[str, ...]
    gaps: tuple[Gap, ...]
    advice: tuple[str, ...]


def combine(
    toolkit: Toolkit, chosen: Sequence[Method], setting: Setting, wish: Wish
) -> Combination:
    """The chosen methods together. `wish` is the situation in which remedies must fit."""
    reached = {age for method in chosen for age in method.ages}
    groups = {audience for method in chosen for audience in method.audiences}
    gaps = [_gap(toolkit, "ages", age, chosen, wish) for age in setting.ages if age not in reached]
    if "alle" not in groups:
        gaps += [
            _gap(toolkit, "audiences", audience, chosen, wish)
            for audience in setting.audiences
            if audience not in groups and audience != "alle"
        ]
    order = toolkit.catalogue.titles["ages"]
    return Combination(
        reached=tuple(age for age in order if age in reached),
        gaps=tuple(gaps),
        advice=tuple(_advice(chosen, setting)),
    )


def _gap(toolkit: Toolkit, facet: str, value: str, chosen: Sequence[Method], wish: Wish) -> Gap:
    wanted = replace(
        wish, audiences=(), ages=(), participants=None, days=None, level=None, search=""
    )
    wanted = (
        replace(wanted, ages=(value,)) if facet == "ages" else replace(wanted, audiences=(value,))
    )
    have = {method.id for method in chosen}
    fitting = [
        suggestion
        for suggestion in toolkit.rank(wanted)
        if suggestion.method.id not in have
        and value in getattr(suggestion.method, facet)
        and suggestion.method.kind in ("participation", "measure")
    ]
    # Among those that fit nearly as well, the one made for this group: it reaches few others.
    fitting.sort(key=lambda s: (-round(s.score, 1), len(getattr(s.method, facet)), s.method.id))
    title = toolkit.catalogue.titles[facet][value]
    return Gap(facet, value, title, tuple(fitting[:REMEDIES]))


def _advice(chosen: Sequence[Method], setting: Setting) -> list[str]:
    advice = []
    screen_only = bool(chosen) and all(m.format == "online" for m in chosen)
    online = setting.online == "yes"
    if "80+" in setting.ages and (online or screen_only):
        advice.append(
            "Für Menschen ab 80 Jahren braucht es immer einen Weg ohne Bildschirm: Papier, Telefon"
            " oder einen Hausbesuch."
        )
    if setting.conflict == "high" and setting.online in ("yes", "hybrid"):
        advice.append("Bei heftigem Streit treffen Sie sich besser vor Ort.")
    families = "familien" in setting.audiences or "0-5" in setting.ages
    if families and not setting.childcare:
        advice.append(
            "Familien kommen eher, wenn es Kinderbetreuung gibt oder ein Treffen abends per Video."
        )
    many = setting.participants is not None and setting.participants > ROOMS_FROM
    if many and setting.online in ("yes", "hybrid"):
        advice.append(
            "Mit mehr als 20 Menschen online planen Sie kleine Gruppenräume ein und proben die"
            " Technik vorher."
        )
    return advice
