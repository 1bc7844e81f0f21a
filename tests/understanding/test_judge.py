"""The judgement's promises, with rankings given by hand as a classifier would give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.choices import Choice
from assistant.understanding.judge import judge
from assistant.understanding.open_question import (
    OpenQuestion,
    open_question_data,
    open_question_from,
)
from assistant.understanding.vocabulary import Vocabulary
from tests.conftest import PROJECT


def examples() -> Iterator[tuple[str, str]]:
    """The texts of the training data with their intents."""
    for path in sorted((PROJECT / "data/nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for text in re.findall(r"^- (.+)$", block.get("examples", ""), re.MULTILINE):
                yield text, block.get("intent", "")


WORDS = Vocabulary.learn(examples())
THEMES = (
    Choice("wohnen", "Wohnen", ("Wohnraum",)),
    Choice("pflege", "Gesundheit und Pflege", ("Pflege", "Hilfe")),
    Choice("beratung", "Begegnung, Beratung, Selbsthilfe", ("Beratung",)),
)
STATES = (
    Choice("running", "Läuft", ("weiter",)),
    Choice("paused", "Ruht", ("Pause",)),
    Choice("ended", "Ist beendet", ("fertig", "abgeschlossen")),
)
TEXT = OpenQuestion("text")
LIST = OpenQuestion("list")
NUMBER = OpenQuestion("number")
DATE = OpenQuestion("date")
YES_NO = OpenQuestion("yes_no")
MORE = OpenQuestion("yes_no", role="more")
REVIEW = OpenQuestion("review")
SINGLE = OpenQuestion("single", STATES)
MULTIPLE = OpenQuestion("multiple", THEMES)
OPEN = (TEXT, LIST, NUMBER, DATE, YES_NO, MORE, REVIEW, SINGLE, MULTIPLE)
UNSURE = (("answer", 0.4), ("question", 0.2), ("smalltalk_chat", 0.1))

Ranking = Sequence[tuple[str, float]]


def intent(text: str, question: OpenQuestion | None, ranking: Ranking = UNSURE) -> str:
    return judge(text, ranking, question, WORDS).intent


def sure(name: str, confidence: float = 0.95) -> Ranking:
    return ((name, confidence), ("answer", 1 - confidence))


@pytest.mark.parametrize("question", [TEXT, LIST, NUMBER, DATE, YES_NO, SINGLE])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hilfe", "command_help"),
        ("hilfe!", "command_help"),
        ("zurück", "command_back"),
        ("Zurück, bitte.", "command_back"),
        ("zurueck", "command_back"),
        ("ZURÜCK", "command_back"),
        ("überspringen", "command_skip"),
        ("Bitte überspringen", "command_skip"),
        ("weiß ich nicht", "command_unknown"),
        ("Weiß ich noch nicht.", "command_unknown"),
        ("keine Ahnung", "command_unknown"),
        ("Warum?", "command_why"),
        ("Beispiel", "command_example"),
        ("Übersicht", "command_overview"),
        ("rückgängig", "command_undo"),
        ("Danke schön!", "smalltalk_thanks"),
        ("Guten Morgen", "smalltalk_greet"),
    ],
)
def test_a_set_phrase_means_the_same_at_every_question(
    text: str, expected: str, question: OpenQuestion
) -> None:
    # However sure the classifier is of an answer.
    assert intent(text, question, sure("answer")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hilfe für pflegende Angehörige",
        "Zurück zu mehr Gemeinschaft im Dorf",
        "Beratung für junge Familien im Rathaus",
        "Pause für das Baugebiet am See",
        "Start einer Mitfahrbank an der Kirche",
        "Überblick über alle Angebote für Ältere",
        "Weiter so wie bisher mit dem Mittagstisch",
        "Keine Ahnung haben viele vom Pflegegeld",
        "Danke an die Feuerwehr für den Hochwassereinsatz",
    ],
)
@pytest.mark.parametrize("question", [TEXT, LIST])
def test_an_answer_that_holds_a_command_word_is_an_answer(
    text: str, question: OpenQuestion
) -> None:
    assert intent(text, question) == "answer"
    # Even when the classifier leans to the command.
    for command in ("command_help", "command_back", "smalltalk_thanks"):
        assert intent(text, question, ((command, 0.4), ("answer", 0.35))) == "answer"


@pytest.mark.parametrize("question", [TEXT, LIST])
def test_a_long_text_needs_a_very_sure_classifier_to_be_a_command(question: OpenQuestion) -> None:
    text = "Wir möchten eine Übersicht aller Angebote für Ältere an jeden Haushalt verteilen"
    assert intent(text, question, (("command_overview", 0.75), ("answer", 0.2))) == "answer"


@pytest.mark.parametrize("question", [TEXT, NUMBER, DATE, SINGLE])
def test_a_clear_command_in_ones_own_words_is_a_command(question: OpenQuestion) -> None:
    ranking = sure("command_back", 0.999)
    assert intent("Nochmal eine Frage vorher bitte", question, ranking) == "command_back"


def test_commands_that_name_something_are_commands() -> None:
    for text, name in (
        ("die Einwohnerzahl ändern", "command_edit"),
        ("die zweite Maßnahme löschen", "command_delete"),
        ("noch eine Maßnahme hinzufügen", "command_add"),
        ("die dritte Maßnahme nach oben verschieben", "command_move"),
    ):
        for question in (TEXT, LIST, NUMBER, SINGLE, YES_NO):
            assert intent(text, question, sure(name)) == name, (text, question.kind)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Pause", SINGLE),
        ("fertig", SINGLE),
        ("weiter", SINGLE),
        ("abgeschlossen", SINGLE),
        ("Hilfe", MULTIPLE),
        ("Beratung", MULTIPLE),
        ("Wohnen und Pflege", MULTIPLE),
        ("die ersten beiden", MULTIPLE),
        ("2", SINGLE),
    ],
)
def test_an_option_wins_over_a_command(text: str, question: OpenQuestion) -> None:
    for name in ("command_pause", "command_finish", "command_help", "command_advice"):
        assert intent(text, question, sure(name)) == "answer"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("12.345", NUMBER),
        ("rund 5000", NUMBER),
        ("zwölftausend", NUMBER),
        ("etwa 12 Tsd. Personen", NUMBER),
        ("minus 3,4 %", NUMBER),
        ("14.3.2027", DATE),
        ("Mitte März 2027", DATE),
        ("3. Quartal 2027", DATE),
        ("KW 12 2027", DATE),
        ("2027 bis 2031", DATE),
        ("ja", YES_NO),
        ("nein", YES_NO),
        ("ja, gern", YES_NO),
        ("nein, lieber nicht", MORE),
        ("passt so", YES_NO),
        ("stimmt so", REVIEW),
        ("passt so", REVIEW),
    ],
)
def test_what_the_open_question_can_read_is_its_answer(text: str, question: OpenQuestion) -> None:
    for name in ("answer", "smalltalk_chat", "nonsense", "command_goto", "question"):
        assert intent(text, question, sure(name)) == "answer", name


@pytest.mark.parametrize(
    "text",
    [
        "weiß ich noch nicht",
        "weiß ich nicht",
        "das wissen wir noch nicht",
        "noch offen",
        "noch unklar",
        "muss ich nachfragen",
    ],
)
def test_not_knowing_yet_is_no_no(text: str) -> None:
    assert intent(text, YES_NO, sure("command_unknown")) == "command_unknown"


@pytest.mark.parametrize(
    "text", ["weiter", "machen wir weiter", "weiter gehts", "Pause", "später", "überspringen"]
)
def test_going_on_is_no_yes(text: str) -> None:
    assert intent(text, YES_NO, sure("command_resume")).startswith("command_")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Was ist eine Zukunftswerkstatt?", TEXT),
        ("Was bedeutet Jugendquotient?", NUMBER),
        ("Wie viele Einwohner hat Grabow 2024?", NUMBER),
        ("Gilt der 31.12.2023 oder der 1.1.2024?", DATE),
        ("Was heißt Wohnen hier genau?", MULTIPLE),
        ("Muss ich hier ja oder nein sagen?", YES_NO),
        ("Wer sieht das?", LIST),
    ],
)
def test_a_question_is_a_question_even_with_a_number_or_an_option_in_it(
    text: str, question: OpenQuestion
) -> None:
    ranking = (("question", 0.8), ("answer", 0.1))
    assert intent(text, question, ranking) == "question"


def test_an_answer_with_a_question_mark_the_classifier_knows_as_an_answer_stays_one() -> None:
    ranking = (("answer", 0.9), ("question", 0.05))
    assert intent("Kommen die Jungen wieder, wenn es Arbeit gibt?", TEXT, ranking) == "answer"


def test_a_question_word_without_a_mark_at_a_text_question_is_an_answer() -> None:
    ranking = (("question", 0.6), ("answer", 0.3))
    assert intent("Wie die Alten gut leben können und wer hilft", TEXT, ranking) == "answer"


@pytest.mark.parametrize("question", [NUMBER, DATE, SINGLE, TEXT])
def test_words_that_take_something_back_are_a_correction(question: OpenQuestion) -> None:
    ranking = sure("correction")
    assert intent("nein, 12.400 statt 12.300", question, ranking) == "correction"


FINISH = (("command_finish", 0.9), ("answer", 0.05))
UNKNOWN_METHOD = (
    "mehr zu Dorfkino",
    "Mehr zum Dorfkino bitte",
    "bitte mehr über das Dorfkino",
    "mehr Infos zum Dorfkino",
)


@pytest.mark.parametrize("text", UNKNOWN_METHOD)
@pytest.mark.parametrize("question", [NUMBER, DATE, YES_NO, MORE, REVIEW, SINGLE])
def test_who_wants_more_on_what_no_method_is_called_asks_and_does_not_finish(
    text: str, question: OpenQuestion
) -> None:
    assert intent(text, question, FINISH) == "question"


@pytest.mark.parametrize("text", UNKNOWN_METHOD)
def test_where_any_text_would_do_wanting_more_of_something_does_not_finish(text: str) -> None:
    for question in (TEXT, LIST):
        assert intent(text, question, FINISH) != "command_finish"
    assert intent(text, None, FINISH) == "question"


@pytest.mark.parametrize(
    ("text", "question"),
    [("mehr als 5000", NUMBER), ("etwas über 5000", NUMBER), ("mehr zu Ende 2027", DATE)],
)
def test_what_a_closed_question_can_read_is_no_wish_for_more(
    text: str, question: OpenQuestion
) -> None:
    assert intent(text, question) == "answer"


@pytest.mark.parametrize("question", [TEXT, LIST, NUMBER, YES_NO, SINGLE])
def test_a_long_description_behind_the_question_for_methods_belongs_to_it(
    question: OpenQuestion,
) -> None:
    text = "Welche Methoden passen zu uns? " + "Wir haben viele Ideen und wenig Geld. " * 60
    assert intent(text, question) == "command_methods"


def test_many_words_behind_welche_methoden_are_not_stored_silently() -> None:
    text = "welche Methoden " + "wir im Dorf für alle Gruppen haben " * 60
    for question in (TEXT, LIST):
        verdict = judge(text, UNSURE, question, WORDS)
        assert (verdict.intent, verdict.doubt) == ("answer", "methods")
    for question in (NUMBER, DATE, YES_NO, SINGLE):
        assert intent(text, question) == "command_methods"


@pytest.mark.parametrize("question", [TEXT, NUMBER, YES_NO, SINGLE])
@pytest.mark.parametrize(
    "text", ["Was ist ein World Café?", "was heißt fishbowl", "Wie funktioniert ein Barcamp?"]
)
def test_what_a_method_is_is_a_question(text: str, question: OpenQuestion) -> None:
    words = Vocabulary.learn(examples(), methods=("World Café", "Fishbowl", "Barcamp"))
    assert judge(text, UNSURE, question, words).intent == "question"


@pytest.mark.parametrize("question", [NUMBER, DATE, YES_NO, REVIEW, SINGLE, MULTIPLE, None])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kennzahlen", "command_figures"),
        ("zeig mir die Bevölkerungspyramide", "command_figures"),
        ("bevoelkerungspiramide zeigen", "command_figures"),
        ("wie stehen wir im Vergleich zum Kreis", "command_figures"),
        ("Können Sie eine Vorausberechnung machen?", "command_figures"),
        ("roter Faden", "command_thread"),
        ("wo sind noch Lücken?", "command_thread"),
        ("was ist als Nächstes fällig", "command_thread"),
        ("wer macht was", "command_thread"),
        ("Rückwärtsplanung bitte", "command_thread"),
        ("Protokoll als PDF", "command_documents"),
        ("schick ma die Einladung", "command_documents"),
        ("Wo finde ich die Ratsvorlage?", "command_documents"),
        ("als Word bitte", "command_documents"),
    ],
)
def test_who_wants_to_see_or_have_something_gets_it(
    text: str, expected: str, question: OpenQuestion | None
) -> None:
    assert intent(text, question, sure("answer")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zeig mir die Bevölkerungspyramide", "command_figures"),
        ("Kennzahlen anzeigen", "command_figures"),
        ("wer ist wie belastet", "command_thread"),
        ("Zeigen Sie mir bitte den roten Faden.", "command_thread"),
        ("schick mir die Einladung", "command_documents"),
        ("Kann ich das Protokoll als PDF haben?", "command_documents"),
    ],
)
@pytest.mark.parametrize("question", [TEXT, LIST])
def test_who_asks_in_words_gets_it_where_any_text_would_do(
    text: str, expected: str, question: OpenQuestion
) -> None:
    assert intent(text, question, sure("answer")) == expected


@pytest.mark.parametrize("question", [TEXT, LIST])
@pytest.mark.parametrize(
    "text",
    [
        "Kennzahlen",
        "Roter Faden",
        "Diagramme zeigen, dann diskutieren",
        "Wir zeigen die Kennzahlen im Rat",
        "Einladung als PDF per Mail an alle Vereine",
        "roter Faden für die Altenhilfe",
        "Protokoll schreibt Frau Meier",
        "Wo sind die Lücken in der Versorgung? Das wollen wir wissen.",
        "Tagesordnung ausdrucken und auslegen",
    ],
)
def test_an_answer_with_the_words_of_a_wish_is_an_answer(text: str, question: OpenQuestion) -> None:
    for name in ("command_figures", "command_thread", "command_documents"):
        assert intent(text, question, ((name, 0.4), ("answer", 0.35))) == "answer"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Ja, die Einladung ist schon raus", YES_NO),
        ("4180, siehe Kommunalprofil als PDF", NUMBER),
        ("3900, Prognose vom Land", NUMBER),
        ("am 14.3.2027, Einladung geht im Februar raus", DATE),
    ],
)
def test_a_readable_answer_with_the_words_of_a_wish_is_an_answer(
    text: str, question: OpenQuestion
) -> None:
    assert intent(text, question) == "answer"


def test_a_no_to_a_yes_no_question_is_no_correction() -> None:
    assert intent("nein", YES_NO, sure("correction")) == "answer"
    assert intent("nein, leider nicht", YES_NO, sure("correction")) == "answer"


def test_a_correction_needs_words_that_take_something_back() -> None:
    assert intent("Zuzug aus Hamburg", TEXT, sure("correction")) == "answer"


@pytest.mark.parametrize("text", ["???", "...", "!", "😀😀", "-", "–––"])
@pytest.mark.parametrize("question", [TEXT, LIST, NUMBER, SINGLE, YES_NO, None])
def test_signs_alone_are_nonsense(text: str, question: OpenQuestion | None) -> None:
    assert intent(text, question, (("nonsense", 0.9), ("answer", 0.05))) == "nonsense"


def test_short_unusual_answers_are_not_nonsense_unless_the_classifier_is_sure() -> None:
    for text in ("Elde", "Prignitz", "SV Grabow", "k.u.k.", "DRK"):
        assert intent(text, TEXT, (("nonsense", 0.6), ("answer", 0.3))) == "answer"


def test_without_an_open_question_the_ranking_decides() -> None:
    assert intent("wie geht es jetzt los", None, sure("command_start")) == "command_start"
    assert intent("zurück", None, sure("answer")) == "command_back"


def test_without_a_ranking_a_text_is_an_answer() -> None:
    for question in OPEN:
        assert intent("Schützenhaus am Markt", question, ()) == "answer"


def test_every_verdict_gives_its_reason() -> None:
    for text in ("Hilfe", "12", "Was ist das?", "Die Elde", "???", "hallo zusammen"):
        for question in (*OPEN, None):
            verdict = judge(text, UNSURE, question, WORDS)
            assert verdict.reason
            assert 0 <= verdict.confidence <= 1


def test_the_open_question_travels_as_plain_data() -> None:
    data = open_question_data(MULTIPLE)
    assert open_question_from(data) == MULTIPLE
    assert open_question_from(None) is None
    assert open_question_from({}) is None


names = st.sampled_from(
    ["answer", "correction", "question", "nonsense", "command_back", "smalltalk_greet"]
)
rankings = st.lists(st.tuples(names, st.floats(0, 1)), max_size=4)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(
    text=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200),
    ranking=rankings,
    question=st.sampled_from([*OPEN, None]),
)
def test_there_is_a_verdict_for_every_text(
    text: str, ranking: list[tuple[str, float]], question: OpenQuestion | None
) -> None:
    verdict = judge(text, ranking, question, WORDS)
    assert verdict.intent
    assert verdict == judge(text, ranking, question, WORDS)
