"""One rep.

Comes in: the rep's cases, and what reaches across reps.
Goes out: the rep's scorecard and its deals, ready to be shown.
"""
