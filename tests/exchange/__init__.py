"""Sharing, similarity, learning, numbers that give nobody away, and the exchange file."""
