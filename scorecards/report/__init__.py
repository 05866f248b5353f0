"""What a build finds out, as types.

Comes in: what the steps found.
Goes out: the one value that the pages and the JSON files show.
"""
