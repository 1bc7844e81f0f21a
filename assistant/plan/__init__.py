"""The thread from SWOT point to balance: what hangs together, where it is torn, what is due when.

Plain data in (`model.Strategy`), plain data out: gaps in words, matrix, schedule, backward plans.
Never knows the guide or the store; `process/strategy.py` builds the strategy from the answers.
"""
