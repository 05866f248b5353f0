"""The catalogue of facts, a file for each part of ``scorecards.derive``: each file is named as the one that derives it.

Comes in: nothing.
Goes out: everything that a check may ask about an opportunity, and all that is known of each fact.
"""
