"""Rasa's custom actions: each opens the sender's dialogue, hands over, and says what came of it.

What happens is decided in `assistant/process/`; `assistant/engine/` finds the actions here.
"""
