"""The team.

Comes in: what was composed for each rep.
Goes out: home, managers, accounts, territories, figures: the review.
"""
