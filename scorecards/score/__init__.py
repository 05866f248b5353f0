"""Scores and order.

Comes in: outcomes.
Goes out: a case: a score with its coverage, and its place among the others.
"""
