"""Pictures.

Comes in: figures of the review.
Goes out: SVG with its words and links.
"""
