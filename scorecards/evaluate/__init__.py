"""Checks.

Comes in: the facts of one opportunity.
Goes out: the outcome of each check, three-valued.
"""
