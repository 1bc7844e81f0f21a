"""Who vouches for a person: the trusted proxy's header, or a short token of the intranet.

Checks what is claimed against the settings and gives back a plain identity, or why it is refused.
Never fetches and never stores; `process/sign_in.py` finds the member.
"""
