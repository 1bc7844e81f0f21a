"""Which generations are there, and which are missing: a comparison of chosen age groups."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.book import Book
from assistant.documents.content import Block, Facts


def generations(
    book: Book, question: str, present: str, missing: str, *, wished: str | None = None
) -> list[Block]:
    """The chosen age groups and those not chosen, each with its name; told from now on.

    Compared with all age groups, or with those chosen at the question `wished`.
    """
    chosen = book.value(question)
    if not isinstance(chosen, list):
        return []
    wanted = book.peek_value(wished) if wished else None
    titles = {age.value: age.title for age in book.guide.shared_options["ages"]}
    compared = wanted if isinstance(wanted, list) else list(titles)
    return [
        Facts(
            (
                (present, book.peek(question) or ""),
                (
                    missing,
                    _listed([titles[a] for a in titles if a in compared and a not in chosen]),
                ),
            )
        )
    ]


def _listed(ages: Sequence[str]) -> str:
    return "; ".join(ages) if ages else "keine"
