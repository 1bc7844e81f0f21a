"""What stands in each document: written sentences, answers, calculations.

A chapter offers its `PARTS`: functions `(book, source) -> list[Block]` that each tell some answers
under headings of level 1, and nothing where there is nothing to tell. A document is its parts and,
in one document of each stage, the rest of the stage (`shared.rest`). The strategy as a whole puts
the parts of all stages one behind the other, with one book and headings one level lower.
"""
