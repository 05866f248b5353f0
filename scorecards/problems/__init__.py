"""What can be wrong with a team's files.

Comes in: a place and a reason.
Goes out: a problem with a stable code.
"""
