"""The Kommunalprofil: figures with their meaning, what there is, what people say, the SWOT."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.inventory import interviews, projects
from assistant.documents.chapters.key_figures import (
    doubts,
    first_figures,
    formulas,
    key_figures,
    shown_as_figures,
)
from assistant.documents.chapters.pieces import ahead, behind
from assistant.documents.chapters.profile_charts import chart_tables, charts, projection
from assistant.documents.chapters.shared import (
    Part,
    answers,
    document,
    headed,
    open_points,
    quotation,
    rest,
    told,
)
from assistant.documents.chapters.swot import swot
from assistant.documents.content import Block, Document, PageBreak
from assistant.documents.source import Source

STAGE = "profile"
SIX = ("0_5", "6_17", "18_29", "30_64", "65_79", "80")


def summary(book: Book, source: Source) -> list[Block]:
    """The profile in three sentences and a few figures."""
    blocks = quotation(book, "profile.main_message", "Das Profil in drei Sätzen:")
    return headed("Das Wichtigste", [*blocks, *first_figures(book, source)])


def data(book: Book, source: Source) -> list[Block]:
    """Day, source, population, area, parts of the place; the course of the population."""
    blocks = _asked(
        book, source, "reference_date", "source", "population", "population_10y", "area"
    )
    blocks += _asked(book, source, "subdivisions")
    blocks += charts(book, source, "course")
    blocks += key_figures(book, source, "population")
    return headed("Eckdaten", blocks)


def ages(book: Book, source: Source) -> list[Block]:
    """How old the people are: as given, and as pictures."""
    blocks = _asked(book, source, "under_20", "age_20_64", "over_65", "average_age", "age_basis")
    blocks += _asked(book, source, *(f"age_{group}" for group in SIX))
    blocks += _asked(book, source, *(f"share_{group}" for group in SIX))
    blocks += charts(book, source, "pyramid", "age-groups")
    blocks += key_figures(book, source, "age")
    return headed("Altersaufbau", blocks)


def movement(book: Book, source: Source) -> list[Block]:
    """Births, deaths, moves, and what changes the population."""
    blocks = _asked(book, source, "movement_year", "births", "deaths", "arrivals", "departures")
    blocks += charts(book, source, "components")
    blocks += _asked(book, source, "movement_reason", "youth_migration")
    blocks += key_figures(book, source, "movement")
    return headed("Geburten, Sterbefälle, Umzüge", blocks)


def outlook(book: Book, source: Source) -> list[Block]:
    """Who came from elsewhere, and how the population may go on."""
    blocks = _asked(
        book, source, "foreign_share", "projection_year", "projection", "projection_source"
    )
    blocks += projection(book, source)
    blocks += key_figures(book, source, "outlook")
    return headed("Zuwanderung und Ausblick", blocks)


def living(book: Book, source: Source) -> list[Block]:
    """Homes, work, money."""
    found = _asked(
        book,
        source,
        "single_households",
        "vacancy",
        "unemployment",
        "commuters_in",
        "commuters_out",
        "debt_per_head",
    )
    found += key_figures(book, source, "living")
    return headed("Wohnen, Arbeit, Geld", found)


def care(book: Book, source: Source) -> list[Block]:
    """Health, care, children, schools."""
    found = _asked(
        book, source, "care_recipients", "doctors", "doctors_60plus", "childcare_places", "schools"
    )
    found += key_figures(book, source, "care")
    return headed("Gesundheit, Betreuung, Schule", found)


def supply(book: Book, source: Source) -> list[Block]:
    """Shops, ways, meeting places."""
    found = _asked(
        book,
        source,
        "local_supply",
        "public_transport",
        "broadband",
        "associations",
        "meeting_places",
    )
    found += key_figures(book, source, "supply")
    return headed("Einkaufen, Wege, Treffpunkte", found)


def networks(book: Book, source: Source) -> list[Block]:
    """What people are proud of, what there is in plans and partnerships."""
    found = _asked(
        book,
        source,
        "identity",
        "concepts",
        "participation",
        "ages_reached",
        "digital",
        "intermunicipal",
    )
    return headed("Identität und Netzwerke", found)


def closing(book: Book, source: Source) -> list[Block]:
    """When the profile is talked over, and who looks at it from outside."""
    return headed("Wie es weitergeht", _asked(book, source, "reflection_date", "outside_view"))


def doubtful(book: Book, source: Source) -> list[Block]:
    """Figures that do not agree, so that nobody decides on a slip of the pen."""
    return ahead("Diese Zahlen bitte noch prüfen", doubts(book, source))


def more_doubts(book: Book, source: Source) -> list[Block]:
    """What had no room at the beginning."""
    found = behind(doubts(book, source), "ist zu prüfen")
    return headed("Weitere Zahlen zum Prüfen", found)


def _asked(book: Book, source: Source, *names: str) -> list[Block]:
    """Answers with their names, except those that the key figures below give in the same words."""
    told_below = shown_as_figures(book, source)
    asked = [f"{STAGE}.{name}" for name in names]
    book.tell(*(question for question in asked if question in told_below))
    return answers(book, *(question for question in asked if question not in told_below))


PARTS: tuple[Part, ...] = (
    summary,
    swot,
    data,
    ages,
    movement,
    outlook,
    living,
    care,
    supply,
    networks,
    projects,
    interviews,
    closing,
)
"""First what the profile comes to, then what it rests on."""
ANNEX: tuple[Part, ...] = (formulas, chart_tables)


def annex(book: Book, source: Source) -> list[Block]:
    """How all was calculated, and the figures of the charts: on pages of their own."""
    blocks = told(ANNEX, book, source)
    return [PageBreak(), *blocks] if blocks else []


def profile(book: Book, source: Source) -> Document:
    """All of the stage, and what follows from its figures."""
    blocks = open_points(book, STAGE)
    if book.is_begun(STAGE):
        blocks += doubtful(book, source)
    blocks += told(PARTS, book, source)
    blocks += rest(book, STAGE)
    blocks += more_doubts(book, source) if book.is_begun(STAGE) else []
    blocks += annex(book, source)
    return document("profile", book, source, blocks)
