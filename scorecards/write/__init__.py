"""Files on disk.

Comes in: what is to stand there.
Goes out: all of it, or nothing.
"""
