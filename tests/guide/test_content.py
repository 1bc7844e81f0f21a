"""The content itself: fit to be read, consistent with itself, and understood by its own parser."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.guide import page
from assistant.guide.answers import Parsed, check_value, implausible, parse_text
from assistant.guide.choices import options_of
from assistant.guide.lint import problems
from assistant.guide.load import CONTENT, ContentError, load_guide
from assistant.guide.model import Question, Section, Stage
from assistant.language.spelling import fold
from tests.guide import state

GUIDE = load_guide()
PROJECT = Path(__file__).parent.parent.parent
TODAY = datetime.date(2026, 11, 22)
CLOSED = ("number", "date", "single", "multiple", "yes_no", "list")
QUESTIONS = [
    (stage, section, question)
    for stage in GUIDE.stages
    for section in stage.sections
    for question in section.questions
]


def name_of(given: tuple[Stage, Section, Question]) -> str:
    stage, section, question = given
    return f"{section.collection.name if section.collection else stage.id}.{question.name}"


def test_the_content_has_no_problem() -> None:
    assert list(problems(GUIDE)) == []


def test_the_page_of_all_questions_is_up_to_date() -> None:
    assert (PROJECT / "docs" / "guide.md").read_text("utf-8") == page.page(GUIDE)


def test_the_page_has_every_question_and_no_braces() -> None:
    text = page.page(GUIDE)
    for _, _, question in QUESTIONS:
        assert f"`{question.name}`" in text
    assert "{" not in text


def test_the_page_is_written_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "guide.md"
    assert page.main(["--check", str(path)]) == 1
    assert page.main([str(path)]) == 0
    assert page.main(["--check", str(path)]) == 0
    path.write_text("alt", "utf-8")
    assert page.main(["--check", str(path)]) == 1


def test_the_stages_have_the_questions_they_need_at_least() -> None:
    at_least = {"kickoff": 12, "profile": 30, "workshop": 20, "plan": 20, "review": 15}
    for stage in GUIDE.stages:
        questions = [q for section in stage.sections for q in section.questions]
        assert len(questions) >= at_least[stage.id]
        assert sum(q.required for q in questions) * 2 <= len(questions)


@pytest.mark.parametrize("kind", CLOSED)
def test_every_example_answer_is_understood(kind: str) -> None:
    failed = []
    for given in QUESTIONS:
        question = given[2]
        collection = (question.options_from or "options.").partition(".")[0] != "options"
        # The items of a list are each municipality's own: an example can name none of them.
        if question.kind != kind or collection:
            continue
        options = options_of(question, GUIDE, state())
        for text in dict.fromkeys((question.example.small, question.example.large)):
            parsed = parse_text(question, options, text, TODAY)
            if not isinstance(parsed, Parsed):
                failed.append((name_of(given), text, parsed.text))
            elif parsed.left_over or parsed.value == []:
                failed.append((name_of(given), text, parsed))
            elif check_value(question, options, parsed.value) != Parsed(parsed.value):
                failed.append((name_of(given), text, "does not fit again"))
            elif implausible(question, parsed.value):
                failed.append((name_of(given), text, "is not plausible"))
    assert not failed, failed


def test_options_of_a_question_do_not_share_a_name() -> None:
    failed = []
    lists = [(name_of(given), given[2].options) for given in QUESTIONS]
    lists += list(GUIDE.shared_options.items())
    for where, options in lists:
        seen: dict[str, str] = {}
        for option in options:
            for name in {fold(n) for n in (option.title, *option.synonyms)}:
                if seen.setdefault(name, option.value) != option.value:
                    failed.append((where, name, seen[name], option.value))
    assert not failed, failed


def test_every_option_is_found_by_its_title_and_its_synonyms() -> None:
    failed = []
    for given in QUESTIONS:
        question = given[2]
        options = options_of(question, GUIDE, state())
        for option in options:
            for name in (option.title, *option.synonyms):
                parsed = parse_text(question, options, name, TODAY)
                wanted = [option.value] if question.kind == "multiple" else option.value
                if parsed != Parsed(wanted):
                    failed.append((name_of(given), name, parsed))
    assert not failed, failed


def test_labels_of_a_stage_tell_its_questions_apart() -> None:
    for stage in GUIDE.stages:
        labels = [fold(q.label) for section in stage.sections for q in section.questions]
        assert sorted(labels) == sorted(set(labels)), stage.id


# The linter and the loader find what is wrong


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, Callable[[Any], None]], Path]:
    """A copy of the content with one file changed."""

    def change(name: str, edit: Callable[[Any], None]) -> Path:
        folder = tmp_path / "content"
        shutil.copytree(CONTENT, folder)
        path = folder / name
        data = yaml.safe_load(path.read_text("utf-8"))
        edit(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
        return folder

    return change


def first(data: Any) -> Any:
    return data["sections"][0]["questions"][0]


def text(key: str, value: str) -> Callable[[Any], None]:
    return lambda data: first(data).__setitem__(key, value)


def guests(data: Any) -> Any:
    return next(s for s in data["sections"] if s.get("collection"))


BREAKS: dict[str, tuple[Callable[[Any], None], str]] = {
    "a word that is none": (text("why", "In {komune} ist es so."), "is no word"),
    "a quotation of nothing": (text("help", "Es war {kickoff.nix|offen}."), "is no question"),
    "du": (text("text", "Was hast du vor?"), "du"),
    "a gender star": (text("why", "Für Bürger*innen."), "gender sign"),
    "a gender colon": (text("why", "Für Bürger:innen."), "gender sign"),
    "an inner capital": (text("why", "Für BürgerInnen."), "gender sign"),
    "a hyphen for a dash": (text("why", "So ist es - fast."), "dash"),
    "an exclamation mark": (text("why", "So ist es!"), "exclamation"),
    "a long sentence": (text("why", "Wort " * 40 + "."), "more than 32 words"),
    "a long plain sentence": (text("plain", "Wort " * 16 + "?"), "more than 14 words"),
    "a question without its mark": (text("text", "Was ist der Anlass"), "neither a question mark"),
    "a condition on nothing": (
        lambda data: first(data).update(condition={"answered": "kickoff.nix"}),
        "which is no question",
    ),
    "a condition on no option": (
        lambda data: data["sections"][0]["questions"][1].update(
            condition={"question": "kickoff.occasion", "is": ["nix"]}
        ),
        "which is no option",
    ),
    "an option twice": (
        lambda data: first(data)["options"].append(first(data)["options"][0]),
        "an option stands twice",
    ),
    "options that are not there": (
        lambda data: (
            first(data).update(options_from="options.nix", options=None)
            or first(data).pop("options")
        ),
        "there are no options.nix",
    ),
    "options of no collection": (
        lambda data: first(data).update(options_from="plan.nix") or first(data).pop("options"),
        "is no collection",
    ),
    "a choice without options": (lambda data: first(data).pop("options"), "do not go together"),
    "a unit without a number": (text("unit", "Euro"), "belong to numbers"),
    "a reserved name": (text("id", "review"), "reserved"),
    "a question twice": (
        lambda data: data["sections"][1]["questions"].append(first(data)),
        "stands twice",
    ),
    "too much required": (
        lambda data: [
            q.update(required=True) for section in data["sections"] for q in section["questions"]
        ],
        "at most half",
    ),
    "too few questions": (
        lambda data: data.update(sections=data["sections"][:1]),
        "at least 12 wanted",
    ),
    "a list that does not begin with its title": (
        lambda data: guests(data)["questions"].reverse(),
        "must come first",
    ),
    "an item that needs no name": (
        lambda data: guests(data)["questions"][0].update(required=False),
        "must be required",
    ),
    "a list of nothing": (
        lambda data: guests(data)["collection"].update(items_of="plan.nix"),
        "is no collection",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_linter_finds(name: str, broken: Callable[..., Path]) -> None:
    edit, expected = BREAKS[name]
    found = list(problems(load_guide(broken("kickoff.yml", edit))))
    assert any(expected in problem for problem in found), found


def test_the_linter_finds_an_adoption_into_nothing() -> None:
    plan = GUIDE.stage("plan")
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(q, adopt_into=replace(q.adopt_into, reference="nix")) if q.adopt_into else q
                for q in section.questions
            ),
        )
        for section in plan.sections
    )
    changed = replace(plan, sections=sections)
    stages = tuple(changed if stage is plan else stage for stage in GUIDE.stages)
    found = list(problems(replace(GUIDE, stages=stages)))
    assert any("adopt_into does not resolve" in problem for problem in found)


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: first(data).pop("why"),
        lambda data: first(data).update(kind="slider"),
        lambda data: first(data).update(colour="blue"),
        lambda data: data.pop("purpose"),
        lambda data: first(data).update(id="Not Valid"),
        lambda data: first(data).update(text=""),
    ],
)
def test_what_does_not_fit_the_schema_is_refused_with_file_and_place(
    edit: Callable[[Any], None], broken: Callable[..., Path]
) -> None:
    with pytest.raises(ContentError, match=r"kickoff\.yml"):
        load_guide(broken("kickoff.yml", edit))
