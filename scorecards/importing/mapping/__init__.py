"""The mapping as types.

Comes in: a mapping file and what it extends.
Goes out: where each field comes from, and the tables and columns that this takes.
"""
