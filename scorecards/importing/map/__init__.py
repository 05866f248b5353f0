"""Rows to values.

Comes in: tables and a mapping.
Goes out: opportunities, reps and accounts; what became of each row.
"""
