"""What one build keeps for the next.

Comes in: bytes and what they were made from.
Goes out: the same bytes, or nothing.
"""
