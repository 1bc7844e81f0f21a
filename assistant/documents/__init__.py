"""Documents a council accepts: content once (`content.py`), then each format from it.

Composers (`chapters/`) say what stands in a document; writers (`formats/`) know how a format works
and nothing of demography. Made in a child process, never on the event loop.
"""
