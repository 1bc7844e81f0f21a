"""Several people at one process: handing over, remarking, proposing, seeing what happened.

What is open between them is loaded once for each version of the process (`matters.py`).
"""
