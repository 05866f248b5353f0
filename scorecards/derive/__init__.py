"""Facts.

Comes in: one opportunity and the index.
Goes out: the facts that are known of it; a fact that is missing is unknown.
"""
