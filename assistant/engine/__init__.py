"""Rasa, and nothing else: the agent, its tracker store, its actions in-process, NLU components.

The only importer of `rasa`; what it knows of German stands in `understanding/`.
"""
