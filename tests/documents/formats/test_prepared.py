"""What every writer may rely on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.documents.content import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Letterhead,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from assistant.documents.formats.colours import readable
from assistant.documents.formats.columns import column_shares
from assistant.documents.formats.prepared import prepare
from assistant.documents.formats.texts import clean, one_line, paragraphs


def made(*blocks: Block) -> tuple[Block, ...]:
    """The blocks after preparation."""
    return prepare(Document("K", "T", None, "S", "N", Letterhead("M"), blocks)).blocks


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x1b\x9fc\ufffe", "abc"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a \n \n\n b", "a\n\n b"),
        ("  a\tb  ", "a b"),
        ("\ud83d\ude00", "😀"),
        ("a\ud83db", "a\ufffdb"),
        ("‏מ‎ \u202eäß", "‏מ‎ \u202eäß"),
    ],
)
def test_texts_lose_only_what_no_file_can_hold(given: str, kept: str) -> None:
    assert clean(given) == kept


def test_one_line_has_no_breaks() -> None:
    assert one_line(" a\nb\n\nc ") == "a b c"


def test_paragraphs_and_lines_are_told_apart() -> None:
    assert paragraphs("a\nb\n\nc") == [["a", "b"], ["c"]]


def test_headings_never_skip_a_level() -> None:
    blocks = made(*(Heading(level, "x") for level in (3, 4, 1, 4, 9, 0)))
    assert [it.level for it in blocks if isinstance(it, Heading)] == [1, 2, 1, 2, 3, 1]


def test_empty_blocks_leave_nothing() -> None:
    empty = (Heading(1, " "), Paragraph("\x00"), Items(("", " ")), Facts((("", ""),)))
    assert made(PageBreak(), *empty, Table("x", (), ()), PageBreak()) == ()


def test_a_page_break_stands_between_two_blocks() -> None:
    blocks = made(
        PageBreak(), Paragraph("a"), PageBreak(), PageBreak(), Paragraph("b"), PageBreak()
    )
    assert blocks == (Paragraph("a"), PageBreak(), Paragraph("b"))


def test_missing_words_are_said() -> None:
    facts, table, picture = made(
        Facts((("Budget", " "),)),
        Table(" ", ("A", ""), ()),
        Picture("p", b"", b"", "", "Bild"),
    )
    assert facts == Facts((("Budget", "–"),))
    assert table == Table("Tabelle", ("A", "–"), (("–", "–"),))
    assert isinstance(picture, Picture)
    assert picture.alt == "Bild"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="Kosten"):
        made(Table("Kosten", ("A", "B"), (("1",),)))


def test_a_coat_of_arms_that_is_no_png_is_left_out() -> None:
    document = Document("K", "", None, "S", "N", Letterhead("M", b"<svg>"), ())
    ready = prepare(document)
    assert ready.letterhead.coat_of_arms is None
    assert ready.title == "K"


@pytest.mark.parametrize(
    ("colour", "shown"),
    [("#0d5247", "#0d5247"), ("#ffff00", "#5b5b00"), ("red;}", "#1d4f6e"), ("#ffffff", "#515151")],
)
def test_colours_can_be_read_on_white(colour: str, shown: str) -> None:
    assert readable(colour) == shown


def test_columns_follow_what_stands_in_them_or_what_is_asked() -> None:
    table = Table("x", ("Nr.", "Text"), (("1", "Ein langer Satz, der Platz braucht und bekommt."),))
    narrow, wide = column_shares(table)
    assert narrow + wide == pytest.approx(1)
    assert wide > 4 * narrow
    assert column_shares(replace(table, widths=(1, 3))) == [0.25, 0.75]
    (checked,) = made(replace(table, widths=(1, -3)))
    assert isinstance(checked, Table)
    assert checked.widths == ()
