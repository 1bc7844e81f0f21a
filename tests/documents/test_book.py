"""The book: what is told, what is left, what is open."""

from __future__ import annotations

import pickle

from assistant.documents.book import Book
from assistant.documents.chapters.shared import answers, open_points, rest
from assistant.documents.content import Facts, Heading, Items, Notice, Paragraph, Quotation
from assistant.documents.source import Source
from assistant.guide.model import Option
from assistant.guide.state import Answer, State
from assistant.guide.walk import steps
from tests.documents.builder import GUIDE, TODAY, Builder
from tests.documents.processes import village


def book_of(builder: Builder) -> Book:
    return Book(GUIDE, builder.state)


def test_the_rest_is_what_nobody_has_told_by_section_and_only_once() -> None:
    book = book_of(village())
    book.said("kickoff.goals")
    book.peek("kickoff.coordinator")
    found = book.rest("kickoff")
    told = [entry.question for part in found for entry in part.entries]
    assert "kickoff.goals" not in told
    assert "kickoff.coordinator" in told
    assert not any(q.endswith((".more", ".review")) for q in told)
    assert [part.title for part in found][:2] == ["Anlass und Ziele", "Wer das Vorhaben trägt"]
    assert book.rest("kickoff") == []


def test_what_is_no_longer_asked_counts_as_no_answer_but_stands_in_the_rest() -> None:
    builder = village()
    builder.answers["kickoff.head_substitute"] = Answer("Frau Lorenz", "answered", 1)
    book = book_of(builder)
    assert book.said("kickoff.head_substitute") is None
    book = book_of(builder)
    last = book.rest("kickoff")[-1]
    assert last.earlier and [entry.text for entry in last.entries] == ["Frau Lorenz"]


def test_answers_of_a_deleted_item_are_gone() -> None:
    builder = village()
    builder.items["kickoff.guests"] = ["g2"]
    book = book_of(builder)
    assert [group.name for group in book.items("kickoff.guests")] == ["Freiwillige Feuerwehr"]
    assert not any("g1" in e.question for part in book.rest("kickoff") for e in part.entries)


def test_an_item_without_a_name_has_its_number() -> None:
    builder = Builder("Leerort")
    builder.items["kickoff.guests"] = ["a", "b"]
    assert [item.name for item in book_of(builder).items("kickoff.guests")] == [
        "Gästegruppe 1",
        "Gästegruppe 2",
    ]


def test_a_round_over_other_items_has_their_names() -> None:
    names = [item.name for item in book_of(village()).items("workshop.used")]
    assert names == ["World Café", "Punktabfrage"]


def test_gaps_name_required_questions_unknown_ones_and_empty_lists() -> None:
    builder = Builder("Leerort")
    builder.answer("kickoff.occasion", "revive")
    builder.open("kickoff.place", "unknown")
    builder.open("kickoff.budget", "skipped")
    texts = [gap.text for gap in book_of(builder).gaps("kickoff")]
    assert "Gästegruppen" in texts and "Ort" in texts and "Termin" in texts
    assert "Anlass" not in texts and "Geld für den Kick-Off" not in texts
    builder.items["plan.measures"] = ["m"]
    builder.answer("plan.measures.m.title", "Bürgerbus")
    assert "Bürgerbus: Zielgruppe" in [gap.text for gap in book_of(builder).gaps("plan")]


def test_numbers_stand_with_the_unit_they_need() -> None:
    builder = village()
    builder.stage("kickoff", {"budget": 1234.5})
    builder.stage("workshop", {"days": 1, "participants": 1})
    book = book_of(builder)
    assert book.said("kickoff.budget") == "1.234,50 €"
    assert book.said("workshop.days") == "1 Tag"
    assert book.said("workshop.participants") == "1 Person"
    assert book.said("kickoff.guests.g1.count") == "4 Personen"


def test_proposals_that_became_items_are_not_told_again() -> None:
    question = "workshop.fields_from_strategies"
    answers_ = {
        question: Answer(["a", "b"], "answered", 1),
        "profile.swot.more": Answer(False, "answered", 1),
    }
    for proposed, told in (("b", "Wohnen im Kern"), ("c", None)):
        proposals = {"profile.field_proposals": [Option(proposed, "Wohnen im Kern")]}
        state = State("Ort", "municipality", answers_, proposals=proposals)
        assert Book(GUIDE, state).said(question) == told
        assert len(Book(GUIDE, state).rest("workshop")) == (told is not None)


def test_short_answers_are_facts_lists_are_lists_and_long_texts_quotations() -> None:
    builder = village()
    book = book_of(builder)
    found = answers(book, "kickoff.place", "kickoff.steering_group", "kickoff.ages_missing_plan")
    assert [type(block) for block in found] == [Facts, Paragraph, Items, Paragraph, Quotation]
    assert found[-1] == Quotation(str(builder.state.value("kickoff.ages_missing_plan")))


def test_the_rest_stands_under_headings_with_the_items_by_name() -> None:
    headings = [b.text for b in rest(book_of(village()), "kickoff") if isinstance(b, Heading)]
    assert headings[0] == "Weitere Angaben"
    assert "Landfrauen" in headings


def test_a_stage_that_is_not_begun_is_named_as_such() -> None:
    found = open_points(book_of(Builder("Leerort")), "plan")
    assert found == [
        Notice("Noch offen", ("Für die Stufe „Werkstattplan“ gibt es noch keine Angaben.",))
    ]


def test_fixed_words_are_those_of_the_kind_of_municipality() -> None:
    book = book_of(Builder("Landkreis Emsland", "district"))
    assert book.words("Das beschließt {rat}.") == "Das beschließt der Kreistag."


def test_a_source_travels_without_walks_and_without_what_is_not_begun() -> None:
    builder = village()
    state = State(
        builder.name, "municipality", builder.answers, builder.items, upcoming=("plan.goals", "x")
    )
    source = Source("Gülzow", "municipality", state, TODAY)
    assert source.state.upcoming is None
    steps(GUIDE, source.state, GUIDE.stage("kickoff"))
    assert source.state.walks
    sent = pickle.dumps(source)
    assert len(sent) < 30_000
    assert pickle.loads(sent) == source
    assert pickle.loads(sent).state.walks == {}


def test_a_quarter_is_named_with_its_city_once() -> None:
    assert Builder("Nordstadt", "quarter", "Dortmund").source().full_name == "Nordstadt (Dortmund)"
    assert Builder("Dortmund-Nord", "quarter", "Dortmund").source().full_name == "Dortmund-Nord"
