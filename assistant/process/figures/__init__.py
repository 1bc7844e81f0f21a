"""One process in figures: what is known of its place, what follows from it, and the charts.

Fetches the register, the district's figures and the uploaded tables, and hands them to `profile/`.
"""
