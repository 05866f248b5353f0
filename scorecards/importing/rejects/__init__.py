"""Rejected rows.

Comes in: rows with what is wrong.
Goes out: files that people mend, and the rows taken back from them.
"""
