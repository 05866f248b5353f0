"""The team.

Comes in: what was composed for each rep, what reaches across reps, and the history.
Goes out: home, managers, accounts, territories, figures: the review.
"""
