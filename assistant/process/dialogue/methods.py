"""The toolkit in the dialogue: suggests methods, tells and compares them, takes choices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.guide.answers import display
from assistant.guide.choices import options_of
from assistant.guide.walk import Step
from assistant.language.ordinals import parse_ordinal
from assistant.language.spelling import fold
from assistant.process.dialogue.exchange import chosen_nearby
from assistant.process.offers import METHODS, load_toolkit
from assistant.process.phrases import say
from assistant.process.situation import CHOSEN, chosen_methods, setting, situation
from assistant.process.turn import Command
from assistant.toolkit.cards import card, comparison_text, suggestions_text, whole_text
from assistant.toolkit.combination import Gap, combine
from assistant.toolkit.model import Method
from assistant.toolkit.naming import named_methods
from assistant.toolkit.reading import Words, load_words, read_wish
from assistant.toolkit.scoring import listed
from assistant.toolkit.suggest import Suggestion
from assistant.toolkit.wish import Wish

if TYPE_CHECKING:
    from assistant.guide.model import Option
    from assistant.guide.state import State
    from assistant.process.dialogue.dialogue import Dialogue

TAKES = re.compile(
    r"\b(nehm\w*|nimm|(aus)?waehl\w*|ausgewaehlt|entscheid\w*|einsetzen|vormerken)\b"
)
DROPS = re.compile(
    r"\b(ohne|abwaehl\w*|streich\w*|doch nicht|nicht mehr|raus|weg|entfern\w*|verzicht\w*"
    r"|loesch\w*)\b"
)
HAD = re.compile(r"\b(gewaehlt|ausgewaehlt|ausgesucht|genommen|haben wir schon)\b")
COMPARES = re.compile(r"\b(vergleich\w*|gegenueber\w*|unterschied\w*|oder)\b")
TELLS = re.compile(
    r"\b(mehr|genauer|einzelheiten|details|was (ist|heisst|bedeutet|sind)|ganz|ablauf|schritte"
    r"|wie (geht|funktioniert|laeuft)|erklaer\w*|zeig\w*|lesen|lies|beschreib\w*|infos?"
    r"|informationen)\b"
)


def methods(dialogue: Dialogue, command: Command) -> None:
    """What a person wants of the toolkit: choose, drop, compare, read one, or suggestions."""
    catalogue = load_toolkit().catalogue
    named = named_methods(command.text, catalogue)
    folded = fold(command.text)
    chosen = chosen_methods(dialogue.state, catalogue)
    if named and DROPS.search(folded) and any(method in chosen for method in named):
        _choose(dialogue, [method for method in chosen if method not in named])
    elif named and TAKES.search(folded):
        _choose(dialogue, [*chosen, *(method for method in named if method not in chosen)])
    elif len(named) > 1 and COMPARES.search(folded):
        compare(dialogue, named)
    elif named and (TELLS.search(folded) or len(folded.split()) <= len(named[0].name.split()) + 1):
        tell(dialogue, named[0])
    elif HAD.search(folded):
        show_chosen(dialogue, chosen)
    else:
        suggest(dialogue, command.text)


def show_chosen(dialogue: Dialogue, chosen: list[Method]) -> None:
    """What has been chosen so far."""
    if chosen:
        dialogue.say("methods_chosen", "hint", names=listed([method.name for method in chosen]))
    else:
        dialogue.say("methods_none_chosen", "hint")
    dialogue.ask_again()


def suggest(dialogue: Dialogue, text: str = "") -> None:
    """Three to five methods for the process; what the text says overrides what is known."""
    said = read_wish(text, _words()) if text else Wish()
    known = situation(dialogue.state, dialogue.stage().id)
    wish = known.overridden_by(said)
    have = dialogue.state.value(CHOSEN)
    picked = load_toolkit().pick(wish, without=have if isinstance(have, list) else ())
    intro = "methods_suggested_said" if not said.is_empty else "methods_suggested"
    if said.search and not said.is_specific_beyond_words and not load_toolkit().finds(said):
        intro = "methods_nothing_found"
    elif wish.is_empty or (said.is_empty and not known.themes):
        intro = "methods_suggested_little"
    _show(dialogue, say(intro), picked)
    dialogue.ask_again()


def offer(dialogue: Dialogue, step: Step) -> None:
    """The suggestions, said before the question for methods."""
    picked = picked_for(dialogue.state)
    _show(dialogue, say("methods_offered"), picked)


def compare(dialogue: Dialogue, named: list[Method]) -> None:
    """Methods side by side."""
    catalogue = load_toolkit().catalogue
    text = say("methods_compared", names=listed([method.name for method in named]))
    shown = [_explained(dialogue, method) for method in named]
    body = f"{text}\n\n{comparison_text(named, catalogue)}"
    dialogue.add(body, "methods", methods=[card(s) for s in shown])
    dialogue.ask_again()


def tell(dialogue: Dialogue, method: Method) -> None:
    """One method in full, with one's own experience where there is one."""
    text = whole_text(method, load_toolkit().catalogue)
    own = experience(dialogue, method)
    body = f"{text}\n\n{own}" if own else text
    dialogue.add(body, "methods", methods=[card(_explained(dialogue, method))])
    dialogue.ask_again()


def experience(dialogue: Dialogue, method: Method) -> str | None:
    """What this process has noted about the method after it was used."""
    parts = []
    for name in ("effort", "reached", "again"):
        question = f"workshop.used.{method.id}.{name}"
        value = dialogue.state.value(question)
        if value is not None:
            place = dialogue.record.place(question)
            options = options_of(place.question, dialogue.guide, dialogue.state)
            parts.append(f"{place.question.label}: {display(place.question, options, value)}")
    return say("methods_experience", parts="; ".join(parts)) if parts else None


def after_choice(dialogue: Dialogue) -> None:
    """Whom the chosen methods together leave out, what would reach them, and what to mind."""
    toolkit = load_toolkit()
    chosen = chosen_methods(dialogue.state, toolkit.catalogue)
    if not chosen:
        return
    wish = situation(dialogue.state, "workshop")
    together = combine(toolkit, chosen, setting(dialogue.state), wish)
    for gap in together.gaps[:2]:
        _say_gap(dialogue, gap)
    if len(together.gaps) > 2:
        rest = ", ".join(gap.title for gap in together.gaps[2:])
        dialogue.say("methods_more_gaps", "hint", groups=rest)
    if setting(dialogue.state).ages and not together.gaps:
        dialogue.say("methods_all_reached", "hint")
    if together.advice:
        dialogue.add("\n".join(f"- {line}" for line in together.advice), "hint")


def picked_for(state: State) -> list[Suggestion]:
    """The suggestions for the workshop as the process stands."""
    return list(_picked(situation(state, "workshop")))


def narrowed(state: State) -> list[str]:
    """The ids shown as options of the question for methods: suggested ones and chosen ones."""
    chosen = state.value(CHOSEN)
    ids = [s.method.id for s in picked_for(state)]
    return [*ids, *(c for c in (chosen if isinstance(chosen, list) else ()) if c not in ids)]


def shown_first(options: Sequence[Option], state: State) -> tuple[Option, ...]:
    """All methods as options, those that are shown before the others: "die erste" is the first."""
    known = {option.value: option for option in options}
    first = [known[name] for name in narrowed(state) if name in known]
    return (*first, *(option for option in options if option not in first))


def read_shown(dialogue: Dialogue, text: str) -> bool:
    """Tells of a method that is named by its place: "die zweite genauer". Whether it did."""
    place = parse_ordinal(text) if TELLS.search(fold(text)) else None
    shown = narrowed(dialogue.state)
    if place is None or not 1 <= abs(place) <= len(shown):
        return False
    method = load_toolkit().catalogue.by_id[shown[place - 1 if place > 0 else place]]
    dialogue.understood("command", "methods")
    tell(dialogue, method)
    return True


def search_instead(dialogue: Dialogue, text: str) -> bool:
    """Takes words that name no method for a wish: "irgendwas mit Musik". Whether it could."""
    wish = read_wish(text, _words())
    if not wish.is_specific and not load_toolkit().finds(wish):
        return False
    dialogue.understood("command", "methods")
    suggest(dialogue, text)
    return True


def asks_for_methods(step: Step) -> bool:
    """Whether the step is the question for methods."""
    return step.question.options_from == METHODS


def _choose(dialogue: Dialogue, methods: list[Method]) -> None:
    dialogue.accept(CHOSEN, [method.id for method in methods])


def _explained(dialogue: Dialogue, method: Method) -> Suggestion:
    return load_toolkit().explain(method, situation(dialogue.state, dialogue.stage().id))


def _show(dialogue: Dialogue, intro: str, picked: list[Suggestion]) -> None:
    chosen, others = chosen_nearby(dialogue)
    text = f"{intro}\n\n{suggestions_text(picked)}"
    dialogue.add(
        text, "methods", methods=[card(suggestion) for suggestion in picked], others=others
    )
    if chosen:
        dialogue.add(chosen, "hint")


def _say_gap(dialogue: Dialogue, gap: Gap) -> None:
    phrase = "methods_gap_age" if gap.facet == "ages" else "methods_gap_audience"
    names = " oder ".join(f"„{s.method.name}“" for s in gap.remedies)
    if not gap.remedies:
        return
    buttons = [
        {"title": f"{s.method.name} dazunehmen", "text": f"{s.method.name} als Methode nehmen"}
        for s in gap.remedies
    ]
    text = say(phrase, group=gap.title, remedies=names)
    dialogue.add(text, "hint", suggestions=buttons)


@lru_cache(maxsize=256)
def _picked(wish: Wish) -> tuple[Suggestion, ...]:
    return tuple(load_toolkit().pick(wish))


@lru_cache(maxsize=1)
def _words() -> Words:
    return load_words()
