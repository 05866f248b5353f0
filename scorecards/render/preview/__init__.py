"""A preview to read: as text, JSON, Markdown and a page.

Comes in: a preview.
Goes out: the bytes of one file.
"""
