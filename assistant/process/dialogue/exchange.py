"""Other municipalities in the dialogue: who is like us, who knows about it, what we share.

The words of others are foreign: they are said on one line and lose the signs that would make them
bold or a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assistant.exchange.counting import GROUPS, Counts
from assistant.exchange.similarity import listed
from assistant.language.spelling import fold
from assistant.plan.model import MEASURES
from assistant.process.dialogue.summaries import shorten
from assistant.process.exchange.adopting import KnownMeasureError, adopt
from assistant.process.exchange.bodies import chosen_body, found_body, near_body, sharing_body
from assistant.process.exchange.finding import (
    Found,
    Near,
    chosen_by_others,
    find_measures,
    similar_to,
)
from assistant.process.exchange.others import Sought
from assistant.process.exchange.sharing import Line, change_sharing, sharing_of, withdraw
from assistant.process.phrases import say
from assistant.process.refusals import ReadOnlyError
from assistant.process.turn import Command

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue

KIND = "exchange"
MOST_SHOWN = 5
# How much of a title and of a name a button's text holds.
BUTTON_TITLE = 40
ADOPTS = re.compile(r"„(.{1,45})“ von (.{1,45}) uebernehmen")
WITHDRAWS = re.compile(
    r"\bfreigaben?\b.*\b(zurueck\w*|widerruf\w*|beend\w*|loesch\w*|aufheb\w*|stopp\w*)"
    r"|\b(nimm|nehmen|nehmt|zieh\w*|widerruf\w*|beend\w*|loesch\w*|stopp\w*)\b.*\bfreigaben?\b"
    r"|\bnichts mehr (freigeben|teilen)\b"
)
SHARES = re.compile(r"\b(frei|freigegeben|geteilt|freigaben?|steckbrief)\b|\b(von|ueber) uns$")
CHOSEN = re.compile(
    r"\bwas (haben|hatten|nehmen|machen|nutzen|waehlen)\b"
    r"|\b(methoden?|massnahmen?|werkzeuge?) (haben|hatten|nutzen|nehmen|waehl\w*|machen)\b"
)
EXPERIENCE = re.compile(r"\berfahrung\w*\b|\bwer\b.*\b(was|etwas) (mit|zu|zum|zur|beim?)\b")


def exchange(dialogue: Dialogue, command: Command) -> None:
    """Shows, finds, takes over or takes back, as the words say; similar ones without words."""
    folded = fold(command.text).rstrip(" .!?")
    adopts = ADOPTS.search(folded)
    if adopts:
        _adopt(dialogue, *adopts.groups())
    elif WITHDRAWS.search(folded):
        _withdraw(dialogue, folded)
    elif EXPERIENCE.search(folded):
        _show_found(dialogue, command.text)
    elif CHOSEN.search(folded):
        _show_chosen(dialogue)
    elif SHARES.search(folded):
        _show_sharing(dialogue)
    else:
        _show_similar(dialogue)
    dialogue.ask_again()


def chosen_nearby(dialogue: Dialogue) -> tuple[str, list[dict[str, Any]]]:
    """What the own group chose as a sentence and as data; both empty where nothing may be told."""
    group, counts = chosen_by_others(dialogue.record, dialogue.record.others)
    told = chosen_body(group, counts)["methods"]
    return (_chosen_text(group, counts, told), told) if told else ("", [])


def quiet(text: str, length: int = 200) -> str:
    """Words of others on one line, without the signs for bold and links."""
    plain = re.sub(r"\*{2,}|_{2,}|`+", "", shorten(text, length))
    return plain.replace("](", "] (").strip()


def _show_similar(dialogue: Dialogue) -> None:
    near, total = similar_to(dialogue.record, dialogue.record.others, MOST_SHOWN)
    if not near:
        dialogue.add(say("exchange_nobody"), "hint")
        return
    lines = [_near_line(one) for one in near]
    text = say("exchange_similar") + "\n\n" + "\n".join(lines)
    if total > len(near):
        text += "\n\n" + say("exchange_more", count=total - len(near))
    dialogue.add(text, KIND, municipalities=[near_body(one) for one in near])


def _near_line(near: Near) -> str:
    because = "; ".join(near.likeness.because) or say("exchange_hardly_like")
    differs = f". Anders: {'; '.join(near.likeness.differs)}" if near.likeness.differs else ""
    origin = f" (aus einer Datei von {quiet(near.card.origin.name)})" if near.card.origin else ""
    return f"- **{quiet(near.card.name, 80)}**{origin}: {because}{differs}."


def _show_found(dialogue: Dialogue, text: str) -> None:
    found, total = find_measures(dialogue.record, dialogue.record.others, Sought(text), MOST_SHOWN)
    if not found:
        dialogue.add(say("exchange_nothing_found"), "hint")
        return
    lines = [_found_line(one) for one in found]
    text = say("exchange_found") + "\n\n" + "\n".join(lines)
    if total > len(found):
        text += "\n\n" + say("exchange_more_found", count=total - len(found))
    buttons = [_adopt_button(one) for one in found if one.item.kind == "measure"]
    dialogue.add(text, KIND, measures=[found_body(one) for one in found], buttons=buttons)


def _found_line(found: Found) -> str:
    parts = [found.item.text] if found.item is not found.lessons else []
    parts += [found.lessons.text] if found.lessons else []
    told = ". ".join(quiet(part, 260).rstrip(".") for part in parts)
    return f"- **{quiet(found.item.title, 80)}** ({quiet(found.card.name, 80)}): {told}."


def _adopt_button(found: Found) -> dict[str, str]:
    title, name = (text[:BUTTON_TITLE].strip() for text in (found.item.title, found.card.name))
    wanted = f"„{title}“ von {name} übernehmen"
    return {"title": wanted, "text": wanted}


def _show_chosen(dialogue: Dialogue) -> None:
    group, counts = chosen_by_others(dialogue.record, dialogue.record.others)
    body = chosen_body(group, counts)
    if body["methods"]:
        text = _chosen_text(group, counts, body["methods"])
        dialogue.add(text, KIND, methods=body["methods"])
    else:
        dialogue.add(body["note"], "hint")
    found, _ = find_measures(
        dialogue.record, dialogue.record.others, Sought(kind="measure"), MOST_SHOWN
    )
    if found:
        lines = "\n".join(_found_line(one) for one in found)
        buttons = [_adopt_button(one) for one in found if one.item.kind == "measure"]
        measures = [found_body(one) for one in found]
        text = say("exchange_measures") + "\n\n" + lines
        dialogue.add(text, KIND, measures=measures, buttons=buttons)


def _chosen_text(group: str, counts: Counts, methods: list[dict[str, Any]]) -> str:
    lines = []
    for one in methods[:MOST_SHOWN]:
        again = ""
        if one["again"] is not None:
            again = (
                f" (wieder einsetzen würden sie {one['again']}, nicht wieder {one['not_again']})"
            )
        lines.append(f"- {one['name']}: {one['count']}{again}")
    intro = say("exchange_chosen", of=counts.of, group=GROUPS[group])
    return intro + "\n\n" + "\n".join(lines)


def _show_sharing(dialogue: Dialogue) -> None:
    sharing = sharing_of(dialogue.record)
    if not sharing.visible:
        dialogue.add(say("exchange_shares_nothing"), KIND, sharing=sharing_body(sharing))
        return
    lines = [_shared_line(line) for line in sharing.shared]
    if sharing.contact:
        lines.append(f"- Ansprechperson: {quiet(sharing.contact)}")
    text = say("exchange_shares") + "\n\n" + "\n".join(lines)
    changed = [line.item.title for line in sharing.lines if line.changed]
    if changed:
        text += "\n\n" + say("exchange_changed", titles=listed([f"„{t}“" for t in changed]))
    back = {"title": "Alle Freigaben zurückziehen", "text": "Alle Freigaben zurückziehen"}
    buttons = [back] if sharing.may_change else []
    dialogue.add(text, KIND, sharing=sharing_body(sharing), buttons=buttons)


def _shared_line(line: Line) -> str:
    assert line.shared is not None
    item = line.shared.item
    name = {"lessons": "Lehren aus ", "method": "Methode "}.get(item.kind, "")
    return f"- {name}{quiet(item.title, 80)}"


def _withdraw(dialogue: Dialogue, folded: str) -> None:
    """Takes back what is named by its title, else everything."""
    sharing = sharing_of(dialogue.record)
    if not sharing.shared:
        dialogue.add(say("exchange_shares_nothing"), "hint")
        return
    titled = [
        line
        for line in sharing.shared
        if line.shared and line.item.kind != "basics" and fold(line.shared.item.title) in folded
    ]
    try:
        if titled:
            change_sharing(dialogue.record, {line.item.id: False for line in titled})
            titles = dict.fromkeys(f"„{quiet(line.item.title)}“" for line in titled)
            dialogue.say("exchange_withdrawn", "acknowledgement", titles=listed(list(titles)))
        elif re.search(r"\bfreigaben? (von|fuer|der|des) (?!uns\b|allem\b|alles\b)", folded):
            dialogue.say("exchange_not_shared", "hint")
            _show_sharing(dialogue)
        else:
            withdraw(dialogue.record)
            dialogue.say("exchange_all_withdrawn", "acknowledgement")
    except ReadOnlyError:
        dialogue.say("exchange_read_only", "hint")


def _adopt(dialogue: Dialogue, title: str, name: str) -> None:
    """Takes a measure over that a button or the person names by its title and municipality."""
    found, _ = find_measures(dialogue.record, dialogue.record.others, Sought(title, kind="measure"))
    wanted = [
        one
        for one in found
        if one.item.kind == "measure"
        and fold(one.item.title).startswith(title.strip())
        and fold(one.card.name).startswith(name.strip())
    ]
    if not wanted:
        dialogue.say("exchange_gone", "hint")
        return
    one = wanted[0]
    shown = quiet(one.item.title)
    try:
        item = adopt(dialogue.record, one.card, one.item, dialogue.today)
    except KnownMeasureError:
        dialogue.say("exchange_known", "hint", title=shown)
        return
    except ReadOnlyError:
        dialogue.say("exchange_read_only", "hint")
        return
    dialogue.record.position.pending = None
    go_on = {"title": "Gleich ergänzen",
             "command": {"name": "edit", "question": f"{MEASURES}.{item}.description"}}  # fmt: skip
    text = say("exchange_adopted", title=shown, town=quiet(one.card.name))
    dialogue.add(text, "acknowledgement", buttons=[go_on])
