"""One rep.

Comes in: the rep's deals, assessed.
Goes out: the rep's scorecard and its deals, ready to be shown.
"""
