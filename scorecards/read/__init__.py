"""The team's files to one input.

Comes in: two folders.
Goes out: everything validated, or every problem at once.
"""
