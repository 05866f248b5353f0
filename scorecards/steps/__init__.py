"""The steps of a build, watched.

Comes in: what begins, comes on and ends.
Goes out: a bar on a terminal, and what each step took.
"""
