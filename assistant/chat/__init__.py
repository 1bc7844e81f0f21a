"""One message, from the request to the stored reply.

Queue, idempotency, engine and transcript, all in one transaction.
"""
