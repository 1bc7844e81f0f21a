"""The chosen methods: in full for those who prepare the workshop, in brief for readers."""

from __future__ import annotations

from assistant.documents.book import Book
from assistant.documents.chapters.shared import pairs
from assistant.documents.content import Block, Heading, Items, Paragraph, Table
from assistant.documents.phrasing import in_signs, labelled, prose
from assistant.documents.source import Source
from assistant.process.situation import chosen_methods
from assistant.toolkit.cards import origin_words
from assistant.toolkit.load import load_catalogue
from assistant.toolkit.model import Method
from assistant.toolkit.scoring import people_of

CHOSEN = "workshop.methods"


def chosen(book: Book) -> list[Method]:
    """The chosen methods in the order of choosing, without telling them."""
    return chosen_methods(book.state, load_catalogue()) if book.peek(CHOSEN) else []


def methods_in_full(book: Book, source: Source) -> list[Block]:
    """What each method is, how it goes, what it needs, what to mind."""
    book.tell(CHOSEN)
    online = book.peek_value("workshop.form") in ("hybrid", "online")
    blocks: list[Block] = []
    for method in chosen(book):
        blocks += [Heading(2, method.name), *described(method, online)]
    return [Heading(1, "Methoden"), *blocks] if blocks else []


def methods_in_brief(book: Book, source: Source) -> list[Block]:
    """The methods as a table."""
    book.tell(CHOSEN)
    methods = chosen(book)
    if not methods:
        return []
    table = Table(
        caption="Methoden der Zukunftswerkstatt",
        columns=("Methode", "Was geschieht", "Übliche Dauer"),
        rows=tuple((m.name, m.summary, m.duration) for m in methods),
        widths=(0.22, 0.56, 0.22),
    )
    return [Heading(1, "Methoden"), table]


def described(method: Method, online: bool = True) -> list[Block]:
    """A method from the toolkit for who wants to work with it, with where its facts come from."""
    titles = load_catalogue().titles
    return [
        Paragraph(method.summary),
        *pairs(
            ("Übliche Dauer", method.duration),
            ("Gedacht für", people_of(method.group) if method.group else None),
            ("Vorbereitung", titles["preparation"][method.preparation]),
            ("Kosten", in_signs(titles["cost"][method.cost])),
            ("Moderation", titles["moderation"][method.moderation]),
        ),
        Paragraph("So geht es:"),
        Items(method.steps, numbered=True),
        Paragraph("Das brauchen Sie:"),
        Items(method.material),
        *([Paragraph(f"Online: {method.online_how}")] if online and method.online_how else []),
        Paragraph("Das spricht für diese Methode:"),
        Items(method.strengths),
        Paragraph("Das müssen Sie dabei bedenken:"),
        Items(method.limits),
        Paragraph(f"Danach: {method.follow_up}"),
        Paragraph(prose([_sources(method), origin_words(method)])),
    ]


def _sources(method: Method) -> str | None:
    if not method.sources:
        return None
    return labelled("Quellen", "; ".join(source.title for source in method.sources))
