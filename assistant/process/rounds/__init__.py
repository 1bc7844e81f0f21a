"""Rounds: from the review the plan begins anew, and the old round is kept whole.

`model.py` is a kept round, `keeping.py` makes it from the answers, `beginning.py` takes the review
over into the plan, `undoing.py` takes that back, `comparison.py` holds the profile's figures of
then against today's.
"""
