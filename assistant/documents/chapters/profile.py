"""The Kommunalprofil: figures with their meaning, what there is, what people say, the SWOT."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.inventory import interviews, projects
from assistant.documents.chapters.key_figures import doubts, formulas, key_figures
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
from assistant.documents.content import Block, Document, Notice
from assistant.documents.source import Source

STAGE = "profile"
SIX = ("0_5", "6_17", "18_29", "30_64", "65_79", "80")


def summary(book: Book, source: Source) -> list[Block]:
    """The profile in three sentences."""
    return headed(
        "Das Wichtigste", quotation(book, "profile.main_message", "Das Profil in drei Sätzen:")
    )


def data(book: Book, source: Source) -> list[Block]:
    """Day, source, population, area, parts of the place; the course of the population."""
    blocks = _asked(book, "reference_date", "source", "population", "population_10y", "area")
    blocks += _asked(book, "subdivisions")
    blocks += charts(book, source, "course")
    blocks += key_figures(book, source, "population")
    return headed("Eckdaten", blocks)


def ages(book: Book, source: Source) -> list[Block]:
    """How old the people are: as given, and as pictures."""
    blocks = _asked(book, "under_20", "age_20_64", "over_65", "average_age", "age_basis")
    blocks += _asked(book, *(f"age_{group}" for group in SIX))
    blocks += _asked(book, *(f"share_{group}" for group in SIX))
    blocks += charts(book, source, "pyramid", "age-groups")
    blocks += key_figures(book, source, "age")
    return headed("Altersaufbau", blocks)


def movement(book: Book, source: Source) -> list[Block]:
    """Births, deaths, moves, and what changes the population."""
    blocks = _asked(book, "movement_year", "births", "deaths", "arrivals", "departures")
    blocks += charts(book, source, "components")
    blocks += _asked(book, "movement_reason", "youth_migration")
    blocks += key_figures(book, source, "movement")
    return headed("Geburten, Sterbefälle, Umzüge", blocks)


def outlook(book: Book, source: Source) -> list[Block]:
    """Who came from elsewhere, and how the population may go on."""
    blocks = _asked(book, "foreign_share", "projection_year", "projection", "projection_source")
    blocks += projection(book, source)
    blocks += key_figures(book, source, "outlook")
    return headed("Zuwanderung und Ausblick", blocks)


def living(book: Book, source: Source) -> list[Block]:
    """Homes, work, money."""
    found = _asked(
        book,
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
        book, "care_recipients", "doctors", "doctors_60plus", "childcare_places", "schools"
    )
    found += key_figures(book, source, "care")
    return headed("Gesundheit, Betreuung, Schule", found)


def supply(book: Book, source: Source) -> list[Block]:
    """Shops, ways, meeting places."""
    found = _asked(
        book, "local_supply", "public_transport", "broadband", "associations", "meeting_places"
    )
    found += key_figures(book, source, "supply")
    return headed("Einkaufen, Wege, Treffpunkte", found)


def networks(book: Book, source: Source) -> list[Block]:
    """What people are proud of, what there is in plans and partnerships."""
    found = _asked(
        book,
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
    return headed("Wie es weitergeht", _asked(book, "reflection_date", "outside_view"))


def doubtful(book: Book, source: Source) -> list[Block]:
    """Figures that do not agree, so that nobody decides on a slip of the pen."""
    found = doubts(book, source)
    return [Notice("Diese Zahlen bitte noch prüfen", tuple(found))] if found else []


def _asked(book: Book, *names: str) -> list[Block]:
    return answers(book, *(f"{STAGE}.{name}" for name in names))


PARTS: tuple[Part, ...] = (
    summary,
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
    swot,
    closing,
    formulas,
    chart_tables,
)


def profile(book: Book, source: Source) -> Document:
    """All of the stage, and what follows from its figures."""
    blocks = open_points(book, STAGE)
    if book.is_begun(STAGE):
        blocks += doubtful(book, source)
    blocks += told(PARTS, book, source)
    blocks += rest(book, STAGE)
    return document("profile", book, source, blocks)
