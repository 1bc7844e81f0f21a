"""Which personal data are stored, why and how long; and what in an answer looks like some.

One table that the code, the papers for the data protection officer and the tests share.
Plain data in and out; deleting and exporting is the job of `process/`.
"""
