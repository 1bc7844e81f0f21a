"""The municipal profile: register, figures, projection and charts of a place's population.

Pure: takes and gives plain data, never fetches, never stores.
"""
