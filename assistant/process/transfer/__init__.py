"""One process as a file: out of the database and, without loss, back into it.

`export.py` writes the file, `reading.py` and `checking.py` judge one, `importing.py` stores it;
`schema.json` says what such a file holds.
"""
