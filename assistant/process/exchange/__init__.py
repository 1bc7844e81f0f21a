"""What a process shares and what it finds at others: fetches rows, and asks `assistant/exchange`.

Texts of others are always read from their rows in the same transaction; what is kept in memory
(`finding.py`) says only where to look.
"""
