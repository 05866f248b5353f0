"""YAML in and out.

Comes in: text.
Goes out: a tree in which every value knows its line, or text to write.
"""
