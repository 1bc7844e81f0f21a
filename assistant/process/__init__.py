"""One municipality's process: its answers, its items, its people, and the dialogue with them.

Fetches data from `store/`, hands it to the pure packages, and stores what comes of it.
"""
