"""What a message is: answer, command, question, small talk or nonsense, given the open question.

Pure: takes a text, a classifier's ranking and the open question; gives a verdict with its reason.
"""
