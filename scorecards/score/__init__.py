"""Scores and order.

Comes in: outcomes.
Goes out: a score with its coverage, and what comes first.
"""
