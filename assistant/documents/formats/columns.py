"""How wide a table's columns are: as asked, else after what stands in them."""

from __future__ import annotations

from assistant.documents.content import Table

LINE = 96
"""Characters that fit across the page in a table's type size."""
LONGEST_WORD = 34
"""A longer word is hyphenated or broken and asks for no more room."""
LONGEST_CELL = 90
PADDING = 3
BOLD = 1.15


def column_shares(table: Table) -> list[float]:
    """Each column's share of the width; they add up to 1. The table is a prepared one.

    Widths that were asked for give way where a column's longest word would not fit.
    """
    wanted = _roomy(table) if table.widths else _by_content(table)
    return [width / sum(wanted) for width in wanted]


def words_fit(table: Table) -> bool:
    """Whether each column holds its longest word in one line."""
    words = zip(_longest_words(table), column_shares(table), strict=True)
    return all(word + PADDING <= share * LINE + 0.01 for word, share in words)


def _roomy(table: Table) -> list[float]:
    """The widths as asked for, in characters, each at least as wide as its longest word; what
    these need more is taken from the others."""
    asked = [width / sum(table.widths) * LINE for width in table.widths]
    least = [min(word, LONGEST_WORD) + PADDING for word in _longest_words(table)]
    if sum(least) >= LINE:
        return least
    narrow: set[int] = set()
    while True:
        free = [at for at in range(len(asked)) if at not in narrow]
        left = LINE - sum(least[at] for at in narrow)
        scale = left / sum(asked[at] for at in free)
        more = {at for at in free if asked[at] * scale < least[at]}
        if not more:
            return [least[at] if at in narrow else asked[at] * scale for at in range(len(asked))]
        narrow |= more


def _by_content(table: Table) -> list[float]:
    """The longest word at least; what is left goes to the columns with much text."""
    least = [min(word, LONGEST_WORD) + PADDING for word in _longest_words(table)]
    texts: list[float] = []
    for cells in zip(table.columns, *table.rows, strict=True):
        text = max(len(line) for cell in cells for line in cell.split("\n"))
        texts.append(min(text, LONGEST_CELL) + PADDING)
    left = max(0.0, LINE - sum(least))
    greed = [max(0.0, text - word) + 0.5 for text, word in zip(texts, least, strict=True)]
    each = left / sum(greed)
    return [word + each * more for word, more in zip(least, greed, strict=True)]


def _longest_words(table: Table) -> list[float]:
    """The length of each column's longest word; bold words take more room."""
    longest: list[float] = []
    for column, cells in enumerate(zip(table.columns, *table.rows, strict=True)):
        bold = table.row_headers and column == 0
        head, *others = (max(map(len, cell.split()), default=1) for cell in cells)
        longest.append(max(head * BOLD, *(word * (BOLD if bold else 1) for word in others)))
    return longest
