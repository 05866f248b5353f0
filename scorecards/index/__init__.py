"""What a deal must know of other deals.

Comes in: the input.
Goes out: small, immutable look-ups, built once.
"""
