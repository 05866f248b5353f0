"""Tables as CSV.

Comes in: the review.
Goes out: files that a spreadsheet opens and of which it runs nothing.
"""
