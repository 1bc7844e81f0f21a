"""The dialogue: what one message of a member leads to, from the answer to the next question.

Each message goes to one entry point of `dialogue.py`; the commands have a file for each topic.
"""
