"""Every document of every process: nothing forgotten, nothing twice, nothing left over."""

from __future__ import annotations

import re
from functools import cache

import pytest

from assistant.documents.book import Book
from assistant.documents.catalogue import COMPOSERS, compose
from assistant.documents.content import Document, Heading
from assistant.guide.places import find_place
from assistant.guide.walk import steps
from assistant.process.document_kinds import KINDS, complete
from tests.documents.builder import GUIDE, STAGES, Builder
from tests.documents.flat import fixed_texts, flat, texts_of
from tests.documents.processes import district, processes, village

MADE = processes()
HALF = {
    "empty": Builder("Leerort"),
    "named": Builder("Nordstadt", "quarter", parent="Dortmund"),
    "half": village(),
    "association": Builder("Amt Geest", "association").complete("kickoff", "plan"),
}
HOSTILE = (
    '=cmd|"/c calc"!A1 <script>alert(1)</script> {name} {{x}} \\input{x} #let y None ..',
    "\u202eumgedreht\u202c 👩‍🚒🏳️‍🌈 & < > \" ' ` $ % _ ^ ~ * [a](b)",
    "Absatz eins\n\n\nAbsatz zwei\n• Punkt\ttab " + "lang " * 1500,
)


# Told as the heading of a group, in the plural.
RETOLD = ("profile.swot.quadrant",)


@cache
def made(name: str, kind: str) -> Document:
    """A document, made once for all tests: its pictures take their time."""
    return compose(kind, {**MADE, **HALF}[name].source())


def wanted(builder: Builder, stage: str) -> list[tuple[str, str]]:
    """Every text that must stand somewhere: an answer's display, a list's and a choice's parts;
    of a number the number, for its unit may stand above it.
    """
    book = Book(GUIDE, builder.state)
    found = []
    for step in steps(GUIDE, builder.state, GUIDE.stage(stage)):
        parts = step.id.split(".")
        name = ".".join((*parts[:2], *parts[3:]))
        if step.role != "question" or step.question.kind == "yes_no" or name in RETOLD:
            continue
        shown = book.peek_entries(step.id)
        if step.question.kind == "number":
            shown = tuple(text.split(" ")[0] for text in shown)
        found += [(step.id, plain(text)) for text in shown]
    return found


def plain(text: str) -> str:
    """White space made single."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", MADE)
def test_every_answer_of_a_stage_stands_in_its_documents_and_in_the_strategy(name: str) -> None:
    whole = flat(made(name, "strategy"))
    for stage in STAGES:
        own = "\n".join(flat(made(name, kind)) for kind in KINDS if KINDS[kind].stage == stage)
        answers = wanted(MADE[name], stage)
        assert answers
        assert [a for a in answers if a[1] not in plain(own)] == []
        assert [a for a in answers if a[1] not in plain(whole)] == []


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("kind", COMPOSERS)
def test_nothing_stands_twice(name: str, kind: str) -> None:
    builder = MADE[name]
    text = flat(made(name, kind))
    titles = {f"{s.collection.name}.{s.collection.title}" for s in GUIDE.collections().values()
              if s.collection}  # fmt: skip
    for question, markers in builder.markers.items():
        parts = question.split(".")
        # A name is how others refer to an item; everything else stands once.
        if len(parts) == 4 and f"{parts[0]}.{parts[1]}.{parts[3]}" in titles:
            continue
        for marker in markers:
            assert text.count(marker) <= 1, (question, marker)


@pytest.mark.parametrize("name", {**MADE, **HALF})
@pytest.mark.parametrize("kind", COMPOSERS)
def test_nothing_is_left_over_from_the_making(name: str, kind: str) -> None:
    document = made(name, kind)
    for text in fixed_texts(document):
        assert "None" not in text
        assert not re.search(r"[{}]", text), text
        assert not re.search(r"(?<!\.)\.\.(?!\.)|\?\.|!\.|:\.|;;|  ", text), text
        assert text == text.strip() and "( " not in text and " ," not in text, text
    assert document.note.startswith("Mit Unterstützung")
    assert "Stand 3. Mai 2027" in document.state


@pytest.mark.parametrize("name", {**MADE, **HALF})
@pytest.mark.parametrize("kind", COMPOSERS)
def test_headings_never_leave_a_level_out(name: str, kind: str) -> None:
    level = 0
    for block in made(name, kind).blocks:
        if isinstance(block, Heading):
            assert 1 <= block.level <= level + 1, block
            level = block.level


@pytest.mark.parametrize("name", HALF)
@pytest.mark.parametrize("kind", COMPOSERS)
def test_an_unfinished_document_is_a_draft_and_names_what_is_open(name: str, kind: str) -> None:
    document = made(name, kind)
    done = complete(kind, HALF[name].state, GUIDE)
    assert document.state.startswith("Entwurf") is not done
    if not done:
        assert "och offen" in flat(document) or "noch keine Angaben" in flat(document)


@pytest.mark.parametrize("hostile", HOSTILE, ids=["code", "signs", "long"])
@pytest.mark.parametrize("kind", ["invitation", "minutes", "workshop-record", "strategy"])
def test_hostile_texts_pass_unchanged(kind: str, hostile: str) -> None:
    builder = village().complete()
    given = hostile.strip()
    texts = [q for q in builder.answers if _is_text(q) and builder.state.value(q) is not None]
    for question in texts:
        builder.answer(question, given)
    document = compose(kind, builder.source())
    found = [text for block in document.blocks for text in texts_of(block) if given in text]
    assert len(found) > 3
    assert any(text == given for text in found)


def _is_text(question: str) -> bool:
    place = find_place(GUIDE, question)
    return place is not None and place.question.kind == "text"


def test_a_withdrawn_or_deleted_answer_stands_nowhere() -> None:
    builder = district()
    builder.open("kickoff.goals", "withdrawn")
    builder.items["kickoff.guests"] = builder.items["kickoff.guests"][1:]
    gone = builder.markers["kickoff.guests.i1.people"][0]
    for kind in ("invitation", "agenda", "minutes", "strategy"):
        text = flat(compose(kind, builder.source()))
        assert gone not in text
        assert "Zweiter Absatz" not in text
