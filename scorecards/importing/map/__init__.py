"""Rows to values.

Comes in: tables, a mapping, and how dates and amounts are written.
Goes out: opportunities, reps and accounts; what became of each row.
"""
