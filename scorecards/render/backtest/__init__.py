"""The forms of a back-test: text, JSON, CSV and a page.

Comes in: a back-test.
Goes out: bytes.
"""
