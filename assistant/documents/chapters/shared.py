"""What all chapters are made of: answers as blocks, the rest of a stage, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.documents.book import Book
from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Quotation,
)
from assistant.documents.entries import Entry, Rest
from assistant.documents.phrasing import spoken_day
from assistant.documents.source import Source
from assistant.guide.model import STAGE_IDS
from assistant.process.document_kinds import KINDS

Part = Callable[[Book, Source], list[Block]]

NOTE = "Mit Unterstützung eines automatischen Assistenten erstellt."
OPEN = "noch offen"
# A cell of which nobody has said anything, and nobody needs to.
NOTHING = "–"
# A longer text, or one with several lines, is set apart as a quotation.
SHORT = 160
# From so many on a document with chapters has a table of contents.
FEWEST_CHAPTERS = 3


def document(
    kind: str,
    book: Book,
    source: Source,
    blocks: Sequence[Block],
    *,
    title: str | None = None,
    subtitle: str | None = None,
) -> Document:
    """A document with its state of the day; one whose stage has required questions open is a
    draft. Titles are those of the kind, unless they are given.
    """
    found = KINDS[kind]
    merged = _merged(blocks)
    stages = STAGE_IDS if found.stage is None else (found.stage,)
    day = f"Stand {spoken_day(source.today)}"
    return Document(
        # The line above the title says what the document belongs to.
        kind=f"Demografiestrategie {source.full_name}" if found.stage else "",
        title=title or found.title,
        subtitle=subtitle,
        state=day if all(map(book.is_complete, stages)) else f"Entwurf, {day}",
        note=NOTE,
        letterhead=source.letterhead,
        blocks=tuple(merged),
        # A title page and a table of contents before nothing would only be in the way.
        long=found.long and _chapters(merged) >= FEWEST_CHAPTERS,
    )


def _chapters(blocks: Iterable[Block]) -> int:
    return sum(isinstance(block, Heading) and block.level == 1 for block in blocks)


def _merged(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with facts that follow each other made one list."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if isinstance(block, Facts) and isinstance(last, Facts):
            merged[-1] = Facts(last.pairs + block.pairs)
        else:
            merged.append(block)
    return merged


def told(parts: Iterable[Part], book: Book, source: Source) -> list[Block]:
    """The blocks of some parts in their order."""
    return [block for part in parts for block in part(book, source)]


def headed(title: str, blocks: Sequence[Block], level: int = 1) -> list[Block]:
    """Blocks under a heading; nothing when there are none."""
    return [Heading(level, title), *blocks] if blocks else []


def lowered(blocks: Iterable[Block], by: int = 1) -> list[Block]:
    """The blocks with their headings some levels lower, at most 4."""
    return [
        replace(block, level=min(4, block.level + by)) if isinstance(block, Heading) else block
        for block in blocks
    ]


def is_short(text: str) -> bool:
    """Whether a text fits behind its name or into a cell of a table."""
    return len(text) <= SHORT and "\n" not in text


def answers(book: Book, *questions: str) -> list[Block]:
    """Answers with their names: short ones as facts, lists as lists, long ones as quotations.

    Told from now on; what is not answered is left out.
    """
    found = (book.entry(question) for question in questions)
    return named(entry for entry in found if entry is not None)


def named(entries: Iterable[Entry]) -> list[Block]:
    """Answers with their names, in their order."""
    blocks: list[Block] = []
    facts: list[tuple[str, str]] = []
    for entry in entries:
        as_list = len(entry.points) > 1 and (entry.own_words or not is_short(entry.text))
        if not as_list and is_short(entry.text):
            facts.append((entry.label, entry.text))
            continue
        blocks += [*_facts(facts), Paragraph(f"{entry.label}:")]
        blocks.append(Items(entry.points) if as_list else Quotation(entry.text))
        facts = []
    return [*blocks, *_facts(facts)]


def pairs(*named_texts: tuple[str, str | None]) -> list[Block]:
    """Names with their texts; what is empty is left out, what is long becomes a quotation."""
    return named(Entry("", name, text) for name, text in named_texts if text)


def _facts(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    return [Facts(tuple(pairs))] if pairs else []


def rest(book: Book, stage: str) -> list[Block]:
    """Everything answered in the stage that nothing has told yet, by section."""
    found = book.rest(stage)
    current = [part for part in found if not part.earlier]
    blocks: list[Block] = []
    if current:
        blocks.append(Heading(1, "Weitere Angaben"))
    for part in current:
        blocks += headed(part.title, _rest_entries(part), level=2)
    for part in found:
        if part.earlier:
            hint = Paragraph(
                "Diese Angaben gehören zu Fragen, die sich nach späteren Antworten nicht mehr "
                "stellen."
            )
            blocks += headed(part.title, [hint, *_rest_entries(part)])
    return blocks


def _rest_entries(part: Rest) -> list[Block]:
    blocks: list[Block] = []
    for item, entries in groupby(part.entries, key=lambda entry: entry.item):
        if item is not None:
            blocks.append(Heading(3, item))
        # The heading tells the item's name already.
        blocks += named(entry for entry in entries if item is None or entry.text != item)
    return blocks


def quotation(book: Book, question: str, before: str) -> list[Block]:
    """A fixed sentence and the answer as given; nothing without an answer."""
    text = book.said(question)
    return [] if text is None else [Paragraph(before), Quotation(text)]


def open_points(book: Book, stage: str, extra: Sequence[str] = ()) -> list[Block]:
    """What is missing in the stage, by name; nothing when all is there."""
    title = book.guide.stage(stage).title
    if not book.is_begun(stage):
        return [Notice("Noch offen", (f"Für die Stufe „{title}“ gibt es noch keine Angaben.",))]
    points = [gap.text for gap in book.gaps(stage)] + list(extra)
    return [Notice("Noch offen", tuple(dict.fromkeys(points)))] if points else []
