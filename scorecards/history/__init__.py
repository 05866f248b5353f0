"""What the snapshots tell together.

Comes in: the snapshots, oldest first.
Goes out: each opportunity's history.
"""
