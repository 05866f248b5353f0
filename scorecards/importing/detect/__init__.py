"""How an export writes.

Comes in: the texts of its columns of dates and amounts.
Goes out: how each file is read, and what has to be asked.
"""
