"""The written files of three processes of real size, read back with their formats' libraries."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pdfua import validate

from assistant.documents.formats.texts import clean
from assistant.documents.making import make
from assistant.documents.source import Source
from assistant.guide.model import Guide
from assistant.guide.places import find_place
from assistant.process.document_kinds import KINDS, TEXT, Format
from assistant.process.figures.facts import facts_of
from assistant.process.figures.material import Material
from assistant.profile.comparison import Benchmark
from assistant.profile.rates import Movements
from tests.documents.builder import GUIDE, STAGES, Builder
from tests.documents.files import html_problems, read_back, word_problems, xlsx_problems
from tests.documents.formats.reading import squeezed
from tests.documents.processes import processes, village
from tests.documents.test_all import wanted
from tests.documents.test_profile_document import town as table

MADE = processes()
SIZES = {"village": 8, "town": 150, "district": 3800}
FILES = [(kind, form) for kind in KINDS for form in KINDS[kind].formats]
SLOW = (("district", "pdf"),)
"""Reading a hundred pages takes half a minute: there the strategy stands for all."""
ORDER = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs"]
ORDER += ["spacing", "ind", "jc"]
RUNS = (
    '=cmd|"/c calc"!A1 <script>alert(1)</script><img src=x onerror=alert(1)> #let x = 1 {{ 7*7 }}'
)
HOSTILE = {
    "code": RUNS,
    "signs": "\u202eumgedreht\u202c 👩‍🚒🏳️‍🌈 & < > \" ' ` $ % _ ^ ~ * [a](b) \\ @ §",
    "control": "vor\x00\x07\x1b\x0b\x0c\ud800\ufffe\x85nach",
    "word": "Donaudampfschifffahrt" * 143,
    "long": "Absatz eins\n\n\nAbsatz zwei\n• Punkt\ttab " + "lang " * 1980,
}


def figures(name: str) -> Material:
    """Tables by age, movements and comparisons of about the process' size."""
    births = SIZES[name]
    return Material(
        tables=tuple(table(year, births + 2027 - year) for year in (2016, 2021, 2026)),
        movements=tuple(
            Movements(year, births, births * 1.4, births * 6.0, births * 5.7)
            for year in range(2017, 2027)
        ),
        benchmarks=(Benchmark("average_age", "district", "Kreis X", 45.9, "2022", "INKAR"),),
    )


@cache
def source(name: str) -> Source:
    made = MADE[name]
    return made.source(profile=facts_of(GUIDE, made.state, figures(name)))


@cache
def content(name: str, kind: str, form: Format) -> bytes:
    """A file, made once for all tests."""
    return make(kind, form, source(name)).content


@cache
def text(name: str, kind: str, form: Format) -> str:
    return read_back(form, content(name, kind, form))


def without_hyphens(words: str) -> str:
    """A word at the end of a PDF's line may be hyphenated."""
    return words.replace("-", "")


@pytest.mark.parametrize("form", TEXT)
@pytest.mark.parametrize("name", MADE)
def test_every_answer_stands_in_a_file_of_its_stage_and_in_the_strategy(
    name: str, form: Format
) -> None:
    whole = without_hyphens(text(name, "strategy", form))
    for stage in STAGES:
        kinds = [kind for kind in KINDS if KINDS[kind].stage == stage]
        if (name, form) in SLOW:
            kinds = ["strategy"]
        own = "".join(text(name, kind, form) for kind in kinds)
        answers = [(q, without_hyphens(squeezed(a))) for q, a in wanted(MADE[name], stage)]
        assert answers
        assert [a for a in answers if a[1] not in without_hyphens(own)] == []
        assert [a for a in answers if a[1] not in whole] == []


@pytest.mark.parametrize(("kind", "form"), FILES)
@pytest.mark.parametrize("name", MADE)
def test_nothing_is_left_over_and_nothing_stands_twice(name: str, kind: str, form: Format) -> None:
    if (name, form) in SLOW and kind != "strategy":
        return
    found = text(name, kind, form)
    assert "None" not in found and "{" not in found and "}" not in found
    if form not in TEXT:
        return
    for question, markers in MADE[name].markers.items():
        if not _is_title(GUIDE, question):
            for marker in markers:
                assert found.count(squeezed(marker)) <= 1, (question, marker)


def _is_title(guide: Guide, question: str) -> bool:
    """A name is how others refer to an item."""
    place = find_place(guide, question)
    collection = place.section.collection if place else None
    return bool(collection and place and collection.title == place.question.name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["village", "town"])
def test_files_are_accessible(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(content(name, kind, "pdf"))
    assert list(validate(path).findings) == []
    word = content(name, kind, "docx")
    assert word_problems(word) == []
    assert html_problems(content(name, kind, "html")) == []
    body: Any = docx.Document(io.BytesIO(word)).element.body
    for properties in body.iter(qn("w:pPr")):
        names = [it.tag.rpartition("}")[2] for it in properties]
        assert names == sorted(names, key=ORDER.index)


@cache
def attacked() -> Builder:
    """A village whose texts are all hostile, each in its turn, and marked where that is allowed."""
    made = village().complete(items={"plan.measures": 5, "workshop.ideas": 5})
    attacks = list(HOSTILE.values())
    for number, question in enumerate(list(made.answers)):
        place = find_place(GUIDE, question)
        if place is None or made.state.value(question) is None:
            continue
        text = attacks[number % len(attacks)]
        try:
            if place.question.kind == "text":
                made.answer(question, f"{number:04d} {text}")
            elif place.question.kind == "list":
                made.answer(question, [f"{number:04d} {text}", RUNS])
        except AssertionError:
            # The guide takes no entry of that length.
            made.answer(question, [RUNS])
    return made


@pytest.mark.parametrize(("kind", "form"), FILES)
def test_hostile_answers_neither_break_a_file_nor_run(kind: str, form: Format) -> None:
    written = make(kind, form, attacked().source()).content
    if form == "html":
        assert html_problems(written) == []
    if form == "xlsx":
        assert xlsx_problems(written) == []
    if form in ("html", "docx"):
        found = read_back(form, written)
        assert "\x00" not in found and squeezed(RUNS) in found
        own = [s for s in STAGES if KINDS[kind].stage is None]
        for stage in own:
            missing = [
                question
                for question, answer in wanted(attacked(), stage)
                if squeezed(clean(answer)) not in found
            ]
            assert missing == []


def test_a_hundred_items_with_the_same_name_are_all_there() -> None:
    made = village().complete("kickoff", "profile", "workshop")
    made.item("plan.goals", "g1", title="Ziel")
    for number in range(100):
        made.item("plan.measures", f"m{number}", title="Bürgerbus", goal="g1", budget=number,
                  responsible=f"Person {number:03d}")  # fmt: skip
    made = made.complete("plan")
    for kind, form in FILES:
        if kind in ("plan", "council-paper") and form != "ics":
            found = read_back(form, make(kind, form, made.source()).content)
            assert all(squeezed(f"Person {n:03d}") in found for n in range(100)), (kind, form)
