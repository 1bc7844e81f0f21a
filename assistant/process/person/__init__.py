"""The rights of one person: everything on her as a file, and its deletion.

Which rows are hers says the table of personal data (`privacy/`); contributions stay without her.
"""
