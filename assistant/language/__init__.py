"""Reads and writes everyday German: numbers, dates, choices, lists, yes and no.

Pure functions that never raise on any text: what cannot be read surely is None, never a guess.
"""
