"""The German conversational assistant for town-hall staff.

Each package below holds one concern and can be read and tested by itself.
"""
