"""How well one method fits one wish: points for each facet, each of them readable as a sentence.

The score is the weighted mean of the points over the facets that are wished, so a wish that is
met never lowers a method against one that does not meet it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.numbers import format_number
from assistant.toolkit.model import Catalogue, Method, Span
from assistant.toolkit.wish import LOW_TO_HIGH, Wish

# What counts how much. What one asks for in words counts most; then what the method is about and
# whom it reaches; then whether it can be carried out; last what can be mended by good preparation.
WEIGHTS: Mapping[str, float] = {
    "search": 5.0,
    "themes": 3.0,
    "stage": 2.5,
    "ages": 2.0,
    "audiences": 2.0,
    "participants": 2.0,
    "days": 1.5,
    "cost": 1.5,
    "online": 1.5,
    "conflict": 1.5,
    "preparation": 1.0,
    "level": 1.0,
    "size": 1.0,
}
# A method for everybody reaches a group less surely than one made for it.
FOR_EVERYBODY = 0.6
# Groups that are an age: what is open to everybody but reaches nobody of that age is not for them.
AGES_OF: Mapping[str, tuple[str, ...]] = {
    "kinder": ("0-5", "6-17"),
    "jugend": ("6-17",),
    "junge_erwachsene": ("18-29",),
    "senioren": ("65-79", "80+"),
}
SHORTER_THAN_WISHED = 0.8
ONE_STEP_ABOVE = 0.4
NO_NUMBER_NEEDED = 0.2
# Talks and workshops about the whole place take any theme as their subject.
OPEN_THEMES = ("buergerbeteiligung", "demografiestrategie")
FOR_ANY_THEME = 0.6
HALF_ONLINE = 0.5
LIMITED_IN_CONFLICT = 0.5
NEXT_LEVEL = 0.3
FAR_OUTSIDE = 2.0
# What takes so many times longer than one has is not what one looks for.
LONGER_BY = 5.0
ALL_SIZES = 5


@dataclass(frozen=True)
class Match:
    """How one facet fits: points 0 to 1, with a reason or a caution as a German sentence."""

    points: float
    because: str | None = None
    caution: str | None = None


@dataclass(frozen=True)
class Contradiction:
    """A wish that the method cannot meet at all, as a German sentence."""

    caution: str


Facet = Callable[[Method, Wish, Catalogue], Match]


def match(method: Method, wish: Wish, catalogue: Catalogue) -> dict[str, Match]:
    """The matches of all wished facets but the search, by facet."""
    return {
        name: facet(method, wish, catalogue)
        for name, facet in FACETS.items()
        if getattr(wish, name) not in (None, (), "")
    }


def score(matches: Mapping[str, Match]) -> float:
    """The weighted mean of the points, 0 to 1; 0 when nothing is wished."""
    total = sum(WEIGHTS[name] for name in matches)
    if not total:
        return 0.0
    return sum(WEIGHTS[name] * found.points for name, found in matches.items()) / total


def contradictions(method: Method, wish: Wish) -> list[Contradiction]:
    """Why the method is out of the question."""
    found = []
    if wish.online == "yes" and (method.online == "no" or method.format == "walk"):
        found.append(Contradiction("Diese Methode geht nur vor Ort."))
    if wish.online == "no" and method.format == "online":
        found.append(Contradiction("Diese Methode gibt es nur online."))
    if wish.conflict == "high" and method.conflict == "no":
        found.append(Contradiction("Bei heftigem Streit ist diese Methode nicht geeignet."))
    if wish.participants is not None and method.group is not None:
        group, people = method.group, wish.participants
        if people * FAR_OUTSIDE < group.minimum or (
            group.maximum is not None and people > group.maximum * FAR_OUTSIDE
        ):
            found.append(Contradiction(f"Gedacht ist sie für {people_of(group)}."))
    return found


def _themes(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    met = [theme for theme in wish.themes if theme in method.themes]
    titles = listed([f"„{catalogue.titles['themes'][theme]}“" for theme in met])
    if not met and method.kind == "participation" and set(OPEN_THEMES) & set(method.themes):
        return Match(FOR_ANY_THEME)
    if not met:
        return Match(0.0, caution="Für Ihre Themen ist sie nicht eigens gemacht.")
    word = "Ihrem Thema" if len(met) == 1 else "Ihren Themen"
    return Match(len(met) / len(wish.themes), because=f"Sie passt zu {word} {titles}.")


def _stage(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    titles = catalogue.titles["stages"]
    if wish.stage in method.stages:
        return Match(1.0, because=f"Sie hilft in der Stufe {titles[wish.stage]}.")
    usual = listed([titles[stage] for stage in method.stages])
    return Match(0.0, caution=f"Üblich ist sie in einer anderen Stufe: {usual}.")


def _audiences(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    titles = catalogue.titles["audiences"]
    made_for = [a for a in wish.audiences if a in method.audiences and a != "alle"]
    welcome = [a for a in wish.audiences if a not in method.audiences and _is_open_to(method, a)]
    meant = sum(a in method.audiences for a in wish.audiences)
    share = (meant + FOR_EVERYBODY * len(welcome)) / len(wish.audiences)
    if made_for:
        named = _listed_titles(made_for, titles)
        return Match(share, because=f"Sie spricht diese Menschen an: {named}.")
    if "alle" in method.audiences:
        if welcome or meant:
            return Match(share, because="Alle können mitmachen.")
        return Match(share, caution="Diese Altersgruppe erreicht sie kaum.")
    usual = _listed_titles(method.audiences, titles)
    return Match(share, caution=f"Gedacht ist sie für andere: {usual}.")


def _is_open_to(method: Method, audience: str) -> bool:
    """Whether everybody may come, and people of that age do."""
    ages = AGES_OF.get(audience)
    return "alle" in method.audiences and (ages is None or bool(set(ages) & set(method.ages)))


def _ages(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    met = [age for age in wish.ages if age in method.ages]
    missed = [age for age in wish.ages if age not in method.ages]
    because = f"Sie erreicht {_ages_said(met)}." if met else None
    caution = f"Nicht erreicht: {_ages_said(missed)}." if missed else None
    return Match(len(met) / len(wish.ages), because, caution)


def _participants(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    people = wish.participants
    assert people is not None
    if method.group is None:
        return Match(NO_NUMBER_NEEDED)
    usual = people_of(method.group)
    if method.group.holds(people):
        return Match(
            1.0, because=f"Sie ist für {usual} gedacht, Sie rechnen mit {format_number(people)}."
        )
    least, most = method.group.minimum, method.group.maximum
    nearest = least if people < least else most
    assert nearest is not None
    away = abs(math.log(people / nearest)) / math.log(FAR_OUTSIDE) if people > 0 else 1.0
    caution = f"Gedacht ist sie für {usual}."
    return Match(max(0.0, 0.8 - 0.8 * away), caution=caution)


def _days(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    days = wish.days
    assert days is not None
    duration = method.duration[:1].lower() + method.duration[1:]
    if method.days.holds(days):
        return Match(1.0, because=f"Die Dauer passt: {method.duration}.")
    if method.days.minimum <= days:
        return Match(
            SHORTER_THAN_WISHED, because=f"Sie braucht weniger Zeit, als Sie haben: {duration}."
        )
    share = max(0.0, 1 - math.log(method.days.minimum / days) / math.log(LONGER_BY))
    return Match(0.7 * share, caution=f"Sie braucht mehr Zeit: {duration}.")


def _at_most(name: str, fits: str, above: str) -> Facet:
    def facet(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
        steps = LOW_TO_HIGH[name]
        needed, wished = getattr(method, name), getattr(wish, name)
        title = catalogue.titles[name][needed]
        over = steps.index(needed) - steps.index(wished)
        if over <= 0:
            return Match(1.0, because=fits.format(title=title))
        return Match(ONE_STEP_ABOVE if over == 1 else 0.0, caution=above.format(title=title))

    return facet


def _online(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    if wish.online == "no":
        only = method.format == "online"
        return Match(0.0) if only else Match(1.0, because="Sie geht vor Ort.")
    if method.online == "no":
        return Match(0.0, caution="Sie geht nur vor Ort.")
    if method.online == "yes":
        return Match(1.0, because="Sie geht ganz online.")
    if wish.online == "hybrid":
        return Match(1.0, because="Ein Teil kann online dabei sein.")
    return Match(HALF_ONLINE, caution="Online geht nur ein Teil davon.")


def _conflict(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    if wish.conflict == "low":
        return Match(1.0)
    if method.conflict == "yes":
        return Match(1.0, because="Sie hält auch heftigen Streit aus.")
    if method.conflict == "limited":
        return Match(
            LIMITED_IN_CONFLICT, caution="Bei heftigem Streit braucht sie eine erfahrene Leitung."
        )
    return Match(0.0, caution="Bei heftigem Streit ist sie nicht geeignet.")


def _level(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    titles, steps = catalogue.titles["level"], LOW_TO_HIGH["level"]
    assert wish.level is not None
    if wish.level in method.level:
        return Match(1.0, because=f"Der Grad der Mitsprache stimmt: {titles[wish.level]}.")
    near = any(abs(steps.index(own) - steps.index(wish.level)) == 1 for own in method.level)
    usual = listed([titles[own] for own in method.level])
    return Match(
        NEXT_LEVEL if near else 0.0, caution=f"Der Grad der Mitsprache ist ein anderer: {usual}."
    )


def _size(method: Method, wish: Wish, catalogue: Catalogue) -> Match:
    titles = catalogue.titles["municipality_sizes"]
    if wish.size in method.municipality_sizes:
        everywhere = len(method.municipality_sizes) == ALL_SIZES
        return Match(1.0, None if everywhere else f"Sie passt für {titles[wish.size]}.")
    usual = _listed_titles(method.municipality_sizes, titles)
    return Match(0.0, caution=f"Üblich ist sie anderswo: {usual}.")


FACETS: Mapping[str, Facet] = {
    "themes": _themes,
    "ages": _ages,
    "audiences": _audiences,
    "stage": _stage,
    "participants": _participants,
    "days": _days,
    "cost": _at_most("cost", "Die Kosten passen: {title}.", "Die Kosten liegen höher: {title}."),
    "online": _online,
    "conflict": _conflict,
    "preparation": _at_most(
        "preparation",
        "Die Vorbereitung passt: {title}.",
        "Die Vorbereitung dauert länger: {title}.",
    ),
    "level": _level,
    "size": _size,
}


@lru_cache(maxsize=512)
def people_of(group: Span) -> str:
    """The size of a group in words."""
    least, most = format_number(int(group.minimum)), group.maximum
    if most is None:
        return f"Gruppen ab {least} Personen"
    if most == group.minimum:
        return f"{least} Personen"
    return f"{least} bis {format_number(int(most))} Personen"


def _ages_said(ages: list[str]) -> str:
    """Age groups as one says them: "die 6- bis 17-Jährigen und Menschen ab 80"."""
    said = []
    for age in ages:
        low, _, high = age.partition("-")
        said.append(f"die {low}- bis {high}-Jährigen" if high else f"Menschen ab {age.rstrip('+')}")
    return listed(said)


def _listed_titles(values: tuple[str, ...] | list[str], titles: Mapping[str, str]) -> str:
    return listed([titles[value] for value in values])


def listed(words: list[str]) -> str:
    """Words joined as one reads them: "a, b und c"."""
    return " und ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
