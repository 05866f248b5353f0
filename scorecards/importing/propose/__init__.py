"""The files that an import writes.

Comes in: what was mapped and reconciled.
Goes out: their text, read back and proven.
"""
