"""The guide: five stages of questions as data, and what can be worked out from them.

Pure: takes and gives plain data, never fetches, never stores.
"""
