"""The toolkit: methods as data, and which of them suit a municipality's situation, with reasons.

Pure: takes and gives plain data, never fetches, never stores.
"""
