"""Files to show.

Comes in: the review.
Goes out: pages, pictures, tables, calendars and JSON, by their paths.
"""
