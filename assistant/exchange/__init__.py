"""What municipalities show each other, and which of them are in a like situation.

Profile cards, similarity with reasons, search in shared measures, numbers that give nobody away.
Plain data in and out; `process/exchange/` fetches and stores, and nothing is shared by default.
"""
