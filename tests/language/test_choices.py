"""Choices from the lists of the guide, as people name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.choices import Choice, Chosen, parse_choices

THEMES = (
    Choice("wohnen", "Wohnen", ("Wohnraum", "Bauen")),
    Choice("kooperation", "Intra- und Interkommunale Kooperationen", ("Zusammenarbeit",)),
    Choice("begegnung", "Begegnung, Beratung, Selbsthilfe", ("Treffpunkte",)),
    Choice("buerger", "Bürgerbeteiligung", ("Beteiligung",)),
    Choice("engagement", "Bürgerschaftliches Engagement", ("Ehrenamt", "Vereine")),
    Choice("pflege", "Gesundheit und Pflege", ("Ärzte",)),
    Choice("mobil", "Mobilität", ("Verkehr", "Bus", "ÖPNV")),
    Choice("ort", "Orts- und Quartiersentwicklung"),
)
AGES = (
    Choice("0-5", "0 bis 5 Jahre", ("Kleinkinder", "unter 6")),
    Choice("6-17", "6 bis 17 Jahre", ("Kinder", "Jugendliche")),
    Choice("18-29", "18 bis 29 Jahre", ("junge Erwachsene",)),
    Choice("30-64", "30 bis 64 Jahre", ("Eltern",)),
    Choice("65-79", "65 bis 79 Jahre", ("jüngere Ältere", "Senioren")),
    Choice("80+", "80 Jahre und älter", ("Hochaltrige", "über 80")),
)
ALL = "wohnen kooperation begegnung buerger engagement pflege mobil ort"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Wohnen", "wohnen"),
        ("wohnen", "wohnen"),
        ("WOHNEN!", "wohnen"),
        ("Wohnen und Mobilität", "wohnen mobil"),
        ("Mobilität, Wohnen", "wohnen mobil"),
        ("Wohnen, Wohnraum, Bauen", "wohnen"),
        ("Begegnung, Beratung, Selbsthilfe", "begegnung"),
        ("Begegnung Beratung Selbsthilfe", "begegnung"),
        ("Begegnung, Beratung, Selbsthilfe und Wohnen", "wohnen begegnung"),
        ("Beratung", "begegnung"),
        ("Gesundheit und Pflege", "pflege"),
        ("Gesundheit & Pflege", "pflege"),
        ("Gesundheit und Pflege, Wohnen", "wohnen pflege"),
        ("Gesundheit und Plege", "pflege"),
        ("Plege", "pflege"),
        ("Pflege und Wonen", "wohnen pflege"),
        ("Mobilitaet", "mobil"),
        ("Moblität", "mobil"),
        ("den Bus", "mobil"),
        ("öpnv", "mobil"),
        ("OEPNV", "mobil"),
        ("Orts- und Quartiersentwicklung", "ort"),
        ("Orts und Quartiersentwiklung", "ort"),
        ("Quartiersentwicklung", "ort"),
        ("Interkommunale Kooperation", "kooperation"),
        ("Kooperationen", "kooperation"),
        ("Verein", "engagement"),
        ("Ehrenamt/Verkehr", "engagement mobil"),
        ("1", "wohnen"),
        ("2.", "kooperation"),
        ("1 und 3", "wohnen begegnung"),
        ("1, 3, 5", "wohnen begegnung engagement"),
        ("1 3 5", "wohnen begegnung engagement"),
        ("1-3", "wohnen kooperation begegnung"),
        ("1 bis 3", "wohnen kooperation begegnung"),
        ("Nummer 2", "kooperation"),
        ("Nr. 2 und Nr. 4", "kooperation buerger"),
        ("zwei", "kooperation"),
        ("eins und drei", "wohnen begegnung"),
        ("a)", "wohnen"),
        ("a und c", "wohnen begegnung"),
        ("die zweite", "kooperation"),
        ("das dritte Thema", "begegnung"),
        ("die erste und die letzte", "wohnen ort"),
        ("die zweite und dritte", "kooperation begegnung"),
        ("vorletzte", "mobil"),
        ("die letzten zwei", "mobil ort"),
        ("die letzten beiden", "mobil ort"),
        ("die beiden letzten", "mobil ort"),
        ("die ersten beiden", "wohnen kooperation"),
        ("die ersten drei", "wohnen kooperation begegnung"),
        ("die ersten 3", "wohnen kooperation begegnung"),
        ("alle", ALL),
        ("Alle Themen bitte.", ALL),
        ("alles", ALL),
        ("alle acht", ALL),
        ("alle außer Wohnen", ALL.replace("wohnen ", "")),
        ("alle ausser 1 und 2", ALL.replace("wohnen kooperation ", "")),
        ("alle bis auf die letzte", ALL.replace(" ort", "")),
        ("alles, nur nicht Wohnen", ALL.replace("wohnen ", "")),
        ("keine", ""),
        ("Keine davon.", ""),
        ("nichts davon", ""),
        ("gar keine", ""),
        ("", ""),
        ("- Wohnen\n- Mobilität", "wohnen mobil"),
        ("1. Wohnen\n2. Pflege", "wohnen pflege"),
        ("• Wohnen • Pflege", "wohnen pflege"),
        ("Wir wollen vor allem etwas für die Pflege tun", "pflege"),
        ("Uns geht es um Wohnraum, weil die Mieten steigen", "wohnen"),
        ("Wohnen, aber nicht Pflege", "wohnen"),
        ("Wohnen und Pflege, aber nicht Wohnen", "pflege"),
        ("nicht Wohnen, sondern Pflege", "pflege"),
        ("nicht nur Wohnen, sondern auch Pflege", "wohnen pflege"),
        ("sowohl Wohnen als auch Pflege", "wohnen pflege"),
        ("ja, Wohnen bitte", "wohnen"),
        ("Thema Wohnen", "wohnen"),
        ("Bürgerschaftliches Engagement", "engagement"),
    ],
)
def test_themes(text: str, values: str) -> None:
    assert parse_choices(text, THEMES) == Chosen(tuple(values.split()), (), ())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0-5", "0-5"),
        ("0–5", "0-5"),
        ("0 bis 5", "0-5"),
        ("0 bis 5 und 65-79", "0-5 65-79"),
        ("18–29, 30–64", "18-29 30-64"),
        ("6 bis 17 jahre", "6-17"),
        ("bis 5 Jahre", "0-5"),
        ("unter 6", "0-5"),
        ("unter 18", "0-5 6-17"),
        ("80 plus", "80+"),
        ("80+", "80+"),
        ("80", "80+"),
        ("über 80", "80+"),
        ("ueber 80", "80+"),
        ("Ü80", "80+"),
        ("über 79", "80+"),
        ("80 und älter", "80+"),
        ("80 Jahre und älter", "80+"),
        ("ab 65", "65-79 80+"),
        ("65 plus", "65-79 80+"),
        ("70 bis 75", "65-79"),
        ("Jugendliche", "6-17"),
        ("für Jugendlichen", "6-17"),
        ("Kinder und Jugendliche", "6-17"),
        ("Senioren, Eltern", "30-64 65-79"),
        ("2", "6-17"),
        ("die letzten zwei", "65-79 80+"),
        ("alle Altersgruppen", "0-5 6-17 18-29 30-64 65-79 80+"),
        ("für alle", "0-5 6-17 18-29 30-64 65-79 80+"),
        ("alle außer 80+", "0-5 6-17 18-29 30-64 65-79"),
        ("keine", ""),
    ],
)
def test_ages(text: str, values: str) -> None:
    assert parse_choices(text, AGES) == Chosen(tuple(values.split()), (), ())


@pytest.mark.parametrize(
    ("text", "values", "unmatched"),
    [
        ("Blumen", "", ["Blumen"]),
        ("Wohnen, Blumen", "wohnen", ["Blumen"]),
        ("Blumen und Wohnen und Autos", "wohnen", ["Blumen", "Autos"]),
        ("9", "", ["9"]),
        ("0", "", ["0"]),
        ("1 und 9", "wohnen", ["9"]),
        ("7-9", "", ["7-9"]),
        ("die neunte", "", ["die neunte"]),
        ("alles außer Blumen", "", ["Blumen"]),
        ("nicht Wohnen", "", ["nicht Wohnen"]),
        ("das weiß ich nicht", "", ["das weiß ich nicht"]),
        ("keine Ahnung", "", ["keine Ahnung"]),
        ("Gewohnheiten", "", ["Gewohnheiten"]),
    ],
)
def test_unmatched(text: str, values: str, unmatched: list[str]) -> None:
    assert parse_choices(text, THEMES) == Chosen(tuple(values.split()), tuple(unmatched), ())


@pytest.mark.parametrize(
    ("text", "options", "values", "ambiguous"),
    [
        ("Bürger", THEMES, "", ["buerger engagement"]),
        ("Wohnen und Bürger", THEMES, "wohnen", ["buerger engagement"]),
        ("10-20", AGES, "", ["6-17 18-29"]),
        ("1-3", AGES, "", ["0-5 6-17 18-29"]),
        ("ältere Menschen", AGES, "", ["65-79 80+"]),
        (
            "Grundschule",
            (Choice("n", "Grundschule Nord"), Choice("s", "Grundschule Süd")),
            "",
            ["n s"],
        ),
        (
            "Grundschule Ost-West",
            (Choice("a", "Grundschule Ost"), Choice("b", "Grundschule Ost")),
            "",
            ["a b"],
        ),
        ("Kindern", (Choice("1", "Kind"), Choice("2", "Kinder")), "", ["1 2"]),
        ("Bus", (Choice("x", "Linie", ("Bus",)), Choice("y", "Ruf", ("Bus",))), "", ["x y"]),
    ],
)
def test_ambiguous(
    text: str, options: tuple[Choice, ...], values: str, ambiguous: list[str]
) -> None:
    expected = tuple(tuple(group.split()) for group in ambiguous)
    assert parse_choices(text, options) == Chosen(tuple(values.split()), (), expected)


@pytest.mark.parametrize(
    ("text", "titles", "value"),
    [
        ("Pflege", ["Pflege zu Hause", "Pflege"], "1"),
        ("Pflege zu Hause", ["Pflege zu Hause", "Pflege"], "0"),
        ("Grundschule Süd", ["Grundschule Nord", "Grundschule Süd"], "1"),
        ("Grundschule Süt", ["Grundschule Nord", "Grundschule Süd"], "1"),
        ("Süd", ["Grundschule Nord", "Grundschule Süd"], "1"),
        ("Kinder", ["Kind", "Kinder"], "1"),
        ("der Bürgerbus", ["Bürgerbus Bad Muster", "Dorfladen"], "0"),
        ("Ja, sofort", ["Ja, sofort", "Ja, später"], "0"),
        ("Keine Angabe", ["Wohnen", "Keine Angabe"], "1"),
        ("Alle Ortsteile", ["Alle Ortsteile", "Kernstadt"], "0"),
    ],
)
def test_the_better_one_is_chosen(text: str, titles: list[str], value: str) -> None:
    options = [Choice(str(at), title) for at, title in enumerate(titles)]
    assert parse_choices(text, options) == Chosen((value,), (), ())


def test_an_age_partly_within_the_only_near_option_is_not_guessed() -> None:
    assert parse_choices("3 bis 10", [AGES[0], AGES[3]]) == Chosen((), ("3 bis 10",), ())
    assert parse_choices("3 bis 4", [AGES[0], AGES[3]]) == Chosen(("0-5",), (), ())


def test_both_of_two() -> None:
    options = [Choice("a", "Apfel"), Choice("b", "Birne")]
    assert parse_choices("beide", options) == Chosen(("a", "b"), (), ())


def test_without_options_nothing_matches() -> None:
    assert parse_choices("Wohnen", []) == Chosen((), ("Wohnen",), ())


OCCASIONS = (
    Choice("start", "Neustart", ("neu anfangen", "Beginn")),
    Choice("realign", "Neuausrichtung", ("neu ausrichten",)),
    Choice("revive", "Wiederbelebung", ("wieder aufnehmen", "fortsetzen", "neuer Anlauf")),
)
RHYTHMS = (
    Choice("monthly", "Jeden Monat", ("monatlich", "einmal im Monat")),
    Choice("two_months", "Alle zwei Monate", ("jeden zweiten Monat",)),
    Choice("quarterly", "Jedes Vierteljahr", ("vierteljährlich", "viermal im Jahr")),
    Choice("half", "Jedes halbe Jahr", ("halbjährlich", "zweimal im Jahr")),
    Choice("yearly", "Einmal im Jahr", ("jährlich",)),
    Choice("as_needed", "Nach Bedarf", ("unregelmäßig",)),
)
FORMS = (
    Choice("in_person", "Vor Ort", ("Präsenz",)),
    Choice("hybrid", "Hybrid", ("beides",)),
    Choice("online", "Nur online", ("online", "digital")),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2x im Jahr", "half"),
        ("2 mal im Jahr", "half"),
        ("zwei Mal pro Jahr reicht", "half"),
        ("zweimal jährlich", "half"),
        ("alle 6 Monate", "half"),
        ("alle 2 Monate", "two_months"),
        ("6x im Jahr", "two_months"),
        ("jeden 2. Monat", "two_months"),
        ("alle 3 Monate", "quarterly"),
        ("jeden dritten Monat", "quarterly"),
        ("jedes Quartal", "quarterly"),
        ("alle 4 Wochen", "monthly"),
        ("1x pro Monat", "monthly"),
        ("alle 12 Monate", "yearly"),
        ("nach Bedarf", "as_needed"),
        # No such option, although it is spelled much like one.
        ("dreimal im Jahr", None),
        ("alle 5 Monate", None),
        ("nicht monatlich", None),
    ],
)
def test_the_same_rhythm_in_other_words(text: str, value: str | None) -> None:
    expected = ((value,), (), ()) if value else ((), (text,), ())
    assert parse_choices(text, RHYTHMS) == Chosen(*expected)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wir nehmen das von 2015 wieder auf", "revive"),
        ("wir setzen das fort, was da war", "revive"),
        ("wir richten uns neu aus", "realign"),
        ("da fangen wir neu an", "start"),
        ("Wir nehmen das nicht wieder auf", None),
        ("wir nehmen auf", None),
    ],
)
def test_verbs_torn_apart(text: str, value: str | None) -> None:
    assert parse_choices(text, OCCASIONS).values == ((value,) if value else ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hybird", "hybrid"),
        ("Hibrid bitte", "hybrid"),
        ("onlien", "online"),
        ("die letzte Möglichkeit", "online"),
        ("Möglichkeit 2", "hybrid"),
        ("die mittlere", "hybrid"),
        ("letzteres", "online"),
        ("Hydrant", None),
    ],
)
def test_slips_and_places(text: str, value: str | None) -> None:
    assert parse_choices(text, FORMS).values == ((value,) if value else ())


def test_an_option_may_go_by_a_word_for_none_or_for_a_place() -> None:
    options = [Choice("a", "Als Zahl"), Choice("b", "Gar nicht", ("keine",)), Choice("c", "Später")]
    assert parse_choices("keine", options) == Chosen(("b",), (), ())
    options = [
        Choice("a", "Stärke"),
        Choice("b", "Chance", ("Möglichkeit",)),
        Choice("c", "Risiko"),
    ]
    assert parse_choices("Möglichkeit", options) == Chosen(("b",), (), ())
    assert parse_choices("die letzte Möglichkeit", options) == Chosen(("c",), (), ())


@given(st.permutations(range(len(THEMES))), st.integers(1, len(THEMES)))
def test_titles_come_back_in_the_order_of_the_options(order: list[int], count: int) -> None:
    named = order[:count]
    text = "; ".join(THEMES[at].title for at in named)
    expected = tuple(THEMES[at].value for at in sorted(named))
    assert parse_choices(text, THEMES) == Chosen(expected, (), ())


PIECES = """
alle außer keine nicht und , 1 2-3 0-5 80 plus über Wohnen Pflege ersten letzten beiden a)
Bürger die zweite - • & / sondern
"""
WORDS = st.sampled_from(PIECES.split())


@given(
    st.one_of(st.text(), st.lists(WORDS).map(" ".join)),
    st.sampled_from([THEMES, AGES]),
)
def test_never_raises_and_keeps_the_wording(text: str, options: tuple[Choice, ...]) -> None:
    chosen = parse_choices(text, options)
    values = [option.value for option in options]
    assert list(chosen.values) == [value for value in values if value in chosen.values]
    assert all(len(group) > 1 for group in chosen.ambiguous)
    assert all(part.strip() for part in chosen.unmatched)


@given(st.lists(st.text(), max_size=5), st.text())
def test_any_titles_are_bearable(titles: list[str], text: str) -> None:
    parse_choices(text, [Choice(title, title, (title,)) for title in titles])
