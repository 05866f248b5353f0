"""The team's files as types.

Comes in: what a file says.
Goes out: a validated, immutable value, or pydantic's errors.
"""
